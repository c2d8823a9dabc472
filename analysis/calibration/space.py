"""Which parameters vary, between what, and points among them: rows of a unit cube, one column per parameter."""

from __future__ import annotations

import json
import math
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.stats import qmc


class UnusableSpace(Exception):
    """The user can mend this."""


@dataclass(frozen=True)
class Parameter:
    name: str
    low: float
    high: float
    log: bool = False

    def value(self, share: np.ndarray | float) -> np.ndarray:
        """From 0-1 to the parameter's own scale."""
        if self.log:
            return np.exp(math.log(self.low) + np.asarray(share) * (math.log(self.high) - math.log(self.low)))
        return self.low + np.asarray(share) * (self.high - self.low)

    def share(self, value: float) -> float:
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Space:
    parameters: tuple[Parameter, ...]
    leave_out: dict[str, str]
    discrepancy: dict[str, float]
    default_discrepancy: float  # x half the width of the band

    @property
    def names(self) -> list[str]:
        return [p.name for p in self.parameters]

    def values(self, point: np.ndarray) -> dict[str, float]:
        """The parameters at one point, rounded as they are written on the command line."""
        return {p.name: float(f"{float(p.value(share)):.6g}") for p, share in zip(self.parameters, point)}

    def point(self, values: dict[str, float]) -> np.ndarray:
        """Where these values lie in the unit cube; beyond a range: on its edge."""
        return np.array([min(max(p.share(values[p.name]), 0.0), 1.0) for p in self.parameters])

    def latin_hypercube(self, count: int, seed: int) -> np.ndarray:
        return qmc.LatinHypercube(len(self.parameters), seed=seed).random(count)


def declared_parameters(program: str | Path) -> dict[str, dict]:
    """What `weefsel parameters` says, by name."""
    text = subprocess.run([str(program), "parameters", "--format", "json"], capture_output=True, text=True, check=True).stdout
    rows = json.loads(text)
    rows = rows["parameters"] if isinstance(rows, dict) else rows
    return {row["name"]: row for row in rows}


def read_space(file: str | Path, declared: dict[str, dict]) -> Space:
    """`declared`: name -> {"plausible": [low, high], "allowed": [low, high]}, as `weefsel parameters` gives it."""
    with open(file, encoding="utf-8") as stream:
        text = yaml.safe_load(stream)
    parameters = []
    for name, wish in text["parameters"].items():
        if name not in declared:
            raise UnusableSpace(f"{file}: the model has no parameter called {name}")
        low, high = wish.get("range", declared[name]["plausible"])
        valid = declared[name]["allowed"]
        if not valid[0] <= low < high <= valid[1]:
            raise UnusableSpace(f"{file}: {name} from {low} to {high}; allowed is {valid[0]} to {valid[1]}")
        if "range" in wish and not wish.get("why"):
            raise UnusableSpace(f"{file}: {name} has a range of its own; say why")
        log = wish.get("scale", "linear") == "log"
        if log and low <= 0:
            raise UnusableSpace(f"{file}: {name} begins at {low}; a log scale begins above 0")
        parameters.append(Parameter(name, float(low), float(high), log))
    discrepancy = dict(text.get("discrepancy", {}))
    default = float(discrepancy.pop("default", 0.25))
    return Space(tuple(parameters), dict(text.get("leave_out") or {}), discrepancy, default)
