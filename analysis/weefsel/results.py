"""Opens an output file of `weefsel run` or `weefsel compare`.

Shapes: every variable starts with `replicate`, in a file of `compare` with `scenario` before it. `open_results`
makes `scenario` always there, of size 1 after `run`, so that the rest need not ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray as xr
import yaml

DAYS_PER_YEAR = 365.25


class UnusableFile(Exception):
    """The file is not there, is no output of weefsel, or lacks what was asked for."""


@dataclass(frozen=True)
class LeverStart:
    """A change that a scenario makes, `years` after the start."""

    scenario: str
    lever: str
    years: float


def open_results(path: str | Path) -> xr.Dataset:
    """The file as a Dataset, names as text, `scenario` always a dimension. Close it after use (it is a context)."""
    path = Path(path)
    if not path.is_file():
        raise UnusableFile(f"{path}: there is no such file")
    try:
        data = xr.open_dataset(path)
    except (OSError, ValueError) as error:
        raise UnusableFile(f"{path}: not a file that xarray can read ({error})") from error
    if "replicate" not in data.dims or "time" not in data.coords:
        raise UnusableFile(f"{path}: not an output file of weefsel (it has no replicate and time)")
    if "scenario" not in data.dims:
        data = data.expand_dims(scenario=[text_of(data.attrs.get("scenario_ids", path.stem))])
    for name, coordinate in data.coords.items():
        if coordinate.dtype.kind in "SO":
            data = data.assign_coords({name: [text_of(value).strip() for value in coordinate.values]})
    return data


def text_of(value: object) -> str:
    """An attribute or a name as text: some libraries give bytes."""
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def scenario_texts(data: xr.Dataset) -> dict[str, dict]:
    """The resolved scenarios that the file carries (a YAML document each), by name."""
    try:
        documents = list(yaml.safe_load_all(text_of(data.attrs.get("scenario_text", ""))))
    except yaml.YAMLError:
        return {}
    names = [text_of(name) for name in data["scenario"].values]
    return {name: document for name, document in zip(names, documents) if isinstance(document, dict)}


def years_since_start(data: xr.Dataset, times: xr.DataArray) -> np.ndarray:
    """Times as years since the first week of the file."""
    start = data["time"].values[0]
    return (times.values - start) / np.timedelta64(1, "D") / DAYS_PER_YEAR


def lever_starts(data: xr.Dataset) -> list[LeverStart]:
    """When each scenario's levers start, from the scenarios that the file carries; earliest first."""
    found = []
    for scenario, content in scenario_texts(data).items():
        for lever in content.get("levers") or []:
            days = np.datetime64(lever["from"], "D") - np.datetime64(data["time"].values[0], "D")
            found.append(LeverStart(scenario, lever["id"], days / np.timedelta64(1, "D") / DAYS_PER_YEAR))
    return sorted(found, key=lambda lever: lever.years)


def question_of(data: xr.Dataset, scenario: str, language: str) -> str:
    """The question that a scenario asks, in "en" or "nl"; empty when the file has none."""
    question = text_of(data.attrs.get(f"question_{language}", "")).strip()
    if data.sizes["scenario"] == 1:
        return question
    lines = dict(line.split(": ", 1) for line in question.splitlines() if ": " in line)
    return lines.get(scenario, "")


def town_of(data: xr.Dataset) -> str:
    """The town's name, or nothing."""
    return text_of(data.attrs.get("town", ""))
