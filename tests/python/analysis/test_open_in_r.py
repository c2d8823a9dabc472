"""The R script opens a run and a study, when R and its ncdf4 are there."""

import shutil
import subprocess
from pathlib import Path

import matplotlib.image
import pytest
from study_folder import write_study
from synthetic import results

SCRIPT = Path(__file__).resolve().parents[3] / "analysis" / "open_in_r.R"


def has_ncdf4():
    return subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (r-base-core)")
@pytest.mark.parametrize("scenarios", [("baseline", "close_library"), ("baseline",)])
def test_r_reads_a_run_and_a_study(tmp_path, scenarios):
    if not has_ncdf4():
        pytest.skip("R has no ncdf4 (r-cran-ncdf4)")
    run, picture = tmp_path / "run.h5", tmp_path / "plot.png"
    data = results(scenarios)
    data = data if len(scenarios) > 1 else data.isel(scenario=0, drop=True)
    data.to_netcdf(run, format="NETCDF4")
    study = write_study(tmp_path / "study")
    done = subprocess.run(["Rscript", str(SCRIPT), str(run), str(study / "results.h5"), str(picture)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "run: 260 weeks, 3 replicates" in done.stdout and "study: 6 points of levers.close_library" in done.stdout
    values = data["parental_wellbeing_by_group"].sel(group="all")
    last = (values.isel(scenario=0) if len(scenarios) > 1 else values).isel(time=-1).values
    said = [float(word) for word in done.stdout.split("by replicate:")[1].splitlines()[0].split()]
    assert said == pytest.approx(last, abs=6e-5)
    assert matplotlib.image.imread(picture).std() > 0.01, "an empty picture"
