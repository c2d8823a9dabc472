#!/usr/bin/python3
"""Draws one measure of an output file: single futures, a fan, differences between twins as dots, or a map.

    analysis/plot_measure.py out/demo.h5 parental_wellbeing_by_group --where group=income_tight -o wellbeing.png
    analysis/plot_measure.py out/demo.h5 mean_degree_by_group --where group=all --as dots --years 1 4 10 -o contacts.png
    analysis/plot_measure.py out/demo.h5 local_degree --as map --difference --town scenarios/towns/weverdam.yaml -o map.png
    analysis/plot_measure.py out/demo.h5 --list

Exit: 0 well, 2 a mistake in the command or an unusable file.
"""

from __future__ import annotations

import argparse
import sys

from weefsel.draw_futures import draw_measure
from weefsel.futures import measure, measures
from weefsel.results import UnusableFile, open_results
from weefsel.words import WORDS


def label_of(text: str) -> tuple[str, str]:
    dimension, equals, label = text.partition("=")
    if not (dimension and equals and label):
        raise argparse.ArgumentTypeError(f"write DIMENSION=LABEL, such as group=all, not {text}")
    return dimension, label


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="output file of weefsel run or weefsel compare")
    parser.add_argument("measure", nargs="?", help="name of a measure; --list names all")
    parser.add_argument("-o", "--output", help="picture to write: .png, .svg or .pdf")
    parser.add_argument("--list", action="store_true", help="name the measures of the file, with what they are")
    parser.add_argument("--where", nargs="+", type=label_of, default=[], metavar="DIMENSION=LABEL", help="which group, neighbourhood, tier ...")
    parser.add_argument("--as", dest="form", choices=["paths", "fan", "dots", "map"], default="paths", help="default: paths")
    parser.add_argument("--difference", action="store_true", help="less the twin: the same replicate of the first scenario")
    parser.add_argument("--years", nargs="+", type=float, help="horizons, for dots and maps (default: 1 4 10 20, as far as the file goes)")
    parser.add_argument("--town", help="the town's file, for a map")
    parser.add_argument("--language", choices=sorted(WORDS), default="en", help="language of the words around the figures (default: en)")
    arguments = parser.parse_args()
    if not arguments.list and not (arguments.measure and arguments.output):
        parser.error("name a measure and a picture (-o), or ask for --list")
    try:
        with open_results(arguments.file) as data:
            if arguments.list:
                for name in measures(data):
                    print(f"{name}: {data[name].attrs.get('long_name', '')} [{', '.join(map(str, data[name].dims))}]")
                return 0
            values = measure(data, arguments.measure, **dict(arguments.where))
            horizons = tuple(arguments.years) if arguments.years else None
            draw_measure(data, values, arguments.output, arguments.form, arguments.language, arguments.difference, horizons, arguments.town)
    except (UnusableFile, OSError) as trouble:
        print(f"plot_measure: {trouble}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
