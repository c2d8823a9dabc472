"""Reads a sample run and a sample comparison (see sample.hpp) as users do; ends with 1 at the first surprise."""

import json
import shutil
import subprocess
import sys

import h5py
import netCDF4
import numpy as np
import xarray as xr

PLACE = "Nieuwe Wijk é"


def check_dataset(path, engine, compared):
    ds = xr.open_dataset(path, engine=engine)
    outer = ("scenario", "replicate") if compared else ("replicate",)
    assert ds.network_density.dims == outer + ("time_4_weeks", "neighbourhood"), ds.network_density.dims
    assert ds.help_demand.dims == outer + ("time", "neighbourhood", "tier")
    assert ds.help_demand.dtype == np.int64 and ds.network_density.dtype == np.float64
    assert ds.library_open.dtype == np.int8 and list(ds.library_open.flag_values) == [0, 1]
    assert ds.time.values[0] == np.datetime64("2026-01-05") and ds.time.values[1] == np.datetime64("2026-01-12")
    assert ds.time_4_weeks.values[-1] == np.datetime64("2028-12-04")
    assert "rank" in ds.dims and "rank" not in ds.coords
    assert ds.Conventions == "CF-1.10" and ds.title == "A sample study" and "één" in ds.question_nl

    one = ds.sel(neighbourhood=PLACE, group="all", tier="tier_2").isel(replicate=2)
    if compared:
        one = one.sel(scenario="close_library")
    assert one.help_demand.dims == ("time",)
    # The rule of sample.hpp, for week 3, third neighbourhood, second tier: cell (3 * 3 + 2) * 2 + 1 of variable 3.
    assert int(one.help_demand[3]) == (23 * 7919 + 2 * 104729 + 3 * 31) % 64
    missing = ds.network_density.isel(replicate=0, time_4_weeks=0).sel(neighbourhood="Flats-West")
    assert np.isnan(missing.values).all()
    assert int(ds.network_density.isnull().sum()) == ds.sizes["replicate"] * (2 if compared else 1)

    assert float(ds.parameter_default.sel(parameter="ties.half_life")) == 26.0
    assert str(ds.parameter_unit.sel(parameter="ties.half_life").values) == "weeks"
    overridden = ds.parameter_overridden.sel(parameter="ties.half_life")
    assert list(np.atleast_1d(overridden.values)) == ([0, 1] if compared else [0])
    rows = json.loads(ds.parameters)["baseline"]
    assert rows[0]["name"] == "ties.half_life" and rows[0]["source"] == "Burt 2002"
    hashes = ds.state_hash.isel(replicate=1).values
    assert set(np.atleast_1d(hashes)) == {"a" * 63 + "1"}
    for name, variable in ds.data_vars.items():
        assert variable.attrs.get("long_name"), name
        if variable.attrs.get("weefsel_role") != "provenance":
            assert variable.attrs.get("units") and variable.attrs.get("description"), name


def check_rules(path):
    """netCDF-4: scales everywhere, order tracked, no compound types or enums of our own, no times."""
    with h5py.File(path, "r") as file:
        ordered = h5py.h5p.CRT_ORDER_TRACKED | h5py.h5p.CRT_ORDER_INDEXED
        assert h5py.h5g.open(file.id, b"/").get_create_plist().get_link_creation_order() == ordered
        for name, item in file.items():
            assert isinstance(item, h5py.Dataset), name
            assert item.dtype.kind in "fiO", (name, item.dtype)
            assert not item.id.get_create_plist().get_obj_track_times(), name
            if h5py.h5ds.is_scale(item.id):
                assert "_Netcdf4Dimid" in item.attrs
            else:
                assert all(len(dimension) == 1 for dimension in item.dims), name
        density = file["network_density"]
        assert density.shuffle and density.compression == "gzip" and density.compression_opts == 4
        assert density.chunks[density.ndim - 3] == 1, "a chunk holds one replicate"


def check_can_be_added_to(path):
    """netCDF adds to a file only when it is satisfied with how it was made."""
    copy = path + ".copy"
    shutil.copyfile(path, copy)
    with netCDF4.Dataset(copy, "a") as dataset:
        assert list(dataset.dimensions)[:1] == (["scenario"] if "scenario" in dataset.dimensions else ["replicate"])
        dataset.note = "added"
        dataset.createVariable("added", "f8", ("time", "rank"))[:] = 1.0


def check_tools(path):
    for command, word in ((["ncdump", "-h", path], "network_density"), (["h5dump", "-H", path], "DATASET \"help_demand\"")):
        if shutil.which(command[0]):
            text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            assert word in text, command


for file_name, is_comparison in zip(sys.argv[1:], (False, True)):
    for engine_name in ("netcdf4", "h5netcdf"):
        check_dataset(file_name, engine_name, is_comparison)
    check_rules(file_name)
    check_can_be_added_to(file_name)
    check_tools(file_name)
