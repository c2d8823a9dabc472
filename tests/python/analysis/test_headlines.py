"""The headline numbers against sums done by hand, and pictures of every kind of file."""

import subprocess
import sys
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
import xarray as xr
from synthetic import GROUPS, results, results_by_neighbourhood

from weefsel.headlines import headlines, help_demand, network_density, parental_wellbeing
from weefsel.picture import draw_headlines
from weefsel.results import UnusableFile, lever_starts, open_results, question_of
from weefsel.words import WORDS

SCRIPT = Path(__file__).resolve().parents[3] / "analysis" / "plot_headlines.py"


@pytest.fixture
def comparison(tmp_path):
    path = tmp_path / "compare.h5"
    results().to_netcdf(path, format="NETCDF4")
    return path


@pytest.fixture
def single_run(tmp_path):
    path = tmp_path / "run.h5"
    results(scenarios=["baseline"], replicates=1).isel(scenario=0, drop=True).to_netcdf(path, format="NETCDF4")
    return path


def test_density_of_the_town_weighs_neighbourhoods_by_families(comparison):
    with open_results(comparison) as data:
        town = network_density(data)
        by_hand = 100 * (0.75 * data["network_density"][0, 2, 5, 0] + 0.25 * data["network_density"][0, 2, 5, 1])
        assert town.of("baseline")[2, 5] == pytest.approx(float(by_hand), rel=1e-12)
        assert town.time_name == "time_4_weeks"
        assert town.years[13] == pytest.approx(52 * 7 / 365.25)


def test_a_neighbourhood_without_a_density_does_not_count(tmp_path):
    path = tmp_path / "empty_neighbourhood.h5"
    data = results()
    data["network_density"][:, :, :, 1] = np.nan
    data.to_netcdf(path)
    with open_results(path) as data:
        expected = 100 * data["network_density"][0, 0, 3, 0]
        assert network_density(data).of("baseline")[0, 3] == pytest.approx(float(expected))


def test_wellbeing_is_that_of_all_parents(comparison):
    with open_results(comparison) as data:
        expected = data["parental_wellbeing_by_group"][1, 0, 30, GROUPS.index("all")]
        assert parental_wellbeing(data).of("close_library")[0, 30] == float(expected)


def test_demand_is_a_sum_over_the_last_52_weeks_per_1000_children_a_year(comparison):
    with open_results(comparison) as data:
        demand = help_demand(data)
        requests = int(data["help_demand_by_group"][0, 1, 9:61, 0, :].sum())
        expected = 1000 * requests / (2 * 4000) * 365.25 / 364
        assert demand.of("baseline")[1, 60] == pytest.approx(expected, rel=1e-12)
        assert np.isnan(demand.of("baseline")[:, :51]).all()
        assert np.isfinite(demand.of("baseline")[:, 51:]).all()


def test_demand_recorded_every_four_weeks_gives_the_same_yearly_figure(comparison, tmp_path):
    coarse_path = tmp_path / "coarse.h5"
    weekly = results()
    coarse = weekly.isel(time=slice(3, None, 4))
    sums = weekly["help_demand_by_group"].coarsen(time=4).sum()
    coarse["help_demand_by_group"] = sums.assign_coords(time=coarse["time"])
    coarse.to_netcdf(coarse_path)
    with open_results(comparison) as data, open_results(coarse_path) as coarse_data:
        fine, coarse_demand = help_demand(data), help_demand(coarse_data)
        assert coarse_demand.of("baseline")[:, 12] == pytest.approx(fine.of("baseline")[:, 51], rel=1e-12)


def test_without_groups_the_town_is_added_up_from_neighbourhoods(tmp_path):
    path = tmp_path / "by_neighbourhood.h5"
    results_by_neighbourhood().to_netcdf(path)
    with open_results(path) as data:
        density, wellbeing, demand = headlines(data)
        assert density.time_name == "time"
        pair = data["network_density"][0, 0, 4].values
        assert density.of("baseline")[0, 4] == pytest.approx(100 * (0.75 * pair[0] + 0.25 * pair[1]), rel=1e-12)
        pair = data["parental_wellbeing"][0, 0, 4].values
        assert wellbeing.of("baseline")[0, 4] == pytest.approx(0.75 * pair[0] + 0.25 * pair[1], rel=1e-12)
        requests = int(data["help_demand"][0, 0, 1:14].sum())
        assert demand.of("baseline")[0, 13] == pytest.approx(1000 * requests / 8000 * 365.25 / 364, rel=1e-12)


def test_a_blank_neighbourhood_counts_neither_above_nor_below_the_line(tmp_path):
    path = tmp_path / "blank.h5"
    data = results_by_neighbourhood()
    data["help_demand"] = data["help_demand"].where(data["neighbourhood"] != "new_estate")
    data.to_netcdf(path)
    with open_results(path) as data:
        requests = int(data["help_demand"][0, 0, 1:14].sum())
        demand = help_demand(data).of("baseline")[0, 13]
        assert demand == pytest.approx(1000 * requests / 6000 * 365.25 / 364, rel=1e-12)


def test_density_weighs_with_the_families_of_its_own_moment(tmp_path):
    path = tmp_path / "families.h5"
    data = results()
    ones = xr.ones_like(data["network_density"]).astype("int64")
    data.assign(network_families=ones).to_netcdf(path)
    with open_results(path) as data:
        pair = data["network_density"][0, 0, 4].values
        assert network_density(data).of("baseline")[0, 4] == pytest.approx(100 * pair.mean(), rel=1e-12)


def test_demand_comes_last(comparison):
    with open_results(comparison) as data:
        assert [measure.name for measure in headlines(data)] == ["network_density", "parental_wellbeing", "help_demand"]


def test_twins_without_an_effect_differ_by_exactly_zero(tmp_path):
    path = tmp_path / "null.h5"
    results(effect=0).to_netcdf(path)
    with open_results(path) as data:
        for measure in headlines(data):
            assert not np.any(np.nan_to_num(measure.difference("close_library", "baseline")))
        draw_headlines(data, tmp_path / "null.png")


def test_lever_and_question_come_from_the_file(comparison):
    with open_results(comparison) as data:
        (start,) = lever_starts(data)
        assert (start.scenario, start.lever) == ("close_library", "library_closes")
        assert start.years == pytest.approx(52 * 7 / 365.25)
        assert question_of(data, "close_library", "en") == "close_library: what changes?"


def test_a_single_run_knows_its_scenario(single_run):
    with open_results(single_run) as data:
        assert data["scenario"].values.tolist() == ["baseline"]
        assert question_of(data, "baseline", "nl") == "baseline: wat verandert er?"
        assert lever_starts(data) == []


@pytest.mark.parametrize("engine", ["netcdf4", "h5netcdf"])
def test_both_engines_read_the_same(comparison, engine):
    with open_results(comparison) as ours, xr.open_dataset(comparison, engine=engine) as theirs:
        for name in theirs.data_vars:
            np.testing.assert_array_equal(ours[name].values, theirs[name].values)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_script_draws_a_comparison(comparison, tmp_path, language):
    picture = tmp_path / f"{language}.png"
    run = subprocess.run([sys.executable, SCRIPT, comparison, "-o", picture, "--language", language],
                         capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    pixels = matplotlib.image.imread(picture)
    assert pixels.shape[0] > 1200 and pixels.shape[1] > 1600
    assert pixels.std() > 0.01, "the picture is empty"


def test_a_single_run_is_drawn_without_differences(single_run, tmp_path):
    picture = tmp_path / "run.png"
    with open_results(single_run) as data:
        assert data.sizes["scenario"] == 1
        draw_headlines(data, picture)
    assert picture.stat().st_size > 20_000


def test_equal_files_give_equal_pictures(comparison, tmp_path):
    with open_results(comparison) as data:
        draw_headlines(data, tmp_path / "a.png")
        draw_headlines(data, tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_run_shorter_than_a_year_has_no_demand_but_a_picture(tmp_path):
    path = tmp_path / "short.h5"
    results(weeks=26).to_netcdf(path)
    with open_results(path) as data:
        assert np.isnan(help_demand(data).of("baseline")).all()
        draw_headlines(data, tmp_path / "short.png")


def test_mistakes_are_explained(tmp_path):
    with pytest.raises(UnusableFile, match="there is no such file"):
        open_results(tmp_path / "nowhere.h5")
    (tmp_path / "text.h5").write_text("no data")
    with pytest.raises(UnusableFile, match="not a file that xarray can read"):
        open_results(tmp_path / "text.h5")
    results().drop_vars("families").to_netcdf(tmp_path / "lacking.h5")
    with open_results(tmp_path / "lacking.h5") as data, pytest.raises(UnusableFile, match="has no families"):
        network_density(data)


def test_both_languages_say_the_same_things():
    assert WORDS["en"].keys() == WORDS["nl"].keys()
    assert "not a forecast" in WORDS["en"]["footer"] and "geen voorspelling" in WORDS["nl"]["footer"]
