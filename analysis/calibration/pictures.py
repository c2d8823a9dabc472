"""Pictures of a calibration."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (the backend is chosen first)
import numpy as np  # noqa: E402

from calibration.history import Emulated, Judged, Region, matrix_of  # noqa: E402
from calibration.space import Space  # noqa: E402
from calibration.waves import Matched  # noqa: E402

INK, SOFT, BAND, BEST = "#22262B", "#A9AFB6", "#CFE3F1", "#D55E00"
plt.rcParams.update({"font.family": ["Lato", "DejaVu Sans"], "font.size": 9, "axes.edgecolor": SOFT, "text.color": INK, "axes.labelcolor": INK})


def finish(figure: plt.Figure, path: Path) -> None:
    figure.text(0.995, 0.998, "modelled; not a forecast", ha="right", va="top", fontsize=7, color="#6B7178")
    figure.savefig(path, dpi=130)
    plt.close(figure)


def draw_patterns(path: Path, matched: Matched, best: list[Judged]) -> None:
    """Every run against the band of each pattern: 0 is its middle, 1 its edge."""
    means, _ = matrix_of(matched.results, matched.targets)
    figure, axes = plt.subplots(figsize=(9, 0.29 * len(matched.targets) + 1.4), layout="constrained")
    axes.axvspan(-1, 1, color=BAND, lw=0)
    first = len(matched.waves[0].points)
    for row, t in enumerate(matched.targets):
        away = np.clip((means[:, row] - t.middle) / t.half_width, -8, 8)
        jitter = np.linspace(-0.25, 0.25, len(away))
        axes.plot(away[:first], row + jitter[:first], ".", ms=2.5, color=SOFT, label="first wave" if row == 0 else None)
        axes.plot(away[first:], row + jitter[first:], ".", ms=2.5, color="#0072B2", label="later waves" if row == 0 and first < len(away) else None)
        axes.plot(away[best[0].index], row, "D", ms=6, color=BEST, label="best run" if row == 0 else None)
    axes.set_yticks(range(len(matched.targets)), [t.what for t in matched.targets])
    axes.set_ylim(len(matched.targets) - 0.4, -0.6)
    axes.set_xlim(-8.3, 8.3)
    axes.set_xlabel("distance from the middle of the band, in half-widths (the band lies between -1 and 1; cut off at 8)")
    axes.legend(loc="lower right", frameon=True, fontsize=8)
    axes.set_title("Each run against each pattern", loc="left", weight="bold")
    finish(figure, path)


def draw_region(path: Path, space: Space, region: Region, best: np.ndarray) -> None:
    """Where the points that are not ruled out lie, one parameter a row."""
    figure, axes = plt.subplots(figsize=(9, 0.3 * len(space.parameters) + 1.4), layout="constrained")
    for row, p in enumerate(space.parameters):
        counts, edges = np.histogram(region.points[:, row], bins=30, range=(0, 1))
        heights = 0.8 * counts / max(1, counts.max())
        axes.fill_between((edges[:-1] + edges[1:]) / 2, row + 0.4, row + 0.4 - heights, color="#0072B2", alpha=0.7, lw=0)
        axes.plot([0, 1], [row + 0.4] * 2, color=SOFT, lw=0.6)
        axes.plot(best[row], row + 0.4, "D", ms=5, color=BEST, label="best run" if row == 0 else None)
        axes.text(-0.01, row + 0.4, f"{p.low:g}", ha="right", va="center", fontsize=7, color="#6B7178")
        axes.text(1.01, row + 0.4, f"{p.high:g}" + (" (log)" if p.log else ""), ha="left", va="center", fontsize=7, color="#6B7178")
    axes.set_yticks(np.arange(len(space.parameters)) + 0.2, space.names)
    axes.tick_params(axis="y", pad=34, length=0)
    axes.set_ylim(len(space.parameters), -0.5)
    axes.set_xlim(-0.005, 1.005)
    axes.set_xticks([])
    for side in axes.spines.values():
        side.set_visible(False)
    axes.legend(loc="lower right", bbox_to_anchor=(0.8, 0.985), frameon=False, fontsize=8)
    axes.set_title("Where parameters lie that are not ruled out", loc="left", weight="bold")
    finish(figure, path)


def draw_sensitivity(path: Path, space: Space, emulated: list[Emulated], table: np.ndarray) -> None:
    figure, axes = plt.subplots(figsize=(0.33 * len(space.parameters) + 5, 0.27 * len(emulated) + 3), layout="constrained")
    picture = axes.imshow(table, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto")
    axes.set_xticks(range(len(space.parameters)), space.names, rotation=90)
    axes.set_yticks(range(len(emulated)), [e.target.what for e in emulated])
    for k, p in np.argwhere(np.abs(table) >= 0.1):
        axes.text(p, k, f"{abs(table[k, p]):.1f}"[1:] if abs(table[k, p]) < 0.95 else "1", ha="center", va="center", fontsize=6.5,
                  color="white" if abs(table[k, p]) > 0.6 else INK)
    figure.colorbar(picture, ax=axes, shrink=0.6, label="share of variance; red: rises with it, blue: falls")
    axes.set_title("What moves what", loc="left", weight="bold")
    finish(figure, path)


def draw_fit(path: Path, emulated: list[Emulated]) -> None:
    columns = 6
    rows = -(-len(emulated) // columns)
    figure, grid = plt.subplots(rows, columns, figsize=(2.1 * columns, 2.1 * rows), layout="constrained", squeeze=False)
    for axes, e in zip(grid.flat, emulated):
        low, high = min(e.error.found.min(), e.error.foretold.min()), max(e.error.found.max(), e.error.foretold.max())
        axes.axhspan(e.target.low, e.target.high, color=BAND, lw=0)
        axes.plot([low, high], [low, high], color=SOFT, lw=0.8)
        axes.plot(e.error.foretold, e.error.found, ".", ms=2.5, color=INK)
        margin = 0.05 * (high - low) or 0.01
        axes.set_ylim(low - margin, high + margin)
        axes.set_title(f"{e.target.name}  R² {e.error.r2:.2f}", fontsize=7)
        axes.tick_params(labelsize=6)
    for axes in list(grid.flat)[len(emulated):]:
        axes.set_visible(False)
    figure.supxlabel("foretold", fontsize=8)
    figure.supylabel("found (band in blue)", fontsize=8)
    finish(figure, path)
