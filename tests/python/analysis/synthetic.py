"""Files in the shape that `weefsel` writes, with numbers that a test can know."""

from __future__ import annotations

import numpy as np
import xarray as xr

WEEKS = 5 * 52
GROUPS = ["all", "income_tight"]
NEIGHBOURHOODS = ["old_centre", "new_estate"]

SCENARIO_TEXT = """\
--- # {name}
start: 2026-01-05
levers:
{levers}
"""
LEVER = """\
  - {id: library_closes, from: 2027-01-04, close_places: {ids: [library]}}
"""


def results(scenarios=("baseline", "close_library"), replicates=3, weeks=WEEKS, effect=0.1, seed=1) -> xr.Dataset:
    """A town in which twins differ by `effect` (a share of each level) from week 52 on."""
    rng = np.random.default_rng(seed)
    time = np.arange(weeks) * 7.0
    time_4_weeks = time[::4]
    n, r, s = len(NEIGHBOURHOODS), replicates, len(scenarios)

    def wander(steps, size):
        return np.cumsum(rng.normal(0, size, (r, steps)), axis=1)

    after = np.where(np.arange(weeks) >= 52, 1 - np.exp(-(np.arange(weeks) - 52) / 80), 0.0)
    density_luck, feeling_luck = wander(len(time_4_weeks), 0.00006), wander(weeks, 0.0006)
    demand_luck = rng.poisson(4.0, (r, weeks, len(GROUPS), 2)).astype(float)
    density = np.empty((s, r, len(time_4_weeks), n))
    feeling = np.empty((s, r, weeks, len(GROUPS)))
    demand = np.empty((s, r, weeks, len(GROUPS), 2))
    for i in range(s):
        change = effect * (i > 0) * after
        density[i] = (np.array([0.012, 0.03]) + density_luck[..., None]) * (1 - change[::4])[None, :, None]
        feeling[i] = (0.5 + feeling_luck[..., None]) * (1 - 0.1 * change)[None, :, None]
        demand[i] = demand_luck + (rng.random(demand_luck.shape) < change[None, :, None, None])
    families = np.broadcast_to(np.array([3000, 1000]), (s, r, weeks, n)).astype("int64")
    data = xr.Dataset(
        {
            "network_density": (("scenario", "replicate", "time_4_weeks", "neighbourhood"), density),
            "families": (("scenario", "replicate", "time", "neighbourhood"), families),
            "children": (("scenario", "replicate", "time", "neighbourhood"), 2 * families),
            "parental_wellbeing_by_group": (("scenario", "replicate", "time", "group"), feeling),
            "help_demand_by_group": (("scenario", "replicate", "time", "group", "tier"), demand.astype("int64")),
        },
        coords={
            "scenario": list(scenarios), "neighbourhood": NEIGHBOURHOODS, "group": GROUPS, "tier": ["1", "2"],
            "time": ("time", time, {"units": "days since 2026-01-05", "calendar": "proleptic_gregorian"}),
            "time_4_weeks": ("time_4_weeks", time_4_weeks,
                             {"units": "days since 2026-01-05", "calendar": "proleptic_gregorian"}),
        },
        attrs={
            "town": "Testdorp", "seed": 1, "program_version": "0.1.0", "scenario_ids": " ".join(scenarios),
            "question_en": questions(scenarios, "{}: what changes?"),
            "question_nl": questions(scenarios, "{}: wat verandert er?"),
            "scenario_text": "".join(SCENARIO_TEXT.format(name=name, levers=LEVER if i else "  []")
                                     for i, name in enumerate(scenarios)),
        },
    )
    return data


def results_by_neighbourhood() -> xr.Dataset:
    """As written with `by_group: false`, and one rhythm for all: every four weeks."""
    data = results().isel(time=slice(None, None, 4), group=0, drop=True)
    density = ("scenario", "replicate", "time", "neighbourhood"), data["network_density"].values
    data = data.drop_vars(["network_density", "time_4_weeks"]).assign(network_density=density)
    parents = 1.5 * data["families"]
    wellbeing = data["parental_wellbeing_by_group"] + 0.1 * xr.DataArray([0, 1], dims="neighbourhood")
    demand = data["help_demand_by_group"] * xr.DataArray([2, 1], dims="neighbourhood")
    order = ("scenario", "replicate", "time", "neighbourhood")
    return data.drop_vars(["parental_wellbeing_by_group", "help_demand_by_group"]).assign(
        parents=parents, parental_wellbeing=wellbeing.transpose(*order), help_demand=demand.transpose(*order, "tier"))


def questions(scenarios, question: str) -> str:
    """As the file keeps them: one line a scenario, the scenario's name before it when there are several."""
    if len(scenarios) == 1:
        return question.format(scenarios[0])
    return "\n".join(f"{name}: " + question.format(name) for name in scenarios)
