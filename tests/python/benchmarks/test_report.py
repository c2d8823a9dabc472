"""The table against figures worked out by hand from a small made-up measurement, and a picture of it."""

import json
import subprocess
import sys
from pathlib import Path

import matplotlib.image
import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "benchmarks"))

from benchmark_report.results import Unusable, read_results  # noqa: E402
from benchmark_report.table import number, written  # noqa: E402

SCRIPT = ROOT / "benchmarks/write_report.py"
STORED = Path(__file__).resolve().parent / "measured.json"


@pytest.fixture
def folder(tmp_path):
    """measured.json holds what four programs wrote, by theme."""
    for theme, data in json.loads(STORED.read_text(encoding="utf-8")).items():
        (tmp_path / f"{theme}.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def row_of(text, first, section="", second=None):
    part = text.split(f"## {section}")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return next(row for row in rows if row[0] == first and (second is None or row[1] == second))


def test_rate_speed_up_and_share_of_the_limit(folder):
    results = read_results(folder)
    one, two = results.end_to_end[1], results.end_to_end[2]
    assert results.speed_up(two) == pytest.approx(1.5)
    # 2 x 500 bytes at 10 GB/s are 100 ns, 10 meetings at 100 million a second another 100: 5 million a second at most.
    assert results.share_of_limit(one) == pytest.approx(100_000 / 5_000_000)
    row = row_of(written(results), "10,000 adults", "End to end", "1")
    assert row[2] == "100,000" and row[3] == "10,000" and row[6] == "1.00" and row[7] == "2.0%"


def test_time_per_unit_at_two_sizes(folder):
    # 7,000 ties in 70 us are 10 ns each, 150,000 in 2,250 us are 15.
    row = row_of(written(read_results(folder)), "`take_stock`", "Processes")
    assert row[1:] == ["ties", "150,000", "2,250", "10.0", "15.0", "1.5", "25.0%"]
    assert row_of(written(read_results(folder)), "`drift_norms`", "Processes")[1] == "nothing: fixed"


def country_run(share, people, seconds, weeks, moving):
    """A run of `people` active adults; what is not looked at here is 1."""
    ones = ("households_with_children parents light_adults municipalities neighbourhoods places build_seconds run_in_seconds run_in_weeks "
            "state_bytes scratch_bytes peak_bytes_after_build peak_bytes").split()
    return dict.fromkeys(ones, 1) | {
        "name": f"country/share:{share}/iterations:1/manual_time", "real_time": seconds, "time_unit": "s", "threads": 2, "active_adults": people,
        "weeks": weeks, "adult_weeks_per_second": people * weeks / seconds, "seconds_of_20_years": seconds * 1044 / weeks,
        "lived_20_years": int(weeks >= 1044), "process:move_house": moving}


def test_a_country_says_what_was_lived_and_what_is_not_linear(tmp_path):
    runs = [country_run("0.100000", 1e5, 10, 10, 0.1), country_run("1.000000", 1e6, 1044 * 12, 1044, 0.1 * 10 * 10 * 104.4)]
    (tmp_path / "country.json").write_text(json.dumps({"context": {}, "benchmarks": runs}), encoding="utf-8")
    text = written(read_results(tmp_path))
    # A week took a second: 1,044 s are 17.4 minutes. A week of 12 s, lived for 20 years: 208.8.
    assert row_of(text, "20 years, minutes", "The country")[1:] == ["17.4 (extrapolated)", "209 (lived)"]
    # Ten times the people, a hundred times the time of a week: ten times the time per person.
    assert row_of(text, "`move_house`", "The country")[3] == "10"


def test_what_was_not_measured_is_left_out(folder):
    (folder / "limits.json").unlink()
    (folder / "processes.json").unlink()
    text = written(read_results(folder))
    assert row_of(text, "10,000 adults", "End to end", "1")[7] == "–"
    assert "## Processes" not in text and "## What the machine can do" not in text


def test_a_busy_machine_is_said(folder):
    assert "busy" not in written(read_results(folder))
    stages = json.loads((folder / "stages.json").read_text(encoding="utf-8"))
    stages["context"]["load_avg"] = [3.5, 1, 1]
    (folder / "stages.json").write_text(json.dumps(stages), encoding="utf-8")
    assert "busy" in written(read_results(folder))


def test_unusable_results_are_explained(folder, tmp_path):
    (folder / "limits.json").write_text('{"context": {', encoding="utf-8")
    with pytest.raises(Unusable, match="limits.json"):
        read_results(folder)
    failed = {"context": {}, "benchmarks": [{"name": "limits/triad", "error_occurred": True, "error_message": "no memory"}]}
    (folder / "limits.json").write_text(json.dumps(failed), encoding="utf-8")
    with pytest.raises(Unusable, match="no memory"):
        read_results(folder)
    empty = tmp_path / "empty"
    empty.mkdir()
    done = subprocess.run([SCRIPT, empty], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "no results" in done.stderr


def test_the_script_writes_a_table_and_a_picture(folder):
    done = subprocess.run([SCRIPT, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "# Benchmarks" in (folder / "benchmarks.md").read_text(encoding="utf-8")
    assert matplotlib.image.imread(folder / "benchmarks.png").shape[0] > 1000


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (0.01234, "0.0123"), (12.34, "12.3"), (123456.7, "123,457"), (float("nan"), "–")])
def test_numbers_have_three_digits(value, text):
    assert number(value) == text
