"""The waves in turn: run, emulate, judge, choose where to look next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import numpy as np

from calibration.history import Emulated, Region, Rounds, Target, emulate_all, judge, next_points, targets_of
from calibration.runs import RunFailed, Study, design_of, open_study, run_one, run_wave
from calibration.space import Space


@dataclass
class Wave:
    points: np.ndarray
    results: list[dict]
    emulated: list[Emulated]  # the first wave's know the whole space; later ones what the waves before left, and better
    region: Region | None  # after this wave and all before it


@dataclass
class Matched:
    targets: list[Target]
    waves: list[Wave]
    known: np.ndarray | None = None  # points that the first wave ran besides its own

    def known_points(self) -> int:
        return 0 if self.known is None else len(self.known)

    @property
    def points(self) -> np.ndarray:
        return np.vstack([w.points for w in self.waves])

    @property
    def results(self) -> list[dict]:
        return [r for w in self.waves for r in w.results]

    @property
    def emulated(self) -> list[Emulated]:
        return self.waves[-1].emulated

    @property
    def region(self) -> Region:
        region = self.waves[-1].region
        assert region is not None, "the wave has been judged"
        return region


SEEDS_PER_WAVE = 10_000  # more than a wave has points


def match_history(study: Study, space: Space, waves: int, points: int, run: Callable[[Study, dict[str, float]], dict] = run_one,
                  say: Callable[[str], None] = print, known: np.ndarray | None = None) -> Matched:
    """`known`: points (rows of the unit cube) that the first wave runs besides its own, such as today's defaults."""
    open_study(study, space)
    matched = Matched([], [], known)
    for wave in range(1, waves + 1):
        here = design_of(study, wave)
        if here is None:
            here = first_points(space, points, study.seed, known) if wave == 1 else next_points(matched.region, points, study.seed + wave)
        elif wave == 1 and known is not None and not np.allclose(here[-len(known):], known):
            raise RunFailed(f"{study.folder} was begun with other known points (other defaults); take another folder")
        results = run_wave(study, space, wave, here, run, say, study.seed + SEEDS_PER_WAVE * wave)
        matched.targets = targets_of(results[0], space)
        matched.waves.append(Wave(here, results, [], None))
        points_learnt, results_learnt = learnt(matched)
        matched.waves[-1].emulated = emulate_all(points_learnt, results_learnt, matched.targets, study.seed, probes_of(matched))
        before = matched.waves[-2].region if wave > 1 else None
        region = matched.waves[-1].region = judge([w.emulated for w in matched.waves], space, study.seed + 100 * wave, matched.points, before)
        aside = f", with {region.set_aside} of the worst of each point forgiven" if region.set_aside else ""
        say(f"wave {wave}: {100 * region.share:.3g}% of the space is not ruled out{aside}; out of reach: {', '.join(region.out_of_reach) or 'nothing'}")
    return matched


def first_points(space: Space, count: int, seed: int, known: np.ndarray | None) -> np.ndarray:
    spread = space.latin_hypercube(count, seed)
    return spread if known is None else np.vstack([spread, known])


def learnt(matched: Matched) -> tuple[np.ndarray, list[dict]]:
    """What the emulators of the last wave learn from: its own runs and those of earlier waves that lie where it looks, so all
    but the first, whose runs lie everywhere. Known points are kept to put the emulators to the test."""
    if len(matched.waves) == 1:
        own = len(matched.waves[0].points) - matched.known_points()
        return matched.waves[0].points[:own], matched.waves[0].results[:own]
    later = matched.waves[1:]
    return np.vstack([w.points for w in later]), [r for w in later for r in w.results]


def probes_of(matched: Matched) -> tuple[np.ndarray, list[dict]] | None:
    """Known points that the waves before the last have left in."""
    count = matched.known_points()
    if not count:
        return None
    points, results = matched.waves[0].points[-count:], matched.waves[0].results[-count:]
    if len(matched.waves) > 1:
        inside = Rounds([w.emulated for w in matched.waves[:-1]]).left_in(points, matched.waves[-2].region)
        points, results = points[inside], [r for r, i in zip(results, inside) if i]
    return points, results
