"""Any measure: chosen, against its twin, at horizons, counted by sign; and the pictures of it, run as a user would."""

import subprocess
import sys
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
import xarray as xr
from synthetic import NEIGHBOURHOODS, results

from weefsel.draw_futures import draw_measure
from weefsel.futures import at_years, measure, measures, signs, twin_difference
from weefsel.results import UnusableFile, open_results

SCRIPT = Path(__file__).resolve().parents[3] / "analysis" / "plot_measure.py"
TOWN = """\
name: Testdorp
fictional: {fictional}
neighbourhoods:
  - {{code: old_centre, boundary: [[[0, 0], [0, 100], [100, 100], [100, 0]]]}}
  - {{code: new_estate, boundary: [[[100, 0], [100, 100], [200, 100], [200, 0]]]}}
"""


@pytest.fixture
def comparison(tmp_path):
    path = tmp_path / "compare.h5"
    data = results(replicates=10)
    data["help_demand_by_group"].attrs["cell_methods"] = "time: sum"
    data["parental_wellbeing_by_group"].attrs.update(long_name="Parental wellbeing", units="1")
    data.to_netcdf(path, format="NETCDF4")
    return path


@pytest.fixture
def town(tmp_path):
    path = tmp_path / "town.yaml"
    path.write_text(TOWN.format(fictional="true"), encoding="utf-8")
    return path


def test_a_measure_is_chosen_by_labels(comparison):
    with open_results(comparison) as data:
        chosen = measure(data, "parental_wellbeing_by_group", group="income_tight")
        assert chosen.dims == ("scenario", "replicate", "time")
        np.testing.assert_array_equal(chosen.values, data["parental_wellbeing_by_group"].values[..., 1])
        assert chosen["years"].values[51] == pytest.approx(52 * 7 / 365.25), "the end of the week, not its first day"
        assert measure(data, "network_density").dims == ("scenario", "replicate", "time_4_weeks", "neighbourhood")
        assert "network_density" in measures(data) and "time" not in measures(data)


def test_sums_are_over_the_last_52_weeks(comparison):
    with open_results(comparison) as data:
        requests = measure(data, "help_demand_by_group", group="all", tier="1")
        weekly = data["help_demand_by_group"].values[1, 3, :, 0, 0]
        assert np.isnan(requests.values[1, 3, 50])
        assert requests.values[1, 3, 51] == weekly[:52].sum()
        assert requests.values[1, 3, 200] == weekly[149:201].sum()
        assert requests.attrs["units"].endswith("in 52 weeks")


def test_twins_are_compared_replicate_by_replicate(comparison):
    with open_results(comparison) as data:
        values = measure(data, "parental_wellbeing_by_group", group="all")
        difference = twin_difference(values)
        assert list(difference["scenario"].values) == ["close_library"]
        np.testing.assert_allclose(difference.values[0], values.values[1] - values.values[0])
        assert not difference.values[0, :, :52].any(), "nothing before the lever"
        back = twin_difference(values, "close_library")
        np.testing.assert_allclose(back.values[0], -difference.values[0])


def test_horizons_are_ends_of_years(comparison):
    with open_results(comparison) as data:
        values = measure(data, "parental_wellbeing_by_group", group="all")
        chosen = at_years(values)
        assert list(chosen["year"].values) == [1, 4], "five years of 52 weeks do not reach ten"
        np.testing.assert_array_equal(chosen.sel(year=1).values, values.values[:, :, 51])
        with pytest.raises(UnusableFile, match="ends after 4.98 years"):
            at_years(values, (20,))


def test_signs_count_replicates():
    differences = xr.DataArray([[0.3, -0.2, 0.05, 0.0, np.nan]], dims=("scenario", "replicate"), coords={"scenario": ["a"]})
    counted = signs(differences, smallest=0.1).isel(scenario=0)
    assert [int(counted[name]) for name in ("higher", "equal", "lower", "known")] == [1, 2, 1, 4]
    assert int(signs(differences).isel(scenario=0)["equal"]) == 1


@pytest.mark.parametrize("name, where, says", [
    ("parental_welbeing_by_group", {}, "did you mean parental_wellbeing_by_group"),
    ("parental_wellbeing_by_group", {"group": "income_tigth"}, "did you mean income_tight"),
    ("parental_wellbeing_by_group", {"neighbourhood": "x"}, "has no dimension neighbourhood"),
])
def test_a_wrong_name_is_answered_with_the_nearest(comparison, name, where, says):
    with open_results(comparison) as data, pytest.raises(UnusableFile, match=says):
        measure(data, name, **where)


@pytest.mark.parametrize("form", ["paths", "fan", "dots"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_pictures_are_drawn_the_same_each_time(comparison, tmp_path, form, language):
    with open_results(comparison) as data:
        values = measure(data, "parental_wellbeing_by_group", group="all")
        paths = [tmp_path / "a.svg", tmp_path / "b.svg"]
        for path in paths:
            draw_measure(data, values, path, form, language, difference=form == "fan")
    assert paths[0].read_bytes() == paths[1].read_bytes()
    words = {"en": "Modelled, not a forecast.", "nl": "Gemodelleerd, geen voorspelling."}[language]
    assert words in paths[0].read_text(encoding="utf-8")


def test_a_map_shows_each_neighbourhood_and_where_too_little_is_known(comparison, town, tmp_path):
    with open_results(comparison) as data:
        values = measure(data, "network_density")
        values[..., NEIGHBOURHOODS.index("new_estate")] = np.nan
        draw_measure(data, values, tmp_path / "map.svg", "map", difference=True, town=town)
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "old centre" in text and "new estate" in text and "too few families" in text


def test_maps_of_real_towns_show_differences_only(comparison, town, tmp_path):
    town.write_text(TOWN.format(fictional="false"), encoding="utf-8")
    with open_results(comparison) as data:
        values = measure(data, "network_density")
        with pytest.raises(UnusableFile, match="differences to the twin, not levels"):
            draw_measure(data, values, tmp_path / "map.svg", "map", town=town)


def test_the_program_draws_and_explains(comparison, tmp_path):
    def run(*arguments):
        return subprocess.run([sys.executable, str(SCRIPT), str(comparison), *map(str, arguments)], capture_output=True, text=True, check=False)

    picture = tmp_path / "p.png"
    done = run("parental_wellbeing_by_group", "--where", "group=all", "--as", "dots", "--years", "1", "4", "-o", picture)
    assert done.returncode == 0, done.stderr
    assert matplotlib.image.imread(picture).std() > 0.01, "an empty picture"
    assert "network_density" in run("--list").stdout
    without = run("help_demand_by_group", "--where", "group=all", "-o", picture)
    assert without.returncode == 2 and "choose one tier (--where tier=...)" in without.stderr
    assert run("parental_wellbeing_by_group", "--where", "group", "-o", picture).returncode == 2
