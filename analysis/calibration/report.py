"""What a calibration found, for people: a report in Markdown, the region and the best set as files, and pictures."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from calibration.history import CUT, Judged, Region, judge_runs, matrix_of, sensitivity
from calibration.pictures import draw_fit, draw_patterns, draw_region, draw_sensitivity
from calibration.runs import Study, write_whole
from calibration.space import Space
from calibration.waves import Matched

BEST_SHOWN = 5


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
    rows = ["| parameter | searched | default | not ruled out: 5% to 95% | lowest to highest |", "|---|---|---|---|---|"]
    for p, column in zip(space.parameters, region.points.T):
        low, high = (p.value(np.quantile(column, q)) for q in (0.05, 0.95))
        default = f"{defaults[p.name]:g}" if p.name in defaults else "-"
        rows.append(f"| `{p.name}` | {p.low:g} to {p.high:g} | {default} | {low:.3g} to {high:.3g} | {p.value(column.min()):.3g} to {p.value(column.max()):.3g} |")
    return rows


def conflicts_text(matched: Matched) -> str:
    what = {t.name: t.what for t in matched.targets}
    region = matched.region
    lines = [f"- *{what[n]}*: no point comes within {CUT:g} standard deviations (least implausibility {region.lowest[n]:.1f})." for n in region.out_of_reach]
    lines += [f"- *{what[a]}* with *{what[b]}*: each can be met, no point meets both." for a, b in region.conflicts]
    return "\n".join(lines) or "- none"


def strongest(matched: Matched, space: Space, table: np.ndarray, shown_per_pattern: int = 4, least: float = 0.03) -> list[str]:
    rows = ["| pattern | parameters that move it (share of its variance; + rises with it, − falls) |", "|---|---|"]
    for e, row in zip(matched.emulated, table):
        order = np.argsort(-np.abs(row))[:shown_per_pattern]
        words = [f"`{space.names[p]}` {'+' if row[p] > 0 else '−'}{abs(row[p]):.2f}" for p in order if abs(row[p]) >= least]
        rows.append(f"| {e.target.what} (`{e.target.name}`) | {', '.join(words) or 'none by itself'} |")
    return rows


def left_over(region: Region) -> str:
    text = f"Not ruled out: {100 * region.share:.3g}% of the space searched."
    if region.set_aside:
        worst = "the worst pattern" if region.set_aside == 1 else f"the {region.set_aside} worst patterns"
        text += f" That is once {worst} of each point is forgiven: **no point meets all patterns that are within reach**."
    if region.walked:
        text += (" The points below were found by small steps from the least implausible ones, for too few of 20,000 were left: they lie near each other, and "
                 "more of the space may be left than their ranges say.")
    return text


def write_report(study: Study, space: Space, matched: Matched, defaults: dict[str, float] | None = None) -> None:
    folder = study.folder
    best = judge_runs(matched.results, matched.targets, matched.region.out_of_reach)
    influence = sensitivity(matched.emulated, len(space.parameters), study.seed)
    region = matched.region
    lines = [
        "# Calibration: what history does not rule out",
        "",
        f"{len(matched.results)} runs in {len(matched.waves)} wave{'' if len(matched.waves) == 1 else 's'}, {study.replicates} replicates x {study.years:g} years each, {study.scenario.name}. Modelled.",
        "",
        left_over(region),
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
        *strongest(matched, space, influence),
        "",
        "![Sensitivity](sensitivity.png)",
        "",
        "## How well the emulators foretell",
        "",
        "Runs that were left out, against what was foretold of them.",
        "",
        "![Emulators](emulators.png)",
        "",
    ]
    write_whole(folder / "report.md", "\n".join(lines))
    write_region(folder / "region.csv", space, region)
    write_whole(folder / "best.yaml", best_yaml(space, matched, best[0]))
    draw_patterns(folder / "patterns.png", matched, best)
    draw_region(folder / "region.png", space, region, matched.points[best[0].index])
    draw_sensitivity(folder / "sensitivity.png", space, matched.emulated, influence)
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
