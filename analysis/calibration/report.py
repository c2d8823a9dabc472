"""What a calibration found, for people: a report in Markdown, the region and the best set as files, and pictures."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from calibration.history import CUT, Emulated, Judged, Region, Rounds, distances, judge_runs, matrix_of, sensitivity
from calibration.pictures import draw_fit, draw_patterns, draw_region, draw_sensitivity
from calibration.runs import Study, write_whole
from calibration.space import Space
from calibration.waves import Matched

BEST_SHOWN = 5
PINNED, NARROWED = 0.5, 0.8  # of the width that was searched


def shown(value: float, unit: str) -> str:
    if np.isnan(value):
        return "-"
    return f"{100 * value:.1f}%" if unit == "share" else f"{value:.2f}"


def patterns_table(matched: Matched, best: list[Judged]) -> list[str]:
    means, _ = matrix_of(matched.results, matched.targets)
    region = matched.region
    errors = {e.target.name: e for e in matched.emulated}
    rows = ["| pattern | band | best run | runs, lowest to highest | runs within the band | least implausibility | held-out R² |", "|---|---|---|---|---|---|---|"]
    for k, t in enumerate(matched.targets):
        column = means[:, k]
        inside = np.nanmean((column >= t.low) & (column <= t.high))
        emulated = errors.get(t.name)
        reach = f"{region.lowest[t.name]:.2f}" + (" **out of reach**" if t.name in region.out_of_reach else "") if emulated else "-"
        rows.append(f"| {t.what} (`{t.name}`) | {shown(t.low, t.unit)} to {shown(t.high, t.unit)} | {shown(column[best[0].index], t.unit)} | "
                    f"{shown(np.nanmin(column), t.unit)} to {shown(np.nanmax(column), t.unit)} | {100 * inside:.0f}% | {reach} | "
                    f"{emulated.error.r2:.2f} |" if emulated else f"| {t.what} (`{t.name}`) | not emulated | | | | | |")
    return rows


def region_table(space: Space, region: Region, defaults: dict[str, float]) -> list[str]:
    rows = ["| parameter | searched | default | not ruled out: 5% to 95% | lowest to highest | width left | so the patterns |", "|---|---|---|---|---|---|---|"]
    for p, column in zip(space.parameters, region.points.T):
        low, high = (p.value(np.quantile(column, q)) for q in (0.05, 0.95))
        default = f"{defaults[p.name]:g}" if p.name in defaults else "-"
        left = width_left(column)
        rows.append(f"| `{p.name}` | {p.low:g} to {p.high:g} | {default} | {low:.3g} to {high:.3g} | {p.value(column.min()):.3g} to {p.value(column.max()):.3g} | "
                    f"{100 * left:.0f}% | {'pin it down' if left < PINNED else 'narrow it' if left < NARROWED else 'leave its range'} |")
    return rows


def width_left(column: np.ndarray) -> float:
    """The inner nine tenths of what is left, as a share of the inner nine tenths of what was searched."""
    low, high = np.quantile(column, (0.05, 0.95))
    return float((high - low) / 0.9)


def pinned_text(space: Space, region: Region) -> str:
    widths = [width_left(column) for column in region.points.T]
    pinned = sum(w < PINNED for w in widths)
    narrowed = sum(PINNED <= w < NARROWED for w in widths)
    return (f"The patterns pin down {pinned} of {len(widths)} parameters (the inner nine tenths of what is left is less than {100 * PINNED:.0f}% as wide as what was "
            f"searched), narrow {narrowed} (less than {100 * NARROWED:.0f}%) and leave {len(widths) - pinned - narrowed} their range, each looked at by itself; "
            "together they are bound more, for a step of one often asks for a step of another: sample rows of `region.csv`, not the ranges of this table.")


def waves_table(matched: Matched) -> list[str]:
    judged = {j.index: j for j in judge_runs(matched.results, matched.targets, matched.region.out_of_reach)}
    history = Rounds([w.emulated for w in matched.waves])
    rows = ["| wave | runs | patterns met: median | most | runs in what is left at last |", "|---|---|---|---|---|"]
    first = 0
    for number, wave in enumerate(matched.waves, start=1):
        met = [judged[first + i].met for i in range(len(wave.points))]
        inside = history.left_in(wave.points, matched.region)
        rows.append(f"| {number} | {len(met)} | {np.median(met):g} | {max(met)} | {int(inside.sum())} |")
        first += len(met)
    return rows


def known_text(matched: Matched) -> list[str]:
    """How the points that were known before fare: by their own runs, and by the emulators."""
    if matched.known is None:
        return []
    judged = {j.index: j for j in judge_runs(matched.results, matched.targets, matched.region.out_of_reach)}
    first = len(matched.waves[0].points) - len(matched.known)
    by_run = distances(*matrix_of(matched.results, matched.targets), matched.targets)
    by_rounds = Rounds([w.emulated for w in matched.waves])
    what = {t.name: t.what for t in matched.targets}
    lines = []
    for k, point in enumerate(matched.known):
        by_emulators = by_rounds.implausibility(point[np.newaxis])[0]
        by_run_too = dict(zip((t.name for t in matched.targets), by_run[first + k]))
        against = [f"*{what[n]}* ({i:.1f} by the emulators, {by_run_too[n]:.1f} by that run)" for n, i in zip(by_rounds.names, by_emulators)
                   if i > CUT and n not in matched.region.out_of_reach]
        lines.append(f"The defaults of today, run as a point of the first wave, meet {judged[first + k].met} of {len(matched.targets)} patterns there; their highest implausibility "
                     f"within reach by that run is {judged[first + k].worst:.1f}. By the emulators they are " + (f"ruled out by {', '.join(against)}." if against else "not ruled out."))
    return lines + [""]


def conflicts_text(matched: Matched) -> str:
    what = {t.name: t.what for t in matched.targets}
    region = matched.region
    lines = [f"- *{what[n]}*: no point comes within {CUT:g} standard deviations (least implausibility {region.lowest[n]:.1f})." for n in region.out_of_reach]
    lines += [f"- *{what[a]}* with *{what[b]}*: each can be met, no point meets both." for a, b in region.conflicts]
    return "\n".join(lines) or "- none"


def strongest(emulated: list[Emulated], space: Space, table: np.ndarray, shown_per_pattern: int = 4, least: float = 0.03) -> list[str]:
    rows = ["| pattern | parameters that move it (share of its variance; + rises with it, − falls) |", "|---|---|"]
    for e, row in zip(emulated, table):
        order = np.argsort(-np.abs(row))[:shown_per_pattern]
        words = [f"`{space.names[p]}` {'+' if row[p] > 0 else '−'}{abs(row[p]):.2f}" for p in order if abs(row[p]) >= least]
        rows.append(f"| {e.target.what} (`{e.target.name}`) | {', '.join(words) or 'none by itself'} |")
    return rows


def left_over(region: Region) -> str:
    text = f"Not ruled out: {100 * region.share:.3g}% of the space searched." if region.share > 0 else "Of the points spread over the whole space none is left."
    if region.set_aside:
        worst = "the worst pattern" if region.set_aside == 1 else f"the {region.set_aside} worst patterns"
        text += f" That is once {worst} of each point is forgiven: **no point meets all patterns that are within reach**."
    if region.followed:
        text += (" That is too little for chance points to hit. The points below were found from runs and near misses, and spread over what hangs together with them "
                 "by slices along parameters and along the region's own directions; a part that lies apart from all of them would not be found.")
    return text


def write_report(study: Study, space: Space, matched: Matched, defaults: dict[str, float] | None = None) -> None:
    folder = study.folder
    best = judge_runs(matched.results, matched.targets, matched.region.out_of_reach)
    everywhere = matched.waves[0].emulated
    influence = sensitivity(everywhere, len(space.parameters), study.seed)
    region = matched.region
    lines = [
        "# Calibration: what history does not rule out",
        "",
        f"{len(matched.results)} runs in {len(matched.waves)} wave{'' if len(matched.waves) == 1 else 's'}, {study.replicates} replicates x {study.years:g} years each, {study.scenario.name}. Modelled.",
        "",
        left_over(region),
        "",
        *waves_table(matched),
        "",
        "## Patterns",
        "",
        *patterns_table(matched, best),
        "",
        f"The best run meets {best[0].met} of {len(matched.targets)} patterns; its highest implausibility among those within reach is {best[0].worst:.1f}.",
        "![Patterns](patterns.png)",
        "",
        "## Out of reach, and in conflict",
        "",
        conflicts_text(matched),
        "",
        "## The region that is left",
        "",
        pinned_text(space, region),
        "",
        *known_text(matched),
        *region_table(space, region, defaults or {}),
        "",
        "![Region](region.png)",
        "",
        "## Best runs",
        "",
        *best_table(space, matched, best),
        "",
        "## What moves what",
        "",
        "Over the whole space searched.",
        "",
        *strongest(everywhere, space, influence),
        "",
        "![Sensitivity](sensitivity.png)",
        "",
        "## How well the emulators foretell",
        "",
        "Runs of the last wave that were left out, against what was foretold of them.",
        "",
        "![Emulators](emulators.png)",
        "",
    ]
    write_whole(folder / "report.md", "\n".join(lines))
    write_region(folder / "region.csv", space, region)
    write_whole(folder / "best.yaml", best_yaml(space, matched, best[0]))
    draw_patterns(folder / "patterns.png", matched, best)
    draw_region(folder / "region.png", space, region, matched.points[best[0].index])
    draw_sensitivity(folder / "sensitivity.png", space, everywhere, influence)
    draw_fit(folder / "emulators.png", matched.emulated)


def best_table(space: Space, matched: Matched, best: list[Judged]) -> list[str]:
    top = best[:BEST_SHOWN]
    rows = ["| parameter | " + " | ".join(f"run {j.index}" for j in top) + " |", "|---|" + "---|" * len(top)]
    rows.append("| *patterns met* | " + " | ".join(str(j.met) for j in top) + " |")
    rows.append("| *misfit* | " + " | ".join(f"{j.misfit:.2f}" for j in top) + " |")
    for p, parameter in enumerate(space.parameters):
        rows.append(f"| `{parameter.name}` | " + " | ".join(f"{float(parameter.value(matched.points[j.index][p])):.3g}" for j in top) + " |")
    return rows


def write_region(path: Path, space: Space, region: Region) -> None:
    part = path.with_suffix(".csv.part")
    with open(part, "w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(space.names)
        for point in region.points:
            writer.writerow(f"{v:.6g}" for v in space.values(point).values())
    part.replace(path)


def best_yaml(space: Space, matched: Matched, best: Judged) -> str:
    why = f"calibration: best of {len(matched.results)} runs, {best.met} of {len(matched.targets)} patterns within their band"
    rows = [f'  {name}: {{value: {value:.6f}, why: "{why}"}}' for name, value in space.values(matched.points[best.index]).items()]
    return "parameters:\n" + "\n".join(rows) + "\n"
