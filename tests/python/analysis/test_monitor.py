"""The virtual monitor as a user meets it: recorded by `weefsel run`, read with xarray, printed by `weefsel monitor`."""

import csv
import io
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")

SCENARIO = """question: {{nl: "Proef?", en: "Test?"}}
town: {town}
years: 2
run_in_years: 0
replicates: 2
record: {{monitor: {{sample: 80}}}}
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("monitor")
    scenario = folder / "small.yaml"
    scenario.write_text(SCENARIO.format(town=os.path.relpath(ROOT / "scenarios/towns/hofbuurt.yaml", folder)), encoding="utf-8")
    path = folder / "out.h5"
    subprocess.run([str(PROGRAM), "run", str(scenario), "-o", str(path), "--quiet"], check=True, capture_output=True)
    return path


def monitor(out, *options):
    return subprocess.run([str(PROGRAM), "monitor", str(out), *options], capture_output=True, text=True, check=False)


def test_xarray_reads_shares_with_their_error(out):
    with xr.open_dataset(out) as ds:
        share = ds.monitor_share_by_group.sel(group="all")
        assert share.dims == ("replicate", "time_year", "monitor_item") and share.sizes["time_year"] == 2
        assert "upbringing_hard: Finds bringing up" in ds.monitor_item.attrs["description"]
        asked = ds.monitor_asked_by_group.sel(group="all")
        assert int(asked.sel(monitor_item="concerns").max()) == 80
        assert (asked.sel(monitor_item="is_club_member") < 80).all()
        error = ds.monitor_error_by_group.sel(group="all")
        # sqrt((1 - n/N) p (1 - p) / (n - 1)) is at most the error without the correction for a small town.
        most = np.sqrt(share * (1 - share) / (asked - 1))
        assert (error <= most + 1e-12).all() and (share >= 0).all() and (share <= 1).all()
        blank = ds.monitor_asked_by_group < 30
        assert blank.any() and np.isnan(ds.monitor_share_by_group.where(blank, drop=False).where(blank)).all()


def test_the_table_and_the_file_say_the_same(out):
    rows = list(csv.DictReader(io.StringIO(monitor(out, "--format", "csv", "--group", "all").stdout)))
    with xr.open_dataset(out) as ds:
        mean = ds.monitor_share_by_group.sel(group="all").mean("replicate")
        assert len(rows) == mean.size
        for row in rows:
            expected = float(mean.isel(time_year=int(row["year"]) - 1).sel(monitor_item=row["item"]))
            assert float(row["share"]) == pytest.approx(expected, abs=1e-5)


def test_mistakes_are_explained(out):
    wrong = monitor(out, "--neighbourhood", "hofff")
    assert wrong.returncode == 2 and "hof" in wrong.stderr
    assert monitor(out.parent / "small.yaml").returncode == 2
