"""An emulator per pattern: a curved plane through the runs (each parameter and its square), and kriging of the rest in
the parameters that matter most (active inputs: Vernon, Goldstein & Bower 2010); what the others do beside the plane is a
nugget. The plane's own uncertainty counts: it grows towards the corners of the space, where most of a space of many
parameters lies and no run was made.

Its error is measured on runs that are left out in five parts (the lengths of the kriging, which are slow to learn, are those
learnt from all). Where those errors are larger than it says itself, its variance is
widened by as much.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_solve
from scipy.spatial.distance import cdist
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
from sklearn.linear_model import BayesianRidge
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


class Plane:
    """Straight and squared terms with a normal prior on their weights (MacKay 1992), so that it knows its own error."""

    def __init__(self, points: np.ndarray, values: np.ndarray):
        self._fit = BayesianRidge().fit(self._terms(points), values)
        self._level = 1 / (self._fit.alpha_ * len(values))  # variance of the mean of all runs

    @staticmethod
    def _terms(points: np.ndarray) -> np.ndarray:
        return np.hstack([points, (points - 0.5) ** 2])

    def at(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean, and variance by not knowing the weights; the scatter of runs about the plane is not in it."""
        terms = self._terms(points)
        centred = terms - self._fit.X_offset_
        return self._fit.predict(terms), self._level + np.sum(centred @ self._fit.sigma_ * centred, axis=1)


class Emulator:
    def __init__(self, points: np.ndarray, values: np.ndarray, noise: float, seed: int = 0, like: "Emulator | None" = None):
        """`noise`: variance of a run's mean by the chance of its replicates. `like`: takes over the lengths and weights that that one has learnt, which is what costs time."""
        self.noise = noise
        self._centre, self._scale = float(np.mean(values)), float(np.std(values)) or 1.0
        y = (values - self._centre) / self._scale
        self._plane = Plane(points, y)
        self._active = active_inputs(points, y) if like is None else like._active
        floor = max(noise / self._scale**2, 1e-4)
        kernel = ConstantKernel(0.5, (1e-4, 1e2)) * Matern(np.full(len(self._active), 1.0), (0.2, 50.0), nu=2.5) + WhiteKernel(0.05, (1e-6, 1.0))
        self._kriging = GaussianProcessRegressor(kernel, alpha=floor, random_state=seed) if like is None else \
            GaussianProcessRegressor(like._kriging.kernel_, alpha=floor, optimizer=None)
        with warnings.catch_warnings():  # a length at its bound says that the parameter does not matter
            warnings.simplefilter("ignore", ConvergenceWarning)
            self._kriging.fit(points[:, self._active], y - self._plane.at(points)[0])
        learnt = self._kriging.kernel_
        self._amplitude, self._lengths, self._nugget = learnt.k1.k1.constant_value, learnt.k1.k2.length_scale, learnt.k2.noise_level
        self._near, self._weights = points[:, self._active] / self._lengths, self._kriging.alpha_
        self._inverse = cho_solve((self._kriging.L_, True), np.eye(len(points)))
        self.widening = 1.0

    def _rest(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What kriging adds to the plane, and its variance: what sklearn's `predict` gives, without factorising anew."""
        distance = np.sqrt(5) * cdist(points[:, self._active] / self._lengths, self._near)
        likeness = self._amplitude * (1 + distance + distance**2 / 3) * np.exp(-distance)  # Matérn 5/2
        variance = self._amplitude + self._nugget - np.sum((likeness @ self._inverse) * likeness, axis=1)
        return likeness @ self._weights, np.maximum(variance, 0)

    def at(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean and variance of the level at `points`; the chance of replicates is not in the variance."""
        rest, loose = self._rest(points)
        plane, unsure = self._plane.at(points)
        return self._centre + self._scale * (plane + rest), self.widening * self._scale**2 * (loose + unsure)

    def widen_for(self, point: np.ndarray, found: float, within: float) -> None:
        """Widens its variance until `found`, the result of a run at `point`, lies within so many standard deviations."""
        if np.isnan(found):
            return
        mean, variance = self.at(point[np.newaxis])
        allowed = within**2 * (variance[0] + self.noise)
        if (off := (found - mean[0]) ** 2) > allowed:
            self.widening *= (off / within**2 - self.noise) / variance[0]


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
