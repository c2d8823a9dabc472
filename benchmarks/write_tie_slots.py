#!/usr/bin/python3
"""Writes one table and one picture of what the number of tie slots does, from the runs that benchmarks/tie_slots made.

    benchmarks/write_tie_slots.py FOLDER TOWN        with TOWN-16.h5, TOWN-24.h5, TOWN-32.h5

Makes FOLDER/TOWN.md and FOLDER/TOWN.png. Exit: 0 well, 2 when the results cannot be used.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "analysis")]
from benchmark_report.table import rows_of  # noqa: E402
from weefsel.headlines import help_demand, network_density, whole_town  # noqa: E402
from weefsel.picture import CHOICE_COLOURS, SOFT_INK, heading, plt, style  # noqa: E402
from weefsel.results import DAYS_PER_YEAR, UnusableFile, open_results  # noqa: E402

SLOTS = (16, 24, 32)
WEAK, SUPPORT = 0.20, 0.33
WEEKS_APART = 4
PER_YEAR = DAYS_PER_YEAR / 7 / WEEKS_APART


@dataclass(frozen=True)
class Figure:
    """One row of the table: a number per replicate, the mean of ten years."""

    name: str
    text: str
    digits: int


FIGURES = (
    Figure("degree", "weak or stronger ties of a parent", 2),
    Figure("all_ties", "ties in the table of an active adult, faint ones too", 2),
    Figure("full", "active adults with a full table, %", 1),
    Figure("density", "network density, % of pairs of families in a neighbourhood", 3),
    Figure("ego_density", "density among the five strongest acquaintances", 4),
    Figure("started", "ties begun, per active adult and year", 2),
    Figure("lost", "ties lost, per active adult and year", 2),
    Figure("lost_faint", "of these last seen below 0.20 (faint)", 2),
    Figure("lost_weak", "of these last seen at 0.20 to 0.33 (weak)", 3),
    Figure("lost_strong", "of these last seen at 0.33 or more (support, close)", 3),
    Figure("gone_faint", "faint ties that are gone a year later, %", 1),
    Figure("gone_weak", "weak ties that are gone a year later, %", 2),
    Figure("supported", "parents with somebody to fall back on (a tie of 0.33 or more), %", 2),
    Figure("counted_on", "support that parents can count on", 4),
    Figure("demand", "modelled demand for help, requests per 1,000 children and year", 1),
)


def ends_of(network: h5py.Group) -> tuple[np.ndarray, np.ndarray]:
    """Of each tie: who holds it, and a number for the pair. Who moves away is known by 30 bits of its key from then on,
    so the other end is compared by these; two people who share them are one in some millions of pairs."""
    keys = network["key"][:].astype(np.uint64)
    holder, other = keys[network["source"][:]], keys[network["target"][:]] & np.uint64(0x3FFFFFFF)
    return holder, (holder * np.uint64(0x9E3779B97F4A7C15)) ^ (other * np.uint64(0xC2B2AE3D27D4EB4F))


def from_networks(replicate: h5py.Group, slots: int) -> dict[str, float]:
    """From pairs of moments four weeks apart: what tables hold, and which ties of those still active are gone."""
    dates = sorted(replicate)
    holders = ties = full = 0
    seen, gone, years = np.zeros(3), np.zeros(3), 0.0
    for first, second in zip(dates[::2], dates[1::2]):
        before, after = replicate[first], replicate[second]
        holder, pair = ends_of(before)
        holder_after, pair_after = ends_of(after)
        counts = np.unique(holder, return_counts=True)[1]
        holders, ties, full = holders + len(counts), ties + counts.sum(), full + (counts == slots).sum()
        stayed = np.isin(holder, holder_after)
        band = np.digitize(before["strength"][:], [WEAK, SUPPORT])
        lost = stayed & ~np.isin(pair, pair_after)
        seen += np.bincount(band[stayed], minlength=3)
        gone += np.bincount(band[lost], minlength=3)
        years += len(np.unique(holder[stayed])) / PER_YEAR
    a_year_later = 100 * (1 - (1 - gone / seen) ** PER_YEAR)
    return {"all_ties": ties / holders, "full": 100 * full / holders, "adults": 2 * holders / len(dates),
            "lost_faint": gone[0] / years, "lost_weak": gone[1] / years, "lost_strong": gone[2] / years,
            "gone_faint": a_year_later[0], "gone_weak": a_year_later[1]}


def figures_of(path: Path, slots: int) -> dict[str, np.ndarray]:
    """Every figure by replicate."""
    with open_results(path) as data, h5py.File(path) as file:
        scenario = next(iter(file["network"].values()))
        each = [from_networks(scenario[str(i)], slots) for i in range(data.sizes["replicate"])]
        found = {name: np.array([one[name] for one in each]) for name in each[0]}
        mean = lambda name: whole_town(data[f"{name}_by_group"]).mean("time_4_weeks" if "time_4_weeks" in data[name].dims else "time").values.ravel()  # noqa: E731
        years = data.sizes["time"] * 7 / DAYS_PER_YEAR
        for name, flow in (("started", "ties_started"), ("lost", "ties_lost")):
            found[name] = whole_town(data[f"{flow}_by_group"]).sum("time").values.ravel() / years / found["adults"]
        found["degree"], found["ego_density"], found["counted_on"] = mean("mean_degree"), mean("ego_density"), mean("counted_on_support")
        found["supported"] = 100 * (1 - mean("unsupported_share"))
        for name, headline in (("density", network_density(data)), ("demand", help_demand(data))):
            found[name] = headline.values.mean(headline.time_name).values.ravel()
        return found


def written(figures: dict[int, dict[str, np.ndarray]], town: str) -> str:
    rows = []
    for figure in FIGURES:
        cells = [figures[slots][figure.name] for slots in SLOTS]
        paired, whole = 100 * (cells[1] - cells[2]), np.abs(cells[2]).mean()
        change = f"{paired.mean() / whole:+.1f}% ± {paired.std(ddof=1) / whole / np.sqrt(len(paired)):.1f}" if whole > 0 else "–"
        rows.append([figure.text] + [f"{cell.mean():,.{figure.digits}f} ± {cell.std(ddof=1):.{figure.digits}f}" for cell in cells] + [change])
    rows.append(["bytes of ties, per active adult"] + [str(11 * slots + 1) for slots in SLOTS] + ["-24.9%"])
    rows.append(["scratch of a week for ties, per active adult"] + [str(6 * slots) for slots in SLOTS] + ["-25.0%"])
    count = len(next(iter(figures.values()))["degree"])
    text = (f"{town.capitalize()}, ten years after fifteen of run-in, {count} replicates with the same luck. ± is the spread (standard "
            "deviation) of replicates; in the last column the standard error of the mean difference, replicate by replicate.")
    return f"{text}\n\n" + rows_of(["", *(f"{slots} slots" for slots in SLOTS), "24 against 32"], rows) + "\n"


def draw(figures: dict[int, dict[str, np.ndarray]], town: str, path: Path) -> None:
    panels = (("degree", "Weak or stronger ties", "of a parent"), ("full", "Full tables", "% of active adults"),
              ("density", "Network density", "% of pairs of families in a neighbourhood"), ("lost_faint", "Faint ties lost", "below 0.20, per active adult and year"),
              ("lost_weak", "Weak ties lost", "0.20 to 0.33, per active adult and year"), ("lost_strong", "Stronger ties lost", "0.33 or more, per active adult and year"),
              ("supported", "Somebody to fall back on", "% of parents with a tie of 0.33 or more"), ("demand", "Demand for help, modelled", "requests per 1,000 children and year"))
    with plt.rc_context(style()):
        drawing, grid = plt.subplots(2, 4, figsize=(13.6, 7.4))
        drawing.subplots_adjust(left=0.045, right=0.985, top=0.8, bottom=0.09, hspace=0.55, wspace=0.24)
        for axes, (name, title, explanation) in zip(grid.flat, panels):
            heading(axes, title, explanation)
            for place, slots in enumerate(SLOTS):
                values = figures[slots][name]
                aside = np.linspace(-0.16, 0.16, len(values))
                axes.plot(place + aside, values, "o", markersize=3, color=CHOICE_COLOURS[place], alpha=0.55, markeredgewidth=0)
                axes.plot([place - 0.3, place + 0.3], [values.mean()] * 2, color=CHOICE_COLOURS[place], linewidth=2.4)
            axes.set_xlim(-0.5, len(SLOTS) - 0.5)
            axes.set_xticks(range(len(SLOTS)), SLOTS)
            axes.margins(y=0.15)
            axes.set_ylim(bottom=max(0.0, axes.get_ylim()[0]))
        for axes in grid[1]:
            axes.set_xlabel("slots for ties", loc="left")
        drawing.text(0.045, 0.965, "What 16, 24 or 32 tie slots do to the network", fontsize=17, fontweight="bold", va="top")
        count = len(figures[SLOTS[0]]["degree"])
        drawing.text(0.045, 0.918, f"{town.capitalize()}, mean of ten years; a dot is one of {count} replicates, a line their mean. Axes do not all begin at "
                     "zero. Modelled under named assumptions; not a forecast.", fontsize=10, color=SOFT_INK, va="top")
        drawing.savefig(path, dpi=130)
        plt.close(drawing)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with the runs; table and picture go there too")
    parser.add_argument("town", help="beginning of their names")
    arguments = parser.parse_args()
    folder, town = arguments.folder, arguments.town
    try:
        figures = {slots: figures_of(folder / f"{town}-{slots}.h5", slots) for slots in SLOTS}
        (folder / f"{town}.md").write_text(written(figures, town), encoding="utf-8")
        draw(figures, town, folder / f"{town}.png")
    except (UnusableFile, OSError, KeyError) as trouble:
        print(f"write_tie_slots: {trouble}", file=sys.stderr)
        return 2
    print(f"Written: {folder / f'{town}.md'}, {folder / f'{town}.png'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
