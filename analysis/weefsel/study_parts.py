"""What pictures of studies share: rows of factors, intervals, names that do not overlap, heads of figures."""

from __future__ import annotations

import numpy as np
from matplotlib.patheffects import Normal, Stroke
from matplotlib.transforms import Bbox

from weefsel.picture import CHOICE_COLOURS, INK, SOFT_INK, PlainNumbers, plt
from weefsel.results import text_of

ROUND_STEPS = [1, 2, 2.5, 5, 10]
MOST_FACTORS = 20  # bars of a picture; the rest are counted in words


def rows_height(names) -> float:
    return 2.45 + 0.5 * len(names)


def name_room(names, width: float) -> float:
    """The share of a figure's width that the longest name takes at its left."""
    return min(0.5, (0.35 + 0.074 * max(map(len, names))) / width)


def rows_figure(names):
    """A figure with a row for each factor; what is above and below the rows keeps its size in inches."""
    height = rows_height(names)
    figure, axes = plt.subplots(figsize=(9.8, height))
    figure.subplots_adjust(left=name_room(names, 9.8), right=0.965, bottom=0.95 / height)
    factor_rows(axes, names)
    return figure, axes


def factor_rows(axes, names) -> None:
    axes.set_yticks(range(len(names)), names, color=INK, fontsize=9.5)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(False, axis="y"), axes.grid(True, axis="x")


def dots_and_whiskers(axes, table, names, words) -> None:
    for place, name in enumerate(names):
        row = table.loc[name]
        if not np.isfinite(row.value):
            say(axes, place, words["study_unknown"])
            continue
        axes.plot([0, row.value], [place, place], color=CHOICE_COLOURS[0], linewidth=6, alpha=0.35, solid_capstyle="butt",
                  zorder=2)
        axes.plot(row.value, place, "o", color=CHOICE_COLOURS[0], markersize=7.5, markeredgecolor="white", zorder=5,
                  gid=name)
        whisker(axes, row, place)


def whisker(axes, row, place, outer_low=-np.inf, outer_high=np.inf) -> None:
    """The 95% interval; an arrow where it goes on beyond the axis. None when it is not known."""
    if not (np.isfinite(row.low) and np.isfinite(row.high)):
        return
    axes.plot(np.clip([row.low, row.high], outer_low, outer_high), [place, place], color=INK, linewidth=1.1,
              solid_capstyle="butt", zorder=4, gid="whisker")
    for end, beyond, mark in ((outer_low, row.low < outer_low, "<"), (outer_high, row.high > outer_high, ">")):
        if beyond:
            axes.plot(end, place, mark, color=INK, markersize=6, clip_on=False, zorder=6, gid="beyond")


def say(axes, place, text) -> None:
    axes.annotate(text, (0, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=8.5, color=SOFT_INK,
                  style="italic")


def place_names(axes, named, points, lines, taken) -> None:
    """Names beside their points, each in the first free spot: inside the axes, over no other name, point or interval.

    Places are data coordinates. `lines`: level intervals, as (low, high, height). Call it when the axes no longer change.
    """
    renderer = axes.figure.canvas.get_renderer()
    at = axes.transData.transform
    inside = axes.get_window_extent(renderer)
    taken = [text.get_window_extent(renderer) for text in taken]
    taken += [Bbox.from_bounds(*(at(point) - 8), 16, 16) for point in points]
    taken += [Bbox([at((low, y)) - (0, 2), at((high, y)) + (0, 2)]) for low, high, y in lines]
    for name, x, y in named:
        for dx, dy, side in spots():
            text = axes.annotate(name, (x, y), xytext=(dx, dy), textcoords="offset points", ha=side, va="center",
                                 fontsize=8.5, zorder=6, gid="name")
            box = text.get_window_extent(renderer)
            if inside.containsx(box.x0) and inside.containsx(box.x1) and inside.containsy(box.y0) and \
                    inside.containsy(box.y1) and not any(box.overlaps(other) for other in taken):
                if abs(dy) > 11 or abs(dx) > 9:
                    line = {"arrowstyle": "-", "color": SOFT_INK, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 4}
                    axes.annotate("", (x, y), xytext=(dx, dy - np.sign(dy) * 4), textcoords="offset points", zorder=1.5,
                                  arrowprops=line)
                text.set_path_effects([Stroke(linewidth=2.5, foreground="white"), Normal()])
                taken.append(box.padded(1))
                break
            text.remove()


def spots():
    """Where a name may stand, the nearest first: beside its point, above and below, then further off with a line to it."""
    yield 9, 0, "left"
    for distance in (11, *range(18, 260, 8)):
        for dx, side in ((0, "center"), (9, "left"), (-9, "right"), (30, "left"), (-30, "right")):
            for dy in (distance, -distance):
                yield dx, dy, side


def ranked(names, weights) -> tuple[list[str], int]:
    """Names by falling weight, unknown ones last, and how many are left out."""
    order = sorted(names, key=lambda name: -weights[name] if np.isfinite(weights.get(name, np.nan)) else np.inf)
    return order[:MOST_FACTORS], max(0, len(order) - MOST_FACTORS)


def units_of(values) -> str:
    units = text_of(values.attrs.get("units", ""))
    return "" if units == "1" else units


def number(value: float, language: str) -> str:
    text = f"{value:.4g}"
    return text.replace(".", ",") if language == "nl" else text


def number_axis(axes, language, label) -> None:
    axes.xaxis.set_major_locator(plt.MaxNLocator(nbins=7, steps=ROUND_STEPS))
    axes.xaxis.set_major_formatter(PlainNumbers(language))
    axes.set_xlabel(label, loc="left")


def patch(colour, label):
    return plt.Rectangle((0, 0), 1, 1, facecolor=colour, edgecolor="none", alpha=0.85, label=label)


def legend(axes, handles) -> None:
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, frameon=False, borderaxespad=0.3,
                handlelength=1.1, fontsize=9)


def joined(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)


def left_out_words(names, left_out, words) -> str:
    return words["study_left_out"].format(shown=len(names), all=len(names) + left_out) if left_out else ""


def lines_words(table, words) -> str:
    return words["study_lines" if np.isfinite(table[["low", "high"]]).all(axis=1).any() else "study_no_lines"]


def title(figure, name: str, lines: list[str]) -> None:
    """The output's name, and lines of words under it. In inches, so that a tall figure has the same head as a low one; the
    axes start below it, and below their legend."""
    height = figure.get_figheight()
    text = "\n".join(lines)
    figure.text(margin(figure), 1 - 0.2 / height, name, fontsize=16, fontweight="bold", va="top")
    figure.text(margin(figure), 1 - 0.56 / height, text, fontsize=9.5, color=SOFT_INK, va="top", linespacing=1.45)
    legends = 0.32 if any(axes.get_legend() for axes in figure.axes) else 0
    figure.subplots_adjust(top=1 - (0.56 + 0.195 * (text.count("\n") + 1) + 0.2 + legends) / height)


def margin(figure) -> float:
    return 0.3 / figure.get_figwidth()
