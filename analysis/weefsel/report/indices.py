"""What a study (`weefsel study`) found beside a comparison: the tables that `weefsel indices` wrote, named in words.

A study asks at many points what an outcome hangs on; its folder holds `indices.csv` (outcomes) and `indices_difference.csv`
(differences between its scenarios). Nothing is reckoned here: of each outcome the last year is shown, with the factors that
weigh most and their intervals. Levels are left out (the base of a design that goes one at a time): a study may be of a
neighbourhood, or of density.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from weefsel.report.numbers import written

COLUMNS = ["scenario", "output", "year", "factor", "index", "value", "low", "high"]
FILES = ("indices_difference.csv", "indices.csv")  # differences answer the question of a report; they come first
MOST_FACTORS = 8
RANKED_BY = ("total", "mu_star", "main_effect", "rank_correlation")  # else by the largest of all

STUDY_WORDS = {
    "nl": {
        "title": "Wat een studie ernaast laat zien",
        "lead": "Deze tabellen komen uit de studie in dezelfde map: veel mogelijke toekomsten, met telkens iets anders ingevuld. Tussen haakjes "
                "staat het interval van 95%. Van elke uitkomst staat hier het laatste jaar, met hoogstens {most} van de aannames en keuzes: die "
                "waar de uitkomst het meest van afhangt.",
        "of": "{output}, {scenario}, jaar {year}", "less": "‘{one}’ min ‘{other}’", "factor": "Aanname of keuze", "grade": "Bewijs",
        "unknown": "niet bekend", "to": "tot", "left_out": "Nog {n} hangen er minder mee samen.",
        "lever": "of de keuze er is", "lever_key": "van de keuze",
        "first_order": "deel van de verschillen dat verdwijnt als dit bekend is", "total": "deel van de verschillen waar dit aan meedoet",
        "mu": "gemiddeld effect van laag naar hoog", "mu_star": "gemiddelde grootte van het effect",
        "sigma": "hoeveel het effect verschilt van plek tot plek", "p_luck": "hoe vaak toeval zo veel doet",
        "effect_low": "verschil bij de laagste waarde", "effect_high": "verschil bij de hoogste waarde", "effect_level": "verschil bij stap {n}",
        "main_effect": "verschil tussen hoogste en laagste waarde", "rank_correlation": "rangcorrelatie (−1 tot 1)",
        "regression": "standaardafwijkingen per standaardafwijking",
        "chance_share": "Van wat losse toekomsten verschillen, maakt toeval dit deel: {value}.",
        "r_squared": "Een rechte lijn verklaart dit deel van de verschillen: {value}.",
        "grades": {"A": "gepubliceerd voor deze situatie", "B": "gepubliceerd voor een andere situatie", "C": "ons oordeel"},
    },
    "en": {
        "title": "What a study shows beside it",
        "lead": "These tables are of the study in the same folder: many possible futures, each with something filled in otherwise. In brackets: "
                "the 95% interval. Of each outcome the last year is shown, with {most} of the assumptions and choices at most: those that the "
                "outcome hangs on most.",
        "of": "{output}, {scenario}, year {year}", "less": "‘{one}’ less ‘{other}’", "factor": "Assumption or choice", "grade": "Evidence",
        "unknown": "not known", "to": "to", "left_out": "{n} more have less to do with it.",
        "lever": "whether the choice is there", "lever_key": "of the choice",
        "first_order": "share of the differences that goes when this is known", "total": "share of the differences that this has a hand in",
        "mu": "mean effect from low to high", "mu_star": "mean size of the effect", "sigma": "how much the effect differs from place to place",
        "p_luck": "how often luck does as much",
        "effect_low": "difference at the lowest value", "effect_high": "difference at the highest value", "effect_level": "difference at step {n}",
        "main_effect": "difference between highest and lowest value", "rank_correlation": "rank correlation (−1 to 1)",
        "regression": "standard deviations per standard deviation",
        "chance_share": "Of what single futures differ, luck makes this part: {value}.",
        "r_squared": "A straight line explains this part of the differences: {value}.",
        "grades": {"A": "published for this setting", "B": "published for another setting", "C": "our judgement"},
    },
}
NOT_SHOWN = ("mu_star_by_luck",)


class UnusableStudy(Exception):
    """Something about the folder that the user can mend."""


@dataclass(frozen=True)
class Figure:
    """A number with its interval; None: not known, or none."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Outcome:
    """One output of one scenario (or of one less another) in one year."""

    scenario: str
    output: str
    year: str
    factors: dict[str, dict[str, Figure]]  # by name, then by index, in the order of the file
    alone: dict[str, Figure]  # of all factors together, by index


@dataclass(frozen=True)
class Study:
    outcomes: list[Outcome]
    town: str | None  # None: the folder has no results.h5


def is_study(folder: Path) -> bool:
    return any((folder / name).is_file() for name in ("study.json", "design.csv", *FILES))


def study_in(folder: Path) -> Study | None:
    """None where the folder is none of a study, or has no indices. Raises UnusableStudy."""
    outcomes = [outcome for name in FILES if (folder / name).is_file() for outcome in read_indices(folder / name)]
    return Study(outcomes, town_of_results(folder / "results.h5")) if outcomes else None


def town_of_results(path: Path) -> str | None:
    if not path.is_file():
        return None
    import xarray as xr  # takes a second to load

    from weefsel.results import text_of

    try:
        with xr.open_dataset(path) as file:
            return text_of(file.attrs["town"]) if "town" in file.attrs else None
    except (OSError, ValueError) as error:
        raise UnusableStudy(f"{path}: not the results of a study ({error})") from error


def read_indices(path: Path) -> list[Outcome]:
    """Of each scenario and output the last year. Raises UnusableStudy where it is no table of `weefsel indices`."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnusableStudy(f"{path}: not a table that `weefsel indices` wrote ({error})") from error
    if not rows or rows[0] != COLUMNS:
        raise UnusableStudy(f"{path}: not a table that `weefsel indices` wrote; its columns are {', '.join(COLUMNS)}")
    found: dict[tuple[str, str], list[Outcome]] = {}
    for line, row in enumerate(rows[1:], 2):
        try:
            scenario, output, year, factor, index = row[:5]
            value, low, high = (float(text) if text else None for text in row[5:])
            last = float(year)
        except ValueError as error:
            raise UnusableStudy(f"{path}, line {line}: {error}") from error
        outcomes = found.setdefault((scenario, output), [])
        if outcomes and float(outcomes[0].year) < last:
            outcomes.clear()
        if not outcomes:
            outcomes.append(Outcome(scenario, output, year, {}, {}))
        if float(outcomes[0].year) == last:
            (outcomes[0].factors.setdefault(factor, {}) if factor else outcomes[0].alone)[index] = Figure(value, low, high)
    return [outcomes[0] for outcomes in found.values()]


class StudyTables:
    """The tables for a page: what the template asks for."""

    def __init__(self, study: Study, findings: dict, language: str) -> None:
        if study.town is not None and study.town != findings["town"]["name"]:
            raise UnusableStudy(f"the study in the folder is of {study.town}, the comparison of {findings['town']['name']}: keep them in two folders")
        self.findings, self.language, self.words = findings, language, STUDY_WORDS[language]
        self.assumptions = {one["name"]: one for one in findings["assumptions"]}
        self.tables = sorted((self.table(outcome) for outcome in study.outcomes), key=lambda table: table["demand"])  # demand last

    @property
    def lead(self) -> str:
        return self.words["lead"].format(most=MOST_FACTORS)

    def table(self, outcome: Outcome) -> dict:
        indices = list(dict.fromkeys(index for of_factor in outcome.factors.values() for index in of_factor if index not in NOT_SHOWN))
        ordered = sorted(outcome.factors, key=lambda factor: -weight(outcome.factors[factor]))  # sorted() keeps equals as they are
        rows = [[*self.named(factor), *(self.figure(outcome.factors[factor].get(index)) for index in indices)] for factor in ordered[:MOST_FACTORS]]
        title, is_code = self.title(outcome.output)
        return {"title": self.words["of"].format(output=title, scenario=self.scenario(outcome.scenario), year=outcome.year),
                "code": outcome.output if is_code else None, "heads": [self.index(index) for index in indices], "rows": rows,
                "notes": [self.words[index].format(value=self.figure(figure)) for index, figure in outcome.alone.items() if index in self.words],
                "left_out": self.words["left_out"].format(n=len(ordered) - MOST_FACTORS) if len(ordered) > MOST_FACTORS else "",
                "demand": self.is_demand(outcome.output)}

    def named(self, factor: str) -> list[str]:
        """In words; how well it is known; what it is called in the program."""
        known = self.assumptions.get(factor)
        if known:
            return [known["words"][self.language], self.words["grades"][known["grade"]], factor]
        parts = factor.split(".")
        if parts[0] == "levers" and len(parts) > 1:
            return [self.words["lever" if len(parts) == 2 else "lever_key"], "–", factor]
        return ["", "–", factor]

    def title(self, output: str) -> tuple[str, bool]:
        """The words of the measure that shows this variable as it is; else its name in the program."""
        for measure in self.findings["measures"]:
            if (measure["variable"], measure["inner"]) == (output, "") and measure["figure"] != "complement":
                return measure["title"][self.language], False
        return output, True

    def is_demand(self, output: str) -> bool:
        return output.startswith("help_demand") or any(m["variable"] == output and m["section"] == "demand" for m in self.findings["measures"])

    def scenario(self, label: str) -> str:
        titles = {one["id"]: one["title"][self.language] for one in (self.findings["base"], *self.findings["choices"])}
        one, _, other = label.partition(" less ")
        one, other = titles.get(one, one), titles.get(other, other)
        return self.words["less"].format(one=one, other=other) if other else f"‘{one}’"

    def index(self, name: str) -> str:
        if name.startswith("effect_level_"):
            return self.words["effect_level"].format(n=int(name.rpartition("_")[2]) + 1)
        return self.words.get(name, name)

    def figure(self, figure: Figure | None) -> str:
        if figure is None or figure.value is None:
            return self.words["unknown"]
        known = [one for one in (figure.value, figure.low, figure.high) if one is not None]
        largest = max(abs(one) for one in known)
        decimals = 2 if largest == 0 else max(0, min(6, 1 - math.floor(math.log10(largest))))
        said = [written(one, decimals, self.language) for one in known]
        return said[0] if len(said) < 3 else f"{said[0]} ({said[1]} {self.words['to']} {said[2]})"


def weight(of_factor: dict[str, Figure]) -> float:
    by = next((index for index in RANKED_BY if index in of_factor), None)
    sizes = [abs(figure.value) for index, figure in of_factor.items() if by in (None, index) and figure.value is not None]
    return max(sizes, default=-1.0)
