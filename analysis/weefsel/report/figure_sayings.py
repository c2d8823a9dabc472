"""What the findings say, for the figures: rows of cells, sentences of alternative texts, and the tables behind the figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from weefsel.report.figure_words import FIGURE_WORDS
from weefsel.report.numbers import difference, written
from weefsel.results import UnusableFile
from weefsel.words import WORDS


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


def as_needed(value: float, language: str) -> str:
    """A declared number, with no more decimals than it has."""
    return written(value, len(f"{value:.6f}".rstrip("0").partition(".")[2]), language)


def difference_header(words: dict[str, str], told: dict[str, str]) -> list[str]:
    return [*(told[way].capitalize() for way in ("higher", "equal", "lower")), told["known"],
            told["mean_difference"].format(unit=words["unit"]), told["verdict"]]


def difference_row(line: dict, measure: dict, language: str) -> list[str]:
    verdict = line["verdict"]
    return [*(str(verdict[count]) for count in ("higher", "equal", "lower", "known")), difference(line, measure, language),
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
