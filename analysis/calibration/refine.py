"""From the best run on, towards one set that meets the patterns together: Gauss-Newton with bounds.

History matching says what is not ruled out. A default needs one point; this looks for it near the best one, inside the
same ranges. Each round runs the point and one step along every parameter (same seed, so luck cancels in part), takes
the slopes, and solves a bounded linear least-squares problem (scipy's `lsq_linear`) for a step inside a trust region;
steps of four lengths are run, and the best point goes on; a round that finds nothing better halves both kinds of step.
What counts is how far each pattern lies from the middle of
its band, in half-widths: fully outside the inner part of the band, little inside it. Patterns that lie further off than
`FURTHEST` weigh less, so what is out of reach does not take the others along.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np
import yaml
from scipy.optimize import lsq_linear

from calibration.history import Target, matrix_of, targets_of
from calibration.runs import Study, run_one, run_wave, write_whole
from calibration.space import Space, UnusableSpace

INNER = 0.75
FURTHEST = 3.0
STEP = 0.12          # of each range, for the slopes
TRUST = 0.25         # of each range, in one round
LENGTHS = (0.25, 0.5, 0.75, 1.0)
WITHIN = 0.3         # weight of a pattern inside the inner part of its band
HOLD = 0.25          # how much a full range away from the last point weighs against one half-width


@dataclass
class Refined:
    point: np.ndarray
    misfit: float
    met: int


def away_of(result: dict, targets: list[Target]) -> np.ndarray:
    """Distance of each pattern from the middle of its band, in half-widths, with its sign; unmeasured: the furthest."""
    means, _ = matrix_of([result], targets)
    middle = np.array([(t.low + t.high) / 2 for t in targets])
    half = np.array([(t.high - t.low) / 2 for t in targets])
    return np.nan_to_num((means[0] - middle) / half, nan=-FURTHEST)


def misfit_of(result: dict, targets: list[Target]) -> tuple[float, int]:
    """(misfit, patterns met). Beyond FURTHEST the misfit of a pattern rises with the logarithm only."""
    away = np.abs(away_of(result, targets))
    outside = np.maximum(away - INNER, 0)
    counted = np.where(outside <= FURTHEST, outside, FURTHEST * (1 + np.log(np.maximum(outside, FURTHEST) / FURTHEST)))
    return float(counted.sum()), int((away <= 1).sum())


def start_of(file: Path, space: Space) -> np.ndarray:
    """Where to start from: a `parameters:` block as in OUT/best.yaml; what it does not name begins half-way."""
    named = yaml.safe_load(file.read_text(encoding="utf-8")).get("parameters", {})
    unknown = sorted(set(named) - set(space.names))
    if unknown:
        raise UnusableSpace(f"{file}: not in the space: {', '.join(unknown)}")
    shares = []
    for p in space.parameters:
        value = named.get(p.name)
        shares.append(0.5 if value is None else p.share(float(value["value"] if isinstance(value, dict) else value)))
    return np.clip(np.array(shares), 0, 1)


def next_step(away: np.ndarray, slopes: np.ndarray, point: np.ndarray, trust: float = TRUST) -> np.ndarray:
    """The step that would bring all patterns nearest to the middle of their bands, if slopes were straight lines."""
    distance = np.abs(away)
    weight = np.where(distance > INNER, FURTHEST / np.maximum(distance, FURTHEST), WITHIN)
    wish = -away * weight
    size = len(point)
    low, high = np.maximum(-trust, -point), np.minimum(trust, 1 - point)
    found = lsq_linear(np.vstack([slopes * weight[:, None], HOLD * np.eye(size)]), np.concatenate([wish, np.zeros(size)]),
                       bounds=(low - 1e-9, high + 1e-9))
    return np.clip(found.x, low, high)


def refine(study: Study, space: Space, start: np.ndarray, rounds: int, run: Callable[[Study, dict[str, float]], dict] = run_one,
           say: Callable[[str], None] = print) -> Refined:
    """Goes on where it stopped: the search is one sequence, and each run is a file."""
    best: Refined | None = None
    point, shrunk = start, 1.0
    for number in range(rounds):
        steps = np.where(point + shrunk * STEP <= 1, shrunk * STEP, -shrunk * STEP)
        results = run_wave(study, space, f"refine{number:03d}slopes", np.vstack([point, point + np.diag(steps)]), run, lambda _: None)
        targets = targets_of(results[0], space)
        base = away_of(results[0], targets)
        slopes = np.column_stack([(away_of(r, targets) - base) / step for r, step in zip(results[1:], steps)])
        step = next_step(base, slopes, point, shrunk * TRUST)
        tried = np.array([point + length * step for length in LENGTHS])
        candidates = list(zip([point, *(point + np.diag(steps)), *tried], results + run_wave(study, space, f"refine{number:03d}steps", tried, run, lambda _: None)))
        judged = [Refined(p, *misfit_of(r, targets)) for p, r in candidates]
        best = min(judged, key=lambda j: j.misfit)
        if best is judged[0]:  # nothing better than where the round began
            shrunk /= 2
        say(f"refine {number + 1} of {rounds}: misfit {judged[0].misfit:.2f} -> {best.misfit:.2f}, {best.met} of {len(targets)} patterns met")
        write_refined(study.folder / "refined.yaml", space, best)
        point = best.point
    assert best is not None
    return best


def write_refined(file: Path, space: Space, best: Refined) -> None:
    why = f"calibration: {best.met} patterns within their band"
    write_whole(file, yaml.safe_dump({"parameters": {name: {"value": float(f"{value:.4g}"), "why": why} for name, value in space.values(best.point).items()}},
                                     sort_keys=False, width=200))
