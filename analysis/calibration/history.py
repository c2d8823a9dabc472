"""Implausibility, what is out of reach, what is in conflict, the region that is left, and the points of the next wave.

    I(x)^2 = (emulator's mean - middle of the band)^2
             / (emulator's variance + replicates' variance + discrepancy^2 + (half-width of the band / 2)^2)

A point is ruled out when one pattern that is within reach has I above 3 (Pukelsheim 1994: 95% of any unimodal
distribution lies within three standard deviations).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable

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


PROBED_WITHIN = 2.0  # standard deviations


def emulate_all(points: np.ndarray, results: list[dict], targets: list[Target], seed: int = 0,
                probes: tuple[np.ndarray, list[dict]] | None = None) -> list[Emulated]:
    """`probes`: points and results that are not learnt from. An emulator that is further off there than two of its standard
    deviations is widened until it is not: its error on runs like those it learnt from says little of a far corner."""
    means, noises = matrix_of(results, targets)
    probed = matrix_of(probes[1], targets)[0] if probes is not None else np.empty((0, len(targets)))
    emulated = []
    for k, target in enumerate(targets):
        measured = ~np.isnan(means[:, k])
        if measured.sum() < max(10, len(points) // 2):
            continue
        emulator, error = emulator_with_error(points[measured], means[measured, k], float(noises[k]), seed)
        for point, found in zip(probes[0] if probes is not None else [], probed[:, k]):
            emulator.widen_for(point, found, PROBED_WITHIN)
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
    followed: bool = False  # too thin for chance points to hit: found from known points by slices through it
    lowest: dict[str, float] = field(default_factory=dict)  # least implausibility per pattern


class Rounds:
    """The emulators of one wave after another. A point is as implausible as the round that likes it least finds it: what
    one wave has ruled out stays so, and later emulators are asked only near the runs that taught them."""

    def __init__(self, rounds: list[list[Emulated]]):
        self._rounds = rounds
        self.names = list(dict.fromkeys(e.target.name for emulated in rounds for e in emulated))

    def implausibility(self, points: np.ndarray, rounds: slice = slice(None)) -> np.ndarray:
        """A row per point, a column per pattern; 0 where a pattern has no emulator in these rounds."""
        table = np.zeros((len(points), len(self.names)))
        for emulated in self._rounds[rounds]:
            for e in emulated:
                k = self.names.index(e.target.name)
                table[:, k] = np.maximum(table[:, k], e.implausibility(points))
        return table


def judge(rounds: list[list[Emulated]], space: Space, seed: int, known: np.ndarray | None = None, before: Region | None = None,
          candidates: int = 20000, wanted: int = 2000) -> Region:
    """What is left after the last of `rounds`. `known`: points already run, from which a thin region is entered. `before`:
    what the rounds before it left; a pattern out of reach there stays so."""
    rng = np.random.default_rng(seed)
    history = Rounds(rounds)
    names = history.names
    points = space.latin_hypercube(candidates, seed)
    start = points if known is None else np.vstack([points, known])
    where = start if before is None else np.vstack([before.points, start[candidates:]])
    newest = history.implausibility(where, slice(-1, None))
    lowest = dict(zip(names, newest.min(axis=0).round(2)))
    reach = [k for k, n in enumerate(names) if newest[:, k].min() <= CUT and (before is None or n not in before.out_of_reach)]
    may = newest[:, reach] <= CUT
    together = may.T.astype(float) @ may.astype(float)
    conflicts = [(names[reach[i]], names[reach[j]]) for i in range(len(reach)) for j in range(i) if together[i, j] == 0]

    def height(at: np.ndarray, aside: int) -> np.ndarray:
        """Implausibility once the `aside` worst patterns are forgiven."""
        return -np.sort(-history.implausibility(at)[:, reach], axis=1)[:, aside]

    everywhere = -np.sort(-history.implausibility(start)[:, reach], axis=1)
    for aside in range(max(1, len(reach))):  # forgive as few patterns of each point as it takes
        left = start[everywhere[:, aside] <= CUT]
        if len(left) < FEWEST_LEFT:
            left = walk(lambda at: height(at, aside), start[np.argsort(everywhere[:, aside])[:200]], FEWEST_LEFT, rng)
        if len(left) >= FEWEST_LEFT:
            break
    share = float(np.mean(everywhere[:candidates, aside] <= CUT))
    followed = share * candidates < wanted
    if followed:
        left = slices(lambda at: height(at, aside) <= CUT, left, wanted, rng)
    return Region(left[:wanted], share, [n for k, n in enumerate(names) if k not in reach], conflicts, aside, followed, lowest)


def walk(height: Callable[[np.ndarray], np.ndarray], start: np.ndarray, wanted: int, rng: np.random.Generator, rounds: int = 30) -> np.ndarray:
    """A first few points that are not ruled out, by small steps from the least implausible ones known."""
    known = start
    level = height(known)
    for _ in range(rounds):
        inside = known[level <= CUT]
        if len(inside) >= wanted:
            return inside
        base = known[np.argsort(level)[: max(50, len(inside))]]
        spread = np.maximum(base.std(axis=0), 0.03)
        steps = base[rng.integers(len(base), size=1000)] + rng.normal(size=(1000, known.shape[1])) * spread * rng.choice([0.15, 0.4, 0.8], size=(1000, 1))
        steps = steps[np.all((steps >= 0) & (steps <= 1), axis=1)]
        if len(steps):
            known, level = np.vstack([known, steps]), np.concatenate([level, height(steps)])
            best = np.argsort(level)[: 4 * wanted + 200]
            known, level = known[best], level[best]
    return known[level <= CUT]


WALKERS, SWEEPS, KEPT_SWEEPS = 128, 60, 16


def slices(inside: Callable[[np.ndarray], np.ndarray], start: np.ndarray, wanted: int, rng: np.random.Generator) -> np.ndarray:
    """Points spread evenly over a thin region: an ensemble of walkers, each drawn anew on a line through where it stands
    (hit-and-run with shrinking: Smith 1984; Neal 2003). Lines run along one parameter, or along the difference of two
    walkers of the other half, so that they follow the region's own shape (Karamanis & Beutler 2021)."""
    at = start[rng.permutation(len(start))[:WALKERS]]
    if len(at) < WALKERS:
        at = np.vstack([at, at[rng.integers(len(at), size=WALKERS - len(at))]])
    kept = []
    half = WALKERS // 2
    for sweep in range(SWEEPS):
        for mine, other in ((slice(0, half), at[half:]), (slice(half, None), at[:half])):
            a, b = rng.integers(half, size=(2, half))
            lines = np.where((a == b)[:, None] | (rng.random(half) < 0.5)[:, None], np.eye(at.shape[1])[rng.integers(at.shape[1], size=half)], other[a] - other[b])
            lines[np.all(lines == 0, axis=1), rng.integers(at.shape[1])] = 1.0
            at[mine] = along(inside, at[mine], lines, rng)
        if sweep >= SWEEPS - KEPT_SWEEPS:
            kept.append(at.copy())
    every = np.vstack(kept)
    return every[rng.permutation(len(every))[:wanted]]


def along(inside: Callable[[np.ndarray], np.ndarray], at: np.ndarray, lines: np.ndarray, rng: np.random.Generator, tries: int = 12) -> np.ndarray:
    """One evenly drawn point inside, on the line through each of `at`; where no try is inside, the walker stays."""
    with np.errstate(divide="ignore", invalid="ignore"):
        to_low, to_high = -at / lines, (1 - at) / lines
    low = np.max(np.where(lines == 0, -np.inf, np.minimum(to_low, to_high)), axis=1)
    high = np.min(np.where(lines == 0, np.inf, np.maximum(to_low, to_high)), axis=1)
    found = at.copy()
    open_ = np.arange(len(at))
    for _ in range(tries):
        step = rng.uniform(low[open_], high[open_])
        tried = np.clip(at[open_] + step[:, None] * lines[open_], 0, 1)
        good = inside(tried)
        found[open_[good]] = tried[good]
        open_, step = open_[~good], step[~good]
        if not len(open_):
            break
        low[open_] = np.where(step < 0, step, low[open_])
        high[open_] = np.where(step > 0, step, high[open_])
    return found


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


def distances(means: np.ndarray, noises: np.ndarray, targets: list[Target]) -> np.ndarray:
    """Implausibility of runs by what they gave themselves: a row per run, a column per target."""
    return np.abs(means - np.array([t.middle for t in targets])) / np.sqrt(noises + np.array([t.allowance() for t in targets]))


def judge_runs(results: list[dict], targets: list[Target], out_of_reach: list[str]) -> list[Judged]:
    """Best first: most patterns met, then least misfit."""
    means, noises = matrix_of(results, targets)
    low, high = np.array([t.low for t in targets]), np.array([t.high for t in targets])
    away = distances(means, noises, targets)
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
