"""The picture: rate by size, speed-up by threads, time per process, bytes per adult, share of the machine's limit."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (the backend is chosen first)
from matplotlib.ticker import FuncFormatter  # noqa: E402

from benchmark_report.results import Results, active_adults_of  # noqa: E402
from weefsel.picture import CHOICE_COLOURS, INK, SOFT_INK, heading, style  # noqa: E402

MOST_PROCESSES = 18


def draw(results: Results, path: Path) -> None:
    with plt.rc_context(style()):
        figure = plt.figure(figsize=(12.4, 9.6))
        figure.subplots_adjust(left=0.075, right=0.975, top=0.9, bottom=0.07, hspace=0.62, wspace=0.32)
        grid = figure.add_gridspec(2, 6)
        rate(figure.add_subplot(grid[0, 0:2]), results)
        speed_up(figure.add_subplot(grid[0, 2:4]), results)
        limit(figure.add_subplot(grid[0, 4:6]), results)
        processes(figure.add_subplot(grid[1, 1:4]), results)
        memory(figure.add_subplot(grid[1, 4:6]), results)
        figure.savefig(path, dpi=155)
        plt.close(figure)


def lines_by_threads(axes: plt.Axes, results: Results, value) -> None:
    for order, threads in enumerate(sorted({one.threads for one in results.end_to_end})):
        points = [(active_adults_of(one.size), value(one)) for one in results.end_to_end if one.threads == threads]
        label = "1 thread" if threads == 1 else f"{threads} threads"
        axes.plot(*zip(*points), color=CHOICE_COLOURS[order % len(CHOICE_COLOURS)], marker="o", markersize=4, label=label)
    if results.end_to_end:
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: short(size)))
        axes.legend(frameon=False, fontsize=9)
    axes.set_xlabel("active adults", loc="left")
    axes.set_ylim(bottom=0)


def short(size: float) -> str:
    return f"{size / 1e6:g} million" if size >= 1e6 else f"{size:,.0f}"


def rate(axes: plt.Axes, results: Results) -> None:
    heading(axes, "Rate by size", "thousand active adult-weeks a second, with measures")
    lines_by_threads(axes, results, lambda one: one.rate / 1e3)


def limit(axes: plt.Axes, results: Results) -> None:
    heading(axes, "Share of the machine's limit", "% of the rate that memory alone would allow")
    lines_by_threads(axes, results, lambda one: 100 * results.share_of_limit(one))


def speed_up(axes: plt.Axes, results: Results) -> None:
    heading(axes, "Speed-up by threads", "rate against one thread, in one town")
    sizes = list(dict.fromkeys(one.size for one in results.end_to_end))
    most = max((one.threads for one in results.end_to_end), default=1)
    axes.plot([1, most], [1, most], color=SOFT_INK, linewidth=1, linestyle=":")
    for order, size in enumerate(sizes):
        points = [(one.threads, results.speed_up(one)) for one in results.end_to_end if one.size == size]
        axes.plot(*zip(*points), color=CHOICE_COLOURS[order % len(CHOICE_COLOURS)], marker="o", markersize=4, label=short(active_adults_of(size)))
    axes.set_xticks(sorted({one.threads for one in results.end_to_end}) or [1])
    axes.set_xlabel("threads", loc="left")
    axes.set_ylim(bottom=0)
    if sizes:
        axes.legend(frameon=False, fontsize=9, title="active adults", title_fontsize=9)


def processes(axes: plt.Axes, results: Results) -> None:
    """From a year of whole weeks: what happens once a month or a year weighs as it does in a run."""
    heading(axes, "Time per process", "% of the time of a year's weeks, one thread, without measures; the rest together")
    axes.grid(axis="y", visible=False)
    if not results.year:
        return
    year = results.year[results.largest(results.year)]
    whole = sum(year.values())
    ordered = sorted(year.items(), key=lambda item: -item[1])
    bars = ordered[:MOST_PROCESSES]
    if len(ordered) > MOST_PROCESSES:
        bars.append(("all others", sum(seconds for _, seconds in ordered[MOST_PROCESSES:])))
    shares = [100 * seconds / whole for _, seconds in bars]
    axes.barh(range(len(bars)), shares, color=CHOICE_COLOURS[0], height=0.7)
    axes.set_yticks(range(len(bars)), [name.replace("_", " ") for name, _ in bars], fontsize=8.5, color=INK)
    axes.invert_yaxis()
    for row, value in enumerate(shares):
        axes.text(value, row, f" {value:.1f}", va="center", fontsize=8, color=SOFT_INK)


def memory(axes: plt.Axes, results: Results) -> None:
    heading(axes, "Bytes of state", "per active and per light adult; scratch lasts a week")
    towns = [one for one in results.end_to_end if one.threads == 1]
    kinds = [("active adult, with household, children, ties", "bytes_per_adult"), ("scratch, per active adult", "scratch_bytes_per_adult"),
             ("light adult", "bytes_per_light_adult")]
    width = 0.8 / len(kinds)
    for order, (label, key) in enumerate(kinds):
        places = [row + (order - 1) * width for row in range(len(towns))]
        axes.bar(places, [one.counters[key] for one in towns], width=0.9 * width, color=CHOICE_COLOURS[order], label=label)
    axes.set_xticks(range(len(towns)), [short(active_adults_of(one.size)) for one in towns])
    axes.set_xlabel("active adults", loc="left")
    if towns:
        axes.set_ylim(top=1.35 * max(one.counters["bytes_per_adult"] for one in towns))
        axes.legend(frameon=False, fontsize=8.5, loc="upper left")
