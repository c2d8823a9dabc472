"""Draws any measure: single futures, a fan of them, twin differences as dots, a map of neighbourhoods.

Every picture says that it is modelled. A fan has no edge: its bands fade outwards, and the single futures stay visible in
`paths`. Maps of towns that are not fictional show differences to the twin and no levels, and nothing is ranked.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import xarray as xr

from weefsel.futures import at_years, signs, time_of, twin_difference
from weefsel.picture import (BASELINE_COLOUR, CHOICE_COLOURS, HAIRLINE, INK, SOFT_INK, PlainNumbers, draw_lines, footer, mark_starts, plt,
                             same_bytes, style, whole_years)
from weefsel.results import UnusableFile, lever_starts, text_of, town_of
from weefsel.towns import read_town
from weefsel.words import WORDS, readable

BANDS = np.linspace(0.05, 0.45, 9)  # of a fan: from which to which quantile, from the outside inwards


def draw_measure(data: xr.Dataset, values: xr.DataArray, path: str | Path, form: str = "paths", language: str = "en",
                 difference: bool = False, horizons: tuple[float, ...] | None = None, town: str | Path | None = None) -> None:
    """Writes a PNG, SVG or PDF. `values`: what `futures.measure` gave, with no dimension left open but, for a map,
    neighbourhood. `form`: paths, fan, dots or map; dots and maps of choices are differences to the twin.

    Raises UnusableFile for what cannot be drawn.
    """
    words = WORDS[language]
    extra = [str(d) for d in values.dims if d not in ("scenario", "replicate", time_of(values))]
    wanted = ["neighbourhood"] if form == "map" else []
    if extra != wanted:
        missing = [d for d in extra if d not in wanted]
        raise UnusableFile(f"choose one {' and one '.join(missing)} (--where {missing[0]}=...)" if missing else
                           "a map is of a measure by neighbourhood: one without _by_group, _in_town or _gap")
    with plt.rc_context(style()):
        figure, axes = plt.subplots(figsize=(9.2, 6.4))
        figure.subplots_adjust(left=0.085, right=0.965, top=0.79, bottom=0.13)
        if form == "map":
            draw_map(figure, axes, values, words, language, difference, horizons, town)
        elif form == "dots":
            draw_dots(axes, values, words, language, horizons)
        else:
            draw_through_time(data, axes, values, form, words, language, difference)
        title(figure, data, values, words, difference or form == "dots")
        footer(figure, data, words)
        figure.savefig(path, dpi=155, metadata=same_bytes(path))
        plt.close(figure)


def draw_through_time(data, axes, values, form, words, language, difference) -> None:
    names = [text_of(name) for name in values["scenario"].values]
    colours = dict(zip(names, [BASELINE_COLOUR, *CHOICE_COLOURS * len(names)])) if len(names) > 1 else {names[0]: CHOICE_COLOURS[0]}
    shown = twin_difference(values) if difference else values
    if difference:
        axes.axhline(0, color=BASELINE_COLOUR, linewidth=1.4, zorder=1)
    draw = draw_fan if form == "fan" else draw_lines
    for order, name in enumerate(text_of(n) for n in shown["scenario"].values):
        draw(axes, shown["years"].values, shown.sel(scenario=name).values, colours[name], order)
    axes.set_xlim(0, max(0.1, whole_years(float(shown["years"].values[-1]))))
    axes.xaxis.set_major_formatter(PlainNumbers(language)), axes.yaxis.set_major_formatter(PlainNumbers(language))
    axes.set_xlabel(words["years"], loc="left")
    axes.set_ylabel(unit_of(values), fontsize=9, color=SOFT_INK)
    mark_starts(axes, lever_starts(data), colours, words)
    names_of_lines(axes, [text_of(n) for n in shown["scenario"].values], colours)


def draw_fan(axes, years, values, colour, order) -> None:
    """`values` is (replicate, time). Nine bands, faint outside: no edge that looks like a bound. Few futures stay lines."""
    if values.shape[0] < 8:
        draw_lines(axes, years, values, colour, order)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # moments without any value stay empty
        for share in BANDS:
            low, high = np.nanquantile(values, [share, 1 - share], axis=0)
            axes.fill_between(years, low, high, color=colour, alpha=0.055, linewidth=0, zorder=2 + order)
        middle = np.nanmedian(values, axis=0)
    axes.plot(years, middle, color=colour, linewidth=1.9, zorder=21 + order)


def draw_dots(axes, values, words, language, horizons) -> None:
    """A dot for each replicate: how far the choice is from its twin, at some horizons."""
    chosen = at_years(twin_difference(values), horizons) if horizons else at_years(twin_difference(values))
    counts = signs(chosen)
    names = [text_of(name) for name in chosen["scenario"].values]
    years = chosen["year"].values
    colours = dict(zip(names, CHOICE_COLOURS * len(names)))
    axes.axhline(0, color=BASELINE_COLOUR, linewidth=1.4, zorder=1)
    width = 0.8 / len(names)
    for i, name in enumerate(names):
        for j, _ in enumerate(years):
            dots = np.sort(chosen.isel(scenario=i, year=j).values)
            dots = dots[np.isfinite(dots)]
            middle = j + (i - (len(names) - 1) / 2) * width
            beside = max(1, min(5, len(dots)))
            spread = (np.arange(len(dots)) % beside - (beside - 1) / 2) * width / 9
            axes.plot(middle + spread, dots, "o", color=colours[name], markersize=4.5, alpha=0.65, markeredgewidth=0, zorder=3)
            here = counts.isel(scenario=i, year=j)
            axes.annotate(words["signs"].format(higher=int(here["higher"]), equal=int(here["equal"]), lower=int(here["lower"]), known=int(here["known"])),
                          (j, 1), xycoords=("data", "axes fraction"), xytext=(0, -4 - 22 * i), textcoords="offset points", ha="center", va="top",
                          fontsize=8, color=colours[name])
    axes.set_xticks(range(len(years)), [after(year, words) for year in years])
    axes.set_xlim(-0.6, len(years) - 0.4)
    low, high = axes.get_ylim()
    reach = max(abs(low), abs(high), 1e-12)
    axes.set_ylim(-1.1 * reach, (1.15 + 0.18 * len(names)) * reach)  # room for the counts above the dots
    axes.yaxis.set_major_formatter(PlainNumbers(language))
    axes.set_ylabel(unit_of(values), fontsize=9, color=SOFT_INK)
    names_of_lines(axes, names, colours)


def draw_map(figure, axes, values, words, language, difference, horizons, town) -> None:
    """Neighbourhoods in their places, the mean over replicates at the last horizon. Blank ones are hatched."""
    if town is None:
        raise UnusableFile("a map needs the town's file (--town scenarios/towns/weverdam.yaml)")
    described = read_town(town)
    if not described.get("fictional") and not difference:
        raise UnusableFile(f"{town} is a real town: a map shows differences to the twin, not levels (--difference)")
    shown = twin_difference(values) if difference else values
    if shown.sizes["scenario"] != 1:
        raise UnusableFile("a map is of one scenario; the file has " + ", ".join(text_of(n) for n in values["scenario"].values))
    last = (float(np.floor(float(values["years"].values[-1]) + 0.02)) or float(values["years"].values[-1]),)
    chosen = at_years(shown, horizons[-1:] if horizons else last)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        means = chosen.isel(scenario=0, year=0).mean("replicate").to_series()
    boundaries = {n["code"]: n.get("boundary") for n in described["neighbourhoods"]}
    absent = [code for code in means.index if not boundaries.get(str(code).strip())]
    if absent:
        raise UnusableFile(f"{town} has no boundary of {', '.join(map(str, absent))}: is it the town of this file?")
    known = means[np.isfinite(means)]
    reach = max(float(known.abs().max()), 1e-12) if len(known) else 1.0
    limits = (-reach, reach) if difference else (float(known.min()), float(known.max())) if len(known) else (0, 1)
    colours = plt.cm.ScalarMappable(plt.Normalize(*limits), "PuOr" if difference else "cividis")
    for code, value in means.items():
        for ring in boundaries[str(code).strip()]:
            blank = not np.isfinite(value)
            axes.add_patch(plt.Polygon(np.array(ring), facecolor="white" if blank else colours.to_rgba(value), edgecolor=INK if not blank else SOFT_INK,
                                       linewidth=0.8, hatch="///" if blank else None))
        x, y = np.mean(np.array(boundaries[str(code).strip()][0]), axis=0)
        text = words["too_few"] if not np.isfinite(value) else f"{value:.3g}".replace(".", "," if language == "nl" else ".")
        axes.annotate(f"{readable(str(code).strip())}\n{text}", (x, y), ha="center", va="center", fontsize=9,
                      bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.5})
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.axis("off")
    bar = figure.colorbar(colours, ax=axes, shrink=0.6, format=PlainNumbers(language))
    bar.outline.set_edgecolor(HAIRLINE)
    bar.set_label(", ".join(filter(None, [unit_of(values), after(float(chosen["year"].values[0]), words)])), color=SOFT_INK)


def unit_of(values: xr.DataArray) -> str:
    """The unit as an axis shows it: nothing for a share."""
    unit = text_of(values.attrs.get("units", ""))
    return "" if unit == "1" else unit


def after(years: float, words: dict[str, str]) -> str:
    return words["after_one"] if years == 1 else words["after"].format(years=f"{years:g}")


def title(figure, data, values, words, difference) -> None:
    left = figure.subplotpars.left
    figure.text(left, 0.955, text_of(values.attrs.get("long_name", values.name or "")), fontsize=16, fontweight="bold", va="top")
    less = words["less"].format(baseline=readable(text_of(values["scenario"].values[0]))) if difference else ""
    lines = words["lines_plain"].format(n=values.sizes["replicate"])
    figure.text(left, 0.905, "  ·  ".join(part for part in (town_of(data), readable(text_of(values.attrs.get("where", ""))), less, lines) if part), fontsize=10, color=SOFT_INK, va="top")


def names_of_lines(axes, names, colours) -> None:
    handles = [plt.Line2D([], [], color=colours[name], linewidth=3, label=readable(name)) for name in names]
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1.045), ncols=min(3, len(handles)), frameon=False, borderaxespad=0,
                handlelength=1.4, labelcolor="linecolor")
