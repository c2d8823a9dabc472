"""The three headline trajectories of a town, and their differences between twins.

Each is an array (scenario, replicate, <its own time>) with a coordinate `years` since the start. Definitions
are the model's own; this file only adds neighbourhoods up to the town and weeks up to a year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from weefsel.results import DAYS_PER_YEAR, UnusableFile, years_since_start

WEEKS_IN_SUM = 52


@dataclass(frozen=True)
class Headline:
    """One measure through time; `values` has the dimensions scenario, replicate and `time_name`."""

    name: str
    values: xr.DataArray
    time_name: str

    @property
    def years(self) -> np.ndarray:
        return self.values["years"].values

    def of(self, scenario: str) -> np.ndarray:
        """(replicate, time)"""
        return self.values.sel(scenario=scenario).values

    def difference(self, scenario: str, baseline: str) -> np.ndarray:
        """(replicate, time): a replicate minus its twin, which had the same luck."""
        return self.of(scenario) - self.of(baseline)


def headlines(data: xr.Dataset) -> list[Headline]:
    """Network density, parental wellbeing and modelled demand for help, in this order: demand comes last."""
    return [network_density(data), parental_wellbeing(data), help_demand(data)]


def network_density(data: xr.Dataset) -> Headline:
    """Ties between families / pairs of families in the same neighbourhood, in % of pairs.

    The town's figure is the mean over neighbourhoods weighed by their families: density falls with the number
    of families, so a density of the whole town at once would mean something else.
    """
    density = needed(data, "network_density")
    time_name = time_of(density)
    if "network_families" in data:  # the families of that very moment
        families = data["network_families"]
    else:
        families = needed(data, "families").sel(time=density[time_name], method="nearest").drop_vars("time")
        if time_name == "time":
            families = families.assign_coords(time=density["time"])
    return headline("network_density", 100 * density.weighted(families).mean("neighbourhood"), data)


def parental_wellbeing(data: xr.Dataset) -> Headline:
    """Mean reported wellbeing of all parents in town, 0-1."""
    if "parental_wellbeing_by_group" in data:
        wellbeing = whole_town(data["parental_wellbeing_by_group"])
    else:
        wellbeing = needed(data, "parental_wellbeing").weighted(needed(data, "parents")).mean("neighbourhood")
    return headline("parental_wellbeing", wellbeing, data)


def help_demand(data: xr.Dataset) -> Headline:
    """Requests for help of tier 1 and 2 per 1,000 children per year: a sum over the 52 weeks that end then.

    Empty in the first year, which has no 52 weeks yet. Where the file has no figure of the whole town, neighbourhoods
    with too few families to be shown count neither above nor below the line.
    """
    if "help_demand_by_group" in data:
        demand = whole_town(data["help_demand_by_group"])
        shown = None
    else:
        shown = needed(data, "help_demand").notnull().all("tier")
        demand = data["help_demand"].sum("neighbourhood")
    demand = demand.sum("tier")
    if shown is None and "children_by_group" in data:
        children = whole_town(data["children_by_group"])
    else:
        children = needed(data, "children")
        children = (children if shown is None else children.where(shown)).sum("neighbourhood")
    time_name = time_of(demand)
    window = {time_name: steps_in_a_year(demand[time_name].values)}
    per_year = DAYS_PER_YEAR / (7 * WEEKS_IN_SUM)
    rate = per_year * demand.astype(float).rolling(window).sum() / children.astype(float).rolling(window).mean()
    return headline("help_demand", 1000 * rate, data)


def headline(name: str, values: xr.DataArray, data: xr.Dataset) -> Headline:
    time_name = time_of(values)
    values = values.astype(float).transpose("scenario", "replicate", time_name)
    years = xr.DataArray(years_since_start(data, values[time_name]), dims=time_name)
    return Headline(name, values.assign_coords(years=years).load(), time_name)


def needed(data: xr.Dataset, name: str) -> xr.DataArray:
    if name not in data:
        raise UnusableFile(f"the file has no {name}; it has: {', '.join(sorted(map(str, data.data_vars)))}")
    return data[name]


def whole_town(by_group: xr.DataArray) -> xr.DataArray:
    """Group `all` comes first in every file."""
    return by_group.isel(group=0, drop=True)


def time_of(values: xr.DataArray) -> str:
    return next(str(name) for name in values.dims if str(name).startswith("time"))


def steps_in_a_year(times: np.ndarray) -> int:
    """How many steps of this rhythm make 52 weeks (52 when weekly, 13 when every four weeks)."""
    if len(times) < 2:
        return 1
    weeks = round(float((times[1] - times[0]) / np.timedelta64(7, "D")))
    return max(1, round(WEEKS_IN_SUM / max(1, weeks)))
