"""Lays out the findings of a comparison (`weefsel findings OUT.h5 --format json`) as one self-contained HTML page.

The page reckons nothing: levels, counts and verdicts are the findings'. Order: relations, parents, how sure, who is not
reached, who carries it; demand for help last, and neither good nor bad.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from weefsel.report import figures
from weefsel.report.family import Family
from weefsel.report.hangs import Hangs
from weefsel.report.indices import Study
from weefsel.report.look import Look
from weefsel.report.maps import maps
from weefsel.report.numbers import difference, shown, told, written
from weefsel.report.words import WORDS

HERE = Path(__file__).parent / "templates"
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
FIRST_PAGE_YEARS = 4  # a term of the council
NEARLY_ALL = 0.99  # from here a share can hardly rise, and the page says so


def render(findings: dict, language: str, study: Study | None = None, lives: dict[str, dict] | None = None, family: int = 1) -> str:
    """The page. `study`: what stands beside the comparison; `lives`: of the family drawn as number `family`, by choice. Raises KeyError when the findings are of another format, UnusableStudy when
    the study is of another town."""
    if findings["format"] != 1:
        raise KeyError(f"findings of format {findings['format']}; this page lays out format 1")
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["upper_first"] = lambda text: text[:1].upper() + text[1:]
    environment.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]
    page = Page(findings, language)
    parts = {"page": page, "hangs": Hangs(findings, language, study), "look": Look(findings, language),
             "family": Family(findings, language, lives or {}, family)}
    return environment.get_template("report.html").render(**parts, w=WORDS[language], language=language, f=findings,
                                                          css=style_sheet())


def style_sheet() -> Markup:
    """With its named colours filled in: WeasyPrint passes over a border or background that is told by a name."""
    text = (HERE / "report.css").read_text(encoding="utf-8")
    return Markup(re.sub(r"var\(--(\w+)\)", lambda named: dict(re.findall(r"--(\w+): ([^;]+);", text))[named[1]], text))


class Page:
    """What the template asks for."""

    def __init__(self, findings: dict, language: str) -> None:
        self.findings, self.language, self.words = findings, language, WORDS[language]
        self.measures = {measure["name"]: measure for measure in findings["measures"]}
        self.by_key: dict[tuple, list[dict]] = {}
        for line in findings["lines"]:
            self.by_key.setdefault((line["choice"], line["measure"], line["horizon"]), []).append(line)

    def say(self, text: dict) -> str:
        """A text of the findings in this language."""
        return text[self.language]

    def in_section(self, section: str, headlines_only: bool = False) -> list[dict]:
        return [m for m in self.findings["measures"] if m["section"] == section and (m["headline"] or not headlines_only)]

    def first_page_horizons(self, choice: dict) -> list[int]:
        """Two: the end of a term and the last one. Of a choice that is over within a term, or of a short run, the first year and
        the end of the term: what it does is seen soon or not at all."""
        years = [h["years"] for h in choice["horizons"]]
        ended = [(date.fromisoformat(lever["until"]) - date.fromisoformat(choice["levers"][0]["from"])).days / 364
                 for lever in choice["levers"] if lever["until"]]
        is_over = bool(choice["levers"]) and len(ended) == len(choice["levers"]) and max(ended) <= FIRST_PAGE_YEARS
        wanted = {1, FIRST_PAGE_YEARS} if is_over else {FIRST_PAGE_YEARS, *years[-1:]}
        shown = wanted.intersection(years)
        return sorted(shown if len(shown) > 1 else shown.union(years[:1], years[-1:]))

    def lines(self, choice: str, measure: str, horizon: int, where: str | None = None) -> list[dict]:
        return [line for line in self.by_key.get((choice, measure, horizon), []) if where in (None, line["where"])]

    def town(self, choice: str, measure: str, horizon: int) -> dict | None:
        lines = self.lines(choice, measure, horizon, "town")
        return lines[0] if lines else None

    def town_lines(self, choice: dict, measure: dict) -> list[dict]:
        found = [self.town(choice["id"], measure["name"], h["years"]) for h in choice["horizons"]]
        return [line for line in found if line]

    def after(self, years: int) -> str:
        return self.words["after_one"] if years == 1 else self.words["after"].format(years=years)

    def verdict(self, line: dict) -> Markup:
        """The sentence of a verdict, with the line that it is of."""
        return Markup('<span class="verdict" data-choice="{}" data-measure="{}" data-cell="{}" data-horizon="{}" data-kind="{}">{}</span>').format(
            line["choice"], line["measure"], line["cell"], line["horizon"], line["verdict"]["kind"], self.say(line["verdict"]["sentence"]))

    def level(self, line: dict) -> Markup | None:
        """"Without the choice: about 998 of 1,000 parents.\""""
        if line["base"] is None:
            return None
        measure = self.measures[line["measure"]]
        number = told(shown(line["base"], measure, self.language), line["base"], line, "base")
        text = Markup(self.words["as_now"]).format(level=Markup(self.words["about_level"]).format(level=number), unit=self.say(measure["unit"]))
        nearly_all = measure["figure"] == "complement" and line["base"] > NEARLY_ALL
        return text + (" " + self.words["nearly_all"] if nearly_all else "")

    def cell_level(self, line: dict) -> str:
        return shown(line["base"], self.measures[line["measure"]], self.language)

    def difference(self, line: dict) -> str:
        return difference(line, self.measures[line["measure"]], self.language)

    def smallest(self, measure: dict) -> str:
        return shown(measure["smallest_relevant"], {**measure, "decimals": measure["decimals"] + 1}, self.language)

    def both_ways(self, choice: str, measure: str, horizon: int) -> list[str]:
        return [self.say(one["sentence"]) for one in self.findings["both_ways"]
                if (one["choice"], one["measure"], one["horizon"]) == (choice, measure, horizon)]

    def built_in(self, choice: dict) -> list[str]:
        """Titles of the measures whose direction this choice puts in."""
        names = {line["measure"] for line in self.findings["lines"] if line["choice"] == choice["id"] and line["built_in"]}
        return [self.say(m["title"]) for m in self.findings["measures"] if m["name"] in names]

    def reach_rows(self, choice: dict) -> list[dict]:
        """Part of families that come to a kind of place, for pairs of groups: who is not reached. At the first horizon, without the
        choice; kinds of place that nobody comes to are left out."""
        if not choice["horizons"]:
            return []
        pairs = ["all", "income_tight", "income_sufficient", "reading_hard", "reading_easy", "one_parent", "two_parents"]
        rows = []
        for measure in self.in_section("reach"):
            cells = {line["cell"]: line for line in self.lines(choice["id"], measure["name"], choice["horizons"][0]["years"])}
            shown_cells = [cells[name] for name in pairs if name in cells]
            if any(line["base"] for line in shown_cells):
                rows.append({"measure": measure, "cells": shown_cells})
        return rows

    def not_reached(self, choice: dict) -> list[dict]:
        """Kinds of place that do not reach everybody, and why: those that the choice touches first."""
        rows = [row for row in self.findings["not_reached"] if row["choice"] == choice["id"] and self.reasons_of(row)]
        return sorted(rows, key=lambda row: not row["touched"])

    def reasons_of(self, row: dict) -> list[dict]:
        """Those that keep some family away, in the order of the findings."""
        return [{**reason, "index": i} for i, reason in enumerate(self.findings["reasons"])
                if any(cell[world][i] for cell in row["cells"] for world in ("without", "with"))]

    def touched_or_first(self, choice: dict) -> list[dict]:
        """For the first page: of what the choice touches, two kinds at most; else the first that is shown."""
        rows = self.not_reached(choice)
        return [row for row in rows if row["touched"]][:2] or rows[:1]

    def why_not(self, row: dict) -> str:
        """What keeps most families away, without the choice and with it, in words."""
        everybody = row["cells"][0]
        most = {}
        for world in ("without", "with"):
            shares = [share or 0 for share in everybody[world]]
            most[world] = self.say(self.findings["reasons"][shares.index(max(shares))]["words"]) if any(shares) else None
        place = self.say(row["words"])
        if most["without"] is None or most["with"] is None:
            return ""
        key = "why_not_same" if most["without"] == most["with"] else "why_not"
        return self.words[key].format(place=place[:1].upper() + place[1:], **{"without": most["without"], "with_": most["with"]})

    def of_100(self, share: float | None) -> str:
        return self.words["unknown"] if share is None else written(100 * share, 0, self.language)

    def date(self, iso: str) -> str:
        day = date.fromisoformat(iso)
        return f"{day.day} {MONTHS[self.language][day.month - 1]} {day.year}"

    def euro(self, amount: float) -> str:
        key = "euro_less" if amount < 0 else "euro"
        return self.words[key].format(amount=written(abs(amount), 0, self.language))

    def overview(self, choice: dict) -> figures.Figure | None:
        return figures.overview(self.findings, choice["id"], self.language)

    def figures_of(self, choice: dict) -> list[dict]:
        """Per measure its figures, demand last (the findings' order): headlines and demand as trajectories and by group and
        neighbourhood, headlines on a map too, relations, reach and giving by group; what happened in the fabric is a table, and so is
        the monitor, which has room for figures of one's own."""
        found = []
        for measure in self.findings["measures"]:
            if measure["section"] == "monitor":
                continue
            arguments = (self.findings, measure["name"], choice["id"], self.language)
            in_full = measure["headline"] or measure["section"] == "demand"
            drawn = [figures.courses(*arguments)] if in_full else []
            unsaid = []
            for where in self.cells_drawn(choice, measure, in_full):
                sentence = self.nothing_said(choice, measure, where)
                if sentence:
                    unsaid.append(self.words["nothing_said"][where].format(sentence=sentence))
                    continue
                for part in range(figures.parts_of(self.findings, measure["name"], choice["id"], where)):
                    drawn.append(figures.differences(*arguments, where, part + 1))
            if in_full:
                drawn.append(maps(*arguments))
            found.append({"measure": measure, "figures": [figure for figure in drawn if figure is not None], "unsaid": unsaid})
        return found

    def nothing_said(self, choice: dict, measure: dict, where: str) -> str | None:
        """Instead of a figure without a dot beside zero: of each group or neighbourhood, at each horizon, nothing can be said (why, in
        the words of most) or there is no difference. None where there is something to see."""
        lines = [line for h in choice["horizons"] for line in self.lines(choice["id"], measure["name"], h["years"], where.removesuffix("s"))]
        kinds = Counter(line["verdict"]["kind"] for line in lines)
        if not lines or set(kinds) - {"cannot_say", "no_difference"}:
            return None
        said = {kind: Counter(self.say(line["verdict"]["sentence"]) for line in lines if line["verdict"]["kind"] == kind).most_common(1)[0][0]
                for kind in kinds}
        return f"{said['cannot_say']} {self.words['elsewhere_equal']}" if len(said) == 2 else next(iter(said.values()))

    def cells_drawn(self, choice: dict, measure: dict, in_full: bool) -> tuple[str, ...]:
        if in_full:
            return ("groups", "neighbourhoods")
        if measure["section"] == "fabric":
            return ()
        return ("groups",) if self.town_lines(choice, measure) else ("neighbourhoods",)  # density has no figure of the town

    @staticmethod
    def svg(figure: figures.Figure) -> Markup:
        return Markup(figure.svg)
