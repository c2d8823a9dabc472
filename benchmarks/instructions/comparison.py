"""Instructions per active adult-week of each process: reading what callgrind wrote, and laying it beside what is stored.

No clock is involved: the same program, town and luck execute the same instructions on a busy machine too. What may
differ between machines of one Debian release is small (which variant of a copy loop the C library picks), and far
below the bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

BOUND = 0.02  # a process may cost so much more or less, as a share
FLOOR = 2.0  # ... or so many instructions per adult-week: a hundredth of a percent of the week, for the tiny ones
TOTAL = "the_week"


@dataclass
class Counts:
    """`setting`: what has to be equal before counts may be compared. `per_adult_week`: by process, in their order."""

    setting: dict[str, str] = field(default_factory=dict)
    per_adult_week: dict[str, float] = field(default_factory=dict)


def parse_dumps(texts: list[str]) -> dict[str, int]:
    """Instructions by process, summed over the dumps that callgrind wrote when a process had ended."""
    counts: dict[str, int] = {}
    for text in texts:
        trigger = re.search(r"^desc: Trigger: Client Request: (\w+)$", text, re.MULTILINE)
        total = re.search(r"^(?:summary|totals): (\d+)", text, re.MULTILINE)
        if trigger and total:
            counts[trigger[1]] = counts.get(trigger[1], 0) + int(total[1])
    return counts


def counts_of(said: str, dumps: list[str]) -> Counts:
    """From what the program printed and callgrind wrote. Raises ValueError when they do not belong together."""
    lines = re.findall(r"^(\w+): *(.*?) *$", said, re.MULTILINE)
    setting = {key: value for key, value in lines if key in ("compiler", "flags")}
    processes = [value for key, value in lines if key == "process"]
    adult_weeks = next((float(value) for key, value in lines if key == "adult_weeks"), 0.0)
    counted = parse_dumps(dumps)
    if adult_weeks <= 0 or not processes or set(counted) != set(processes):
        raise ValueError("callgrind did not count each process of the week: is this program built without its header?")
    per_adult_week = {process: counted[process] / adult_weeks for process in processes}
    per_adult_week[TOTAL] = sum(per_adult_week.values())
    return Counts(setting, per_adult_week)


def write_counts(counts: Counts, path: Path) -> None:
    lines = ["# Instructions per active adult-week in Hofbuurt, one thread. Written by benchmarks/instructions/renew."]
    lines += [f"# {key}: {value}" for key, value in counts.setting.items()]
    lines += [f"{process:<24} {number:12.3f}" for process, number in counts.per_adult_week.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_counts(path: Path) -> Counts:
    counts = Counts()
    for line in path.read_text(encoding="utf-8").splitlines():
        if setting := re.match(r"# (compiler|flags): (.*)$", line):
            counts.setting[setting[1]] = setting[2]
        elif line.strip() and not line.startswith("#"):
            process, number = line.split()
            counts.per_adult_week[process] = float(number)
    return counts


def is_within(expected: float, found: float) -> bool:
    return abs(found - expected) <= max(BOUND * expected, FLOOR)


def differences(expected: Counts, found: Counts) -> list[str]:
    """A line for each process that costs more or less than it may, or is on one side only."""
    lines = []
    for process, number in found.per_adult_week.items():
        if process not in expected.per_adult_week:
            lines.append(f"{process}: {number:.1f} instructions per adult-week; it is new")
        elif not is_within(stored := expected.per_adult_week[process], number):
            lines.append(f"{process}: {stored:.1f} -> {number:.1f} instructions per adult-week ({change(stored, number)})")
    gone = [process for process in expected.per_adult_week if process not in found.per_adult_week]
    return lines + [f"{process}: is not counted any more" for process in gone]


def change(before: float, after: float) -> str:
    return f"{100 * (after / before - 1):+.1f}%" if before > 0 else "from nothing"


def table(expected: Counts, found: Counts) -> str:
    """Before, after and change of each process; those that moved first of all seen by their mark."""
    rows = [f"{'process':<24} {'stored':>12} {'now':>12} {'change':>9}"]
    for process, number in found.per_adult_week.items():
        stored = expected.per_adult_week.get(process)
        before, moved = ("", "new") if stored is None else (f"{stored:.1f}", change(stored, number))
        mark = "" if stored is not None and is_within(stored, number) else "  *"
        rows.append(f"{process:<24} {before:>12} {number:>12.1f} {moved:>9}{mark}")
    return "\n".join(rows)
