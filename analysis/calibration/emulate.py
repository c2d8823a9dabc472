"""An emulator per pattern: a straight plane through the runs in all parameters, and kriging of the rest in those that
matter most (active inputs: Vernon, Goldstein & Bower 2010); what the other parameters do beside the plane is a nugget.

Its error is measured on runs that it has not seen. Where those errors are larger than it says itself, its variance is
widened by as much.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold


@dataclass
class HeldOut:
    """Error on runs that were left out, in five parts."""

    rmse: float
    r2: float  # share of the variance between runs that is foretold; chance of replicates not taken out
    widening: float  # mean of squared errors over the variances foretold
    foretold: np.ndarray
    found: np.ndarray


MOST_ACTIVE = 8


def active_inputs(points: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The parameters that foretell most by themselves, as a curve of the second degree."""
    explained = []
    for column in points.T:
        curve = np.polyval(np.polyfit(column, values, 2), column)
        explained.append(np.var(curve))
    return np.sort(np.argsort(explained)[::-1][:MOST_ACTIVE])


class Emulator:
    def __init__(self, points: np.ndarray, values: np.ndarray, noise: float, seed: int = 0, like: "Emulator | None" = None):
        """`noise`: variance of a run's mean by the chance of its replicates. `like`: begins from what that one has learnt."""
        self.noise = noise
        self._centre, self._scale = float(np.mean(values)), float(np.std(values)) or 1.0
        y = (values - self._centre) / self._scale
        self._plane = Ridge(alpha=1.0).fit(points, y)
        self._active = active_inputs(points, y) if like is None else like._active
        floor = max(noise / self._scale**2, 1e-4)
        kernel = ConstantKernel(0.5, (1e-4, 1e2)) * Matern(np.full(len(self._active), 1.0), (0.2, 50.0), nu=2.5) + WhiteKernel(0.05, (1e-6, 1.0))
        self._kriging = GaussianProcessRegressor(kernel if like is None else like._kriging.kernel_, alpha=floor,
                                                 n_restarts_optimizer=2 if like is None else 0, random_state=seed)
        with warnings.catch_warnings():  # a length at its bound says that the parameter does not matter
            warnings.simplefilter("ignore", ConvergenceWarning)
            self._kriging.fit(points[:, self._active], y - self._plane.predict(points))
        self.widening = 1.0

    def at(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean and variance of the level at `points`; the chance of replicates is not in the variance."""
        rest, sd = self._kriging.predict(points[:, self._active], return_std=True)
        mean = self._centre + self._scale * (self._plane.predict(points) + rest)
        return mean, self.widening * (self._scale * sd) ** 2


def held_out(points: np.ndarray, values: np.ndarray, noise: float, whole: Emulator, seed: int = 0, parts: int = 5) -> HeldOut:
    foretold, variance = np.empty(len(values)), np.empty(len(values))
    for learn, test in KFold(parts, shuffle=True, random_state=seed).split(points):
        emulator = Emulator(points[learn], values[learn], noise, seed, like=whole)
        foretold[test], variance[test] = emulator.at(points[test])
    errors = values - foretold
    spread = float(np.var(values)) or 1.0
    widening = float(np.mean(errors**2 / (variance + noise + 1e-12)))
    return HeldOut(float(np.sqrt(np.mean(errors**2))), 1 - float(np.mean(errors**2)) / spread, widening, foretold, values)


def emulator_with_error(points: np.ndarray, values: np.ndarray, noise: float, seed: int = 0) -> tuple[Emulator, HeldOut]:
    emulator = Emulator(points, values, noise, seed)
    error = held_out(points, values, noise, emulator, seed)
    emulator.widening = max(1.0, error.widening)
    return emulator, error
