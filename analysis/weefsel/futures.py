"""Any measure of an output file, as labelled arrays: as it went, against its twin, at some horizons.

    from weefsel.results import open_results
    from weefsel.futures import at_years, measure, signs, twin_difference

    with open_results("out/demo.h5") as data:
        wellbeing = measure(data, "parental_wellbeing_by_group", group="income_tight")   # scenario, replicate, time
        change = at_years(twin_difference(wellbeing), (1, 4, 10))                        # scenario, replicate, year
        print(signs(change).to_dataframe())

A measure that is a sum over its period (visits, requests: `cell_methods` says so) becomes a sum over the 52 weeks that end
then, so that a year's horizon does not hang on one week; before the first year is over it is not known (NaN).
"""

from __future__ import annotations

import difflib

import numpy as np
import xarray as xr

from weefsel.headlines import WEEKS_IN_SUM, steps_in_a_year, time_of
from weefsel.results import DAYS_PER_YEAR, UnusableFile, text_of, years_since_start

USUAL_HORIZONS = (1, 4, 10, 20)  # years: of the words of the council table


def measures(data: xr.Dataset) -> list[str]:
    """The measures of a file: all variables through time."""
    return sorted(str(name) for name, values in data.data_vars.items() if "replicate" in values.dims and any(map(is_time, values.dims)))


def measure(data: xr.Dataset, name: str, **where: str) -> xr.DataArray:
    """One measure through time: dimensions scenario, replicate, its time, then those that `where` leaves open.

    `where`: a label for a dimension (`group="all"`, `neighbourhood="flats"`, `tier="1"`). The coordinate `years` holds the
    time since the start of the scenario at the end of each period; the attribute `where` says what was chosen. Raises UnusableFile, with the nearest name, when the
    file has no such measure, dimension or label.
    """
    known = measures(data)
    if name not in known:
        raise UnusableFile(f"the file has no measure {name}{nearest(name, known)}")
    values = data[name]
    attributes = dict(values.attrs)
    for dimension, label in where.items():
        free = [str(d) for d in values.dims if d not in ("scenario", "replicate") and not is_time(d)]
        if dimension not in free:
            raise UnusableFile(f"{name} has no dimension {dimension}{nearest(dimension, free)}")
        labels = [text_of(known_label) for known_label in values[dimension].values]
        if not any(same_label(label, other) for other in labels):
            raise UnusableFile(f"{dimension} has no {label}{nearest(str(label), labels)}")
        position = next(i for i, other in enumerate(labels) if same_label(label, other))
        values = values.isel({dimension: position}, drop=True)
    time = time_of(values)
    values = values.astype(float).transpose("scenario", "replicate", time, ...)
    step = period_in_years(values[time])
    if text_of(attributes.get("cell_methods", "")).endswith("sum"):
        values = values.rolling({time: steps_in_a_year(values[time].values)}).sum()
        attributes["units"] = f"{text_of(attributes.get('units', ''))} in {WEEKS_IN_SUM} weeks".strip()
    years = xr.DataArray(years_since_start(data, values[time]) + step, dims=time)
    values = values.assign_coords(years=years)
    values.attrs = {**attributes, "where": ", ".join(f"{dimension} {label}" for dimension, label in where.items())}
    return values


def twin_difference(values: xr.DataArray, baseline: str | None = None) -> xr.DataArray:
    """Each scenario less the baseline (default: the first), replicate by replicate: twins have the same luck.

    Same dimensions, with `scenario` without the baseline. Raises UnusableFile where there is nothing to compare.
    """
    names = [text_of(name) for name in values["scenario"].values]
    if len(names) < 2:
        raise UnusableFile("the file has one scenario; `weefsel compare` plays twins")
    first = baseline if baseline is not None else names[0]
    if first not in names:
        raise UnusableFile(f"there is no scenario {first}{nearest(first, names)}")
    others = [i for i, name in enumerate(names) if name != first]
    difference = values.isel(scenario=others) - values.isel(scenario=names.index(first), drop=True)
    difference.attrs = {**values.attrs, "less": first}
    return difference


def at_years(values: xr.DataArray, horizons: tuple[float, ...] = USUAL_HORIZONS) -> xr.DataArray:
    """The values at the end of so many years: dimension `year` in the place of time.

    Taken from the last period that ends by then (half a week of play); horizons beyond the file are left out. Raises
    UnusableFile when none is left.
    """
    time = time_of(values)
    years = values["years"].values
    slack = 3.5 / DAYS_PER_YEAR
    reached = [horizon for horizon in horizons if years[-1] >= horizon - period_in_years(values[time]) / 2 - slack]
    if not reached:
        raise UnusableFile(f"the file ends after {years[-1]:.3g} years; asked for {', '.join(f'{h:g}' for h in horizons)}")
    rows = [int(np.flatnonzero(years <= horizon + slack)[-1]) for horizon in reached]
    chosen = values.isel({time: rows}).drop_vars([time, "years"], errors="ignore").rename({time: "year"})
    chosen = chosen.assign_coords(year=list(reached))
    chosen.attrs = values.attrs
    return chosen


def signs(differences: xr.DataArray, smallest: float = 0.0) -> xr.Dataset:
    """In how many replicates a difference is higher, lower or equal: `higher`, `equal`, `lower`, out of `known`.

    Equal: no further from zero than `smallest`, which is declared before one looks. Blank cells are not known.
    """
    known = differences.notnull()
    higher, lower = (differences > smallest) & known, (differences < -smallest) & known
    counts = {"higher": higher, "equal": known & ~higher & ~lower, "lower": lower, "known": known}
    return xr.Dataset({name: count.sum("replicate") for name, count in counts.items()})


def is_time(dimension: object) -> bool:
    return str(dimension).startswith("time")


def period_in_years(times: xr.DataArray) -> float:
    """How long one step of this rhythm is; a year of 52 weeks when there is but one."""
    days = (times.values[1] - times.values[0]) / np.timedelta64(1, "D") if times.size > 1 else 7.0 * WEEKS_IN_SUM
    return float(days) / DAYS_PER_YEAR


def same_label(asked: object, label: str) -> bool:
    """Labels may be numbers in the file (tier 1.0) and text in a command (tier=1)."""
    if str(asked) == label:
        return True
    try:
        return float(str(asked)) == float(label)
    except ValueError:
        return False


def nearest(word: str, known: list[str]) -> str:
    """The end of a message: the nearest name, or all when they are few."""
    close = difflib.get_close_matches(str(word), known, 1)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; there is {', '.join(known)}" if 0 < len(known) <= 12 else ""
