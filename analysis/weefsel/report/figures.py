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

from dataclasses import dataclass
from math import ceil

from matplotlib.ticker import MaxNLocator

from weefsel.report.figure_sayings import (after, after_all, both_ways, cells_of, cells_sentences, course_of, courses_table,
                                           demand_note, demand_sentence, difference_header, difference_row, find, has_dots, lines_words,
                                           rows_words, said_start, sentence_with_counts, town_sentences, words_of)
from weefsel.report.figure_words import FIGURE_WORDS
from weefsel.report.plots import (Grid, Numbers, Panel, difference_keys, draw_courses, limits_of, mark_start, tick_labels)
from weefsel.report.sheet import MARGIN, SMALL, WIDTH, Heading, Keys, Sheet, drawing, finish, foot, name_of, width_of
from weefsel.results import UnusableFile
from weefsel.words import WORDS

DAYS_OF_A_YEAR = 364  # 52 weeks, as the findings count them
ROWS_ON_A_PAGE = 24


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
        caption = " ".join([told["caption_differences"].format(**words, after=after_all(horizons, language)), *demand_sentence(m, language),
                            *(joined_sentence(findings, language) if where == "neighbourhoods" else [])])
        svg, texts = finish(sheet, name, f"{title}: {words['choice']}", alt)
    header = [told["cell"], told["after_years"], *difference_header(words, told)]
    table = [[cell.label(findings, language), str(h), *difference_row(cell.lines[h], m, language)]
             for cell in rows for h in horizons if h in cell.lines]
    return Figure(name, svg, alt, caption, (header, table), texts)


def joined_sentence(findings: dict, language: str) -> list[str]:
    """Which neighbourhoods of a real town were joined, where some were."""
    joined = findings["town"].get("areas_joined")
    return [joined[language]] if joined else []


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
