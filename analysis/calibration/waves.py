"""The waves in turn: run, emulate, judge, choose where to look next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import numpy as np

from calibration.history import Emulated, Region, Target, emulate_all, judge, next_points, targets_of
from calibration.runs import Study, design_of, open_study, run_one, run_wave
from calibration.space import Space


@dataclass
class Wave:
    points: np.ndarray
    results: list[dict]
    region: Region  # after this wave and all before it


@dataclass
class Matched:
    targets: list[Target]
    waves: list[Wave]
    emulated: list[Emulated]  # from the runs of all waves

    @property
    def points(self) -> np.ndarray:
        return np.vstack([w.points for w in self.waves])

    @property
    def results(self) -> list[dict]:
        return [r for w in self.waves for r in w.results]

    @property
    def region(self) -> Region:
        return self.waves[-1].region


def match_history(study: Study, space: Space, waves: int, points: int, run: Callable[[Study, dict[str, float]], dict] = run_one,
                  say: Callable[[str], None] = print) -> Matched:
    open_study(study, space)
    matched = Matched([], [], [])
    for wave in range(1, waves + 1):
        here = design_of(study, wave)
        if here is None:
            here = space.latin_hypercube(points, study.seed) if wave == 1 else next_points(matched.region, points, study.seed + wave)
        results = run_wave(study, space, wave, here, run, say)
        matched.targets = targets_of(results[0], space)
        all_points = np.vstack([*(w.points for w in matched.waves), here])
        matched.emulated = emulate_all(all_points, matched.results + results, matched.targets, study.seed)
        region = judge(matched.emulated, space, study.seed + 100 * wave)
        matched.waves.append(Wave(here, results, region))
        aside = f", with {region.set_aside} of the worst of each point forgiven" if region.set_aside else ""
        say(f"wave {wave}: {100 * region.share:.3g}% of the space is not ruled out{aside}; out of reach: {', '.join(region.out_of_reach) or 'nothing'}")
    return matched
