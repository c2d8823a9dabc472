"""Draws the figures of `weefsel report` from findings (the JSON of `weefsel findings`): SVG to be put inside a page.

    courses(findings, measure, choice, language)               each run through the years, the choice beside the base
    differences(findings, measure, choice, language, where)    a dot for each run: the town and its groups or neighbourhoods
    overview(findings, choice, language, horizon)              the headline measures of the whole town, for the first page

All return a `Figure`, or None where the findings hold nothing to draw. They reckon and judge nothing: what a difference
means is said in the sentences of the findings only. Rows stand in the order of the file, never by value: sorted is ranked.
No colour says good or bad; dashes and hollow dots say the same as the colours. Demand for help is never drawn beside
another measure, and gets no band. What the model cannot tell is said in words, with no dot; so is what was built in,
with hollow dots and no counts.

Sizes are in millimetres, for the text width of A4; no letter is smaller than 8 points. The same findings give the same
bytes on the same machine. Ids start with the figure's name or a print of it, so that figures can share a page. Letters are
drawn with <use>: WeasyPrint draws them only when it is told a base_url (any).
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import ceil
from xml.etree import ElementTree

import numpy as np
import xarray as xr
from matplotlib import figure as canvas
from matplotlib import rc_context
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator

from weefsel.picture import BASELINE_COLOUR, CHOICE_COLOURS, HAIRLINE, INK, SOFT_INK, PlainNumbers, footer, style
from weefsel.report.numbers import shown, signed, written
from weefsel.results import UnusableFile
from weefsel.words import WORDS

CHOICE_COLOUR = CHOICE_COLOURS[0]  # of any choice: there is one in a figure
BAND_COLOUR = "#E8EAED"
DAYS_OF_A_YEAR = 364  # 52 weeks, as the findings count them
ROWS_ON_A_PAGE = 24

WIDTH, MARGIN = 170.0, 1.5  # mm
POINT = 25.4 / 72
SMALL, LINE = 8.0, 3.35  # points of the letters, and mm from line to line
DOT = 2.5  # points across
DASHES = (0, (2.4, 1.2))

FIGURE_WORDS = {
    "nl": {
        "beside": "‘{choice}’ naast ‘{base}’", "less": "‘{choice}’ min ‘{base}’",
        "courses_of": "{town}: {choice_beside_base}, {unit}",
        "differences_of": "{town}, verschil: {choice_less_base}, {unit}",
        "overview_title": "{choice}: het verschil met ‘{base}’, hele stad",
        "since": "jaren geteld vanaf de keuze",
        "years": "jaren sinds het begin; elk punt is het jaar dat dan eindigt",
        "a_run": "elke stip: één nabootsing ({n})",
        "lines": "dun: elk één nabootsing ({n}); dik: het gemiddelde", "line": "één nabootsing",
        "zero": "geen verschil",
        "band": "tot {size} ({unit}): te klein om op te bouwen",
        "band_plain": "te klein om op te bouwen",
        "built_in_key": "ingebouwd: geen uitkomst",
        "built_in": "ingebouwd", "built_in_note": "de richting is ingebouwd: geen uitkomst",
        "counted": "getallen: hoger, gelijk of lager in zoveel nabootsingen",
        "counted_draws": "getallen: hoger, gelijk of lager in zoveel invullingen van de aannames",
        "no_ranking": "vaste volgorde, geen rangorde",
        "higher": "hoger", "equal": "gelijk", "lower": "lager",
        "counts": "hoger in {higher}, gelijk in {equal}, lager in {lower} van de {known}",
        "cell": "Wie of waar", "measure": "Waarvan", "after_years": "Jaren na de keuze", "known": "Bekend",
        "mean_difference": "Gemiddeld verschil ± marge (95%), {unit}", "verdict": "Wat daarvan te zeggen is",
        "year": "Jaar", "mean": "{scenario}: gemiddeld", "lowest": "{scenario}: laagste", "highest": "{scenario}: hoogste",
        "unknown": "niet bekend", "and": "en",
        "alt_courses": "Lijnfiguur over {years} jaar: {title} ({unit}) in {town}. ‘{base}’ is gestreept, ‘{choice}’ is een "
                       "doorgetrokken lijn; dunne lijnen zijn losse nabootsingen ({runs}), dikke hun gemiddelde.",
        "alt_starts": "De keuze gaat {after} in.",
        "alt_starts_at_once": "De keuze gaat bij het begin in.",
        "alt_differences": "Stippenfiguur: {title} ({unit}) in {town}, het verschil {choice_less_base}, {after}. "
                           "Elke stip is één nabootsing ({runs}). Rijen: {rows}.",
        "alt_overview": "Stippenfiguren van de hele stad, {town}: het verschil {choice_less_base}, {after}. "
                        "Elke stip is één nabootsing ({runs}).",
        "alt_town": "Hele stad, {after} vanaf de keuze: {sentence}",
        "alt_measure": "{title}, {after}: {sentence}",
        "alt_cells": "{what}, {after}: {heads}.",
        "alt_head": "‘{head}’ bij {n} van de {all}",
        "rows_groups": "de hele stad en {n} groepen", "rows_neighbourhoods": "de hele stad en {n} buurten", "rows_town": "de hele stad",
        "groups": "Groepen", "neighbourhoods": "Buurten",
        "caption_courses": "{title} ({unit}) door de jaren: {choice_beside_base}. Dun: elk één nabootsing; dik: het gemiddelde.",
        "caption_differences": "{title} ({unit}): het verschil {choice_less_base}, {after}, geteld vanaf de keuze. Elke stip is één "
                               "nabootsing. De rijen staan in een vaste volgorde; dat is geen rangorde.",
        "caption_overview": "De hele stad: het verschil {choice_less_base}, {after}, geteld vanaf de keuze. Elke stip is één nabootsing.",
        "part": " (deel {part} van {parts})",
    },
    "en": {
        "beside": "‘{choice}’ beside ‘{base}’", "less": "‘{choice}’ less ‘{base}’",
        "courses_of": "{town}: {choice_beside_base}, {unit}",
        "differences_of": "{town}, difference: {choice_less_base}, {unit}",
        "overview_title": "{choice}: the difference with ‘{base}’, whole town",
        "since": "years counted from the choice",
        "years": "years since the start; each point is the year that ends there",
        "a_run": "each dot: one run ({n})",
        "lines": "thin: one run each ({n}); thick: their mean", "line": "one run",
        "zero": "no difference",
        "band": "up to {size} ({unit}): too small to build on",
        "band_plain": "too small to build on",
        "built_in_key": "built in: no result",
        "built_in": "built in", "built_in_note": "the direction is built in: no result",
        "counted": "numbers: higher, equal or lower in so many runs",
        "counted_draws": "numbers: higher, equal or lower in so many draws of the assumptions",
        "no_ranking": "fixed order, no ranking",
        "higher": "higher", "equal": "equal", "lower": "lower",
        "counts": "higher in {higher}, equal in {equal}, lower in {lower} of the {known}",
        "cell": "Who or where", "measure": "Of what", "after_years": "Years after the choice", "known": "Known",
        "mean_difference": "Mean difference ± margin (95%), {unit}", "verdict": "What can be said of it",
        "year": "Year", "mean": "{scenario}: mean", "lowest": "{scenario}: lowest", "highest": "{scenario}: highest",
        "unknown": "not known", "and": "and",
        "alt_courses": "Line chart over {years} years: {title} ({unit}) in {town}. ‘{base}’ is dashed, ‘{choice}’ is an unbroken line; "
                       "thin lines are single runs ({runs}), thick ones their mean.",
        "alt_starts": "The choice begins {after}.",
        "alt_starts_at_once": "The choice begins at the start.",
        "alt_differences": "Dot plot: {title} ({unit}) in {town}, the difference {choice_less_base}, {after}. "
                           "Each dot is one run ({runs}). Rows: {rows}.",
        "alt_overview": "Dot plots of the whole town, {town}: the difference {choice_less_base}, {after}. Each dot is one run ({runs}).",
        "alt_town": "Whole town, {after} from the choice: {sentence}",
        "alt_measure": "{title}, {after}: {sentence}",
        "alt_cells": "{what}, {after}: {heads}.",
        "alt_head": "‘{head}’ for {n} of the {all}",
        "rows_groups": "the whole town and {n} groups", "rows_neighbourhoods": "the whole town and {n} neighbourhoods",
        "rows_town": "the whole town",
        "groups": "Groups", "neighbourhoods": "Neighbourhoods",
        "caption_courses": "{title} ({unit}) through the years: {choice_beside_base}. Thin: one run each; thick: the mean.",
        "caption_differences": "{title} ({unit}): the difference {choice_less_base}, {after}, counted from the choice. Each dot is one "
                               "run. The rows stand in a fixed order, which is no ranking.",
        "caption_overview": "The whole town: the difference {choice_less_base}, {after}, counted from the choice. Each dot is one run.",
        "part": " (part {part} of {parts})",
    },
}


@dataclass(frozen=True)
class Figure:
    """One image and what goes with it, in one language."""

    name: str  # of letters, digits, - and _; no two figures share it
    svg: str  # an <svg> element, to be put inside a page
    alt: str
    caption: str
    table: tuple[list[str], list[list[str]]]  # the header, the rows
    texts: tuple[str, ...]  # all that is written in the image, which itself holds outlines


def courses(findings: dict, measure: str, choice: str, language: str = "nl") -> Figure | None:
    """A measure of the whole town by year, the choice beside the base: thin lines are runs, thick ones their mean.

    None when the findings have no course of both. Raises UnusableFile for a measure or choice that they do not know.
    """
    m, c = find(findings, "measures", "name", measure), find(findings, "choices", "id", choice)
    base, other = (course_of(findings, m, scenario) for scenario in (findings["base"]["id"], choice))
    if base is None or other is None:
        return None
    words, told = words_of(findings, m, c, language), FIGURE_WORDS[language]
    starts = c["change_day"] / DAYS_OF_A_YEAR if c["levers"] else None
    name = name_of("courses", measure, choice, language)
    with drawing():
        keys = Keys([("dashed", words["base"]), ("solid", words["choice"]), ("thin", lines_words(base.shape[0], language))])
        town = cells_of(findings, m, c, "groups")[:1]
        built_in = any(line["verdict"]["kind"] == "built_in" for cell in town for line in cell.lines.values())
        top = Heading(words["title"], [words["meaning"], told["courses_of"].format(**words), *([told["built_in_note"]] if built_in else []),
                                       *demand_note(m, language)])
        height = 64.0
        sheet = Sheet(top.height + keys.height + height + 26)
        y = keys.draw(sheet, top.draw(sheet)) + 5
        axes = sheet.axes(0, y, WIDTH, height)
        draw_courses(axes, base, other, m)
        axes.set_xlim(0, max(base.shape[1], other.shape[1]))
        axes.xaxis.set_major_locator(MaxNLocator(nbins=11, steps=[1, 2, 5, 10], integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(Numbers(language))
        left = MARGIN + 2.5 + max(map(width_of, tick_labels(axes.yaxis)))
        sheet.place(axes, left, y, WIDTH - left - 4, height)
        axes.set_xlabel(told["years"], loc="left", fontsize=SMALL)
        if starts is not None:
            mark_start(axes, starts, WORDS[language]["starts"].format(lever=words["choice"]))
        foot(sheet, findings, language)
        alt = " ".join([told["alt_courses"].format(**words, years=base.shape[1]), *said_start(starts, language),
                        *town_sentences(town, language), *demand_sentence(m, language)])
        caption = " ".join([told["caption_courses"].format(**words), *demand_sentence(m, language)])
        svg, texts = finish(sheet, name, f"{words['title']}: {words['choice']}", alt)
    return Figure(name, svg, alt, caption, courses_table(base, other, m, words, language), texts)


def differences(findings: dict, measure: str, choice: str, language: str = "nl", where: str = "groups", part: int = 1) -> Figure | None:
    """Differences between twins, a dot for each run: the whole town, then `where` ("groups" or "neighbourhoods"), side by
    side for each horizon. More rows than fit a page are spread over `parts_of` figures; `part` counts from 1.

    None without such rows, or without horizons. Raises UnusableFile for a measure or choice that the findings do not know.
    """
    m, c = find(findings, "measures", "name", measure), find(findings, "choices", "id", choice)
    cells = cells_of(findings, m, c, where)
    horizons = [h["years"] for h in c["horizons"]]
    parts = parts_of(findings, measure, choice, where)
    if not horizons or not 1 <= part <= parts:
        return None
    town, others = [cell for cell in cells if cell.where == "town"], [cell for cell in cells if cell.where != "town"]
    size = ceil(len(others) / parts)
    rows = town + others[(part - 1) * size:part * size]
    words, told = words_of(findings, m, c, language), FIGURE_WORDS[language]
    name = name_of("differences", where, measure, choice, language, *([str(part)] if parts > 1 else []))
    title = words["title"] + (told["part"].format(part=part, parts=parts) if parts > 1 else "")
    with drawing():
        by_row = [[cell.lines.get(h) for h in horizons] for cell in rows]
        lines = [line for row in by_row for line in row if line]
        keys = Keys(difference_keys(findings, m, lines, words, language, named_band=True, order=True))
        top = Heading(title, [words["meaning"], told["differences_of"].format(**words) + "; " + told["since"], *demand_note(m, language)])
        grid = Grid([cell.label(findings, language) for cell in rows], horizons, by_row, language)
        sheet = Sheet(top.height + keys.height + grid.height + 17)
        y = keys.draw(sheet, top.draw(sheet)) + 1
        limits = limits_of([line["differences"] for line in lines if has_dots(line)], m)
        grid.draw(sheet, y, by_row, m, limits)
        foot(sheet, findings, language)
        alt = " ".join([told["alt_differences"].format(**words, after=after_all(horizons, language), rows=rows_words(others, where, told)),
                        *town_sentences(town, language), *cells_sentences(others, where, horizons, language),
                        *both_ways(findings, m, c, language), *demand_sentence(m, language)])
        caption = " ".join([told["caption_differences"].format(**words, after=after_all(horizons, language)), *demand_sentence(m, language)])
        svg, texts = finish(sheet, name, f"{title}: {words['choice']}", alt)
    header = [told["cell"], told["after_years"], *difference_header(words, told)]
    table = [[cell.label(findings, language), str(h), *difference_row(cell.lines[h], m, language)]
             for cell in rows for h in horizons if h in cell.lines]
    return Figure(name, svg, alt, caption, (header, table), texts)


def parts_of(findings: dict, measure: str, choice: str, where: str) -> int:
    """In how many figures the rows of `differences` fit; 0: there are none."""
    cells = cells_of(findings, find(findings, "measures", "name", measure), find(findings, "choices", "id", choice), where)
    others = sum(cell.where != "town" for cell in cells)
    if where == "neighbourhoods" and others == 0:
        return 0
    return ceil(max(1, others) / (ROWS_ON_A_PAGE - 1)) if cells else 0


def overview(findings: dict, choice: str, language: str = "nl", horizon: int | None = None) -> Figure | None:
    """The headline measures of the whole town, a panel each, at all horizons. `horizon` (default: the last) stands out, and
    is the one of which the alternative text has the verdicts. Demand for help is left out, whatever the findings say.

    None without horizons or headlines. Raises UnusableFile for a choice or horizon that the findings do not know.
    """
    c = find(findings, "choices", "id", choice)
    horizons = [h["years"] for h in c["horizons"]]
    shown = [(m, cells[0]) for m in findings["measures"] if m["headline"] and m["section"] != "demand"
             for cells in [[cell for cell in cells_of(findings, m, c, "groups") if cell.where == "town"]] if cells]
    if not horizons or not shown:
        return None
    horizon = horizons[-1] if horizon is None else horizon
    if horizon not in horizons:
        raise UnusableFile(f"{choice}: no figures after {horizon} years; there are after {', '.join(map(str, horizons))}")
    told = FIGURE_WORDS[language]
    words = words_of(findings, shown[0][0], c, language)
    name = name_of("overview", choice, str(horizon), language)
    title = told["overview_title"].format(**words)
    with drawing():
        lines = [cell.lines[h] for _, cell in shown for h in horizons if h in cell.lines]
        keys = Keys(difference_keys(findings, shown[0][0], lines, words, language, named_band=False, order=False))
        top = Heading(title, [words["town"] + "; " + told["since"]])
        panels = [Panel(m, [cell.lines.get(h) for h in horizons], horizons, horizon, language) for m, cell in shown]
        across = min(2, len(panels))
        gap = 7.0
        width = (WIDTH - 2 * MARGIN - gap) / 2 if across == 2 else WIDTH - 2 * MARGIN
        heights = [max(panel.height(width) for panel in panels[i:i + across]) for i in range(0, len(panels), across)]
        sheet = Sheet(top.height + keys.height + sum(heights) + 14)
        y = keys.draw(sheet, top.draw(sheet)) + 2
        for i, panel in enumerate(panels):
            panel.draw(sheet, MARGIN + (i % across) * (width + gap), y + sum(heights[:i // across]), width)
        foot(sheet, findings, language)
        alt = " ".join([told["alt_overview"].format(**words, after=after_all(horizons, language)),
                        *(told["alt_measure"].format(title=m["title"][language], after=after(horizon, language),
                                                     sentence=sentence_with_counts(cell.lines[horizon], language))
                          for m, cell in shown if horizon in cell.lines)])
        caption = told["caption_overview"].format(**words, after=after_all(horizons, language))
        svg, texts = finish(sheet, name, title, alt)
    header = [told["measure"], told["after_years"], *difference_header({"unit": told["verdict"]}, told)]
    header[6] = told["mean_difference"].rsplit(",", 1)[0]  # the unit differs by row
    table = []
    for m, cell in shown:
        label = f"{m['title'][language]} ({m['unit'][language]})"
        table += [[label, str(h), *difference_row(cell.lines[h], m, language)] for h in horizons if h in cell.lines]
    return Figure(name, svg, alt, caption, (header, table), texts)


# --- what the findings say --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """A row: the town, a group or a neighbourhood, with its line of the findings at each horizon."""

    where: str
    names: dict[str, str]
    lines: dict[int, dict]

    def label(self, findings: dict, language: str) -> str:
        return f"{findings['town']['name']}: {self.names[language]}" if self.where == "town" else self.names[language]


def find(findings: dict, kind: str, key: str, wanted: str) -> dict:
    for one in findings[kind]:
        if one[key] == wanted:
            return one
    raise UnusableFile(f"{wanted}: not among the {kind} of the findings: {', '.join(one[key] for one in findings[kind])}")


def cells_of(findings: dict, measure: dict, choice: dict, where: str) -> list[Cell]:
    """The town and the groups or neighbourhoods, in the order of the file: the town first."""
    wanted = {"groups": ("town", "group"), "neighbourhoods": ("town", "neighbourhood")}
    if where not in wanted:
        raise UnusableFile(f"{where}: choose groups or neighbourhoods")
    cells: dict[tuple[str, str], Cell] = {}
    for line in findings["lines"]:
        if line["choice"] == choice["id"] and line["measure"] == measure["name"] and line["where"] in wanted[where]:
            cell = cells.setdefault((line["where"], line["cell"]), Cell(line["where"], line["cell_words"], {}))
            cell.lines.setdefault(line["horizon"], line)
    return list(cells.values())


def course_of(findings: dict, measure: dict, scenario: str) -> np.ndarray | None:
    """(run, year), on the scale of the page; what is not known is NaN."""
    for course in findings["courses"]:
        if course["measure"] == measure["name"] and course["scenario"] == scenario:
            values = np.array(course["by_run"], dtype=float)
            return values * measure["shown_times"] if values.ndim == 2 and values.size else None
    return None


def words_of(findings: dict, measure: dict, choice: dict, language: str) -> dict[str, str]:
    words = {"title": measure["title"][language], "meaning": measure["meaning"][language], "unit": measure["unit"][language],
             "town": findings["town"]["name"], "base": findings["base"]["title"][language], "choice": choice["title"][language],
             "runs": findings["runs"]}
    return {**words, "choice_beside_base": FIGURE_WORDS[language]["beside"].format(**words),
            "choice_less_base": FIGURE_WORDS[language]["less"].format(**words)}


def demand_note(measure: dict, language: str) -> list[str]:
    return [WORDS[language]["help_demand_note"]] if measure["section"] == "demand" else []


def demand_sentence(measure: dict, language: str) -> list[str]:
    return [note[0].upper() + note[1:] + "." for note in demand_note(measure, language)]


def has_dots(line: dict) -> bool:
    return line["verdict"]["kind"] != "cannot_say" and any(one is not None for one in line["differences"])


def reason(line: dict, language: str) -> str:
    """Why the model can say nothing of it: what the sentence has after its colon."""
    if line["verdict"]["kind"] != "cannot_say":
        return FIGURE_WORDS[language]["unknown"]
    sentence = line["verdict"]["sentence"][language].rstrip(". ")
    return sentence.split(": ", 1)[-1]


def sentence_with_counts(line: dict, language: str) -> str:
    """The verdict's sentence; where it has no counts, with them. What was built in, or cannot be told, has none."""
    verdict = line["verdict"]
    sentence = verdict["sentence"][language]
    counts = FIGURE_WORDS[language]["counts"].format(**verdict)
    if verdict["kind"] in ("cannot_say", "built_in") or counts in sentence:
        return sentence
    return f"{sentence.rstrip('.')} ({counts})."


def town_sentences(town: list[Cell], language: str) -> list[str]:
    return [FIGURE_WORDS[language]["alt_town"].format(after=after(h, language), sentence=sentence_with_counts(line, language))
            for cell in town for h, line in cell.lines.items()]


def cells_sentences(cells: list[Cell], where: str, horizons: list[int], language: str) -> list[str]:
    """For how many groups or neighbourhoods the findings say what, at each horizon: too many to list one by one."""
    told, said = FIGURE_WORDS[language], []
    for h in horizons:
        heads = Counter(cell.lines[h]["verdict"]["sentence"][language].split(": ")[0].rstrip(".") for cell in cells if h in cell.lines)
        if heads:
            all_of_them = sum(heads.values())
            listed = ", ".join(told["alt_head"].format(head=head, n=n, all=all_of_them) for head, n in heads.items())
            said.append(told["alt_cells"].format(what=told[where], after=after(h, language), heads=listed))
    return said


def both_ways(findings: dict, measure: dict, choice: dict, language: str) -> list[str]:
    return [f"{after(one['horizon'], language).capitalize()}: {one['sentence'][language]}" for one in findings.get("both_ways", [])
            if one["choice"] == choice["id"] and one["measure"] == measure["name"]]


def said_start(starts: float | None, language: str) -> list[str]:
    if starts is None:
        return []
    told = FIGURE_WORDS[language]
    if starts <= 0:
        return [told["alt_starts_at_once"]]
    whole = starts == round(starts)
    moment = after(round(starts), language) if whole else WORDS[language]["after"].format(years=written(starts, 1, language))
    return [told["alt_starts"].format(after=moment)]


def after(years: int, language: str) -> str:
    words = WORDS[language]
    return words["after_one"] if years == 1 else words["after"].format(years=years)


def after_all(horizons: list[int], language: str) -> str:
    """"na 1, 4 en 10 jaar"."""
    if len(horizons) == 1:
        return after(horizons[0], language)
    listed = f"{', '.join(map(str, horizons[:-1]))} {FIGURE_WORDS[language]['and']} {horizons[-1]}"
    return WORDS[language]["after"].format(years=listed)


def rows_words(others: list[Cell], where: str, told: dict[str, str]) -> str:
    return told["rows_" + where].format(n=len(others)) if others else told["rows_town"]


def lines_words(runs: int, language: str) -> str:
    return FIGURE_WORDS[language]["lines" if runs > 1 else "line"].format(n=runs)


# --- tables -----------------------------------------------------------------------------------------------------------------


def as_needed(value: float, language: str) -> str:
    """A declared number, with no more decimals than it has."""
    return written(value, len(f"{value:.6f}".rstrip("0").partition(".")[2]), language)


def difference_words(line: dict, measure: dict, language: str) -> str:
    """The mean difference and the half-width of its interval, no finer than the runs carry."""
    if line["mean"] is None or line["verdict"]["kind"] == "cannot_say":
        return "–"
    half_width, finer = line["half_width"], {**measure, "decimals": measure["decimals"] + 1}
    mean = signed(line["mean"], measure, language, half_width)
    return mean if half_width is None else f"{mean} ± {shown(half_width, finer, language, half_width)}"


def difference_header(words: dict[str, str], told: dict[str, str]) -> list[str]:
    return [*(told[way].capitalize() for way in ("higher", "equal", "lower")), told["known"],
            told["mean_difference"].format(unit=words["unit"]), told["verdict"]]


def difference_row(line: dict, measure: dict, language: str) -> list[str]:
    verdict = line["verdict"]
    return [*(str(verdict[count]) for count in ("higher", "equal", "lower", "known")), difference_words(line, measure, language),
            verdict["sentence"][language]]


def courses_table(base: np.ndarray, other: np.ndarray, measure: dict, words: dict[str, str], language: str) -> tuple[list[str], list[list[str]]]:
    told = FIGURE_WORDS[language]
    header = [told["year"], *(told[kind].format(scenario=words[which]) for which in ("base", "choice") for kind in ("mean", "lowest", "highest"))]
    rows = []
    for year in range(max(base.shape[1], other.shape[1])):
        row = [str(year + 1)]
        for values in (base, other):
            known = values[:, year][np.isfinite(values[:, year])] if year < values.shape[1] else np.array([])
            row += [written(float(one), measure["decimals"], language) for one in (known.mean(), known.min(), known.max())] if known.size else \
                   ["–"] * 3
        rows.append(row)
    return header, rows


# --- drawing ----------------------------------------------------------------------------------------------------------------


def drawing():
    """How all is drawn; texts are outlines, and no sign in them is an order to the drawer."""
    return rc_context({**style(), "font.size": SMALL, "svg.fonttype": "path", "text.parse_math": False, "path.simplify": False})


class Sheet:
    """A figure of A4 text width on which things have their place in mm from the left and the top."""

    def __init__(self, height: float):
        self.height = height
        self.figure = canvas.Figure(figsize=(WIDTH / 25.4, height / 25.4))
        self.figure.subplots_adjust(left=MARGIN / WIDTH, right=1 - MARGIN / WIDTH)

    def text(self, x: float, y: float, text: str, size: float = SMALL, **how) -> None:
        self.figure.text(x / WIDTH, 1 - y / self.height, text, fontsize=size, **{"va": "top", **how})

    def line(self, x0: float, y0: float, x1: float, y1: float, **how) -> None:
        self.figure.add_artist(Line2D([x0 / WIDTH, x1 / WIDTH], [1 - y0 / self.height, 1 - y1 / self.height], **how))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.figure.add_artist(Rectangle((x / WIDTH, 1 - (y + height) / self.height), width / WIDTH, height / self.height,
                                         facecolor=colour, edgecolor="none", transform=self.figure.transFigure))

    def axes(self, x: float, y: float, width: float, height: float):
        axes = self.figure.add_axes([0, 0, 1, 1])
        self.place(axes, x, y, width, height)
        return axes

    def place(self, axes, x: float, y: float, width: float, height: float) -> None:
        axes.set_position([x / WIDTH, 1 - (y + height) / self.height, width / WIDTH, height / self.height])


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = SMALL, weight: str = "normal") -> float:
    """In mm."""
    font = FontProperties(family=style()["font.family"], size=size, weight=weight)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] * POINT


def wrapped(text: str, width: float, size: float = SMALL, weight: str = "normal") -> list[str]:
    """In lines of at most `width` mm, broken at spaces and after hyphens; a longer word is cut."""
    lines, line = [], ""
    for word in re.findall(r"[^\s/-]*(?:[/-]+|\s+|$)", text):
        if line and width_of((line + word).rstrip(), size, weight) > width:
            lines.append(line.rstrip())
            line = ""
        while width_of(word.rstrip(), size, weight) > width and len(word) > 2:
            fits = max([1, *(n for n in range(1, len(word)) if width_of(word[:n] + "-", size, weight) <= width)])
            lines.append(word[:fits] + "-")
            word = word[fits:]
        line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


class Heading:
    """The title and what stands under it."""

    def __init__(self, title: str, notes: list[str]):
        room = WIDTH - 2 * MARGIN
        self.title = wrapped(title, room, 11, "bold")
        self.notes = [line for note in notes if note for line in wrapped(note, room, 8.5)]
        self.height = 1.5 + 4.8 * len(self.title) + 0.6 + 3.7 * len(self.notes) + 1.6

    def draw(self, sheet: Sheet) -> float:
        y = 1.5
        for line in self.title:
            sheet.text(MARGIN, y, line, 11, fontweight="bold")
            y += 4.8
        y += 0.6
        for line in self.notes:
            sheet.text(MARGIN, y, line, 8.5, color=SOFT_INK)
            y += 3.7
        return self.height


class Keys:
    """Which sign means what, on as many lines as it takes."""

    def __init__(self, items: list[tuple[str, str]]):
        self.placed, x, y = [], MARGIN, 0.0
        for sign, text in items:
            room = 8.0 if sign else 0.0
            wide = room + width_of(text)
            if x > MARGIN and x + wide > WIDTH - MARGIN:
                x, y = MARGIN, y + 4.2
            for i, line in enumerate(wrapped(text, WIDTH - 2 * MARGIN - room)):
                y += 4.2 if i else 0
                self.placed.append((sign if i == 0 else "", x, y, x + room, line))
            x += wide + 5.5
        self.height = y + 4.2 if items else 0.0

    def draw(self, sheet: Sheet, top: float) -> float:
        for sign, x, y, text_x, text in self.placed:
            middle = top + y + 1.6
            if sign == "band":
                sheet.box(x, top + y, 6.5, 3.2, BAND_COLOUR)
            elif sign == "zero":
                sheet.line(x + 3.2, top + y - 0.1, x + 3.2, top + y + 3.3, color=BASELINE_COLOUR, linewidth=1.3)
            elif sign in ("dot", "hollow"):
                sheet.line(x + 3.2, middle, x + 3.2, middle, color=CHOICE_COLOUR, linestyle="none", marker="o", markersize=DOT + 0.6,
                           markerfacecolor="white" if sign == "hollow" else CHOICE_COLOUR, markeredgewidth=0.8)
            elif sign == "thin":
                sheet.line(x, middle, x + 6.5, middle, color=SOFT_INK, linewidth=0.5)
            elif sign:
                dashed = sign == "dashed"
                sheet.line(x, middle, x + 6.5, middle, color=BASELINE_COLOUR if dashed else CHOICE_COLOUR, linewidth=1.9,
                           dash_capstyle="butt", linestyle=DASHES if dashed else "-")
            sheet.text(text_x, top + y, text, color={"dashed": BASELINE_COLOUR, "solid": CHOICE_COLOUR}.get(sign, INK),
                       fontweight="bold" if sign in ("dashed", "solid") else "normal")
        return top + self.height


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


def foot(sheet: Sheet, findings: dict, language: str) -> None:
    provenance = findings.get("provenance", {})
    known = {key: provenance[key] for key in ("program_version", "seed") if provenance.get(key)}
    footer(sheet.figure, xr.Dataset(attrs=known), WORDS[language], height=2.2 / sheet.height)


# --- the SVG ----------------------------------------------------------------------------------------------------------------


def name_of(*parts: str) -> str:
    return "-".join(re.sub(r"[^A-Za-z0-9_]+", "-", part) for part in parts)


def finish(sheet: Sheet, name: str, title: str, alt: str) -> tuple[str, tuple[str, ...]]:
    """The image, and all that is written in it."""
    out = io.BytesIO()
    sheet.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Type": None, "Format": None})
    texts = tuple(one.get_text() for one in sheet.figure.findobj(Text) if one.get_visible() and one.get_text())
    return for_a_page(out.getvalue(), name, sheet.height, title, alt), texts


def for_a_page(svg: bytes, name: str, height: float, title: str, alt: str) -> str:
    """What matplotlib wrote, made fit for the inside of a page: nothing in it reaches out of it, and it is smaller.

    Ids are short, for letters are drawn a thousand times, and start with a print of the name.
    """
    root = ElementTree.fromstring(svg)
    used = dict.fromkeys(re.findall(r'(?:href="|url\()#([^")]+)', svg.decode("utf-8")))
    empty = {node.get("id") for node in root.iter(SVG + "path") if not node.get("d")}  # such as a space
    prefix = "f" + hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
    ids = {old: f"{prefix}-{i}" for i, old in enumerate(one for one in used if one not in empty)}
    defined: list[str] = []

    def attributes(node: ElementTree.Element) -> str:
        pairs = dict(node.attrib)
        for pair in pairs.pop("style", "").split(";"):  # some pages forbid styles inside elements
            if ":" in pair:
                key, value = pair.split(":", 1)
                pairs[key.strip()] = value.strip()
        pairs["id"] = ids.get(pairs.get("id", ""), "")
        if XLINK in pairs:
            pairs["href"] = "#" + ids[pairs.pop(XLINK)[1:]]
        for key, value in pairs.items():
            if value.startswith("url(#"):
                pairs[key] = f"url(#{ids[value[5:-1]]})"
            elif key in ("x", "y", "width", "height", "transform"):
                pairs[key] = re.sub(NUMBER, lambda m: trimmed(float(m[0]), 3), value)
        if pairs.get("transform") == "scale(0.016)":  # a letter, in 1/64 of a hundredth of its size
            pairs["d"], pairs["transform"] = letter(pairs["d"]), "scale(.125)"
        elif "d" in pairs:
            pairs["d"] = stroke(pairs["d"])
        return "".join(f' {key}="{escape(value)}"' for key, value in pairs.items() if value)

    def written_out(node: ElementTree.Element) -> str:
        tag = node.tag.removeprefix(SVG)
        if tag in ("title", "style") or node.tag.endswith("metadata") or node.get(XLINK, "")[1:] in empty or node.get("id") in empty:
            return ""
        inside = "".join(map(written_out, node))
        if tag == "defs":
            defined.append(inside)
            return ""
        known = attributes(node)
        if tag == "g" and (not known or not inside):
            return inside
        return f"<{tag}{known}>{inside}</{tag}>" if inside else f"<{tag}{known}/>"

    drawn = "\n".join(filter(None, map(written_out, root)))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}mm" height="{height:.2f}mm" viewBox="{root.get("viewBox")}" role="img" '
            f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" stroke-linejoin="round" stroke-linecap="butt">\n'
            f'<title id="{name}-title">{escape(title)}</title>\n<desc id="{name}-desc">{escape(alt)}</desc>\n'
            f'<defs>{"".join(defined)}</defs>\n{drawn}\n</svg>\n')


SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
NUMBER = r"-?\d+\.?\d*(?:e-?\d+)?"


def trimmed(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{value:.0f}"
    return "0" if text == "-0" else text


def stroke(path: str) -> str:
    """Hundredths of a point are enough, of dots tenths; a stroke of no length is written as one."""
    def at(decimals: int) -> str:
        text = " ".join(re.sub(NUMBER, lambda m: trimmed(float(m[0]), decimals), path).split())
        return re.sub(r" ?([MLQCz]) ?", r"\1", text)

    dots = re.fullmatch(r"(?:M([^MLQCz]+)L\1)+", at(2))
    return re.sub(r"M([^MLQCz]+)L\1(?=M|$)", r"M\1h0", at(1)) if dots else at(2)


def letter(path: str) -> str:
    """The outline on a grid eight times as coarse, each step from the point before: half the size, and nobody sees it."""
    out, here, start = "", np.zeros(2, int), np.zeros(2, int)
    for command, numbers in re.findall(r"([MLQCz])([^MLQCz]*)", path):
        if command == "z":
            out, here = out + "z", start
            continue
        points = np.rint(np.array(re.findall(NUMBER, numbers), float).reshape(-1, 2) / 8).astype(int)
        out += command.lower() + " ".join(map(str, (points - here).ravel())).replace(" -", "-")
        here = points[-1]
        start = here if command == "M" else start
    return out
