"""Folders in the shape that `weefsel study` and `weefsel indices` write, with numbers that a test can know."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

YEARS = [1.0, 2.0, 3.0]
LONG_NAME = "levers.buurtgezinnen.matches_per_fte_per_year"
FACTORS = ["levers.close_library", "ties.half_life", LONG_NAME]
COLUMNS = ["scenario", "output", "year", "factor", "index", "value", "low", "high"]


def write_study(folder: Path, method="latin_hypercube", scenarios=("as_it_is", "library_closes"), points=6, replicates=3,
                failed=((1, 2, 0),), roles=None) -> Path:
    """degree = 10 + point + 0.1 replicate + 0.01 year, less 0.5 in the second scenario; `failed`: members without values."""
    folder.mkdir(parents=True, exist_ok=True)
    shape = len(scenarios), points, replicates, len(YEARS)
    s, p, r, y = np.indices(shape)
    degree = 10 + p + 0.1 * r + 0.01 * (y + 1) - 0.5 * s
    wellbeing = 0.5 + 0.001 * p + 0 * degree
    finished = np.ones(shape[:3], dtype="int8")
    for member in failed:
        if member[0] < len(scenarios):
            finished[member], degree[member], wellbeing[member] = 0, np.nan, np.nan
    dims = ("scenario", "point", "replicate", "year")
    place = np.linspace(0, 1, points)[:, None] * np.ones(len(FACTORS))
    switch = [["off", "on"][i % 2] for i in range(points)]
    half_life, matches = np.linspace(80, 300, points), np.linspace(6, 18, points).round()
    texts = np.array([[switch[i], f"{half_life[i]:g}", f"{matches[i]:g}"] for i in range(points)], dtype=object)
    about = {"weefsel_role": "output", "how": "mean over the year", "where": "group all"}
    data = xr.Dataset(
        {
            "mean_degree": (dims, degree, {**about, "units": "ties", "long_name": "Contacts per parent"}),
            "parental_wellbeing": (dims, wellbeing, {**about, "units": "1", "long_name": "Parental wellbeing"}),
            "finished": (dims[:3], finished),
            "factor_value": (("point", "factor"), np.column_stack([np.arange(points) % 2, half_life, matches])),
            "factor_place": (("point", "factor"), place),
            "factor_text": (("point", "factor"), texts),
            "factor_low": ("factor", [0.0, 80.0, 6.0]), "factor_high": ("factor", [1.0, 300.0, 18.0]),
            "factor_base": ("factor", [1.0, 0.5, 0.5]),
            "factor_whole": ("factor", np.array([0, 0, 1], dtype="int8")),
            "factor_units": ("factor", np.array(["", "weeks", "1"], dtype=object)),
            "factor_choices": ("factor", np.array(["off\non", "", ""], dtype=object)),
            "point_role": ("point", np.array(roles or [""] * points, dtype=object)),
            "cost": (("scenario", "point"), np.zeros(shape[:2])),
        },
        coords={"scenario": list(scenarios), "year": YEARS, "factor": FACTORS},
        attrs={"weefsel_study": 1, "design_method": method, "town": "Testdorp", "seed": 1, "program_version": "0.1.0"},
    )
    data.to_netcdf(folder / "results.h5", format="NETCDF4")
    return folder


def write_indices(folder: Path, rows, scenario="as_it_is", output="mean_degree", year=3, name="indices.csv") -> pd.DataFrame:
    """`rows`: (factor, index, value, low, high); None is a figure that is not known."""
    table = pd.DataFrame([[scenario, output, year, *row] for row in rows], columns=COLUMNS)
    table.to_csv(folder / name, index=False)
    return table
