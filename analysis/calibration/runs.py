"""Runs the model at each point of a wave. Each result is a file; what is there already is not run again."""

from __future__ import annotations

import concurrent.futures
import hashlib
import json
import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable

import numpy as np

from calibration.space import Space


class RunFailed(Exception):
    """`weefsel` gave another exit code than 0."""


@dataclass(frozen=True)
class Study:
    """What every run of a calibration has in common."""

    folder: Path
    program: Path
    scenario: Path
    replicates: int
    years: float
    seed: int
    workers: int

    def fingerprint(self, space: Space) -> dict:
        """Results may only be used together when this is equal."""
        return {
            "program": hashlib.sha256(self.program.read_bytes()).hexdigest(),
            "scenario": hashlib.sha256(self.scenario.read_bytes()).hexdigest(),
            "replicates": self.replicates,
            "years": self.years,
            "seed": self.seed,
            "luck": "own per point",
            "parameters": [[p.name, p.low, p.high, p.log] for p in space.parameters],
        }


def open_study(study: Study, space: Space) -> None:
    """Makes the folder, or makes sure that what is in it belongs to the same study."""
    study.folder.mkdir(parents=True, exist_ok=True)
    note = study.folder / "study.json"
    mine = study.fingerprint(space)
    if not note.exists():
        write_whole(note, json.dumps(mine, indent=1))
    elif (theirs := json.loads(note.read_text(encoding="utf-8"))) != mine:
        different = [key for key in mine if theirs.get(key) != mine[key]]
        raise RunFailed(f"{study.folder} holds another study (it differs in: {', '.join(different)}); take another folder")


def write_whole(path: Path, text: str) -> None:
    """A file is there whole, or not at all."""
    part = path.with_suffix(path.suffix + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def run_one(study: Study, values: dict[str, float]) -> dict:
    command = [str(study.program), "patterns", str(study.scenario), "--replicates", str(study.replicates), "--years", f"{study.years:g}",
               "--seed", str(study.seed), "--threads", "1", "--format", "json", "--quiet"]
    for name, value in values.items():
        command += ["--set", f"{name}={value:.6f}".rstrip("0").rstrip(".")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RunFailed(f"{' '.join(command)}\n{done.stderr.strip()}")
    return json.loads(done.stdout)


def run_wave(study: Study, space: Space, wave: int | str, points: np.ndarray, run: Callable[[Study, dict[str, float]], dict] = run_one,
             say: Callable[[str], None] = print, first_seed: int | None = None) -> list[dict]:
    """Results in the order of `points`. The design is written first, so that a later start takes the same points.
    With `first_seed` each point has a town and luck of its own (that seed and up), else all have the study's."""
    folder = study.folder / (f"wave{wave}" if isinstance(wave, int) else wave)
    folder.mkdir(parents=True, exist_ok=True)
    design = folder / "design.json"
    if not design.exists():
        write_whole(design, json.dumps(points.tolist()))
    elif not same_points(json.loads(design.read_text(encoding="utf-8")), points):
        raise RunFailed(f"{folder} holds runs at other points (another start, or another way of searching); take another folder")

    def result(index: int) -> dict:
        file = folder / f"point{index:04d}.json"
        if not file.exists():
            own = study if first_seed is None else replace(study, seed=first_seed + index)
            write_whole(file, json.dumps(run(own, space.values(points[index])), indent=1))
        return json.loads(file.read_text(encoding="utf-8"))

    missing = [i for i in range(len(points)) if not (folder / f"point{i:04d}.json").exists()]
    say(f"wave {wave}: {len(points)} points, {len(missing)} to run")
    with concurrent.futures.ThreadPoolExecutor(study.workers) as pool:
        waiting = [pool.submit(result, i) for i in missing]
        try:
            for done, future in enumerate(concurrent.futures.as_completed(waiting), start=1):
                future.result()
                if done % max(1, len(missing) // 10) == 0:
                    say(f"wave {wave}: {done} of {len(missing)} done")
        except BaseException:
            for future in waiting:
                future.cancel()
            raise
    return [result(i) for i in range(len(points))]


def same_points(kept: list, points: np.ndarray) -> bool:
    return np.shape(kept) == points.shape and bool(np.allclose(kept, points, atol=1e-9))


def design_of(study: Study, wave: int) -> np.ndarray | None:
    """The points of a wave that was begun before."""
    file = study.folder / f"wave{wave}" / "design.json"
    return np.array(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None
