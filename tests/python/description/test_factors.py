"""sim/factors.md against the program: it names what exists, and has every factor of source 001 and of the program."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
PAGE = (ROOT / "sim/factors.md").read_text(encoding="utf-8")
NEVER = ("voorspelling", "besparing", "rendement", "risicogezin", "probleemwijk", "achterstandswijk", "laagopgeleid")


def section(title):
    return PAGE.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(title):
    lines = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_there_is_a_row_for_each_protective_factor_and_each_layer():
    protective, layers = rows("Protective factors"), rows("Ecological layers")
    assert [row[0] for row in protective] == [str(n) for n in range(1, 11)]
    assert len(layers) == 5 and all(all(row) for row in protective + layers)


def test_every_factor_of_the_program_is_described():
    code = (ROOT / "sim/report/factor_table.cpp").read_text(encoding="utf-8")
    ids = re.findall(r'\{"([a-z_]+)",\s+\{"', code)
    assert len(ids) > 15
    assert {row[0].strip("`") for row in rows("What is switched")} == set(ids)


@pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")
def test_names_exist():
    parameters = {row["name"] for row in json.loads(subprocess.check_output([str(PROGRAM), "parameters", "--format", "json"], text=True))}
    processes = set(re.findall(r"^ {4}(\S+)", subprocess.check_output([str(PROGRAM), "schedule"], text=True), flags=re.MULTILINE))
    code = "\n".join(f.read_text(encoding="utf-8") for end in ("*.hpp", "*.cpp") for f in (ROOT / "sim").rglob(end))
    named = re.findall(r"`([a-z_]+(?:\.[a-z_0-9]+)?)`", section("Protective factors") + section("Ecological layers"))
    assert len(named) > 30
    unknown = [n for n in named if n not in parameters and n not in processes and not re.search(rf"\b{re.escape(n)}\b", code)]
    assert not unknown


def test_reports_hold_no_word_that_the_page_never_holds():
    for folder in ("sim/report", "sim/monitor"):
        for file in (ROOT / folder).glob("*.[ch]pp"):
            text = re.sub("[Gg]een voorspelling", "", file.read_text(encoding="utf-8"))
            assert not [word for word in NEVER if word in text], file
