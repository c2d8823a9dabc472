"""One family's life in both worlds: what `weefsel follow` tells of it, laid out for the page.

The program has drawn the family, lived both worlds and put it in sentences (`told` in its JSON, which names no neighbourhood).
Which years are shown is chosen here: the one before the choice, and those in which its horizons end.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from weefsel.report.numbers import written

MOST_FOLLOWED = 3  # choices of one report; each is two worlds to live

FAMILY_WORDS = {
    "nl": {
        "title": "Eén gezin in beide werelden",
        "which": "Gevolgd in nabootsing 1 (lot {number}). ‘{first}’ is de stad zonder de keuze, ‘{second}’ is die met de keuze.",
        "draws": "De aannames staan hier op hun gewone waarde; in de rest van dit verslag zijn ze gevarieerd.",
        "differs": "Wat bij dit gezin anders ging",
        "nothing": "Verder ging er niets anders dat hier te vertellen is.",
        "more": "Er volgt nog meer: zie alle jaren hieronder.",
        "before": "{year}, voor de keuze", "first_year": "{year}, het eerste jaar", "after": "{year}, jaar {count} met de keuze", "plain_year": "{year}",
        "all_years": "Alle jaren van dit gezin",
        "what": "Wat", "both": "In beide werelden", "only": "Alleen in {world}", "nothing_happens": "Er is dit jaar niets bijzonders te vertellen.",
        "common": "Hoe gewoon is dit?",
        "common_note": "Dit is geteld in één nabootsing. Twee werelden lopen ook door toeval uit elkaar: één gezin dat één week thuisblijft, is al "
                       "genoeg. Wie er echt iets van merkt, is hier dus niet uit af te lezen. Daarvoor zijn de stippen hierboven.",
    },
    "en": {
        "title": "One family in both worlds",
        "which": "Followed in run 1 (lot {number}). ‘{first}’ is the town without the choice, ‘{second}’ the one with it.",
        "draws": "Here the assumptions have their usual values; in the rest of this report they were varied.",
        "differs": "What went differently for this family",
        "nothing": "Nothing else that can be told here went differently.",
        "more": "There is more: see all years below.",
        "before": "{year}, before the choice", "first_year": "{year}, the first year", "after": "{year}, year {count} with the choice", "plain_year": "{year}",
        "all_years": "All years of this family",
        "what": "What", "both": "In both worlds", "only": "Only in {world}", "nothing_happens": "Nothing special to tell of this year.",
        "common": "How common is this?",
        "common_note": "Counted in one run. Two worlds drift apart by luck too: one family that stays home for one week is enough. So this does "
                       "not show who really notices anything. For that there are the dots above.",
    },
}


class NotFollowed(Exception):
    """The program stopped; it has said why. `code`: its exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def follow(program: Path, source: Path, findings: dict, language: str, number: int, folder: Path) -> dict[str, dict]:
    """The lives of the family drawn as `number`, by choice: it is lived again, from the scenarios and the town in the file.

    Empty when the file does not hold its town (an older version wrote it). Writes into `folder`. Raises NotFollowed.
    """
    unpacked = subprocess.run([str(program), "unpack", str(source), "-o", str(folder)], capture_output=True, text=True, check=False)
    if unpacked.returncode != 0:
        print(f"{unpacked.stderr.rstrip()}\nThe report is without one family's life.", file=sys.stderr)
        return {}
    choices = [choice for choice in findings["choices"] if choice["horizons"]]
    if len(choices) > MOST_FOLLOWED:
        print(f"weefsel report: one family's life is told for {MOST_FOLLOWED} of the {len(choices)} choices; --choice ID makes a report of one",
              file=sys.stderr)
    lives = {}
    for choice in choices[:MOST_FOLLOWED]:
        life = folder / f"{choice['id']}.life.json"
        scenarios = [str(folder / f"{one}.yaml") for one in (findings["base"]["id"], choice["id"])]
        code = subprocess.run([str(program), "follow", *scenarios, "--draw", str(number), "--language", language, "--quiet", "-o", str(life)],
                              check=False).returncode
        if code != 0:
            raise NotFollowed(code)
        lives[choice["id"]] = json.loads(life.read_text(encoding="utf-8"))
    return lives


class Family:
    """What the template asks for; `lives` as from `follow`, drawn as `number`."""

    def __init__(self, findings: dict, language: str, lives: dict[str, dict], number: int = 1) -> None:
        self.findings, self.language, self.lives, self.number = findings, language, lives, number
        self.words = FAMILY_WORDS[language]

    def of(self, choice: dict) -> dict | None:
        """Its life in both worlds in sentences (`told`), or None when it was not followed."""
        life = self.lives.get(choice["id"])
        return life["told"] if life else None

    def worlds(self, choice: dict) -> tuple[str, str]:
        """Names of the one without the choice and the one with it."""
        first, second = self.of(choice)["worlds"]
        return first, second

    def which(self, choice: dict) -> str:
        first, second = self.worlds(choice)
        return self.words["which"].format(number=written(self.number, 0, self.language), first=first, second=second)

    def years(self, choice: dict) -> list[dict]:
        """Of a life the years that the page shows: before the choice and at the end of its horizons; without levers the first and last."""
        told = {year["year"]: year for year in self.of(choice)["years"]}
        if not choice["levers"]:
            return [{**told[y], "head": self.words["plain_year"].format(year=y)} for y in sorted({min(told), max(told)})]
        change = date.fromisoformat(choice["levers"][0]["from"]).year
        shown = [{**told[change - 1], "head": self.words["before"].format(year=change - 1)}] if change - 1 in told else []
        for horizon in choice["horizons"]:
            year = change + horizon["years"] - 1
            if year in told:
                key = "after" if horizon["years"] != 1 else "first_year"
                shown.append({**told[year], "head": self.words[key].format(year=year, count=horizon["years"])})
        return shown
