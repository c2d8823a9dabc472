"""The table: everything that was measured, as Markdown for people."""

from __future__ import annotations

import math

from benchmark_report.results import SMALL, Results, active_adults_of


def written(results: Results, machine: str = "") -> str:
    parts = [heading(results, machine), end_to_end(results), memory(results), country(results), stages(results), processes(results), limits(results)]
    return "\n\n".join(part for part in parts if part) + "\n"


def rows_of(header: list[str], rows: list[list[str]]) -> str:
    """First column to the left, the others to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---|" + "---:|" * (len(header) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def number(value: float, digits: int = 3) -> str:
    """Three significant digits, thousands apart; a dash where there is nothing to say."""
    if value is None or math.isnan(value):
        return "–"
    if value == 0:
        return "0"
    places = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{places}f}"


def share(value: float) -> str:
    return "–" if math.isnan(value) else f"{100 * value:.1f}%"


def name_of(size: str) -> str:
    return size if ":" not in size else f"{active_adults_of(size):,} adults"


def heading(results: Results, machine: str) -> str:
    context = results.context
    cores = context.get("num_cpus", 1)
    lines = ["# Benchmarks", "", f"{context.get('date', '')[:16]}, {machine or 'this machine'}, {cores} processors."]
    if results.load > max(1.3, 0.75 * cores):  # a program before it leaves a load of 1
        lines += ["", f"**The machine was busy** (load {results.load:.1f}): times are too long, and ratios are uncertain."]
    return "\n".join(lines)


def end_to_end(results: Results) -> str:
    rows = []
    for one in results.end_to_end:
        rows.append([name_of(one.size), str(one.threads), number(one.rate), number(1e9 / one.rate),
                     number(one.counters["participations_per_second"]), number(one.counters["tie_visits_per_second"]),
                     number(results.speed_up(one)), share(results.share_of_limit(one))])
    if not rows:
        return ""
    header = ["town", "threads", "adult-weeks / s", "ns / adult-week", "participations / s", "tie visits / s", "speed-up", "of the machine's limit"]
    return "## End to end: weeks with measures\n\n" + rows_of(header, rows)


def memory(results: Results) -> str:
    rows = [[name_of(one.size)] + [number(one.counters[key]) for key in ("bytes_per_adult", "bytes_per_light_adult", "scratch_bytes_per_adult")]
            for one in results.end_to_end if one.threads == 1]
    if not rows:
        return ""
    return "## Bytes of state\n\n" + rows_of(["town", "per active adult", "per light adult", "scratch of the week, per active adult"], rows)


def country(results: Results) -> str:
    """A column per share of the country: who lives there, how long it took, and what twenty years take or would take."""
    if not results.country:
        return ""
    runs = sorted(results.country, key=lambda run: run["share"])
    asked = 600.0  # seconds: the goal of the project for twenty years of the whole country
    rows = [[text] + [number(run[key] / unit) for run in runs] for text, key, unit in (
        ("households with children, thousands", "households_with_children", 1e3), ("parents, thousands", "parents", 1e3),
        ("active adults, thousands", "active_adults", 1e3), ("light adults, thousands", "light_adults", 1e3),
        ("municipalities", "municipalities", 1), ("neighbourhoods", "neighbourhoods", 1), ("places", "places", 1),
        ("build, seconds", "build_seconds", 1))]
    rows.append(["run-in, seconds (weeks)"] + [f"{number(run['run_in_seconds'])} ({run['run_in_weeks']:.0f})" for run in runs])
    rows.append(["weeks with measures, seconds (weeks)"] + [f"{number(run['real_time'])} ({run['weeks']:.0f})" for run in runs])
    rows.append(["adult-weeks / s"] + [number(run["adult_weeks_per_second"]) for run in runs])
    rows.append(["20 years, minutes"] + [number(run["seconds_of_20_years"] / 60)
                                         + (" (lived)" if run["lived_20_years"] else " (extrapolated)") for run in runs])
    rows += [[text] + [number(run[key] / 2**30) for run in runs] for text, key in (
        ("state, GiB", "state_bytes"), ("scratch of the week, GiB", "scratch_bytes"), ("most memory while building, GiB", "peak_bytes_after_build"),
        ("most memory, GiB", "peak_bytes"))]
    text = (f"{runs[0]['threads']:.0f} threads. The goal is 20 years of the whole country in {asked / 60:.0f} minutes and 8 GiB, run-in apart. "
            "Extrapolated: the weeks that were timed, times 1,044 over their number; what happens once a year may not be among them.")
    return f"## The country\n\n{text}\n\n" + rows_of(["share of the country"] + [share(run["share"]) for run in runs], rows) + "\n\n" + where(runs)


def where(runs: list[dict[str, float]]) -> str:
    """Time per adult-week by process: what grows from one share to the next is not linear in people."""
    names = {key for run in runs for key in run if key.startswith("process:")}
    if len(runs) < 2:
        return ""
    per_adult = [{name: 1e9 * run[name] / run["weeks"] / run["active_adults"] for name in names} for run in runs]
    rows = [[f"`{name.split(':')[1]}`"] + [number(one[name]) for one in per_adult] + [number(per_adult[-1][name] / per_adult[-2][name], 2)]
            for name in sorted(names, key=lambda name: -per_adult[-1][name]) if per_adult[-1][name] > 0]
    header = ["ns per active adult-week, all threads"] + [share(run["share"]) for run in runs] + ["growth"]
    return rows_of(header, rows)


def stages(results: Results) -> str:
    if not results.stages:
        return ""
    sizes = sorted({size for times in results.stages.values() for size in times}, key=active_adults_of)
    names = {"build": "build the town", "run_in_half_a_year": "build and half a year of run-in", "week": "52 weeks",
             "measure": "measures of 52 weeks", "write": "write one year"}
    rows = [[names.get(stage, stage)] + [number(1e3 * times[size]) if size in times else "–" for size in sizes]
            for stage, times in results.stages.items()]
    return "## Stages, one thread\n\n" + rows_of(["stage"] + [f"{name_of(size)}, ms" for size in sizes], rows)


def processes(results: Results) -> str:
    """What each process is linear in, and time per unit by size: where it is as long in two large towns, it is linear."""
    sizes = sorted({size for times in results.processes.values() for size in times}, key=active_adults_of)
    if len(sizes) < 2:
        return ""
    year = results.year[results.largest(results.year)] if results.year else {}
    whole = sum(year.values())
    rows = []
    for name, times in results.processes.items():
        if set(times) != set(sizes):
            continue
        large, before = times[sizes[-1]], times[sizes[-2]]
        growth = large.ns_per_unit / before.ns_per_unit if before.ns_per_unit > 0 else math.nan
        rows.append([f"`{name}`", large.unit if large.unit != "week" else "nothing: fixed", number(large.units), number(1e6 * large.seconds)]
                    + [number(times[size].ns_per_unit) for size in sizes]
                    + [number(growth, 2), share(year[name] / whole) if name in year else "–"])
    header = ["process", "linear in", f"units, {name_of(sizes[-1])}", "µs a week"]
    header += [f"ns per unit, {name_of(size)}" for size in sizes] + ["growth", "of a year"]
    text = (f"One thread, one week, alone and from an equal start. Growth is time per unit with {name_of(sizes[-1])} against "
            f"{name_of(sizes[-2])}: near 1 where the process is linear in that unit. {SMALL.capitalize()} is so small that a processor's "
            "own caches hold it. Below some microseconds a time says little. The last column is of the weeks of a whole year.")
    return f"## Processes\n\n{text}\n\n" + rows_of(header, rows)


def limits(results: Results) -> str:
    if not results.limits:
        return ""
    rows = [[str(threads), number(one.triad / 1e9), number(one.in_place_update / 1e9), number(one.random_reads / 1e6)]
            for threads, one in sorted(results.limits.items())]
    header = ["threads", "STREAM triad, GB/s", "in-place update, GB/s", "random 64-byte reads, millions / s"]
    return "## What the machine can do\n\n" + rows_of(header, rows)
