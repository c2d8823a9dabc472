"""What is drawn on a sheet: dots of twin differences by cell and horizon, and courses through the years."""

from __future__ import annotations

import re
import warnings

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator

from weefsel.picture import BASELINE_COLOUR, HAIRLINE, INK, SOFT_INK, PlainNumbers
from weefsel.report.figure_sayings import after, as_needed, has_dots, reason
from weefsel.report.figure_words import FIGURE_WORDS
from weefsel.report.sheet import BAND_COLOUR, CHOICE_COLOUR, DASHES, DOT, LINE, MARGIN, POINT, SMALL, WIDTH, Sheet, width_of, wrapped


def difference_keys(findings: dict, measure: dict, lines: list[dict], words: dict, language: str, named_band: bool,
                    order: bool) -> list[tuple[str, str]]:
    told = FIGURE_WORDS[language]
    keys = [("dot", told["a_run"].format(n=findings["runs"])), ("zero", told["zero"])]
    if has_band(measure):
        size = as_needed(measure["smallest_relevant"] * measure["shown_times"], language)
        keys.append(("band", told["band"].format(size=size, unit=words["unit"]) if named_band else told["band_plain"]))
    if any(line["verdict"]["kind"] == "built_in" for line in lines):
        keys.append(("hollow", told["built_in_key"]))
    keys.append(("", told["counted_draws" if any(line["verdict"]["of_draws"] for line in lines) else "counted"]))
    return keys + ([("", told["no_ranking"])] if order else [])


def has_band(measure: dict) -> bool:
    """Demand for help has none: any band there would be read as good or bad."""
    return measure["section"] != "demand" and measure["smallest_relevant"] > 0


class Numbers(PlainNumbers):
    """As `PlainNumbers`, with a mark between thousands."""

    def __call__(self, x, pos=None):
        text = super().__call__(x, pos)
        whole, mark, rest = text.partition("," if self.language == "nl" else ".")
        digits = re.sub(r"(?<=\d)(?=(\d{3})+$)", "." if self.language == "nl" else ",", whole)
        return digits + mark + rest


def limits_of(differences: list[list[float | None]], measure: dict) -> tuple[float, float]:
    """Around nought and all dots, and at least as far as what is too small: a ripple may not look like a wave."""
    known = [one * measure["shown_times"] for row in differences for one in row if one is not None]
    least = 1.2 * measure["smallest_relevant"] * measure["shown_times"]
    low, high = min([-least, *known]), max([least, *known])
    if low == high:
        return -1.0, 1.0
    room = 0.05 * (high - low)
    return low - room, high + room


def tick_labels(axis) -> list[str]:
    formatter, ticks = axis.get_major_formatter(), axis.get_majorticklocs()
    formatter.set_locs(ticks)
    return [formatter(one) for one in ticks] or [""]


def set_ticks(axes, width: float, language: str) -> None:
    """As many as fit beside each other in `width` mm, nought among them."""
    low, high = axes.get_xlim()
    formatter = Numbers(language)
    axes.xaxis.set_major_formatter(formatter)
    ticks = [0.0]
    for most, every in ((5, 1), (4, 1), (3, 1), (5, 2), (5, 3), (5, 4)):
        candidates = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        step = candidates[1] - candidates[0]
        candidates = [one for one in candidates if low <= one <= high and round(one / step) % every == 0]
        formatter.set_locs(candidates)
        widths = [width_of(formatter(one)) for one in candidates]
        if len(widths) > 1 and max((a + b) / 2 for a, b in zip(widths, widths[1:])) + 1.2 <= every * step / (high - low) * width:
            ticks = candidates
            break
    axes.set_xticks(ticks)


def draw_dots(axes, middle: float, values: list[float | None], hollow: bool, to_points: tuple[float, float], room: float) -> None:
    """One dot a run at height `middle`; those that would cover each other stand above one another, within `room` points.

    `to_points`: how many points a unit of x and of y is. A dot is a stroke of no length with a round end: a path for all.
    """
    known = sorted((one, run) for run, one in enumerate(values) if one is not None)
    places, at = [], 0
    while at < len(known):
        beside = [one for one in known[at:] if (one[0] - known[at][0]) * to_points[0] < DOT]
        apart = min(DOT, (room - DOT) / max(1, len(beside) - 1))
        beside.sort(key=lambda one: one[1])  # by run: sorted by value they would look like a slope
        places += [(one, middle + (i - (len(beside) - 1) / 2) * apart / to_points[1]) for i, (one, _) in enumerate(beside)]
        at += len(beside)
    if not places:
        return
    path = Path(np.repeat(np.array(places), 2, axis=0), [Path.MOVETO, Path.LINETO] * len(places))
    for width, colour in [(DOT, CHOICE_COLOUR), (DOT - 1.4, "white")][:2 if hollow else 1]:
        axes.add_patch(PathPatch(path, fill=False, edgecolor=colour, linewidth=width, capstyle="round", zorder=5, clip_on=False))


COUNT_WIDTH = 5.6  # mm of each of three columns: higher, equal, lower


class Panel:
    """One measure of the town: a row for each horizon."""

    label_width, row = 18.0, 4.9

    def __init__(self, measure: dict, lines: list[dict | None], horizons: list[int], foremost: int, language: str):
        self.measure, self.lines, self.horizons, self.foremost, self.language = measure, lines, horizons, foremost, language

    def head(self, width: float) -> tuple[list[str], list[str]]:
        m, room = self.measure, width - 3 * COUNT_WIDTH - 2
        return wrapped(m["title"][self.language], room, 9, "bold"), wrapped(m["unit"][self.language], room)

    def top(self, width: float) -> float:
        title, unit = self.head(width)
        return max(3.9 * len(title) + LINE * len(unit) + 1.6, 10.0)

    def height(self, width: float) -> float:
        return self.top(width) + self.row * len(self.horizons) + 8.5

    def draw(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        told = FIGURE_WORDS[self.language]
        title, unit = self.head(width)
        for i, line in enumerate(title):
            sheet.text(x, y + 3.9 * i, line, 9, fontweight="bold")
        for i, line in enumerate(unit):
            sheet.text(x, y + 3.9 * len(title) + LINE * i, line, color=SOFT_INK)
        top, wide = y + self.top(width), width - self.label_width - 3 * COUNT_WIDTH - 2
        limits = limits_of([line["differences"] for line in self.lines if line and has_dots(line)], self.measure)
        axes = dots_axes(sheet, x + self.label_width, top, wide, self.row * len(self.horizons), limits, self.language)
        heads_of_counts(sheet, x + width - 3 * COUNT_WIDTH, top, told)
        for i, (years, line) in enumerate(zip(self.horizons, self.lines)):
            middle = top + self.row * (i + 0.5)
            sheet.text(x, middle, after(years, self.language), va="center_baseline",
                       fontweight="bold" if years == self.foremost else "normal")
            draw_cell(sheet, axes, middle - top, line, middle, x + self.label_width, wide, self.row, self.measure, self.language)


class Grid:
    """Rows of cells, side by side for each horizon."""

    def __init__(self, labels: list[str], horizons: list[int], rows: list[list[dict | None]], language: str):
        self.language, self.horizons = language, horizons
        most = 46.0 if len(horizons) <= 3 else 37.0
        wide = max([width_of(label, SMALL, "bold" if i == 0 else "normal") for i, label in enumerate(labels)])
        self.label_width = min(most, wide) + 2.5
        self.labels = [wrapped(label, self.label_width - 2, SMALL, "bold" if i == 0 else "normal") for i, label in enumerate(labels)]
        self.gap = 4.0
        self.panel = (WIDTH - 2 * MARGIN - self.label_width - self.gap * (len(horizons) - 1)) / len(horizons)
        self.wide = self.panel - 3 * COUNT_WIDTH - 1.0
        shown_lines = [len(label) for label in self.labels]
        for i, row in enumerate(rows):
            reasons = [reason(line, language) for line in row if line and not has_dots(line)]
            shown_lines[i] = max([shown_lines[i], *(len(wrapped(words, self.panel - 1)) for words in reasons)])
        self.rows = [max(5.2, LINE * lines + 1.4) for lines in shown_lines]
        self.raised = any(width_of(after(years, language), 9, "bold") > self.wide + 1 for years in horizons)  # no room beside the heads
        self.top = 14.0 if self.raised else 10.0
        self.height = self.top + sum(self.rows) + 5.0

    def draw(self, sheet: Sheet, y: float, rows: list[list[dict | None]], measure: dict, limits: tuple[float, float]) -> None:
        told, top = FIGURE_WORDS[self.language], y + self.top
        edges = [sum(self.rows[:i]) for i in range(len(rows) + 1)]
        middles = [(low + high) / 2 for low, high in zip(edges, edges[1:])]
        for i, edge in enumerate(edges):
            sheet.line(MARGIN, top + edge, WIDTH - MARGIN, top + edge, color=INK if i == 1 < len(rows) else HAIRLINE, linewidth=0.5, zorder=0.5)
        for i, label in enumerate(self.labels):
            for j, line in enumerate(label):
                sheet.text(MARGIN, top + middles[i] + (j - (len(label) - 1) / 2) * LINE, line, va="center_baseline",
                           fontweight="bold" if i == 0 else "normal")
        for h, years in enumerate(self.horizons):
            x = MARGIN + self.label_width + h * (self.panel + self.gap)
            sheet.text(x, top - (9.5 if self.raised else 2.0), after(years, self.language), 9, fontweight="bold", va="bottom")
            heads_of_counts(sheet, x + self.panel - 3 * COUNT_WIDTH, top, told)
            axes = dots_axes(sheet, x, top, self.wide, edges[-1], limits, self.language)
            for i, row in enumerate(rows):
                draw_cell(sheet, axes, middles[i], row[h], top + middles[i], x, self.wide, self.rows[i], measure, self.language)


def dots_axes(sheet: Sheet, x: float, top: float, width: float, height: float, limits: tuple[float, float], language: str):
    """Their y is in mm from the top."""
    axes = sheet.axes(x, top, width, height)
    axes.set_xlim(limits)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    axes.grid(False)
    axes.patch.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    set_ticks(axes, width, language)
    axes.tick_params(labelsize=SMALL, pad=1.5)
    return axes


def heads_of_counts(sheet: Sheet, x: float, bottom: float, told: dict[str, str]) -> None:
    for i, way in enumerate(("higher", "equal", "lower")):
        sheet.text(x + (i + 0.5) * COUNT_WIDTH - 1.2, bottom - 0.8, told[way], color=SOFT_INK, rotation=55, rotation_mode="anchor", va="baseline",
                   ha="left")


def draw_cell(sheet: Sheet, axes, at: float, line: dict | None, middle: float, x: float, width: float, row: float, measure: dict,
              language: str) -> None:
    """The dots of one row, `at` mm in the axes and `middle` on the sheet, and its counts at the right; or in words why not."""
    told, right = FIGURE_WORDS[language], x + width + 1.0
    if line is None or not has_dots(line):
        panel = width + 1.0 + 3 * COUNT_WIDTH
        text = wrapped(told["unknown"] if line is None else reason(line, language), panel - 1)
        for j, words in enumerate(text):
            sheet.text(x + panel / 2, middle + (j - (len(text) - 1) / 2) * LINE, words, color=SOFT_INK, va="center_baseline", ha="center")
        return
    if has_band(measure):
        reach = measure["smallest_relevant"] * measure["shown_times"]
        axes.add_patch(Rectangle((-reach, at - row / 2), 2 * reach, row, facecolor=BAND_COLOUR, edgecolor="none", zorder=1, clip_on=False))
    axes.plot([0, 0], [at - row / 2, at + row / 2], color=BASELINE_COLOUR, linewidth=1.1, zorder=3, solid_capstyle="butt", clip_on=False)
    low, high = axes.get_xlim()
    built_in = line["verdict"]["kind"] == "built_in"
    values = [None if one is None else one * measure["shown_times"] for one in line["differences"]]
    draw_dots(axes, at, values, built_in, (width / POINT / (high - low), 1 / POINT), (row - 0.9) / POINT)
    if built_in:
        sheet.text(right + 1.5 * COUNT_WIDTH, middle, told["built_in"], color=SOFT_INK, va="center_baseline", ha="center")
        return
    for j, way in enumerate(("higher", "equal", "lower")):
        sheet.text(right + (j + 0.5) * COUNT_WIDTH, middle, str(line["verdict"][way]), va="center_baseline", ha="center")


def draw_courses(axes, base: np.ndarray, other: np.ndarray, measure: dict) -> None:
    """The base is dashed, and on top: where both run alike, the choice is seen between the dashes."""
    for order, (values, colour, dashes) in enumerate([(other, CHOICE_COLOUR, "-"), (base, BASELINE_COLOUR, DASHES)]):
        years = np.arange(1, values.shape[1] + 1)
        if values.shape[0] > 1:
            axes.plot(years, values.T, color=colour, linewidth=0.5, alpha=max(0.25, min(0.6, 8 / values.shape[0])), zorder=2 + order,
                      linestyle=(0, (5, 2)) if dashes == DASHES else "-")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a year in which no run has a value stays empty
            mean = np.nanmean(values, axis=0)
        axes.plot(years, mean, color=colour, linewidth=1.9, linestyle=dashes, dash_capstyle="butt", zorder=20 + order)
        known = np.isfinite(mean)
        alone = known & ~np.r_[False, known[:-1]] & ~np.r_[known[1:], False]  # no line goes to these
        axes.plot(years[alone], mean[alone], "os"[order], color=colour, markersize=4.5, zorder=22 + order)
    every = np.concatenate([base.ravel(), other.ravel()])
    every = every[np.isfinite(every)]
    if not every.size:
        axes.set_ylim(0, 1)
        return
    low, high = every.min(), every.max()
    least = 2 * measure["smallest_relevant"] * measure["shown_times"]  # a ripple may not look like a wave
    stretch = max(0.0, least - (high - low)) / 2 + 0.05 * max(least, high - low, 1e-9)
    most = measure["shown_times"] if measure["shown_times"] > 1 and high <= measure["shown_times"] else np.inf
    axes.set_ylim(max(low - stretch, 0.0) if low >= 0 else low - stretch, min(high + stretch, most))


def mark_start(axes, years: float, words: str) -> None:
    low, high = axes.get_xlim()
    axes.axvline(years, color=INK, linewidth=1.0, linestyle=(0, (1, 2.2)), zorder=19)
    right = years > low + 0.6 * (high - low)
    axes.annotate(words, (years, 1), xycoords=("data", "axes fraction"), xytext=(0, 3), textcoords="offset points", color=INK,
                  ha="right" if right else "left", va="bottom", fontsize=SMALL)
