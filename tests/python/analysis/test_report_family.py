"""One family's life in both worlds, in the report: what it says against the table of households in the output file."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr
from test_written_report import BANNED, Reader

from weefsel.report.command import main
from weefsel.report.family import FAMILY_WORDS, MOST_FOLLOWED, follow
from weefsel.report.page import Page

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")

BASE = """question: {nl: "Zoals nu: wat verandert vanzelf?", en: "As now: what changes anyway?"}
town: hofbuurt.yaml
run_in_years: 0
years: 3.99
record: {households: all}
"""
CLOSED = """extends: base.yaml
question: {nl: "Bibliotheek dicht: wie raakt wat kwijt?", en: "Library closes: who loses what?"}
levers:
  - {id: close_library, from: 2026-01-05, close_places: {ids: [library_hof]}}
"""
ROWS = {"nl": {"Mensen die het gezin kent": "known_people", "aan wie het hulp kan vragen": "support_people", "met wie de band hecht is": "close_people"},
        "en": {"People the family knows": "known_people", "whom it can ask for help": "support_people", "with whom the bond is close": "close_people"}}
NAMES = {"nl": ("Zoals nu", "Bibliotheek dicht"), "en": ("As now", "Library closes")}


def weefsel(*arguments, check=True):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=check)


@pytest.fixture(scope="module", autouse=True)
def without_figures():
    """They are not what is looked at here, and take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "figures_of", lambda self, choice: [])
        patch.setattr(Page, "overview", lambda self, choice: None)
        yield


def report(*arguments):
    return main(PROGRAM, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory, without_figures):
    """The fourth year of the choice ends with the run: what the page says of it is the last moment of the table."""
    folder = tmp_path_factory.mktemp("family")
    shutil.copy(ROOT / "scenarios/towns/hofbuurt.yaml", folder)
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "closed.yaml").write_text(CLOSED, encoding="utf-8")
    weefsel("compare", folder / "base.yaml", folder / "closed.yaml", "--replicates", 1, "--no-placebo", "-o", folder / "out.h5", "--quiet")
    for language in ("nl", "en"):
        assert report(folder / "out.h5", "-o", folder / f"{language}.html", "--language", language) == 0
    return folder


def section(folder, name):
    """Texts of the part on the family, with the tags that they stand in."""
    reader = Reader((folder / f"{name}.html").read_text(encoding="utf-8"))
    return [(tags, classes, text) for tags, classes, _, text in reader.texts if "family" in classes]


def text_of(folder, name):
    return re.sub(r"\s+", " ", "".join(text for _, _, text in section(folder, name)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_numbers_are_those_of_the_table_of_households(folder, language):
    table = xr.load_dataset(folder / "out.h5", group="households")
    weefsel("follow", folder / "base.yaml", folder / "closed.yaml", "--quiet", "-o", folder / "life.json")
    key = int(json.loads((folder / "life.json").read_text(encoding="utf-8"))["household"])
    household = int(np.flatnonzero(table["household_key"].values == key)[0])
    cells = [text.strip() for tags, _, text in section(folder, language) if ("td" in tags or "th" in tags) and text.strip()]
    last_year = cells[len(cells) - 1 - cells[::-1].index(next(c for c in cells[::-1] if c.startswith("2029"))):]
    for row, variable in ROWS[language].items():
        told = last_year[last_year.index(row) + 1:][:2]
        assert told == [f"{v:.0f}" for v in table[variable].values[:, household, -1]], row
    # Of all families: those that are in town with their children at the end of both worlds. Whoever has no child under 18 any
    # more stands in the table with 0 people in both, so the table gives the counts of lower and higher, and bounds for the rest.
    known = table["known_people"].values[:, :, -1]
    present = (table["present"].values[:, :, -1] == 1).all(axis=0)
    text = text_of(folder, language)
    numbers = [int(n) for n in re.findall(r"\d+", text[text.index(FAMILY_WORDS[language]["common"]):])]
    assert numbers[1] == len(table["household_key"]) and numbers[3] == 18
    families = numbers[2]
    assert 100 < (present & (known > 0).all(axis=0)).sum() <= families <= present.sum()
    for place, (variable, least) in zip((4, 7, 10), (("known_people", 0.5), ("support_people", 0.5), ("wellbeing", 0.005))):
        first, second = table[variable].values[:, present, -1]
        lower, higher = int((second - first <= -least).sum()), int((second - first >= least).sum())
        assert numbers[place:place + 3] == [lower, families - lower - higher, higher], variable
    assert numbers[4] > 0 and numbers[6] > 0, "somebody differs"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_told_in_plain_words_and_without_a_home(folder, language):
    text = text_of(folder, language)
    words = FAMILY_WORDS[language]
    first, second = NAMES[language]
    assert words["title"] in text and words["common_note"] in text and words["which"].format(number=1, first=first, second=second) in text
    assert {"nl": "Dit gezin bestaat niet.", "en": "This family does not exist."}[language] in text
    assert not re.search(r"Het woont in|It lives in|\*|None|\{", text)
    assert not re.findall(BANNED[language], text, re.IGNORECASE)


def test_both_languages_say_the_same_things():
    assert FAMILY_WORDS["nl"].keys() == FAMILY_WORDS["en"].keys()
    for key, text in FAMILY_WORDS["nl"].items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", FAMILY_WORDS["en"][key])), key


def test_another_lot_is_another_family_and_it_can_be_left_out(folder):
    assert report(folder / "out.h5", "-o", folder / "second.html", "--family", 2) == 0
    assert text_of(folder, "second") != text_of(folder, "nl") and "(lot 2)" in text_of(folder, "second")
    assert report(folder / "out.h5", "-o", folder / "without.html", "--no-family") == 0
    assert section(folder, "without") == []
    assert weefsel("report", folder / "out.h5", "-o", folder / "x.html", "--family", 0, check=False).returncode == 2
    answer = weefsel("report", folder / "out.h5", "-o", folder / "x.html", "--family", 1_000_000, check=False)
    assert answer.returncode == 2 and "1000000" in answer.stderr
    assert not (folder / "x.html").exists()


def test_a_file_that_does_not_hold_its_town_gives_a_report_without_it(folder, capfd):
    shutil.copy(folder / "out.h5", folder / "old.h5")
    with h5py.File(folder / "old.h5", "a") as file:
        del file["town_text"]
    assert report(folder / "old.h5", "-o", folder / "old.html") == 0
    assert "The report is without one family's life." in capfd.readouterr().err
    assert section(folder, "old") == []


def test_of_many_choices_one_is_asked_for(folder, tmp_path, capfd):
    shutil.copytree(folder, tmp_path / "many", ignore=shutil.ignore_patterns("*.h5", "*.html"))
    ids = [f"closed{i}" for i in range(MOST_FOLLOWED + 1)]
    for i, one in enumerate(ids):
        (tmp_path / "many" / f"{one}.yaml").write_text(CLOSED.replace("2026-01-05", f"2026-02-{i + 2:02d}"), encoding="utf-8")
    out = tmp_path / "many.h5"
    weefsel("compare", *(tmp_path / "many" / f"{one}.yaml" for one in ["base", *ids]), "--years", 1.2, "--replicates", 1, "--no-placebo", "-o", out, "--quiet")
    assert report(out, "-o", tmp_path / "one.html", "--choice", ids[2]) == 0
    reader = Reader((tmp_path / "one.html").read_text(encoding="utf-8"))
    assert {one["data-choice"] for one in reader.told} == {ids[2]}
    assert f"--- # {ids[2]}" in reader.visible() and f"--- # {ids[1]}" not in reader.visible()
    assert f"inputs/{ids[2]}.yaml" in reader.visible() and f"inputs/{ids[1]}.yaml" not in reader.visible()
    assert report(out, "-o", tmp_path / "none.html", "--choice", "close2") == 2
    assert "did you mean closed2?" in capfd.readouterr().err and not (tmp_path / "none.html").exists()
    found = json.loads(weefsel("findings", out, "--format", "json").stdout)
    assert list(follow(PROGRAM, out, found, "en", 1, tmp_path / "inputs")) == ids[:MOST_FOLLOWED]
    assert f"told for {MOST_FOLLOWED} of the {len(ids)} choices" in capfd.readouterr().err
