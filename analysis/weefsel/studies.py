"""Opens the folder of `weefsel study`: one future for each scenario, point of the design and replicate.

    from weefsel.studies import difference_with_first, open_indices, open_study, points_table

    data = open_study("out/library_and_ties")
    data["mean_degree"].sel(year=5).groupby("levers.close_library").mean(...)   # a coordinate per factor, along point
    difference_with_first(data, "mean_degree")                                  # twins: same point, same luck
    points_table(data, year=5)                                                  # a row a point, for pandas
    open_indices("out/library_and_ties")                                        # what `weefsel indices` reckoned

A member (one future) that failed is NaN, in every output, and stays NaN in differences. Means over replicates are over
those that finished; `points_table` says how many they are.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from weefsel.futures import nearest, twin_difference
from weefsel.results import UnusableFile, text_of

MEMBERS = ("scenario", "point", "replicate")
COLUMNS = ["scenario", "output", "year", "factor", "index", "value", "low", "high"]  # of indices.csv


def open_study(folder: str | Path) -> xr.Dataset:
    """results.h5 of a study's folder (or the file itself), in memory.

    Dimensions: scenario, point, replicate, year, factor, all labelled (points and replicates count from 0). Beside each
    point stands, as a coordinate with the factor's name, what it is there: a number, or text for a list such as off, on.
    Raises UnusableFile.
    """
    path = Path(folder)
    if path.is_dir():
        path = path / "results.h5"
    if not path.is_file():
        raise UnusableFile(f"{path}: there is no such file; `weefsel study STUDY.yaml -o {path.parent}` makes it")
    try:
        with xr.open_dataset(path) as file:
            data = file.load()
    except (OSError, ValueError) as error:
        raise UnusableFile(f"{path}: not a file that xarray can read ({error})") from error
    if "weefsel_study" not in data.attrs or not {*MEMBERS, "factor", "year"} <= set(data.dims):
        raise UnusableFile(f"{path}: not the results of a study (`weefsel study`)")
    for name in ("scenario", "factor"):
        data = data.assign_coords({name: (name, [text_of(value) for value in data[name].values], data[name].attrs)})
    for name, values in data.data_vars.items():
        if values.dtype.kind in "SO":
            texts = np.array([text_of(value) for value in values.values.ravel()], dtype=object)
            data[name] = values.dims, texts.reshape(values.shape), values.attrs
    for name in outputs(data):
        data[name] = data[name].transpose(*MEMBERS, "year").where(data["finished"] == 1)
    data = data.assign_coords(point=np.arange(data.sizes["point"]), replicate=np.arange(data.sizes["replicate"]))
    return data.assign_coords({name: ("point", values_of_factor(data, name)) for name in factors(data)})


def outputs(data: xr.Dataset) -> list[str]:
    """What the study kept of each future, in the order of the study file."""
    return [str(name) for name, values in data.data_vars.items() if text_of(values.attrs.get("weefsel_role")) == "output"]


def factors(data: xr.Dataset) -> list[str]:
    """What varies, in the words of `--set`."""
    return [str(name) for name in data["factor"].values]


def output(data: xr.Dataset, name: str) -> xr.DataArray:
    """One output: scenario, point, replicate, year. Raises UnusableFile with the nearest name."""
    known = outputs(data)
    if name not in known:
        raise UnusableFile(f"the study has no output {name}{nearest(name, known)}")
    return data[name]


def difference_with_first(data: xr.Dataset, name: str) -> xr.DataArray:
    """Each other scenario less the first, member by member: twins share point and luck.

    NaN where either failed. Raises UnusableFile where there is one scenario only.
    """
    values = output(data, name)
    if values.sizes["scenario"] < 2:
        raise UnusableFile(f"the study has one scenario, {values['scenario'].values[0]}: "
                           "name two or more in its `scenarios` for twins")
    return twin_difference(values)


def points_table(data: xr.Dataset, year: float | None = None, scenario: str | None = None) -> pd.DataFrame:
    """A row for each scenario and point: the factors, `finished` (replicates), and the outputs as means over those.

    `year`: the last when none is named. With a `scenario`, or one in all, the index is `point` alone.
    """
    year = year_of(data, year)
    chosen = data if scenario is None else data.sel(scenario=[scenario_of(data, scenario)])
    kept = chosen[outputs(data)].sel(year=year, drop=True).mean("replicate", skipna=True)
    rows = kept.assign(finished=(chosen["finished"] == 1).sum("replicate")).drop_vars("factor", errors="ignore")
    table = rows.to_dataframe(dim_order=["scenario", "point"])[[*factors(data), "finished", *outputs(data)]]
    return table.droplevel("scenario") if chosen.sizes["scenario"] == 1 else table


def open_indices(folder: str | Path, difference: bool = False) -> pd.DataFrame:
    """What `weefsel indices` reckoned: a row for each scenario, output, year, factor and index, with value, low and high.

    `factor` is empty for what is about all factors together (chance_share, base, r_squared). A value that is not known is
    NaN. `difference`: of differences with the first scenario (indices_difference.csv). Raises UnusableFile.
    """
    path = Path(folder) / ("indices_difference.csv" if difference else "indices.csv")
    command = f"weefsel indices {folder}" + (" --difference" if difference else "")
    if not path.is_file():
        raise UnusableFile(f"{path}: there is no such file; run `{command}`")
    try:
        empty = {name: ["", "nan"] for name in ("year", "value", "low", "high")}
        table = pd.read_csv(path, keep_default_na=False, na_values=empty)
    except (OSError, ValueError) as error:
        raise UnusableFile(f"{path}: not a table of indices ({error})") from error
    absent = [name for name in COLUMNS if name not in table.columns]
    if absent:
        raise UnusableFile(f"{path}: not a table of indices (it has no column {', '.join(absent)}); run `{command}`")
    return table.astype({name: float for name in ("year", "value", "low", "high")})


def indices_of(indices: pd.DataFrame, name: str, year: float, scenario: str) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    """Of one output, year and scenario ("b less a" for a difference): the rows of factors, and by index those without one.

    Raises UnusableFile, with what there is and the command that makes the rest.
    """
    rows = indices
    for column, wanted in (("output", name), ("scenario", scenario), ("year", year)):
        known = list(rows[column].drop_duplicates())
        rows = rows[rows[column] == wanted]
        if rows.empty:
            labels = [f"{label:g}" if column == "year" else str(label) for label in known]
            asked = f"{wanted:g}" if column == "year" else wanted
            hint = " (`weefsel indices --year` reckons others)" if column == "year" else ""
            raise UnusableFile(f"the indices have no {column} {asked}{nearest(asked, labels)}{hint}")
    alone = {str(row["index"]): row for _, row in rows[rows["factor"] == ""].iterrows()}
    return rows[rows["factor"] != ""].reset_index(drop=True), alone


def year_of(data: xr.Dataset, year: float | None) -> float:
    """A year of the study; the last when none is named."""
    known = [float(value) for value in data["year"].values]
    if year is None:
        return known[-1]
    if year not in known:
        raise UnusableFile(f"the study has no year {year:g}; there is {', '.join(f'{value:g}' for value in known)}")
    return float(year)


def scenario_of(data: xr.Dataset, scenario: str | None) -> str:
    """A scenario of the study; the first when none is named."""
    known = [str(name) for name in data["scenario"].values]
    if scenario is not None and scenario not in known:
        raise UnusableFile(f"the study has no scenario {scenario}{nearest(scenario, known)}")
    return known[0] if scenario is None else scenario


def values_of_factor(data: xr.Dataset, name: str) -> np.ndarray:
    """What a factor is at each point: numbers, or text when it is chosen from a list."""
    chosen = data.sel(factor=name)
    if text_of(chosen["factor_choices"].item()):
        return chosen["factor_text"].values.astype(str)
    values = chosen["factor_value"].values.astype(float)
    whole = "factor_whole" in data and bool(chosen["factor_whole"].item()) and np.isfinite(values).all()
    return values.astype(int) if whole else values
