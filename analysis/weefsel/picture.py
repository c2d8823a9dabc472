"""Draws the headline trajectories: three rows that share their time, demand for help last.

Left: each measure as it went. Right, for a comparison: the difference between twins (the same replicate with and
without the choice), which shows what two nearly equal lines on the left cannot. Every replicate is a thin line and
their mean a thick one, so that spread from chance is seen. Colours (Okabe & Ito 2008) differ for colour-blind eyes
and in print; none of them says good or bad.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (the backend is chosen first)
import numpy as np  # noqa: E402
import xarray as xr  # noqa: E402
from matplotlib import font_manager  # noqa: E402
from matplotlib.ticker import MaxNLocator, ScalarFormatter  # noqa: E402

from weefsel.headlines import Headline, headlines  # noqa: E402
from weefsel.results import LeverStart, lever_starts, question_of, text_of, town_of  # noqa: E402
from weefsel.words import WORDS, readable  # noqa: E402

BASELINE_COLOUR = "#8F7A58"  # a warm grey, lighter in print than the choice
CHOICE_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"]
INK = "#22262B"
SOFT_INK = "#6B7178"
HAIRLINE = "#D9DCE0"

# An axis of differences reaches at least this far to both sides, so that a ripple does not look like a wave.
SMALLEST_REACH = {"network_density": 0.01, "parental_wellbeing": 0.002, "help_demand": 0.02}  # share of the mean level


def draw_headlines(data: xr.Dataset, path: str | Path, language: str = "en") -> None:
    """Writes a PNG (or SVG or PDF, by the name) of about 1,900 by 1,600 points."""
    words = WORDS[language]
    scenarios = [text_of(name) for name in data["scenario"].values]
    baseline, choices = scenarios[0], scenarios[1:]
    colours = dict(zip(scenarios, [BASELINE_COLOUR, *CHOICE_COLOURS * len(scenarios)]))
    if not choices:
        colours[baseline] = CHOICE_COLOURS[0]
    measures = headlines(data)
    starts = lever_starts(data)
    horizon = whole_years(max(float(measure.years[-1]) for measure in measures if len(measure.years)))

    with plt.rc_context(style()):
        columns = 2 if choices else 1
        figure = plt.figure(figsize=(12.4, 10.4) if choices else (8.4, 10.4))
        figure.subplots_adjust(left=0.072 if choices else 0.1, right=0.972, top=0.79, bottom=0.105, hspace=0.5,
                               wspace=0.19)
        grid = figure.add_gridspec(3, columns, width_ratios=[1.2, 1][:columns])
        title(figure, data, words, language, scenarios, colours)
        for row, measure in enumerate(measures):
            level = figure.add_subplot(grid[row, 0])
            level.margins(y=0.12)
            draw_level(level, measure, scenarios, colours)
            heading(level, words[measure.name], words[measure.name + "_is"])
            finish(level, row, horizon, words[measure.name + "_unit"], language)
            mark_starts(level, starts, colours, words if row == 0 and not choices else None)
            if choices:
                difference = figure.add_subplot(grid[row, 1])
                difference.margins(y=0.12)
                zero = draw_difference(difference, measure, baseline, choices, colours, words)
                note = words["difference_is"] if row == 0 else words.get(measure.name + "_note", "")
                heading(difference, words["difference"] if row == 0 else "", note)
                finish(difference, row, horizon, words[measure.name + "_difference_unit"], language)
                if zero:
                    difference.set_yticks([0])
                mark_starts(difference, starts, colours, words if row == 0 else None)
            if row == 2:
                for axes in figure.axes[-columns:]:
                    axes.set_xlabel(words["years"], loc="left")
        figure.align_ylabels()
        footer(figure, data, words)
        figure.savefig(path, dpi=155, metadata=same_bytes(path))
        plt.close(figure)


def draw_level(axes: plt.Axes, measure: Headline, scenarios: list[str], colours: dict[str, str]) -> None:
    for order, name in enumerate(scenarios):
        draw_lines(axes, measure.years, measure.of(name), colours[name], order)


def draw_difference(axes: plt.Axes, measure: Headline, baseline: str, choices: list[str], colours: dict[str, str],
                    words: dict[str, str]) -> bool:
    """Returns whether all differences are exactly zero: a finding of its own, and said in words."""
    axes.axhline(0, color=colours[baseline], linewidth=1.4, zorder=1)
    all_zero = True
    for order, name in enumerate(choices):
        values = measure.difference(name, baseline)
        all_zero = all_zero and not np.any(np.nan_to_num(values))
        draw_lines(axes, measure.years, values, colours[name], order)
    reach = SMALLEST_REACH[measure.name] * abs(np.nanmean(measure.of(baseline))) if has_values(measure) else 1
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, -reach), max(high, reach))
    if all_zero:
        axes.set_ylim(-1, 1)
        axes.text(0.5, 0.56, words["exactly_zero"], transform=axes.transAxes, ha="center", color=SOFT_INK)
    return all_zero


def has_values(measure: Headline) -> bool:
    return bool(np.isfinite(measure.values).any())


def draw_lines(axes: plt.Axes, years: np.ndarray, values: np.ndarray, colour: str, order: int) -> None:
    """`values` is (replicate, time)."""
    replicates = values.shape[0]
    if replicates > 1:
        thin = max(0.12, min(0.45, 2.5 / replicates))
        axes.plot(years, values.T, color=colour, linewidth=0.6, alpha=thin, zorder=2 + order)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a week in which no replicate has a value stays empty
        mean = np.nanmean(values, axis=0)
    axes.plot(years, mean, color="white", linewidth=3.4, alpha=0.75, zorder=20 + 2 * order)
    axes.plot(years, mean, color=colour, linewidth=1.9, zorder=21 + 2 * order)


def mark_starts(axes: plt.Axes, starts: list[LeverStart], colours: dict[str, str],
                words: dict[str, str] | None) -> None:
    """A dotted line where a lever starts; with `words`, its name beside the first few."""
    seen = set()
    for start in starts:
        moment = round(start.years, 2)
        if moment in seen or not axes.get_xlim()[0] <= start.years <= axes.get_xlim()[1]:
            continue
        seen.add(moment)
        axes.axvline(start.years, color=INK, linewidth=1.0, linestyle=(0, (1, 2.2)), zorder=1.5)
        if words and len(seen) <= 3:
            right = start.years > 0.7 * axes.get_xlim()[1]
            axes.annotate(words["starts"].format(lever=readable(start.lever)), (start.years, 1),
                          xycoords=("data", "axes fraction"), xytext=(-5 if right else 5, -2 - 12 * (len(seen) - 1)),
                          textcoords="offset points", ha="right" if right else "left", va="top", fontsize=9,
                          color=colours.get(start.scenario, INK),
                          bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1}, zorder=60)


def heading(axes: plt.Axes, name: str, explanation: str) -> None:
    axes.annotate(name, (0, 1), xycoords="axes fraction", xytext=(0, 25), textcoords="offset points", fontsize=12.5,
                  fontweight="bold")
    axes.annotate(explanation, (0, 1), xycoords="axes fraction", xytext=(0, 10), textcoords="offset points",
                  fontsize=9.5, color=SOFT_INK)


def whole_years(years: float) -> float:
    """The last week of a year starts a few days before its end; the axis ends where the year does."""
    return np.ceil(years) if np.ceil(years) - years < 0.05 else years


class PlainNumbers(ScalarFormatter):
    """No powers of ten or offsets on an axis, and a decimal comma in Dutch."""

    def __init__(self, language: str):
        super().__init__(useOffset=False)
        self.set_scientific(False)
        self.language = language

    def __call__(self, x, pos=None):
        text = super().__call__(x, pos)
        return text.replace(".", ",") if self.language == "nl" else text


def finish(axes: plt.Axes, row: int, horizon: float, unit: str, language: str) -> None:
    axes.set_xlim(0, max(horizon, 0.1))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=horizon >= 4, min_n_ticks=2))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3))
    axes.xaxis.set_major_formatter(PlainNumbers(language))
    axes.yaxis.set_major_formatter(PlainNumbers(language))
    axes.set_ylabel(unit, fontsize=9, color=SOFT_INK)
    axes.tick_params(labelbottom=row == 2)


def title(figure: plt.Figure, data: xr.Dataset, words: dict[str, str], language: str, scenarios: list[str],
          colours: dict[str, str]) -> None:
    """The scenario's question, the town, and which colour is which."""
    left, top = figure.subplotpars.left, 0.965
    shown = title_words(data, words, language, scenarios)
    room = 6.4 * figure.get_figwidth()  # characters of 18 points on a line
    figure.text(left, top, shown, fontsize=min(18, 18 * room / max(1, len(shown))), fontweight="bold", va="top")
    replicates = data.sizes["replicate"]
    lines = words["lines"].format(n=replicates) if replicates > 1 else words["line"]
    figure.text(left, top - 0.043, "  ·  ".join(part for part in (town_of(data), lines) if part), fontsize=10.5,
                color=SOFT_INK, va="top")
    key(figure, left, top - 0.078, scenarios, colours)


def title_words(data: xr.Dataset, words: dict[str, str], language: str, scenarios: list[str]) -> str:
    """The question of a single run or of the only choice; else what is compared."""
    baseline, choices = readable(scenarios[0]), [readable(name) for name in scenarios[1:]]
    question = question_of(data, scenarios[-1], language) if len(choices) < 2 else ""
    if question:
        return question
    if len(choices) > 2:
        return words["compared_many"].format(n=len(choices), baseline=baseline)
    return words["compared"].format(scenarios=", ".join(choices), baseline=baseline) if choices else baseline


def key(figure: plt.Figure, left: float, height: float, scenarios: list[str], colours: dict[str, str]) -> None:
    """The scenarios' names in their colours, each after a stroke of its line."""
    renderer = figure.canvas.get_renderer()
    to_figure = figure.transFigure.inverted()
    position = left
    for name in scenarios:
        text = figure.text(position + 0.028, height, readable(name), fontsize=11.5, color=colours[name],
                           fontweight="bold", va="top")
        box = text.get_window_extent(renderer).transformed(to_figure)
        if box.x1 > figure.subplotpars.right and position > left:
            position, height = left, height - 0.026
            text.set_position((position + 0.028, height))
            box = text.get_window_extent(renderer).transformed(to_figure)
        figure.add_artist(plt.Line2D([position, position + 0.022], [height - 0.0085] * 2, color=colours[name],
                                     linewidth=3, solid_capstyle="butt"))
        position = box.x1 + 0.03


def footer(figure: plt.Figure, data: xr.Dataset, words: dict[str, str], left: float | None = None,
           height: float = 0.028) -> None:
    figure.text(figure.subplotpars.left if left is None else left, height, words["footer"], fontsize=10.5, fontweight="bold")
    program = f"weefsel {text_of(data.attrs.get('program_version', ''))}".strip()
    seed = f"seed {text_of(data.attrs['seed'])}" if "seed" in data.attrs else ""
    figure.text(figure.subplotpars.right, height, "  ·  ".join(part for part in (program, seed) if part), fontsize=9,
                color=SOFT_INK, ha="right")


def style() -> dict[str, object]:
    known = {font.name for font in font_manager.fontManager.ttflist}
    return {
        "font.family": "Lato" if "Lato" in known else "DejaVu Sans",
        "font.size": 10,
        "text.color": INK,
        "axes.edgecolor": HAIRLINE,
        "axes.labelcolor": SOFT_INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": HAIRLINE,
        "grid.linewidth": 0.7,
        "xtick.color": SOFT_INK,
        "ytick.color": SOFT_INK,
        "xtick.major.size": 3,
        "ytick.major.size": 0,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "svg.hashsalt": "weefsel",
    }


def same_bytes(path: str | Path) -> dict[str, None]:
    """Metadata that would differ between two equal pictures: none of it."""
    dated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    return dated.get(Path(path).suffix.lower(), {})
