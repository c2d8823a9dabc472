"""Towns as the pictures read them: neighbourhoods inline, or in a table beside the file."""

import pytest

from weefsel.results import UnusableFile
from weefsel.towns import read_town, rings_of

TABLE = 'code{s}name{s}boundary\nBU1{s}"Oost{s} bij de brug"{s}"MULTIPOLYGON(((0 0,0 100,100 100,0 0)),((5 5,5 6,6 6.5,5 5)))"\n'


@pytest.mark.parametrize("separator", [",", ";"])
def test_tables_are_read_as_if_they_stood_in_the_file(tmp_path, separator):
    (tmp_path / "dorp").mkdir()
    (tmp_path / "dorp" / "neighbourhoods.csv").write_text("\ufeff" + TABLE.format(s=separator), encoding="utf-8")
    (tmp_path / "dorp.yaml").write_text("name: Dorp\ntables: {neighbourhoods: dorp/neighbourhoods.csv}\n", encoding="utf-8")
    [only] = read_town(tmp_path / "dorp.yaml")["neighbourhoods"]
    assert only["code"] == "BU1" and only["name"] == f"Oost{separator} bij de brug"
    assert only["boundary"] == [[[0, 0], [0, 100], [100, 100]], [[5, 5], [5, 6], [6, 6.5]]]


def test_a_town_without_tables_stays_as_it_is(tmp_path):
    (tmp_path / "dorp.yaml").write_text("name: Dorp\nneighbourhoods: [{code: a, boundary: [[[0, 0], [0, 1], [1, 1]]]}]\n", encoding="utf-8")
    assert read_town(tmp_path / "dorp.yaml")["neighbourhoods"][0]["boundary"] == [[[0, 0], [0, 1], [1, 1]]]


@pytest.mark.parametrize("text", ["name: Dorp\n", "tables: {neighbourhoods: none.csv}\n", "[1, 2]\n", "a: [\n"])
def test_what_is_no_town_is_refused(tmp_path, text):
    (tmp_path / "dorp.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnusableFile, match="dorp.yaml"):
        read_town(tmp_path / "dorp.yaml")


@pytest.mark.parametrize("text", ["POINT (1 2)", "MULTIPOLYGON((1 2", ""])
def test_a_boundary_encloses_land(text):
    with pytest.raises(UnusableFile, match="POLYGON"):
        rings_of(text)


def test_rings_of_one_polygon():
    assert rings_of("POLYGON((1 2,3 4,5 6,1 2))") == [[[1, 2], [3, 4], [5, 6]]]
