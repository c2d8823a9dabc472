"""sim/model.md against the program: its tables are those of the program, and it speaks of all that there is."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "scripts/update-generated"
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
MODEL = (ROOT / "sim/model.md").read_text(encoding="utf-8")
GENERATED = ("sim/model.md", "scenarios/scenario.schema.json", "scenarios/towns/town.schema.json")

needs_program = pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")


def prose():
    """The description without the tables that the program wrote."""
    return re.sub(r"<!-- (schedule|levers|parameters) -->.*?<!-- /\1 -->", "", MODEL, flags=re.DOTALL)


def update(root, *options):
    command = [str(SCRIPT), "--root", str(root), "--program", str(PROGRAM), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path):
    for name in GENERATED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@needs_program
def test_what_the_program_wrote_is_up_to_date():
    done = update(ROOT, "--check")
    assert done.returncode == 0, done.stdout + done.stderr


@needs_program
@pytest.mark.parametrize("name", GENERATED)
def test_what_is_out_of_date_is_named_and_renewed(copy, name):
    assert update(copy).returncode == 0
    good = (copy / name).read_text(encoding="utf-8")
    (copy / name).write_text(good.replace("adult", "aduld", 1), encoding="utf-8")
    found = update(copy, "--check")
    if name == "sim/model.md":  # the first "adult" stands in the prose, which the script leaves alone
        (copy / name).write_text(good.replace("| grade |", "| mark |"), encoding="utf-8")
        found = update(copy, "--check")
    assert found.returncode == 1 and name in found.stdout
    assert update(copy).returncode == 0
    assert (copy / name).read_text(encoding="utf-8") == good


@needs_program
def test_a_missing_marker_is_explained(copy):
    (copy / "sim/model.md").write_text(MODEL.replace("<!-- /schedule -->", ""), encoding="utf-8")
    found = update(copy)
    assert found.returncode == 2 and "<!-- /schedule -->" in found.stderr


@needs_program
def test_parameters_that_the_text_names_exist():
    listed = json.loads(subprocess.check_output([str(PROGRAM), "parameters", "--format", "json"], text=True))
    names, groups = {row["name"] for row in listed}, {row["group"] for row in listed}
    named = {n for n in re.findall(r"`([a-z_]+\.[a-z_0-9]+)`", prose()) if n.split(".")[0] in groups}
    unknown = named - names
    assert named and not unknown
    left_out = {n for n in names - named if not n.startswith("attraction.")}
    assert not left_out, "parameters that no equation or sentence names"


@needs_program
def test_every_process_of_the_week_is_described():
    text = subprocess.check_output([str(PROGRAM), "schedule"], text=True)
    processes = re.findall(r"^ {4}(\S+)", text, flags=re.MULTILINE)
    assert len(processes) > 10
    assert not [p for p in processes if f"`{p}`" not in prose()]


def test_every_measure_is_defined():
    table = (ROOT / "sim/study/measure_table.cpp").read_text(encoding="utf-8")
    measures = re.findall(r'\b(?:network|state|count|mixing)\("(\w+)"', table)
    assert len(measures) > 30
    assert not [m for m in measures if f"`{m}`" not in prose()]


def test_definitions_that_the_code_refers_to_exist():
    files = [f for end in ("*.hpp", "*.cpp", "*.def") for f in (ROOT / "sim").rglob(end)]
    code = "\n".join(f.read_text(encoding="utf-8") for f in files)
    sections = set(re.findall(r"definitions? (7\.\d+)", code)) | set(re.findall(r"model\.md (7\.\d+)", code))
    assert sections and not [s for s in sections if not re.search(rf"^### {re.escape(s)} ", MODEL, flags=re.MULTILINE)]
    sources = set(re.findall(r"source (00\d)", code))
    assert sources and not [s for s in sources if f"| {s} |" not in MODEL]


def test_strengths_with_a_name_are_those_of_the_code():
    code = (ROOT / "sim/world/ties.hpp").read_text(encoding="utf-8")
    ties = MODEL.split("### 7.1 ")[1].split("### 7.2 ")[0]
    words = {"first_strength": "begins at", "dropped_below": "dropped", "weak_tie": r"\*weak\*",
             "support_tie": r"\*support\*", "close_tie": r"\*close\*"}
    for name, word in words.items():
        value = re.search(rf"constexpr double {name} = ([\d.]+);", code)[1]
        assert re.search(rf"^\| {word} \| (below )?{value} \|", ties, flags=re.MULTILINE), f"{name} = {value}"
