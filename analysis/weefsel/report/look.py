"""The figure that can be looked at: its controls and its data, taken from the findings. It is drawn in the browser by
templates/look.js, which scripts/bundle makes from interactive/. Nothing is reckoned here but the means of courses, as in
the still figures; these stay in the page for print and for browsers without JavaScript.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path

import numpy as np
from markupsafe import Markup

from weefsel.report.figure_sayings import after, as_needed, cells_of, course_of, demand_note, has_dots, reason, words_of
from weefsel.report.figure_words import FIGURE_WORDS
from weefsel.report.plots import has_band
from weefsel.words import WORDS

HERE = Path(__file__).parent
SOURCES, BUNDLE = HERE / "interactive", HERE / "templates/look.js"
PLACES = ("town", "groups", "neighbourhoods")

LOOK_WORDS = {
    "nl": {
        "title": "Kijk zelf",
        "lead": "Kies een maat, voor wie en wanneer. Elke stip is één nabootsing. Wijs een stip of een lijn aan: u ziet dezelfde nabootsing in "
                "alle rijen en door de jaren. Klik om die vast te houden.",
        "keys": "Met het toetsenbord: pijl naar links of rechts is een andere nabootsing, pijl omhoog of omlaag een andere rij. Enter houdt vast, "
                "Escape laat los.",
        "measure": "Maat", "where": "Voor wie", "horizon": "Wanneer", "run": "Nabootsing",
        "town": "De hele stad", "groups": "Per groep", "neighbourhoods": "Per buurt",
        "sections": {"relations": "Contacten", "parents": "Ouders", "reach": "Wie er komt", "giving": "Wie er helpt", "fabric": "Wat er gebeurde",
                     "demand": "Hulpvraag in het model"},
        "no_run": "geen",
        "save_svg": "Bewaar als SVG", "save_png": "Bewaar als PNG",
        "hint": "Nog geen nabootsing aangewezen.",
        "told": "{row}, {after}: {run_is}", "run_is": "nabootsing {run}: {difference} ({unit}).",
        "says": "{row}, {after}:",
        "less": "{town}, verschil: ‘{choice}’ min ‘{base}’, {unit}; jaren geteld vanaf de keuze",
        "less_than": "minder dan {value}",
        "course": "Door de jaren", "years": "jaren sinds het begin", "dots_year": "grijs vlak: het jaar van de stippen",
        "thin": "dun: elk één nabootsing",
    },
    "en": {
        "title": "Look for yourself",
        "lead": "Choose a measure, for whom and when. Each dot is one run. Point at a dot or a line: you see the same run in all rows and through "
                "the years. Click to hold it.",
        "keys": "With the keyboard: arrow left or right is another run, arrow up or down another row. Enter holds, Escape lets go.",
        "measure": "Measure", "where": "For whom", "horizon": "When", "run": "Run",
        "town": "The whole town", "groups": "By group", "neighbourhoods": "By neighbourhood",
        "sections": {"relations": "Contacts", "parents": "Parents", "reach": "Who comes", "giving": "Who helps", "fabric": "What happened",
                     "demand": "Modelled demand for help"},
        "no_run": "none",
        "save_svg": "Save as SVG", "save_png": "Save as PNG",
        "hint": "No run is pointed at yet.",
        "told": "{row}, {after}: {run_is}", "run_is": "run {run}: {difference} ({unit}).",
        "says": "{row}, {after}:",
        "less": "{town}, difference: ‘{choice}’ less ‘{base}’, {unit}; years counted from the choice",
        "less_than": "less than {value}",
        "course": "Through the years", "years": "years since the start", "dots_year": "grey area: the year of the dots",
        "thin": "thin: one run each",
    },
}


class Look:
    """What look.html asks for."""

    def __init__(self, findings: dict, language: str) -> None:
        self.findings, self.language, self.words = findings, language, LOOK_WORDS[language]
        self.measures = [m for m in findings["measures"] if m["section"] in self.words["sections"] and is_told_by_lines(findings, m)]
        self.choices = [choice for choice in findings["choices"] if choice["horizons"]]

    def is_there(self) -> bool:
        return bool(self.measures and self.choices)

    def by_section(self) -> list[tuple[str, list[tuple[int, dict]]]]:
        """In the order of the findings, which has demand for help last; each measure with its number in the data."""
        numbered = list(enumerate(self.measures))
        return [(title, found) for section, title in self.words["sections"].items()
                if (found := [(i, m) for i, m in numbered if m["section"] == section])]

    def places(self, choice: dict) -> list[tuple[str, str]]:
        return [(place, self.words[place]) for place in PLACES if any(rows_of(self.findings, m, choice)[place] for m in self.measures)]

    def after(self, years: int) -> str:
        return after(years, self.language)

    def data(self) -> Markup:
        """JSON that can stand inside a <script>."""
        text = json.dumps(packed(self), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

    @staticmethod
    def script() -> Markup:
        return Markup(BUNDLE.read_text(encoding="utf-8"))


def is_told_by_lines(findings: dict, measure: dict) -> bool:
    return any(line["measure"] == measure["name"] for line in findings["lines"])


def rows_of(findings: dict, measure: dict, choice: dict) -> dict[str, list]:
    """The rows that can be chosen; neighbourhoods only where the still figures have them."""
    found = {"town": [], "groups": [], "neighbourhoods": []}
    for cell in cells_of(findings, measure, choice, "groups"):
        found["town" if cell.where == "town" else "groups"].append(cell)
    if measure["headline"] or measure["section"] == "demand":
        found["neighbourhoods"] = [cell for cell in cells_of(findings, measure, choice, "neighbourhoods") if cell.where != "town"]
    return found


class Numbered:
    """Texts that are kept once: each gets a number."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def of(self, text: str) -> int:
        return self.number.setdefault(text, len(self.number))

    def all(self) -> list[str]:
        return list(self.number)


def packed(look: Look) -> dict:
    findings, language = look.findings, look.language
    told = FIGURE_WORDS[language]
    cells, sentences, kinds = Numbered(), Numbered(), Numbered()
    choices = {}
    for choice in look.choices:
        rows = {}
        for i, measure in enumerate(look.measures):
            rows[i] = {place: [[cells.of(upper_first(cell.names[language])), [packed_line(cell.lines.get(h["years"]), measure, language, kinds, sentences)
                                                                 for h in choice["horizons"]]] for cell in found]
                       for place, found in rows_of(findings, measure, choice).items() if found}
        choices[choice["id"]] = {
            "title": choice["title"][language], "starts": choice["change_day"] / 364 if choice["levers"] else None,
            "horizons": [{"years": h["years"], "after": after(h["years"], language), "from": h["from_day"] / 364, "until": h["until_day"] / 364}
                         for h in choice["horizons"]],
            "rows": rows,
            "both_ways": both_ways_of(findings, choice, language)}
    measures = [packed_measure(findings, m, look.choices[0], language) for m in look.measures]
    scenarios = [findings["base"]["id"], *choices]
    courses = {m["name"]: {one: course for one in scenarios if has_levels(findings, m) and (course := packed_course(findings, m, one))}
               for m in look.measures}
    provenance = findings.get("provenance", {})
    words = {key: text for key, text in look.words.items() if isinstance(text, str)}
    program = [f"weefsel {provenance.get('program_version', '')}".strip(), *([f"seed {provenance['seed']}"] if provenance.get("seed") else [])]
    return {
        "language": language, "town": findings["town"]["name"], "runs": findings["runs"], "base": findings["base"]["title"][language],
        "base_id": findings["base"]["id"], "caution": WORDS[language]["footer"], "program": "  ·  ".join(program),
        "words": {**words, **{key: told[key] for key in ("higher", "equal", "lower", "zero", "built_in", "built_in_key", "unknown")},
                  "starts": WORDS[language]["starts"].format(lever="").rstrip(": "), "no_ranking": told["no_ranking"],
                  "counted": told["counted_draws" if findings["draws"] else "counted"], "a_run": told["a_run"].format(n=findings["runs"])},
        "kinds": kinds.all(), "cells": cells.all(), "sentences": sentences.all(), "measures": measures, "choices": choices, "courses": courses}


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def packed_measure(findings: dict, measure: dict, choice: dict, language: str) -> dict:
    """`band`: its words, or null for no band; demand for help has a note instead."""
    words = words_of(findings, measure, choice, language)
    reach = measure["smallest_relevant"] * measure["shown_times"]
    band = FIGURE_WORDS[language]["band"].format(size=as_needed(reach, language), unit=words["unit"]) if has_band(measure) else None
    return {"name": measure["name"], "title": words["title"], "meaning": upper_first(words["meaning"]), "unit": words["unit"],
            "decimals": measure["decimals"], "times": measure["shown_times"], "relevant": reach, "band": band,
            "note": " ".join(upper_first(note) + "." for note in demand_note(measure, language)) or None}


def packed_line(line: dict | None, measure: dict, language: str, kinds: Numbered, sentences: Numbered) -> list | None:
    """[kind, sentence, counts, differences, why there are none]; what was built in has no counts, what cannot be told no dots."""
    if line is None:
        return None
    verdict = line["verdict"]
    head = [kinds.of(verdict["kind"]), sentences.of(verdict["sentence"][language])]
    if not has_dots(line):
        return [*head, None, None, reason(line, language)]
    counts = None if verdict["kind"] == "built_in" else [verdict[way] for way in ("higher", "equal", "lower")]
    return [*head, counts, [shorter(one, measure) for one in line["differences"]]]


def shorter(value: float | None, measure: dict) -> float | None:
    """On the scale of the page and two decimals finer than shown; what is not nought does not become it."""
    if value is None or not np.isfinite(value):
        return None
    value *= measure["shown_times"]
    short = round(value, measure["decimals"] + 3) or float(f"{value:.0e}")
    return int(short) if short == int(short) else short


def has_levels(findings: dict, measure: dict) -> bool:
    """Some measures are told as a difference only (who knows whom)."""
    return any(line["base"] is not None for line in findings["lines"] if line["measure"] == measure["name"] and line["where"] == "town")


def packed_course(findings: dict, measure: dict, scenario: str) -> dict | None:
    values = course_of(findings, measure, scenario)
    if values is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a year in which no run has a value stays empty
        mean = np.nanmean(values, axis=0)
    def short(row):
        return [None if not np.isfinite(one) else round(float(one), measure["decimals"] + 3) for one in row]
    return {"runs": [short(run) for run in values], "mean": short(mean)}


def both_ways_of(findings: dict, choice: dict, language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in findings.get("both_ways", []):
        if one["choice"] == choice["id"]:
            found.setdefault(f"{one['measure']} {one['horizon']}", []).append(one["sentence"][language])
    return found


def sources_hash() -> str:
    """As scripts/bundle writes it in the first line of the bundle."""
    files = [*sorted(SOURCES.glob("*.js")), SOURCES / "package.json", SOURCES / "package-lock.json"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
