"""Makes the folder analysis/ importable, as it is for the scripts in it."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))

# Tests leave nothing in the home folder, and live every run-in.
os.environ["WEEFSEL_RUN_INS"] = "off"


def pytest_configure(config):
    # Debian's netCDF4 was built against an older numpy; the two work together.
    config.addinivalue_line("filterwarnings", "ignore:numpy.ndarray size changed:RuntimeWarning")
