"""Reads the JSON that Google Benchmark wrote, and works out what is said of it.

Times are seconds, sizes active adults, rates per second. A benchmark that was not run is simply absent.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

THEMES = ("limits", "processes", "stages", "end_to_end", "country")
SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
SMALL = "hofbuurt"
ADULTS_IN_SMALL = 450


class Unusable(Exception):
    """What keeps a file from being read, in words for whoever runs the benchmarks."""


@dataclass
class Limits:
    """What the machine can do at most with so many threads. Bytes count both ways: read and written."""

    triad: float = 0  # bytes a second
    in_place_update: float = 0  # bytes a second
    random_reads: float = 0  # cache lines of 64 bytes a second


@dataclass
class EndToEnd:
    size: str
    threads: int
    counters: dict[str, float]

    @property
    def rate(self) -> float:
        return self.counters["adult_weeks_per_second"]

    def seconds_at_least(self, limits: Limits) -> float:
        """Of one adult-week, if it did no more than it cannot do without: update the state of an adult once, in place,
        and look up one cache line of the other in each participation."""
        traffic = 2 * self.counters["bytes_per_adult"] / limits.in_place_update
        return traffic + self.counters["participations_per_adult_week"] / limits.random_reads


@dataclass
class ProcessTime:
    """One process in one town, alone and from an equal start."""

    seconds: float
    units: float
    unit: str

    @property
    def ns_per_unit(self) -> float:
        return 1e9 * self.seconds / self.units if self.units > 0 else 0.0


@dataclass
class Results:
    context: dict[str, object] = field(default_factory=dict)  # of the last program: date, processors
    load: float = 0  # the highest with which a program began
    limits: dict[int, Limits] = field(default_factory=dict)  # by threads
    end_to_end: list[EndToEnd] = field(default_factory=list)
    processes: dict[str, dict[str, ProcessTime]] = field(default_factory=dict)  # by name, then size
    country: list[dict[str, float]] = field(default_factory=list)  # counters, by share
    stages: dict[str, dict[str, float]] = field(default_factory=dict)  # seconds by name, then size
    year: dict[str, dict[str, float]] = field(default_factory=dict)  # size: seconds of each process in a year

    def largest(self, by_size: dict[str, object]) -> str:
        return max(by_size, key=active_adults_of)

    def speed_up(self, one: EndToEnd) -> float:
        alone = next((e for e in self.end_to_end if e.size == one.size and e.threads == 1), None)
        return one.rate / alone.rate if alone else float("nan")

    def share_of_limit(self, one: EndToEnd) -> float:
        """0 to 1 in a town that no cache holds; nan when the limits of so many threads were not measured."""
        limits = self.limits.get(one.threads)
        return one.seconds_at_least(limits) * one.rate if limits else float("nan")


def active_adults_of(size: str) -> int:
    """"adults:10000" or "hofbuurt", which has some 450."""
    return int(size.split(":")[1]) if ":" in size else ADULTS_IN_SMALL


def read_results(folder: Path) -> Results:
    results = Results()
    for theme in THEMES:
        path = folder / f"{theme}.json"
        if not path.exists():
            continue
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise Unusable(f"{path} is no JSON ({error}): did the program end before its time?") from error
        results.context = data.get("context", results.context)
        results.load = max([results.load, *results.context.get("load_avg", [])[:1]])
        for row in data.get("benchmarks", []):
            if row.get("error_occurred"):
                raise Unusable(f"{row['name']}: {row.get('error_message', 'it failed')}")
            take_row(results, row)
    if not any((results.end_to_end, results.processes, results.stages, results.country, results.limits)):
        raise Unusable(f"there are no results in {folder}")
    return results


def take_row(results: Results, row: dict) -> None:
    """Names: limits/WHAT/…/threads:N, processes/NAME/SIZE/…, stages/NAME/SIZE/…, end_to_end/SIZE/threads:N/…, country/share:S/…"""
    parts = row["name"].split("/")
    seconds = row["real_time"] * SECONDS[row["time_unit"]]
    counters = {key: value for key, value in row.items() if isinstance(value, (int, float))}
    if parts[0] == "limits":
        limits = results.limits.setdefault(int(row["threads"]), Limits())
        setattr(limits, parts[1], counters.get("bytes_per_second", counters.get("reads_per_second")))
    elif parts[0] == "processes":
        time = ProcessTime(counters["fastest_seconds"], counters["units"], row["label"])
        results.processes.setdefault(parts[1], {})[parts[2]] = time
    elif parts[0] == "stages":
        results.stages.setdefault(parts[1], {})[parts[2]] = seconds
        if parts[1] == "week":
            results.year[parts[2]] = {key.split(":", 1)[1]: value for key, value in counters.items() if key.startswith("process:")}
    elif parts[0] == "country":
        results.country.append(counters | {"share": float(parts[1].split(":")[1])})
    elif parts[0] == "end_to_end":
        threads = int(re.search(r"threads:(\d+)", row["name"])[1])
        results.end_to_end.append(EndToEnd(parts[1], threads, counters))
