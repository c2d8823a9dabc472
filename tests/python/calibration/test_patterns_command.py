"""`weefsel patterns` as a user calls it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
SCENARIO = ROOT / "analysis/calibration/hofbuurt.yaml"

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")


def patterns(*options):
    return subprocess.run([str(PROGRAM), "patterns", str(SCENARIO), "--years", "1", "--replicates", "1", *options], capture_output=True, text=True, check=False)


def test_a_year_is_measured_and_what_needs_longer_is_not():
    done = patterns("--format", "json", "--quiet", "--set", "ties.half_life=150")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["set"] == {"ties.half_life": 150} and answer["replicates"] == 1
    rows = {row["name"]: row for row in answer["patterns"]}
    assert rows["named_again"]["met"] == "not measured" and rows["drift_degree"]["mean"] is None
    assert rows["hard_mark"]["met"] == "sets a mark"
    assert rows["support_any"]["met"] in ("yes", "no") and 0 < rows["support_any"]["mean"] <= 1
    assert "youngest_0_2" in answer["contrasts"][0]["groups"]


def test_a_table_in_markdown_names_denominator_period_and_respondent():
    done = patterns("--format", "markdown", "--quiet")
    lines = done.stdout.splitlines()
    table = [line for line in lines if line.startswith("| ")]
    assert table[0].split("|")[4].strip() == "denominator; period; respondent"
    assert all(line.count("|") == lines[lines.index(table[0])].count("|") for line in table[: table.index(next(t for t in table if " what the sources say " in t))])


@pytest.mark.parametrize("options, words", [(("--set", "ties.halflife=150"), "half_life"), (("--format", "csv"), "csv"), (("--years", "0"), "years")])
def test_mistakes_are_explained(options, words):
    done = patterns(*options)
    assert done.returncode == 2 and words in done.stderr
