"""The method on a model whose answer is known, and its manners: going on where it stopped, mixing no studies."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from calibration import runs  # noqa: E402
from calibration.emulate import Emulator, Plane, emulator_with_error  # noqa: E402
from calibration.history import CUT, Rounds, emulate_all, judge, judge_runs, matrix_of, next_points, sensitivity, slices, targets_of  # noqa: E402
from calibration.refine import refine, start_of  # noqa: E402
from calibration.report import write_report  # noqa: E402
from calibration.runs import RunFailed, Study  # noqa: E402
from calibration.space import Parameter, Space, UnusableSpace, read_space  # noqa: E402
from calibration.waves import match_history  # noqa: E402

from toy import PLANTED, SPACE, result  # noqa: E402

quiet = lambda text: None  # noqa: E731


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setattr(Study, "fingerprint", lambda self, space: {"seed": self.seed, "parameters": space.names})
    return Study(tmp_path / "study", Path("toy"), Path("toy.yaml"), 2, 8, 1, 2)


@pytest.fixture(scope="module")
def matched(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Study, "fingerprint", lambda self, space: {})
        study = Study(tmp_path_factory.mktemp("toy") / "study", Path("toy"), Path("toy.yaml"), 2, 8, 1, 2)
        found = match_history(study, SPACE, 2, 40, lambda _, values: result(values), quiet)
        write_report(study, SPACE, found)
        return study, found


def planted_point():
    return np.array([[p.share(PLANTED.get(p.name, (p.low + p.high) / 2)) for p in SPACE.parameters]])


def test_the_planted_point_is_not_ruled_out_and_most_of_the_space_is(matched):
    _, found = matched
    worst = max(e.implausibility(planted_point())[0] for e in found.emulated if e.target.name != "hopeless")
    assert worst < CUT
    assert 0 < found.region.share < 0.1
    a, b = found.region.points[:, 0], found.region.points[:, 1]
    assert abs(np.median(a) - 0.3) < 0.1 and abs(np.median(b) - 0.5) < 0.1  # 2 lies half-way between 1 and 4 on a log scale


def test_parameters_that_do_nothing_keep_their_range(matched):
    _, found = matched
    for idle in (2, 3, 4):
        assert np.quantile(found.region.points[:, idle], 0.05) < 0.15 and np.quantile(found.region.points[:, idle], 0.95) > 0.85


def test_a_pattern_that_no_point_meets_is_named_and_not_forced(matched):
    _, found = matched
    assert found.region.out_of_reach == ["hopeless"]
    assert found.region.set_aside == 0


def test_later_waves_look_where_nothing_is_ruled_out(matched):
    _, found = matched
    targets = [t for t in found.targets if t.name != "hopeless"]

    def misfit(wave):
        means, _ = matrix_of(wave.results, targets)
        return np.mean([abs(means[:, k] - t.middle) for k, t in enumerate(targets)])

    assert misfit(found.waves[1]) < 0.5 * misfit(found.waves[0])


def test_the_report_has_its_tables_and_pictures(matched):
    study, _ = matched
    text = (study.folder / "report.md").read_text(encoding="utf-8")
    for words in ("out of reach", "`g.a`", "Best runs", "What moves what", "held-out"):
        assert words in text
    for picture in ("patterns.png", "region.png", "sensitivity.png", "emulators.png"):
        assert (study.folder / picture).stat().st_size > 5000
    assert (study.folder / "best.yaml").read_text(encoding="utf-8").startswith("parameters:\n  g.a: {value: ")


def test_sensitivity_finds_what_moves_what(matched):
    _, found = matched
    everywhere = found.waves[0].emulated
    table = sensitivity(everywhere, 5, seed=3)
    row = [e.target.name for e in everywhere].index("sum")
    # Var of a is 1/12, of b/2 with b from 0 to 2 is 1/12 too: each half of the variance, both upward.
    assert table[row, 0] == pytest.approx(0.5, abs=0.1) and table[row, 1] == pytest.approx(0.5, abs=0.1)
    assert np.all(np.abs(table[row, 2:]) < 0.02)


def test_two_patterns_that_exclude_each_other_are_a_conflict():
    points = SPACE.latin_hypercube(60, 1)
    results = []
    for point in points:
        values = SPACE.values(point)
        rows = result(values)["patterns"]
        for name, wanted in (("low_a", 0.1), ("high_a", 0.9)):
            rows.append({"name": name, "what": name, "kind": "fit", "unit": "1", "low": wanted - 0.03, "high": wanted + 0.03, "values": [values["g.a"]] * 2})
        results.append({"patterns": [r for r in rows if r["name"] in ("low_a", "high_a")]})
    region = judge([emulate_all(points, results, targets_of(results[0], SPACE))], SPACE, 1, candidates=5000, wanted=200)
    assert region.conflicts == [("high_a", "low_a")] and region.out_of_reach == []
    assert region.set_aside == 1


def test_the_emulator_foretells_within_its_error():
    rng = np.random.default_rng(1)
    points = rng.random((80, 3))
    values = np.sin(4 * points[:, 0]) + points[:, 1] ** 2 + 0.05 * rng.normal(size=80)
    emulator, error = emulator_with_error(points, values, 0.05**2)
    test = rng.random((400, 3))
    mean, variance = emulator.at(test)
    truth = np.sin(4 * test[:, 0]) + test[:, 1] ** 2
    assert error.r2 > 0.9
    assert np.mean(np.abs(mean - truth) <= 3 * np.sqrt(variance)) > 0.95


def test_the_emulator_is_sklearns_own():
    rng = np.random.default_rng(11)
    points = rng.random((60, 4))
    emulator = Emulator(points, np.sin(5 * points[:, 0]) + points[:, 1] * points[:, 2] + 0.05 * rng.normal(size=60), 0.05**2)
    test = rng.random((50, 4))
    rest, spread = emulator._kriging.predict(test[:, emulator._active], return_std=True)
    ours, variance = emulator._rest(test)
    assert np.allclose(ours, rest, atol=1e-8) and np.allclose(variance, spread**2, rtol=1e-5, atol=1e-9)


def test_an_overconfident_emulator_is_widened():
    rng = np.random.default_rng(2)
    points = rng.random((60, 2))
    values = points[:, 0] + rng.normal(size=60)  # far noisier than it is told
    emulator, error = emulator_with_error(points, values, 1e-6)
    assert error.widening > 1 and emulator.widening == error.widening


def test_the_plane_is_less_sure_in_a_corner_where_nothing_was_run():
    rng = np.random.default_rng(4)
    points, weights = rng.random((120, 30)), rng.normal(size=30)
    plane = Plane(points, points @ weights + 0.3 * rng.normal(size=120))
    corners = rng.integers(0, 2, size=(200, 30)).astype(float)
    among, far = plane.at(rng.random((200, 30)))[1].mean(), plane.at(corners)[1].mean()
    assert far > 2 * among
    mean, variance = plane.at(corners)
    # Its error of a corner is as large as it says: the mean of squared z is 1, give or take chance and the prior's pull.
    assert 0.4 < np.mean((mean - corners @ weights) ** 2 / variance) < 2.0


def test_slices_fill_a_thin_region_evenly():
    """A slab of 1% across the diagonal of two parameters out of six: even along it, and in the four free ones."""
    inside = lambda at: np.abs(at[:, 0] + at[:, 1] - 1) < 0.005  # noqa: E731
    start = np.full((5, 6), 0.5)
    found = slices(inside, start, 2000, np.random.default_rng(5))
    assert len(found) == 2000 and inside(found).all() and np.all((found >= 0) & (found <= 1))
    for column in found.T:
        shares = np.histogram(column, bins=4, range=(0, 1))[0] / len(found)
        assert np.all(np.abs(shares - 0.25) < 0.1), shares


def test_slices_leave_a_cluster_behind_where_there_are_many_parameters():
    """41 parameters: ten bound to a tenth of their range, ten pairs bound to each other, eleven free. All walkers begin in
    one small heap; in the end the free ones and the pairs fill their range, and the bound ones theirs. (Of 2,000 points the
    width is known to about 0.02; too few sweeps leave the pairs far below: 0.34 to 0.6.)"""
    def inside(at):
        return np.all(np.abs(at[:, :10] - 0.5) < 0.05, axis=1) & np.all(np.abs(at[:, 10:20] + at[:, 20:30] - 1) < 0.03, axis=1)

    rng = np.random.default_rng(6)
    start = 0.5 + 0.01 * rng.uniform(-1, 1, size=(50, 41))
    found = slices(inside, start, 2000, rng)
    low, high = np.quantile(found, (0.05, 0.95), axis=0)
    width = (high - low) / 0.9
    assert np.all(np.abs(width[:10] - 0.1) < 0.01) and inside(found).all()
    assert np.all(width[30:] > 0.93) and np.all(width[10:30] > 0.85), width.round(2)


def test_what_one_wave_ruled_out_stays_so_whatever_a_later_one_says(matched):
    _, found = matched
    anywhere = SPACE.latin_hypercube(500, 9)
    rounds = Rounds([w.emulated for w in found.waves])
    both, first, last = rounds.implausibility(anywhere), rounds.implausibility(anywhere, slice(0, 1)), rounds.implausibility(anywhere, slice(-1, None))
    assert np.array_equal(both, np.maximum(first, last)) and not np.array_equal(both, last)


def test_known_points_are_run_first_and_told_of(study):
    planted = planted_point()
    found = match_history(study, SPACE, 2, 40, lambda _, values: result(values), quiet, planted)
    assert len(found.waves[0].points) == 41 and np.array_equal(found.waves[0].points[-1], planted[0])
    write_report(study, SPACE, found)
    told = (study.folder / "report.md").read_text(encoding="utf-8")
    assert "The defaults of today" in told and "By the emulators they are not ruled out." in told


def test_an_emulator_that_is_off_at_a_known_point_is_widened_until_it_is_not():
    points = SPACE.latin_hypercube(60, 3)
    results = [result(SPACE.values(p)) for p in points]
    far = np.array([[0.95, 0.95, 0.5, 0.5, 0.5]])
    elsewhere = result(SPACE.values(far[0]))
    for row in elsewhere["patterns"]:
        if row["name"] == "sum":
            row["values"] = [v + 0.5 for v in row["values"]]  # as if the model bent sharply in that corner
    targets = targets_of(results[0], SPACE)
    plain = {e.target.name: e.emulator for e in emulate_all(points, results, targets)}
    probed = {e.target.name: e.emulator for e in emulate_all(points, results, targets, probes=(far, [elsewhere]))}
    mean, variance = probed["sum"].at(far)
    found = np.mean([row["values"] for row in elsewhere["patterns"] if row["name"] == "sum"])
    assert abs(found - mean[0]) == pytest.approx(2 * np.sqrt(variance[0] + probed["sum"].noise), rel=1e-6)
    assert probed["sum"].widening > 3 * plain["sum"].widening
    assert probed["product"].widening == plain["product"].widening


def test_each_point_has_luck_of_its_own(study):
    seeds = []
    match_history(study, SPACE, 1, 20, lambda own, values: seeds.append(own.seed) or result(values), quiet)
    assert len(set(seeds)) == 20
    asked = []
    refine(study, SPACE, np.full(5, 0.6), 1, lambda own, values: asked.append(own.seed) or result(values), quiet)
    assert set(asked) == {study.seed}, "slopes are taken on one luck"


def test_a_constant_pattern_is_emulated_as_constant():
    points = SPACE.latin_hypercube(20, 1)
    mean, _ = Emulator(points, np.full(20, 3.0), 0.0).at(points)
    assert np.allclose(mean, 3.0)


def test_results_that_are_there_are_not_run_again(study):
    calls = []

    def run(_, values):
        calls.append(values)
        if len(calls) == 8:
            raise RunFailed("the power went")
        return result(values)

    with pytest.raises(RunFailed):
        match_history(study, SPACE, 1, 20, run, quiet)
    before = len(list(study.folder.glob("wave1/point*.json")))
    assert 0 < before < 20
    calls.clear()
    again = match_history(study, SPACE, 1, 20, lambda _, values: calls.append(values) or result(values), quiet)
    assert len(calls) == 20 - before
    calls.clear()
    third = match_history(study, SPACE, 1, 20, lambda _, values: calls.append(values) or result(values), quiet)
    assert calls == []
    assert np.array_equal(again.points, third.points) and np.array_equal(again.region.points, third.region.points)


def test_two_studies_do_not_mix_in_one_folder(study):
    runs.open_study(study, SPACE)
    runs.open_study(study, SPACE)
    other = Study(study.folder, study.program, study.scenario, 2, 8, 99, 2)
    with pytest.raises(RunFailed, match="seed"):
        runs.open_study(other, SPACE)


def test_a_failed_run_says_what_was_asked(tmp_path):
    program = tmp_path / "weefsel"
    program.write_text("#!/bin/sh\necho 'no such town' >&2\nexit 2\n")
    program.chmod(0o755)
    failing = Study(tmp_path, program, Path("x.yaml"), 1, 1, 1, 1)
    with pytest.raises(RunFailed, match="no such town"):
        runs.run_one(failing, {"g.a": 1.0})


def test_next_points_lie_inside_the_region_and_far_apart(matched):
    _, found = matched
    chosen = next_points(found.region, 20, 1)
    assert len(np.unique(chosen, axis=0)) == 20
    assert all((found.region.points == p).all(axis=1).any() for p in chosen)


def test_judged_runs_are_best_first():
    points = SPACE.latin_hypercube(30, 5)
    points[7] = planted_point()[0]
    results = [result(SPACE.values(p)) for p in points]
    judged = judge_runs(results, targets_of(results[0], SPACE), ["hopeless"])
    assert judged[0].index == 7 and judged[0].met == 3
    assert [j.met for j in judged] == sorted((j.met for j in judged), reverse=True)


DECLARED = {"g.a": {"plausible": [0, 1], "allowed": [0, 2]}, "g.b": {"plausible": [1, 4], "allowed": [0, 9]}}


@pytest.mark.parametrize("text, words", [
    ("parameters: {g.c: {}}", "no parameter called g.c"),
    ("parameters: {g.a: {range: [0, 3], why: x}}", "allowed is 0 to 2"),
    ("parameters: {g.a: {range: [0, 1.5]}}", "say why"),
    ("parameters: {g.a: {scale: log}}", "begins above 0"),
])
def test_mistakes_in_a_space_are_explained(tmp_path, text, words):
    file = tmp_path / "space.yaml"
    file.write_text(text)
    with pytest.raises(UnusableSpace, match=words):
        read_space(file, DECLARED)


def test_a_space_takes_declared_ranges_and_scales(tmp_path):
    file = tmp_path / "space.yaml"
    file.write_text("parameters: {g.a: {}, g.b: {scale: log}}\nleave_out: {x: no}\ndiscrepancy: {default: 0.5, y: 2}\n")
    space = read_space(file, DECLARED)
    assert space.parameters == (Parameter("g.a", 0, 1), Parameter("g.b", 1, 4, True))
    assert space.values(np.array([0.5, 0.5])) == {"g.a": 0.5, "g.b": 2.0}
    assert space.default_discrepancy == 0.5 and space.discrepancy == {"y": 2}


def test_the_shipped_space_holds_known_parameters_and_ranges():
    root = Path(__file__).resolve().parents[3]
    rows = {}
    for line in (root / "sim/model.md").read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in line.split("|")]
        if len(cells) > 8 and cells[1].startswith("`") and " to " in cells[4]:
            plausible, allowed = ([float(x) for x in cells[k].split(" to ")] for k in (4, 5))
            rows[cells[1].strip("`")] = {"plausible": plausible, "allowed": allowed}
    space = read_space(root / "analysis/calibration/space.yaml", rows)
    assert 15 <= len(space.parameters) <= 45  # at ten runs each, a wave stays within 450
    for free in ("help.substitution", "help.gateway", "help.supply"):
        assert free not in space.names
    assert json.dumps(space.values(np.full(len(space.parameters), 0.5)))


def test_a_two_sided_space_keeps_names_in_order():
    space = Space((Parameter("g.b", 1, 4, True), Parameter("g.a", 0, 1)), {}, {}, 0.25)
    assert list(space.values(np.array([0.0, 1.0])).items()) == [("g.b", 1.0), ("g.a", 1.0)]


def test_refining_finds_the_planted_point_and_keeps_to_its_ranges(study):
    start = np.full(5, 0.6)
    runs.open_study(study, SPACE)
    asked = []

    def run(_, values):
        asked.append(values)
        return result(values)

    found = refine(study, SPACE, start, 4, run, quiet)
    assert found.met == 3, "all but the hopeless one"
    assert abs(found.point[0] - 0.3) < 0.05 and abs(found.point[1] - 0.5) < 0.05
    assert all(p.low <= v[p.name] <= p.high for v in asked for p in SPACE.parameters)
    assert len(asked) == 4 * (1 + 5 + 4)


def test_refining_goes_on_where_it_stopped(study):
    runs.open_study(study, SPACE)
    first = refine(study, SPACE, np.full(5, 0.6), 2, lambda _, values: result(values), quiet)

    def never(_, values):
        raise AssertionError("this was run before")

    again = refine(study, SPACE, np.full(5, 0.6), 2, never, quiet)
    assert again.misfit == first.misfit and (again.point == first.point).all()


def test_refining_takes_no_run_for_another(study):
    runs.open_study(study, SPACE)
    refine(study, SPACE, np.full(5, 0.6), 1, lambda _, values: result(values), quiet)
    with pytest.raises(RunFailed, match="other points"):
        refine(study, SPACE, np.full(5, 0.4), 1, lambda _, values: result(values), quiet)


def test_what_refining_writes_is_where_it_can_start(study):
    runs.open_study(study, SPACE)
    found = refine(study, SPACE, np.full(5, 0.6), 1, lambda _, values: result(values), quiet)
    assert np.abs(start_of(study.folder / "refined.yaml", SPACE) - found.point).max() < 1e-3
    (study.folder / "odd.yaml").write_text("parameters: {g.unknown: 1}")
    with pytest.raises(UnusableSpace, match="g.unknown"):
        start_of(study.folder / "odd.yaml", SPACE)
