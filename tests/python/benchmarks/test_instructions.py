"""Counts of instructions: reading callgrind's dumps, and what breaks the bound of 2%."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "benchmarks"))

from instructions.comparison import TOTAL, Counts, counts_of, differences, read_counts, table, write_counts  # noqa: E402

SAID = "compiler: GNU 12.2.0\nflags:  -O3 -DNDEBUG \nadult_weeks: 100\nprocess: meet\nprocess: drift_norms\n"


def dump(process, instructions):
    return f"# callgrind format\ndesc: Trigger: Client Request: {process}\nevents: Ir\nsummary: {instructions}\n\nfn=(1) f\n1 {instructions}\ntotals: {instructions}\n"


def counts(**per_adult_week):
    return Counts({"compiler": "GNU 12.2.0", "flags": "-O3"}, dict(per_adult_week))


def test_dumps_of_a_process_add_up_and_are_per_adult_week():
    found = counts_of(SAID, [dump("meet", 5000), dump("meet", 3000), dump("drift_norms", 50), "desc: Trigger: Program termination\ntotals: 9\n"])
    assert found.per_adult_week == {"meet": 80, "drift_norms": 0.5, TOTAL: 80.5}
    assert found.setting == {"compiler": "GNU 12.2.0", "flags": "-O3 -DNDEBUG"}


def test_a_program_that_counts_nothing_is_no_good_news():
    with pytest.raises(ValueError, match="did not count each process"):
        counts_of(SAID, [dump("meet", 5000)])
    with pytest.raises(ValueError, match="did not count each process"):
        counts_of("", [])


@pytest.mark.parametrize("now", [1000, 1020, 980])
def test_within_two_percent_nothing_is_said(now):
    assert differences(counts(meet=1000), counts(meet=now)) == []


@pytest.mark.parametrize(("now", "change"), [(1021, "+2.1%"), (979, "-2.1%")])
def test_more_than_two_percent_dearer_or_cheaper_breaks_the_bound(now, change):
    (line,) = differences(counts(meet=1000, feel=50), counts(meet=now, feel=50))
    assert line.startswith("meet: 1000.0 ->") and change in line


def test_tiny_processes_have_room_in_whole_instructions():
    assert differences(counts(drift_norms=0.2), counts(drift_norms=2.1)) == []
    assert len(differences(counts(drift_norms=0.2), counts(drift_norms=2.3))) == 1


def test_processes_that_come_and_go_are_named():
    lines = differences(counts(meet=10, old=5), counts(meet=10, new=5))
    assert len(lines) == 2 and lines[0].startswith("new:") and lines[1].startswith("old:")


def test_what_is_written_is_read_back(tmp_path):
    stored = counts_of(SAID, [dump("meet", 5000), dump("drift_norms", 50)])
    write_counts(stored, tmp_path / "expected.txt")
    again = read_counts(tmp_path / "expected.txt")
    assert again == stored
    assert "*" not in table(stored, again) and "*" in table(counts(meet=10), again)


def test_the_stored_counts_are_of_this_compiler_and_add_up():
    stored = read_counts(ROOT / "benchmarks/instructions/expected.txt")
    assert stored.setting["compiler"].startswith("GNU 12.") and "-O3" in stored.setting["flags"]
    processes = {name: number for name, number in stored.per_adult_week.items() if name != TOTAL}
    assert stored.per_adult_week[TOTAL] == pytest.approx(sum(processes.values()), abs=0.1)
