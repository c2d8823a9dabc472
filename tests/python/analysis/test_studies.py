"""Folders of studies as labelled data and tables, and pictures of what outputs hang on: what is drawn, and how a user runs it."""

import subprocess
import sys
from pathlib import Path

import matplotlib.image
import matplotlib.pyplot as plt
import numpy as np
import pytest
from study_folder import FACTORS, LONG_NAME, write_indices, write_study

from weefsel import draw_studies
from weefsel.draw_studies import draw_study
from weefsel.results import UnusableFile
from weefsel.studies import (difference_with_first, factors, open_indices, open_study, output, outputs, points_table)

SCRIPT = Path(__file__).resolve().parents[3] / "analysis" / "plot_study.py"
ROLES = ["base", *(f"{name} level {level}" for name in FACTORS for level in range(2))]
INDICES = {
    "one_at_a_time": [("levers.close_library", "effect_low", 0.2, 0.1, 0.3), ("levers.close_library", "effect_high", 0.0, 0.0, 0.0),
                      ("ties.half_life", "effect_low", -1.0, -1.2, -0.8), ("ties.half_life", "effect_high", 2.0, 1.5, 2.5),
                      (LONG_NAME, "effect_low", 0.0, 0.0, 0.0), (LONG_NAME, "effect_high", 0.0, 0.0, 0.0),
                      ("", "base", 10.0, None, None)],
    "sobol": [("levers.close_library", "first_order", -0.1, -3.0, 0.3), ("levers.close_library", "total", 0.1, 0.0, 0.4),
              ("ties.half_life", "first_order", 0.6, 0.4, 0.8), ("ties.half_life", "total", 0.8, 0.6, 1.0),
              (LONG_NAME, "first_order", None, None, None), (LONG_NAME, "total", None, None, None),
              ("", "chance_share", 0.25, 0.1, 0.4)],
    "morris": [*((name, "mu_star", value, 0.8 * value, 1.2 * value) for name, value in zip(FACTORS, (0.1, 2.0, 0.12))),
               *((name, "sigma", value, None, None) for name, value in zip(FACTORS, (0.05, 1.0, 0.05))),
               *((name, "p_luck", value, None, None) for name, value in zip(FACTORS, (0.6, 0.01, 0.2)))],
    "factorial": [("levers.close_library", "main_effect", -0.3, -0.5, -0.1), ("ties.half_life", "main_effect", 1.0, 0.5, 1.5),
                  (LONG_NAME, "main_effect", 0.1, None, None)],
    "latin_hypercube": [("levers.close_library", "rank_correlation", -0.9, -1.0, -0.6), ("ties.half_life", "rank_correlation", 0.5, 0.1, 0.8),
                        (LONG_NAME, "rank_correlation", 0.1, -0.4, 0.5), ("", "r_squared", 0.8, 0.6, 0.9)],
}


@pytest.fixture
def folder(tmp_path):
    return write_study(tmp_path / "study")


def study_of(method, tmp_path):
    points = len(ROLES) if method == "one_at_a_time" else 6
    made = write_study(tmp_path / method, method, points=points, roles=ROLES if method == "one_at_a_time" else None)
    write_indices(made, INDICES[method])
    return made


@pytest.fixture
def drawn(monkeypatch):
    """Figures stay open, so that a test can ask what is on them."""
    kept = []
    monkeypatch.setattr(draw_studies.plt, "close", kept.append)
    yield kept
    monkeypatch.undo()
    plt.close("all")


def picture(method, tmp_path, drawn, **how):
    made = study_of(method, tmp_path)
    path = tmp_path / f"{method}.png"
    draw_study(open_study(made), path, "mean_degree", open_indices(made), **how)
    assert matplotlib.image.imread(path).std() > 0.01, "an empty picture"
    figure = drawn[-1]
    within_the_figure(figure)
    return figure


def within_the_figure(figure):
    """No name, number or line of words is cut off at the edge."""
    figure.canvas.draw()
    box = figure.get_tightbbox(figure.canvas.get_renderer())
    width, height = figure.get_size_inches()
    assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height


def words_on(figure):
    return "\n".join(text.get_text() for text in figure.findobj(plt.Text))


def named(axes, gid):
    return [artist for artist in axes.findobj() if artist.get_gid() == gid]


def test_a_study_opens_with_its_labels(folder):
    data = open_study(folder)
    assert outputs(data) == ["mean_degree", "parental_wellbeing"] and factors(data) == FACTORS
    assert data["mean_degree"].dims == ("scenario", "point", "replicate", "year")
    assert list(data["levers.close_library"].values[:3]) == ["off", "on", "off"]
    assert data["ties.half_life"].values[-1] == 300 and data[LONG_NAME].dtype.kind == "i"
    by_library = data["mean_degree"].sel(scenario="as_it_is", year=1).groupby("levers.close_library").mean(...)
    assert by_library.sel({"levers.close_library": "on"}) - by_library.sel({"levers.close_library": "off"}) == pytest.approx(1)
    assert "ties.half_life" in data["mean_degree"].to_dataframe().columns
    assert data.equals(open_study(folder / "results.h5")), "the file itself will do"


def test_failed_members_stay_nan(folder):
    data = open_study(folder)
    difference = difference_with_first(data, "mean_degree")
    assert list(difference["scenario"].values) == ["library_closes"]
    failed = np.zeros((1, 6, 3, 3), dtype=bool)
    failed[0, 2, 0] = True
    np.testing.assert_array_equal(np.isnan(difference.values), failed)
    np.testing.assert_allclose(difference.values[~failed], -0.5)


def test_members_that_are_not_finished_have_no_values_whatever_the_file_says(folder):
    import netCDF4
    with netCDF4.Dataset(folder / "results.h5", "a") as file:
        file["finished"][0, 4, 1] = 0
    assert np.isnan(open_study(folder)["mean_degree"].values[0, 4, 1]).all()


def test_a_table_has_a_row_a_point(folder):
    data = open_study(folder)
    table = points_table(data, year=2, scenario="library_closes")
    assert list(table.columns) == [*FACTORS, "finished", "mean_degree", "parental_wellbeing"]
    assert list(table["finished"]) == [3, 3, 2, 3, 3, 3]
    assert table.loc[1, "mean_degree"] == pytest.approx(9.5 + 1 + 0.1 + 0.02)
    assert table.loc[2, "mean_degree"] == pytest.approx(9.5 + 2 + 0.15 + 0.02), "of the two that finished"
    both = points_table(data)
    assert both.index.names == ["scenario", "point"] and len(both) == 12
    assert both.loc[("as_it_is", 0), "mean_degree"] == pytest.approx(10 + 0.1 + 0.03), "the last year"


@pytest.mark.parametrize("ask, says", [
    (lambda data: output(data, "mean_degre"), "did you mean mean_degree"),
    (lambda data: difference_with_first(data, "wellbeing_parental"), "there is mean_degree, parental_wellbeing|did you mean"),
    (lambda data: points_table(data, year=7), "no year 7; there is 1, 2, 3"),
    (lambda data: points_table(data, scenario="library_close"), "did you mean library_closes"),
    (lambda data: difference_with_first(data.isel(scenario=[0]), "mean_degree"), "one scenario, as_it_is"),
])
def test_a_wrong_name_is_answered_with_the_nearest(folder, ask, says):
    with pytest.raises(UnusableFile, match=says):
        ask(open_study(folder))


def test_what_is_no_study_says_so(folder, tmp_path):
    with pytest.raises(UnusableFile, match="weefsel study STUDY.yaml -o"):
        open_study(tmp_path / "elsewhere")
    (tmp_path / "results.h5").write_text("words")
    with pytest.raises(UnusableFile, match="not a file that xarray can read"):
        open_study(tmp_path)
    with pytest.raises(UnusableFile, match="run `weefsel indices .*study`"):
        open_indices(folder)
    with pytest.raises(UnusableFile, match="--difference`"):
        open_indices(folder, difference=True)
    (folder / "indices.csv").write_text("scenario,output\n")
    with pytest.raises(UnusableFile, match="no column year"):
        open_indices(folder)


def test_indices_are_numbers_and_what_is_not_known_is_nan(tmp_path):
    table = open_indices(study_of("sobol", tmp_path))
    unknown = table[table["factor"] == LONG_NAME]
    assert len(unknown) == 2 and unknown[["value", "low", "high"]].isna().all(axis=None)
    assert list(table[table["factor"] == ""]["index"]) == ["chance_share"], "about all factors: an empty name, no NaN"


def test_a_tornado_has_the_widest_bar_on_top_and_its_ends_where_the_indices_say(tmp_path, drawn):
    figure = picture("one_at_a_time", tmp_path, drawn)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["ties.half_life", "levers.close_library", LONG_NAME]
    assert axes.get_ylim()[0] > axes.get_ylim()[1], "the first row is on top"
    ends = sorted((round(bar.get_y()), bar.get_x() + bar.get_width()) for bar in axes.patches)
    assert ends[:2] == [(0, -1.0), (0, 2.0)] and (1, 0.2) in ends
    whiskers = [tuple(line.get_xdata()) for line in named(axes, "whisker")]
    assert (-1.2, -0.8) in whiskers and (1.5, 2.5) in whiskers
    said = words_on(figure)
    assert "exactly zero" in said and "base: 10)" in said and "Modelled, not a forecast." in said
    assert "as it is" in said and "year 3" in said


def test_bars_of_sobol_say_what_is_not_known_and_how_much_is_chance(tmp_path, drawn):
    figure = picture("sobol", tmp_path, drawn)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["ties.half_life", "levers.close_library", LONG_NAME]
    assert sorted(round(bar.get_width(), 6) for bar in axes.patches) == [-0.1, 0.1, 0.6, 0.8]
    assert len(named(axes, "beyond")) == 1, "an interval to -3 is cut off with an arrow"
    said = words_on(figure)
    assert "Chance alone makes 25% of the differences between single futures (95%: 10 to 40%)." in said
    assert said.count("not known") == 1


def test_names_in_a_scatter_of_morris_do_not_overlap(tmp_path, drawn):
    made = write_study(tmp_path / "many", "morris")
    rng = np.random.default_rng(5)
    many = [f"{LONG_NAME}_{i}" for i in range(30)]
    sizes = rng.exponential(0.3, len(many))
    table = write_indices(made, [row for name, size in zip(many, sizes) for row in
                                 ((name, "mu_star", size, 0.9 * size, 1.1 * size), (name, "sigma", size * rng.uniform(0.1, 1), None, None))])
    draw_study(open_study(made), tmp_path / "many.png", "mean_degree", table)
    drawn[-1].canvas.draw()
    axes = drawn[-1].axes[0]
    labels = named(axes, "name")
    foremost = [name for _, name in sorted(zip(-sizes, many))][:8]
    assert [label.get_text() for label in labels] == foremost
    boxes = [label.get_window_extent() for label in labels]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    inside = axes.get_window_extent()
    assert all(inside.x0 <= box.x0 and box.x1 <= inside.x1 for box in boxes)
    assert "foremost 8 of 30" in words_on(drawn[-1])


def test_a_dot_of_morris_that_may_be_chance_is_hollow(tmp_path, drawn):
    axes = picture("morris", tmp_path, drawn).axes[0]
    (sure,), (luck,) = named(axes, "ties.half_life"), named(axes, "levers.close_library")
    assert (sure.get_xdata()[0], sure.get_ydata()[0]) == (2.0, 1.0)
    assert sure.get_markerfacecolor() != "white" and luck.get_markerfacecolor() == "white"


def test_effects_of_a_factorial_are_ranked_by_size(tmp_path, drawn):
    axes = picture("factorial", tmp_path, drawn).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["ties.half_life", "levers.close_library", LONG_NAME]
    assert named(axes, "levers.close_library")[0].get_xdata()[0] == -0.3
    assert len(named(axes, "whisker")) == 2, "none where the interval is not known"


def test_rank_correlations_stand_beside_the_futures(tmp_path, drawn):
    figure = picture("latin_hypercube", tmp_path, drawn)
    correlations, first, second = figure.axes
    assert [label.get_text() for label in correlations.get_yticklabels()] == ["levers.close_library", "ties.half_life", LONG_NAME]
    assert "levers.close_library" in first.get_xlabel() and "ties.half_life" in second.get_xlabel()
    dots, = named(second, "futures")
    assert len(dots.get_xdata()) == 18, "each future is a dot"
    assert [label.get_text() for label in first.get_xticklabels()] == ["off", "on"]


def test_a_fan_shows_every_future(tmp_path, drawn):
    made = study_of("one_at_a_time", tmp_path)
    draw_study(open_study(made), tmp_path / "fan.png", "mean_degree", form="fan")
    axes = drawn[-1].axes[0]
    assert len(named(axes, "future")) == 2 * 7 * 3 - 1, "two scenarios, seven points, three replicates, one failed"
    base, first = (line.get_ydata() for line in named(axes, "base"))
    np.testing.assert_allclose(base - first, 0.5)
    assert "1 of 42 futures failed and are left out" in words_on(drawn[-1])


def test_differences_need_their_own_indices(tmp_path, drawn):
    made = study_of("sobol", tmp_path)
    label = "library_closes less as_it_is"
    write_indices(made, INDICES["sobol"], scenario=label, name="indices_difference.csv")
    data = open_study(made)
    draw_study(data, tmp_path / "d.png", "mean_degree", open_indices(made, difference=True), difference=True)
    assert "library closes less its twin, as it is" in words_on(drawn[-1])
    with pytest.raises(UnusableFile, match="the indices have no scenario"):
        draw_study(data, tmp_path / "d.png", "mean_degree", open_indices(made), difference=True)
    with pytest.raises(UnusableFile, match="the indices have no year 2.*weefsel indices --year"):
        draw_study(data, tmp_path / "d.png", "mean_degree", open_indices(made), year=2)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("form", ["effects", "scatter", "fan"])
def test_pictures_are_drawn_the_same_each_time(tmp_path, form, language):
    made = study_of("latin_hypercube", tmp_path)
    paths = [tmp_path / "a.svg", tmp_path / "b.svg"]
    for path in paths:
        draw_study(open_study(made), path, "mean_degree", open_indices(made), form=form, language=language)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert {"en": "Modelled, not a forecast.", "nl": "Gemodelleerd, geen voorspelling."}[language] in paths[0].read_text(encoding="utf-8")


def test_the_program_draws_and_explains(tmp_path):
    made = study_of("sobol", tmp_path)

    def run(*arguments):
        return subprocess.run([sys.executable, str(SCRIPT), str(made), *map(str, arguments)], capture_output=True, text=True, check=False)

    drawing = tmp_path / "p.png"
    done = run("--output", "mean_degree", "-o", drawing)
    assert done.returncode == 0 and not done.stdout, done.stderr
    assert matplotlib.image.imread(drawing).std() > 0.01, "an empty picture"
    assert run("--as", "fan", "--scenario", "library_closes", "-o", drawing).returncode == 0
    assert "mean_degree: Contacts per parent, group all" in run("--list").stdout
    wrong = run("--output", "mean_degres", "-o", drawing)
    assert wrong.returncode == 2 and "did you mean mean_degree?" in wrong.stderr
    (made / "indices.csv").unlink()
    assert "run `weefsel indices" in run("-o", drawing).stderr
    assert run().returncode == 2
