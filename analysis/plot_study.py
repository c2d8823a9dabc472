#!/usr/bin/python3
"""Draws a study: what an output hangs on, in the picture that fits the design, or its futures through the years.

    weefsel study scenarios/studies/library_and_ties.yaml -o out/library_and_ties
    weefsel indices out/library_and_ties
    analysis/plot_study.py out/library_and_ties --output mean_degree -o out/library_and_ties/mean_degree.png
    analysis/plot_study.py out/library_and_ties --output mean_degree --as fan -o out/library_and_ties/futures.png

With --difference, of each scenario less the first (twins); the picture of effects then reads indices_difference.csv:

    weefsel indices DIR --difference

Exit: 0 well, 2 a mistake in the command or an unusable file.
"""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from weefsel.draw_studies import FORMS, draw_study
from weefsel.results import UnusableFile
from weefsel.studies import open_indices, open_study, outputs
from weefsel.words import WORDS


def indices_for(arguments: argparse.Namespace) -> pd.DataFrame | None:
    """A picture of effects cannot do without; a scatter shows the foremost factors when it can."""
    try:
        return open_indices(arguments.folder, arguments.difference)
    except UnusableFile:
        if arguments.form == "effects":
            raise
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="folder of weefsel study")
    parser.add_argument("-o", "--picture", metavar="FILE", help="picture to write: .png, .svg or .pdf")
    parser.add_argument("--output", metavar="NAME", help="output of the study (default: the first); --list names all")
    parser.add_argument("--list", action="store_true", help="name the outputs of the study, with what they are")
    parser.add_argument("--year", type=float, help="default: the last")
    parser.add_argument("--scenario", help="default: the first; of a fan all, of differences the second")
    parser.add_argument("--as", dest="form", choices=FORMS, default="effects",
                        help="effects: what it hangs on, as fits the design (default); scatter: futures against the two "
                             "foremost factors; fan: through the years")
    parser.add_argument("--difference", action="store_true", help="less the twin: the same point and replicate of the first scenario")
    parser.add_argument("--language", choices=sorted(WORDS), default="en",
                        help="language of the words around the figures (default: en)")
    arguments = parser.parse_args()
    if not (arguments.list or arguments.picture):
        parser.error("name a picture (-o), or ask for --list")
    try:
        data = open_study(arguments.folder)
        if arguments.list:
            for name in outputs(data):
                words = [str(data[name].attrs[key]) for key in ("long_name", "where", "how") if data[name].attrs.get(key)]
                print(f"{name}: {', '.join(words)}")
            return 0
        indices = indices_for(arguments)
        name = arguments.output or outputs(data)[0]
        draw_study(data, arguments.picture, name, indices, arguments.year, arguments.scenario, arguments.difference,
                   arguments.form, arguments.language)
    except (UnusableFile, OSError) as trouble:
        print(f"plot_study: {trouble}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
