#!/usr/bin/python3
"""Writes one table and one picture of what the benchmark programs measured.

    benchmarks/write_report.py FOLDER        with limits.json, processes.json, stages.json, end_to_end.json, country.json (or some)

Makes FOLDER/benchmarks.md and FOLDER/benchmarks.png. Exit: 0 well, 2 when the results cannot be used.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "analysis")]
from benchmark_report.picture import draw  # noqa: E402
from benchmark_report.results import Unusable, read_results  # noqa: E402
from benchmark_report.table import written  # noqa: E402


def processor() -> str:
    """Its name, where the system tells."""
    try:
        name = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        name = None
    return name[1] if name else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with the JSON files; table and picture go there too")
    folder = parser.parse_args().folder
    try:
        results = read_results(folder)
        (folder / "benchmarks.md").write_text(written(results, processor()), encoding="utf-8")
        draw(results, folder / "benchmarks.png")
    except (Unusable, OSError) as trouble:
        print(f"write_report: {trouble}", file=sys.stderr)
        return 2
    print(f"Written: {folder / 'benchmarks.md'}, {folder / 'benchmarks.png'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
