#!/usr/bin/python3
"""Draws the three headline trajectories of an output file: network density, parental wellbeing, demand for help.

    analysis/plot_headlines.py out/demo.h5 -o out/demo.png [--language en|nl]

Takes the output of `weefsel run` and of `weefsel compare`; the first scenario of a comparison is its baseline.
Exit: 0 well, 2 a mistake in the command or an unusable file.
"""

from __future__ import annotations

import argparse
import sys

from weefsel.picture import draw_headlines
from weefsel.results import UnusableFile, open_results
from weefsel.words import WORDS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="output file of weefsel run or weefsel compare")
    parser.add_argument("-o", "--output", required=True, help="picture to write: .png, .svg or .pdf")
    parser.add_argument("--language", choices=sorted(WORDS), default="en", help="language of the words (default: en)")
    arguments = parser.parse_args()
    try:
        with open_results(arguments.file) as data:
            draw_headlines(data, arguments.output, arguments.language)
    except (UnusableFile, OSError) as trouble:
        print(f"plot_headlines: {trouble}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
