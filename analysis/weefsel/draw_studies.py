"""Draws a study: what its outputs hang on, in the picture that fits its design, and its futures through the years.

    one_at_a_time    a tornado: how far each factor moves the output from the base, to either side
    sobol            bars: the share of the differences that each factor makes, alone and with others
    morris           a scatter of mu* and sigma: which factors matter, and which work together or bend
    factorial        bars: the effect of each factor, over all settings of the others
    latin_hypercube  rank correlations, and the output against the two factors with the largest

The figures are those of `weefsel indices`; nothing is reckoned anew. Every interval is drawn, what is not known says so,
and single futures stay visible where futures are drawn: never an average alone.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from weefsel.draw_futures import draw_fan, names_of_lines
from weefsel.picture import (BASELINE_COLOUR, CHOICE_COLOURS, HAIRLINE, INK, SOFT_INK, PlainNumbers, footer, plt,
                             same_bytes, style)
from weefsel.results import UnusableFile, text_of, town_of
from weefsel.studies import difference_with_first, factors, indices_of, output, scenario_of, year_of
from weefsel.study_parts import (ROUND_STEPS, dots_and_whiskers, factor_rows, joined, left_out_words, legend,
                                 lines_words, margin, name_room, number, number_axis, patch, place_names, ranked,
                                 rows_figure, rows_height, say, title, units_of, whisker)
from weefsel.words import WORDS, readable

FORMS = ("effects", "scatter", "fan")
MOST_LABELS = 8  # names in a scatter of Morris
OUTER_SHARES = (-0.5, 1.5)  # an axis of shares goes no further; an arrow says that an interval does
LOW_COLOUR, HIGH_COLOUR = CHOICE_COLOURS[0], CHOICE_COLOURS[1]


def draw_study(data: xr.Dataset, path: str | Path, name: str, indices: pd.DataFrame | None = None,
               year: float | None = None, scenario: str | None = None, difference: bool = False, form: str = "effects",
               language: str = "en") -> None:
    """Writes a PNG, SVG or PDF of one output. `indices`: what `open_indices` gave; a scatter and a fan can do without.

    `year`: the last when none is named. `scenario`: the first, or with `difference` (each less the first) the second;
    a fan without it has them all. Raises UnusableFile for what cannot be drawn.
    """
    words = WORDS[language]
    values = difference_with_first(data, name) if difference else output(data, name)
    first = scenario_of(data, None)
    shown = scenario_of(data, scenario)
    if difference and shown == first:
        if scenario is not None:
            others = ", ".join(map(str, values["scenario"].values))
            raise UnusableFile(f"{first} is what the others are compared with; there is {others}")
        shown = str(values["scenario"].values[0])
    label = f"{shown} less {first}" if difference else shown
    year = year_of(data, year)
    here = values.sel(scenario=shown, year=year)
    rows, alone = None, {}
    if form == "effects" and indices is None:
        raise UnusableFile("this picture needs the indices (`weefsel indices`); --as fan and --as scatter do without")
    if indices is not None:
        try:
            rows, alone = indices_of(indices, name, year, label)
        except UnusableFile:
            if form == "effects":
                raise
    method = text_of(data.attrs.get("design_method", ""))
    with plt.rc_context(style()):
        if form == "fan":
            wanted = [shown] if difference else list(dict.fromkeys([first, shown]))
            chosen = values if scenario is None else values.sel(scenario=wanted)
            figure, note = draw_years(data, chosen, words, language, difference)
        elif form == "scatter":
            figure, note = draw_scatters(data, here, foremost(data, rows), words, language, difference)
        elif method in PICTURES:
            figure, note = PICTURES[method](data, rows, alone, here, words, language)
        else:
            raise UnusableFile(f"there is no picture of a design {method}; --as fan and --as scatter do without")
        through_time = form == "fan"
        lines = [subject(data, values, "" if through_time else label, words, difference, None if through_time else year),
                 note, failures(values if through_time else here, words)]
        title(figure, text_of(values.attrs.get("long_name", name)), [line.strip() for line in lines if line])
        if form == "effects" and method == "morris":
            name_foremost(figure.axes[0], rows, words)
        footer(figure, data, words, left=margin(figure), height=0.2 / figure.get_figheight())
        figure.savefig(path, dpi=155, metadata=same_bytes(path))
        plt.close(figure)


# ---- pictures of indices: a row for each factor

def draw_tornado(data, rows, alone, here, words, language):
    """Two bars a factor, from the base to its lowest and to its highest level, the widest on top. Ends say the level."""
    table = rows[rows["index"].str.startswith("effect_")]
    table = table.assign(level=[level_of(index) for index in table["index"]])
    reach = {name: width_of(part["value"]) for name, part in table.groupby("factor")}
    names, left_out = ranked(factors(data), reach)
    figure, axes = rows_figure(names)
    axes.axvline(0, color=BASELINE_COLOUR, linewidth=1.4, zorder=1)
    between = False
    for place, name in enumerate(names):
        part = table[table["factor"] == name].sort_values("level")
        if not np.isfinite(part["value"]).any():
            say(axes, place, words["study_unknown"])
            continue
        if not part["value"].any():
            say(axes, place, words["exactly_zero"])
            continue
        last = part["level"].max()
        for row in part.itertuples():
            if not np.isfinite(row.value):
                continue
            offset, colour = (-0.19, LOW_COLOUR) if row.level == 0 else (0.19, HIGH_COLOUR)
            if row.level not in (0, last):
                ends = [place - 0.36, place + 0.36]
                axes.plot([row.value] * 2, ends, color=SOFT_INK, linewidth=1.1, zorder=4, gid="between")
                between = True
                continue
            axes.barh(place + offset, row.value, height=0.34, color=colour, alpha=0.85, zorder=2)
            whisker(axes, row, place + offset)
            tip = np.nanmax([row.value, row.high]) if row.value >= 0 else np.nanmin([row.value, row.low])
            side, away = ("left", 4) if row.value >= 0 else ("right", -4)
            axes.annotate(level_text(data, name, row.level), (tip, place + offset), xytext=(away, 0),
                          textcoords="offset points", ha=side, va="center", fontsize=8, color=SOFT_INK)
    axes.margins(x=0.12)
    number_axis(axes, language, units_of(here))
    handles = [patch(LOW_COLOUR, words["study_low_end"]), patch(HIGH_COLOUR, words["study_high_end"])]
    if between:
        handles.append(plt.Line2D([], [], color=SOFT_INK, marker="|", markersize=9, linestyle="none",
                                  label=words["study_between"]))
    legend(axes, handles)
    base = number(alone["base"]["value"], language) if "base" in alone else words["study_unknown"]
    return figure, joined(words["study_one_at_a_time"].format(base=base), lines_words(table, words),
                          left_out_words(names, left_out, words))


def draw_shares(data, rows, alone, here, words, language):
    """First-order and total Sobol' indices side by side. They may stray below 0 and above 1 by chance; that is shown."""
    totals = rows[rows["index"] == "total"].set_index("factor")
    names, left_out = ranked(list(totals.index), totals["value"].to_dict())
    figure, axes = rows_figure(names)
    low, high = OUTER_SHARES
    for offset, index, colour in ((-0.19, "first_order", CHOICE_COLOURS[2]), (0.19, "total", CHOICE_COLOURS[0])):
        table = rows[rows["index"] == index].set_index("factor")
        for place, name in enumerate(names):
            row = table.loc[name]
            if not np.isfinite(row.value):
                if index == "total":
                    say(axes, place, words["study_unknown"])
                continue
            axes.barh(place + offset, np.clip(row.value, low, high), height=0.34, color=colour, alpha=0.85, zorder=2)
            whisker(axes, row, place + offset, low, high)
    for share in (0, 1):
        axes.axvline(share, color=BASELINE_COLOUR, linewidth=1.2, zorder=1)
    seen = rows[rows["index"].isin(["first_order", "total"])]
    ends = seen[["value", "low", "high"]].to_numpy()
    least, most = (np.nanmin(ends), np.nanmax(ends)) if np.isfinite(ends).any() else (0, 1)
    axes.set_xlim(max(low, min(-0.04, least - 0.03)), min(high, max(1.04, most + 0.03)))
    number_axis(axes, language, "")
    axes.xaxis.set_major_locator(plt.MultipleLocator(0.25))
    legend(axes, [patch(CHOICE_COLOURS[2], words["study_first_order"]), patch(CHOICE_COLOURS[0], words["study_total"])])
    note = joined(words["study_sobol"], lines_words(seen, words), left_out_words(names, left_out, words))
    return figure, note + "\n" + chance_words(alone, words)


def draw_main_effects(data, rows, alone, here, words, language):
    table = rows[rows["index"] == "main_effect"].set_index("factor")
    names, left_out = ranked(list(table.index), table["value"].abs().to_dict())
    figure, axes = rows_figure(names)
    axes.axvline(0, color=BASELINE_COLOUR, linewidth=1.4, zorder=1)
    dots_and_whiskers(axes, table, names, words)
    axes.margins(x=0.08)
    number_axis(axes, language, units_of(here))
    return figure, joined(words["study_factorial"], lines_words(table, words), left_out_words(names, left_out, words))


def draw_correlations(data, rows, alone, here, words, language):
    """Left the rank correlations, right the output against the two foremost factors, a dot for each future."""
    table = rows[rows["index"] == "rank_correlation"].set_index("factor")
    names, left_out = ranked(list(table.index), table["value"].abs().to_dict())
    height = max(6.2, rows_height(names))
    figure = plt.figure(figsize=(12.4, height))
    figure.subplots_adjust(left=name_room(names, 12.4), right=0.975, bottom=0.95 / height, wspace=0.2, hspace=0.55)
    grid = figure.add_gridspec(2, 2, width_ratios=(1.35, 1))
    axes = figure.add_subplot(grid[:, 0])
    factor_rows(axes, names)
    axes.axvline(0, color=BASELINE_COLOUR, linewidth=1.4, zorder=1)
    dots_and_whiskers(axes, table, names, words)
    axes.set_xlim(-1.05, 1.05)
    number_axis(axes, language, "")
    axes.xaxis.set_major_locator(plt.MultipleLocator(0.5))
    for order, name in enumerate(names[:2]):
        scatter(data, figure.add_subplot(grid[order, 1]), here, name, language)
    return figure, joined(words["study_latin_hypercube"], lines_words(table, words), words["study_dots"],
                          left_out_words(names, left_out, words))


# ---- other pictures

def draw_morris(data, rows, alone, here, words, language):
    """A dot for each factor: far right it matters, high up its effect differs from place to place."""
    points = morris_points(rows)
    if points.empty:
        raise UnusableFile("mu* and sigma are not known of any factor: more trajectories are needed")
    figure, axes = plt.subplots(figsize=(9.2, 6.8))
    figure.subplots_adjust(left=0.1, right=0.965, bottom=0.14)
    for place, row in enumerate(points.itertuples()):
        named = place < MOST_LABELS
        colour = CHOICE_COLOURS[0] if named else BASELINE_COLOUR
        if np.isfinite(row.low) and np.isfinite(row.high):
            axes.plot([row.low, row.high], [row.sigma] * 2, color=colour, linewidth=0.9, alpha=0.6, zorder=2, gid="whisker")
        axes.plot(row.mu_star, row.sigma, "o", color=colour, markersize=6.5 if named else 4.5,
                  markerfacecolor="white" if row.luck else colour, zorder=4, gid=row.Index)
    right, top = np.nanmax(points[["mu_star", "high"]].to_numpy()) or 1, points["sigma"].max() or 1
    axes.set_xlim(-0.02 * right, 1.1 * right), axes.set_ylim(-0.09 * top, 1.22 * top)
    edge = min(axes.get_xlim()[1], axes.get_ylim()[1])
    axes.plot([0, edge], [0, edge], color=HAIRLINE, linewidth=1.4, zorder=1)
    number_axis(axes, language, joined("mu*", units_of(here)))
    axes.grid(False)
    axes.yaxis.set_major_formatter(PlainNumbers(language))
    axes.set_ylabel(words["study_sigma"], fontsize=9, color=SOFT_INK)
    every = rows["factor"].nunique()
    hollow = words["study_hollow"] if points["luck"].any() else ""
    named = words["study_named"].format(shown=min(MOST_LABELS, len(points)), all=every) if every > MOST_LABELS else ""
    return figure, joined(words["study_morris"], lines_words(points, words)) + "\n" + joined(hollow, named)


def morris_points(rows) -> pd.DataFrame:
    """By factor: mu_star with its interval, sigma, and whether it may be luck. The largest first, without unknown ones."""
    of = {index: part.set_index("factor") for index, part in rows.groupby("index")}
    points = of["mu_star"][["value", "low", "high"]].rename(columns={"value": "mu_star"}).assign(sigma=of["sigma"]["value"])
    points["luck"] = of["p_luck"]["value"].reindex(points.index) >= 0.05 if "p_luck" in of else False
    known = np.isfinite(points["mu_star"]) & np.isfinite(points["sigma"])
    return points[known].sort_values("mu_star", ascending=False, kind="stable")


def name_foremost(axes, rows, words) -> None:
    """Of a scatter of Morris, when its axes no longer change."""
    points = morris_points(rows)
    edge = min(axes.get_xlim()[1], axes.get_ylim()[1])
    diagonal = axes.annotate(words["study_diagonal"], (edge, edge), xytext=(-6, -3), textcoords="offset points",
                             ha="right", va="top", fontsize=8, color=SOFT_INK)
    front = points.iloc[:MOST_LABELS]
    intervals = points[np.isfinite(points["low"]) & np.isfinite(points["high"])]
    place_names(axes, list(zip(front.index, front["mu_star"], front["sigma"])), list(zip(points["mu_star"], points["sigma"])),
                list(zip(intervals["low"], intervals["high"], intervals["sigma"])), [diagonal])


def draw_scatters(data, here, names, words, language, difference):
    figure, panels = plt.subplots(1, len(names), figsize=(11.2 if len(names) > 1 else 8.2, 6.0), squeeze=False, sharey=True)
    figure.subplots_adjust(left=0.085, right=0.975, bottom=0.17, wspace=0.08)
    for order, (axes, name) in enumerate(zip(panels[0], names)):
        scatter(data, axes, here, name, language, first=order == 0)
        if difference:
            axes.axhline(0, color=BASELINE_COLOUR, linewidth=1.4, zorder=1)
    return figure, words["study_dots"]


def draw_years(data, values, words, language, difference):
    """Single futures as thin lines, a fan of them and their median; the base point, if the design has one, in dashes."""
    if values.sizes["year"] < 2:
        raise UnusableFile("the study has one year: there is nothing to draw through time")
    figure, axes = plt.subplots(figsize=(9.2, 6.4))
    figure.subplots_adjust(left=0.085, right=0.965, bottom=0.14)
    names = [str(name) for name in values["scenario"].values]
    colours = dict(zip(names, CHOICE_COLOURS * len(names)))
    if len(names) > 1:
        colours = dict(zip(names, [BASELINE_COLOUR, *CHOICE_COLOURS * len(names)]))
    years = values["year"].values
    if difference:
        axes.axhline(0, color=BASELINE_COLOUR, linewidth=1.4, zorder=1)
    base = [text_of(role) for role in data["point_role"].values].index("base") if has_base(data) else None
    drawn = 0
    for order, name in enumerate(names):
        members = values.sel(scenario=name).values.reshape(-1, len(years))
        members = members[np.isfinite(members).any(axis=1)]
        drawn = max(drawn, len(members))
        if not len(members):
            continue
        draw_fan(axes, years, members, colours[name], order)
        thin = max(0.12, min(0.45, 12 / len(members)))
        axes.plot(years, members.T, color=colours[name], linewidth=0.6, alpha=thin, zorder=3 + order, gid="future")
        if base is not None:
            middle = values.sel(scenario=name).isel(point=base).mean("replicate").values
            axes.plot(years, middle, color=INK, linewidth=1.4, linestyle=(0, (4, 2)), zorder=40, gid="base")
    axes.set_xlim(years[0], years[-1])
    axes.xaxis.set_major_locator(plt.MaxNLocator(nbins=10, integer=True))
    axes.xaxis.set_major_formatter(PlainNumbers(language)), axes.yaxis.set_major_formatter(PlainNumbers(language))
    axes.set_xlabel(words["study_years"], loc="left"), axes.set_ylabel(units_of(values), fontsize=9, color=SOFT_INK)
    names_of_lines(axes, names, colours)
    return figure, words["study_paths" if base is None else "study_paths_base"].format(n=drawn)


def scatter(data, axes, here, name, language, first=True) -> None:
    """The output of each future against one factor; a list of words becomes places beside each other."""
    at = data[name].values
    if at.dtype.kind in "US":
        options = [option for option in text_of(data.sel(factor=name)["factor_choices"].item()).split("\n") if option]
        spread = np.linspace(-0.12, 0.12, len(at))
        at = np.array([options.index(option) for option in at]) + spread
        axes.set_xticks(range(len(options)), options)
        axes.set_xlim(-0.5, len(options) - 0.5)
    else:
        axes.xaxis.set_major_locator(plt.MaxNLocator(nbins=5, steps=ROUND_STEPS))
        axes.xaxis.set_major_formatter(PlainNumbers(language))
    members = here.transpose("point", "replicate").values
    axes.plot(np.repeat(at, members.shape[1]), members.ravel(), "o", color=CHOICE_COLOURS[0], markersize=4.2, alpha=0.55,
              markeredgewidth=0, gid="futures")
    axes.yaxis.set_major_formatter(PlainNumbers(language))
    units = text_of(data.sel(factor=name)["factor_units"].item())
    label = f"{name}\n{units}" if units not in ("", "1") else name
    axes.set_xlabel(label, loc="left", fontsize=8.5 if len(name) < 34 else 7.5)
    if first:
        axes.set_ylabel(units_of(here), fontsize=9, color=SOFT_INK)


PICTURES = {"one_at_a_time": draw_tornado, "sobol": draw_shares, "morris": draw_morris,
            "factorial": draw_main_effects, "latin_hypercube": draw_correlations}


# ---- what the figures say

def foremost(data, rows) -> list[str]:
    """The two factors that the indices put first; the first two of the study without indices."""
    if rows is None:
        return factors(data)[:2]
    ranking = ("rank_correlation", "total", "mu_star", "main_effect")
    chosen = rows[rows["index"].isin(ranking) | rows["index"].str.startswith("effect_")]
    weights = chosen.assign(size=chosen["value"].abs()).groupby("factor")["size"].max().to_dict()
    return ranked(factors(data), weights)[0][:2]


def width_of(values) -> float:
    """How far the ends of a tornado's bar are apart, the base (0) included; unknown when none is known."""
    known = values[np.isfinite(values)]
    return float(max(known.max(), 0) - min(known.min(), 0)) if len(known) else np.nan


def level_of(index: str) -> int:
    """effect_low -> 0, effect_high -> 1 (both of two levels), effect_level_2 -> 2."""
    ends = {"effect_low": 0, "effect_high": 1}
    return ends[index] if index in ends else int(index.rpartition("_")[2])


def level_text(data, name: str, level: float) -> str:
    """What `--set` takes at a level of a factor."""
    roles = [text_of(role) for role in data["point_role"].values]
    role = f"{name} level {int(level)}"
    if role not in roles:
        return ""
    text = text_of(data["factor_text"].sel(factor=name).values[roles.index(role)])
    try:
        return f"{float(text):.4g}"
    except ValueError:
        return text


def has_base(data) -> bool:
    return "base" in {text_of(role) for role in data["point_role"].values}


def chance_words(alone, words) -> str:
    """How much of the differences between futures is luck, in words."""
    row = alone.get("chance_share")
    if row is None or not np.isfinite(row["value"]):
        return words["study_chance_unknown"]
    share, low, high = (f"{100 * row[name]:.0f}" for name in ("value", "low", "high"))
    rough = not (np.isfinite(row["low"]) and np.isfinite(row["high"]))
    return words["study_chance_rough" if rough else "study_chance"].format(share=share, low=low, high=high)


def failures(values, words) -> str:
    members = np.isfinite(values).any("year") if "year" in values.dims else np.isfinite(values)
    failed = int((~members).sum())
    return words["study_failed"].format(failed=failed, all=members.size) if failed else ""


def subject(data, values, label, words, difference, year) -> str:
    """Town, cell, scenario, year, how many points: the line under the title."""
    scenario, _, first = label.partition(" less ")
    how = text_of(values.attrs.get("how", ""))
    who = words["study_less"].format(scenario=readable(scenario), first=readable(first)) if first else readable(scenario)
    if difference and not label:
        who = words["less"].format(baseline=readable(scenario_of(data, None)))
    when = words["study_year"].format(year=f"{year:g}") if year is not None else ""
    size = words["study_size"].format(points=data.sizes["point"], replicates=data.sizes["replicate"])
    return joined(town_of(data), text_of(values.attrs.get("where", "")), how, who, when, size)
