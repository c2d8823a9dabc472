"""Implausibility, what is out of reach, what is in conflict, the region that is left, and the points of the next wave.

    I(x)^2 = (emulator's mean - middle of the band)^2
             / (emulator's variance + replicates' variance + discrepancy^2 + (half-width of the band / 2)^2)

A point is ruled out when one pattern that is within reach has I above 3 (Pukelsheim 1994: 95% of any unimodal
distribution lies within three standard deviations).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.spatial.distance import cdist

from calibration.emulate import Emulator, HeldOut, emulator_with_error
from calibration.space import Space

CUT = 3.0
FEWEST_LEFT = 50  # points that a region must have before it is called one


@dataclass(frozen=True)
class Target:
    name: str
    what: str
    unit: str
    low: float
    high: float
    discrepancy: float  # standard deviation

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2

    def allowance(self) -> float:
        """Variance for discrepancy and band together."""
        return self.discrepancy**2 + (self.half_width / 2) ** 2


def targets_of(result: dict, space: Space) -> list[Target]:
    """The fits of a result of `weefsel patterns`, less those that are left out."""
    targets = []
    for row in result["patterns"]:
        if row["kind"] != "fit" or row["name"] in space.leave_out:
            continue
        half = (row["high"] - row["low"]) / 2
        sd = space.discrepancy.get(row["name"], space.default_discrepancy * half)
        targets.append(Target(row["name"], row["what"], row["unit"], row["low"], row["high"], float(sd)))
    return targets


def matrix_of(results: list[dict], targets: list[Target]) -> tuple[np.ndarray, np.ndarray]:
    """Means, a row per run and a column per target (NaN: not measured); and each target's variance of such a mean by
    the chance of replicates, pooled over runs."""
    means = np.full((len(results), len(targets)), np.nan)
    variances = [[] for _ in targets]
    for i, result in enumerate(results):
        rows = {row["name"]: row for row in result["patterns"]}
        for k, target in enumerate(targets):
            values = np.array([v for v in rows[target.name]["values"] if v is not None])
            if len(values):
                means[i, k] = values.mean()
            if len(values) > 1:
                variances[k].append(values.var(ddof=1) / len(values))
    return means, np.array([np.mean(v) if v else 0.0 for v in variances])


@dataclass
class Emulated:
    target: Target
    emulator: Emulator
    error: HeldOut

    def implausibility(self, points: np.ndarray) -> np.ndarray:
        mean, variance = self.emulator.at(points)
        return np.abs(mean - self.target.middle) / np.sqrt(variance + self.emulator.noise + self.target.allowance())


def emulate_all(points: np.ndarray, results: list[dict], targets: list[Target], seed: int = 0) -> list[Emulated]:
    means, noises = matrix_of(results, targets)
    emulated = []
    for k, target in enumerate(targets):
        measured = ~np.isnan(means[:, k])
        if measured.sum() < max(10, len(points) // 2):
            continue
        emulator, error = emulator_with_error(points[measured], means[measured, k], float(noises[k]), seed)
        emulated.append(Emulated(target, emulator, error))
    return emulated


@dataclass
class Region:
    """What history has not ruled out."""

    points: np.ndarray  # in the unit cube
    share: float  # of the whole cube, estimated
    out_of_reach: list[str]  # patterns that no point may meet
    conflicts: list[tuple[str, str]]  # pairs, each within reach, of which no point may meet both
    set_aside: int  # how many of the worst patterns per point had to be forgiven to have a region at all
    walked: bool = False  # found by small steps: an inner bound, more may be left than these points say
    lowest: dict[str, float] = field(default_factory=dict)  # least implausibility per pattern


def judge(emulated: list[Emulated], space: Space, seed: int, candidates: int = 20000, wanted: int = 2000) -> Region:
    rng = np.random.default_rng(seed)
    points = space.latin_hypercube(candidates, seed)
    table = np.column_stack([e.implausibility(points) for e in emulated])
    names = [e.target.name for e in emulated]
    lowest = dict(zip(names, table.min(axis=0).round(2)))
    reach = [k for k in range(len(names)) if table[:, k].min() <= CUT]
    may = table[:, reach] <= CUT
    together = may.T.astype(float) @ may.astype(float)
    conflicts = [(names[reach[i]], names[reach[j]]) for i in range(len(reach)) for j in range(i) if together[i, j] == 0]
    considered = [emulated[k] for k in reach]
    worst_first = -np.sort(-table[:, reach], axis=1)
    for aside in range(max(1, len(reach))):  # forgive as few patterns of each point as it takes
        height = worst_first[:, aside]
        left = points[height <= CUT]
        if len(left) < FEWEST_LEFT:
            left = walk(considered, points[np.argsort(height)[:200]], aside, FEWEST_LEFT, rng)
        if len(left) >= FEWEST_LEFT:
            break
    share = float(np.mean(worst_first[:, aside] <= CUT))
    walked = share * candidates < FEWEST_LEFT
    if len(left) < wanted:
        left = walk(considered, left, aside, wanted, rng)
    return Region(left[:wanted], share, [n for k, n in enumerate(names) if k not in reach], conflicts, aside, walked, lowest)


def ruled_by(considered: list[Emulated], points: np.ndarray, aside: int) -> np.ndarray:
    """Implausibility of each point once its `aside` worst patterns are forgiven."""
    table = -np.sort(-np.column_stack([e.implausibility(points) for e in considered]), axis=1)
    return table[:, aside]


def walk(considered: list[Emulated], start: np.ndarray, aside: int, wanted: int, rng: np.random.Generator, rounds: int = 30) -> np.ndarray:
    """More points that are not ruled out, by small steps from the least implausible ones known."""
    known = start
    height = ruled_by(considered, known, aside)
    for _ in range(rounds):
        inside = known[height <= CUT]
        if len(inside) >= wanted:
            return inside
        base = known[np.argsort(height)[: max(50, len(inside))]]
        spread = np.maximum(base.std(axis=0), 0.03)
        steps = base[rng.integers(len(base), size=1000)] + rng.normal(size=(1000, known.shape[1])) * spread * rng.choice([0.15, 0.4, 0.8], size=(1000, 1))
        steps = steps[np.all((steps >= 0) & (steps <= 1), axis=1)]
        if len(steps):
            known, height = np.vstack([known, steps]), np.concatenate([height, ruled_by(considered, steps, aside)])
            best = np.argsort(height)[: 4 * wanted + 200]
            known, height = known[best], height[best]
    return known[height <= CUT]


def next_points(region: Region, count: int, seed: int) -> np.ndarray:
    """Points far from each other inside the region (greedy maximin)."""
    rng = np.random.default_rng(seed)
    pool = region.points
    if len(pool) <= count:
        return pool
    chosen = [int(rng.integers(len(pool)))]
    distance = cdist(pool[chosen], pool)[0]
    while len(chosen) < count:
        chosen.append(int(np.argmax(distance)))
        distance = np.minimum(distance, cdist(pool[[chosen[-1]]], pool)[0])
    return pool[chosen]


@dataclass
class Judged:
    """A run that was made, by what it gave itself."""

    index: int
    met: int  # patterns within their band
    worst: float  # highest implausibility among patterns within reach
    misfit: float  # mean of squared implausibilities, each counted up to 9


def judge_runs(results: list[dict], targets: list[Target], out_of_reach: list[str]) -> list[Judged]:
    """Best first: most patterns met, then least misfit."""
    means, noises = matrix_of(results, targets)
    low, high = np.array([t.low for t in targets]), np.array([t.high for t in targets])
    spread = np.sqrt(noises + np.array([t.allowance() for t in targets]))
    away = np.abs(means - (low + high) / 2) / spread
    met = np.nansum((means >= low) & (means <= high), axis=1)
    reach = np.array([t.name not in out_of_reach for t in targets])
    judged = [Judged(i, int(met[i]), float(np.nanmax(away[i][reach], initial=0)), float(np.nanmean(np.minimum(away[i], 3) ** 2))) for i in range(len(results))]
    return sorted(judged, key=lambda j: (-j.met, j.misfit))


def sensitivity(emulated: list[Emulated], dimensions: int, seed: int, samples: int = 4000, bins: int = 16) -> np.ndarray:
    """Share of each pattern's variance over the whole space that goes with one parameter alone (correlation ratio), with
    the sign of the slope. A row per pattern, a column per parameter."""
    points = np.random.default_rng(seed).random((samples, dimensions))
    table = np.zeros((len(emulated), dimensions))
    for k, e in enumerate(emulated):
        mean, _ = e.emulator.at(points)
        for p in range(dimensions):
            where = np.minimum((points[:, p] * bins).astype(int), bins - 1)
            counts = np.bincount(where, minlength=bins)
            levels = np.bincount(where, mean, minlength=bins) / counts
            between = np.average((levels - mean.mean()) ** 2, weights=counts) - mean.var() * (bins - 1) / samples
            slope = np.polyfit(points[:, p], mean, 1)[0]
            table[k, p] = np.sign(slope) * max(0.0, between) / (mean.var() or 1.0)
    return table
