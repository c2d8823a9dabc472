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


class NothingLeft(Exception):
    """No point is found that history does not rule out, whatever is forgiven."""


class Rounds:
    """The emulators of one wave after another. A point is as implausible as the round that likes it least finds it: what
    one wave has ruled out stays so, and later emulators are asked only near the runs that taught them."""

    def __init__(self, rounds: list[list[Emulated]]):
        self._rounds = rounds
        self._ruled_out: dict[int, int] = {}  # points that an emulator has ruled out, by id
        self.names = list(dict.fromkeys(e.target.name for emulated in rounds for e in emulated))

    def implausibility(self, points: np.ndarray, rounds: slice = slice(None)) -> np.ndarray:
        """A row per point, a column per pattern; 0 where a pattern has no emulator in these rounds."""
        table = np.zeros((len(points), len(self.names)))
        for emulated in self._rounds[rounds]:
            for e in emulated:
                k = self.names.index(e.target.name)
                table[:, k] = np.maximum(table[:, k], e.implausibility(points))
        return table

    def left_in(self, points: np.ndarray, region: Region) -> np.ndarray:
        """Which points these rounds leave in; `region`: what they left, which says what is set aside and forgiven."""
        return self.leaves(points, [n for n in self.names if n not in region.out_of_reach], region.set_aside)

    def leaves(self, points: np.ndarray, reach: list[str], aside: int) -> np.ndarray:
        """Which points no more than `aside` patterns of `reach` rule out. Those who rule out most are asked first, and
        nobody is asked of a point that is out."""
        against = np.zeros((len(points), len(self.names)), dtype=bool)
        asked = [(self.names.index(e.target.name), e) for emulated in self._rounds for e in emulated if e.target.name in reach]
        for k, e in sorted(asked, key=lambda one: -self._ruled_out.get(id(one[1]), 0)):
            open_ = np.flatnonzero(against.sum(axis=1) <= aside)
            if not len(open_):
                break
            out = e.implausibility(points[open_]) > CUT
            against[open_[out], k] = True
            self._ruled_out[id(e)] = self._ruled_out.get(id(e), 0) + int(out.sum())
        return against.sum(axis=1) <= aside


def judge(rounds: list[list[Emulated]], space: Space, seed: int, known: np.ndarray | None = None, before: Region | None = None,
          candidates: int = 20000, wanted: int = 2000) -> Region:
    """What is left after the last of `rounds`. `known`: points already run, from which a thin region is entered. `before`:
    what the rounds before it left; a pattern out of reach there stays so, and so does a conflict."""
    rng = np.random.default_rng(seed)
    history = Rounds(rounds)
    names = history.names
    points = space.latin_hypercube(candidates, seed)
    known = np.empty((0, points.shape[1])) if known is None else known
    if before is None:
        asked_of = np.vstack([points, known])
    else:  # the newest emulators know only what was left before
        asked_of = np.vstack([before.points, known[Rounds(rounds[:-1]).left_in(known, before)]])
    newest = history.implausibility(asked_of, slice(-1, None))
    emulated_now = {e.target.name for e in rounds[-1]}
    lowest = dict(zip(names, newest.min(axis=0).round(2)))
    reach = [k for k, n in enumerate(names) if newest[:, k].min() <= CUT and (before is None or n not in before.out_of_reach)]
    if not reach:
        raise NothingLeft("no pattern is within reach of any point")
    may = newest[:, reach] <= CUT
    together = may.T.astype(float) @ may.astype(float)
    conflicts = [(names[reach[i]], names[reach[j]]) for i in range(len(reach)) for j in range(i)
                 if together[i, j] == 0 and {names[reach[i]], names[reach[j]]} <= emulated_now]
    in_reach = [names[k] for k in reach]
    if before is not None:
        conflicts = [c for c in before.conflicts if c not in conflicts and set(c) <= set(in_reach)] + conflicts

    def height(at: np.ndarray, aside: int) -> np.ndarray:
        """Implausibility once the `aside` worst patterns are forgiven."""
        return -np.sort(-history.implausibility(at)[:, reach], axis=1)[:, aside]

    start = np.vstack([points, known] + ([] if before is None else [before.points]))
    everywhere = -np.sort(-history.implausibility(start)[:, reach], axis=1)
    for aside in range(len(reach)):  # forgive as few patterns of each point as it takes
        left = start[everywhere[:, aside] <= CUT]
        if len(left) < FEWEST_LEFT:
            left = walk(lambda at: height(at, aside), start[np.argsort(everywhere[:, aside])[:200]], FEWEST_LEFT, rng)
        if len(left) >= FEWEST_LEFT:
            break
    else:
        raise NothingLeft(f"fewer than {FEWEST_LEFT} points are left, whatever is forgiven")
    share = float(np.mean(everywhere[:candidates, aside] <= CUT))
    followed = share * candidates < wanted
    if followed:
        left = slices(lambda at: history.leaves(at, in_reach, aside), left, wanted, rng)
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


# Walkers are three for each parameter of the shipped space; sweeps are what a heap takes to fill a made-up region of 41
# parameters of which twenty are bound in pairs (tests: 12 for each parameter leave the pairs at 0.6 of their range, 20 at 0.9).
WALKERS, SWEEPS_PER_PARAMETER, FEWEST_SWEEPS = 128, 20, 200


def slices(inside: Callable[[np.ndarray], np.ndarray], start: np.ndarray, wanted: int, rng: np.random.Generator) -> np.ndarray:
    """Points spread evenly over a thin region: an ensemble of walkers, each drawn anew on a line through where it stands
    (hit-and-run with shrinking: Smith 1984; Neal 2003). Lines run along one parameter, along a principal axis of the other
    half of the walkers, or along the difference of two of them, so that they follow the region's own shape (Karamanis &
    Beutler 2021)."""
    at = start[rng.permutation(len(start))[:WALKERS]]
    if len(at) < WALKERS:
        at = np.vstack([at, at[rng.integers(len(at), size=WALKERS - len(at))]])
    kept = []
    half = WALKERS // 2
    sweeps = max(FEWEST_SWEEPS, SWEEPS_PER_PARAMETER * at.shape[1])  # half of the moves change one parameter of them all
    keep = set(np.linspace(sweeps // 2, sweeps - 1, -(-wanted // WALKERS)).round().astype(int).tolist())
    for sweep in range(sweeps):
        for mine, other in ((slice(0, half), at[half:]), (slice(half, None), at[:half])):
            at[mine] = along(inside, at[mine], lines_through(other, half, rng), rng)
        if sweep in keep:
            kept.append(at.copy())
    every = np.vstack(kept)
    return every[rng.permutation(len(every))[:wanted]]


def lines_through(other: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Directions that do not depend on who will move along them: single parameters, principal axes of the other walkers, and
    differences of two of them, a third each."""
    size = other.shape[1]
    _, axes = np.linalg.eigh(np.cov(other, rowvar=False) + 1e-12 * np.eye(size))
    a, b = rng.integers(len(other), size=(2, count))
    kinds = [np.eye(size)[rng.integers(size, size=count)], axes.T[rng.integers(size, size=count)], other[a] - other[b]]
    lines = np.choose(rng.integers(3, size=count)[:, None], kinds)
    lines[np.all(lines == 0, axis=1), rng.integers(size)] = 1.0
    return lines


def along(inside: Callable[[np.ndarray], np.ndarray], at: np.ndarray, lines: np.ndarray, rng: np.random.Generator, tries: int = 10) -> np.ndarray:
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
