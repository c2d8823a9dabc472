"""The command `weefsel report`: findings of a comparison to a page (HTML) or a document (PDF)."""

from __future__ import annotations

import argparse
import difflib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from weefsel.report.family import NotFollowed, follow
from weefsel.report.indices import Study, UnusableStudy, is_study, study_in

WELL, USER_MISTAKE, SYSTEM_TROUBLE = 0, 2, 3  # as the program's own


class Mistake(Exception):
    """Something that the user can mend."""


def main(program: Path, arguments: list[str] | None = None) -> int:
    """`program`: the weefsel that reads the file."""
    parser = argparse.ArgumentParser(prog="weefsel report", description="Writes a report of a comparison: one page that is read in any browser, "
                                     "offline, and printed. The first page is for a council; the rest shows how it was found.")
    parser.add_argument("file", metavar="OUT.h5|DIR", help="what `weefsel compare` wrote, or a folder that holds one such file, and may be that of a study")
    parser.add_argument("-o", "--output", required=True, metavar="REPORT.html", help="the page to write; .pdf for a document")
    parser.add_argument("--language", choices=["nl", "en"], default="nl", help="nl (default) or en")
    parser.add_argument("--choice", metavar="ID", action="append", help="only this scenario of those that were compared; may be repeated (default: all)")
    family = parser.add_mutually_exclusive_group()
    family.add_argument("--family", metavar="N", type=natural, default=1, help="whose life in both worlds is told: the family drawn by lot as number N (default 1)")
    family.add_argument("--no-family", action="store_true", help="leave that out: it takes the time to live both worlds once more")
    asked = parser.parse_args(arguments)
    try:
        output = Path(asked.output)
        if output.suffix not in (".html", ".pdf"):
            raise Mistake(f"-o {output}: the name ends in .html or .pdf")
        source = file_in(Path(asked.file))
        study = study_beside(Path(asked.file))
        read = subprocess.run([str(program), "findings", str(source), "--format", "json"], stdout=subprocess.PIPE, check=False)
        if read.returncode != 0:
            return read.returncode  # it said why
        from weefsel.report.page import render  # matplotlib and jinja2 are loaded when there is something to lay out

        findings = only(json.loads(read.stdout), asked.choice)
        lives = {} if asked.no_family else lives_of(program, source, findings, asked)
        page = render(findings, asked.language, study, lives, asked.family)
        write_whole(output, page.encode("utf-8") if output.suffix == ".html" else as_pdf(page))
    except NotFollowed as stopped:
        return stopped.code  # it said why
    except (Mistake, UnusableStudy) as mistake:
        print(f"weefsel report: {mistake}", file=sys.stderr)
        return USER_MISTAKE
    except OSError as trouble:
        print(f"weefsel report: {trouble}", file=sys.stderr)
        return SYSTEM_TROUBLE
    print(f"Written: {output}")
    return WELL


def natural(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def only(findings: dict, wanted: list[str] | None) -> dict:
    """The findings of these choices. Raises Mistake for one that is not there."""
    ids = [choice["id"] for choice in findings["choices"]]
    for one in wanted or []:
        if one not in ids:
            near = difflib.get_close_matches(one, ids, 1)
            raise Mistake(f"--choice {one}: the file has {', '.join(ids)}" + (f"; did you mean {near[0]}?" if near else ""))
    if wanted is None:
        return findings
    kept = [findings["base"]["id"], *wanted]
    head, *documents = re.split(r"^(?=--- # )", findings["provenance"]["scenario_text"], flags=re.MULTILINE)
    text = head + "".join(document for document in documents if document.split("\n", 1)[0].removeprefix("--- # ") in kept)
    return {**findings, "choices": [choice for choice in findings["choices"] if choice["id"] in wanted],
            "provenance": {**findings["provenance"], "scenario_text": text}}


def lives_of(program: Path, source: Path, findings: dict, asked: argparse.Namespace) -> dict[str, dict]:
    with tempfile.TemporaryDirectory(prefix="weefsel-report-") as folder:
        return follow(program, source, findings, asked.language, asked.family, Path(folder))


def file_in(path: Path) -> Path:
    """The file itself, or the only .h5 in a folder that is a comparison: a study has its own results.h5."""
    if not path.is_dir():
        return path
    found = [file for file in sorted(path.glob("*.h5")) if file.name != "results.h5" or not is_study(path)]
    if not found and is_study(path):
        raise Mistake(f"{path}: this is the folder of a study, which says what an outcome hangs on; a report is of a comparison of two "
                      f"scenarios, with a study beside it. Play one into it, `weefsel compare BASE.yaml CHOICE.yaml -o {path}/comparison.h5`, "
                      f"then `weefsel indices {path} --difference`, and this again")
    if len(found) != 1:
        names = ", ".join(file.name for file in found) or "none"
        raise Mistake(f"{path}: a folder for a report holds one comparison (.h5); found {names}")
    return found[0]


def study_beside(path: Path) -> Study | None:
    if not path.is_dir() or not is_study(path):
        return None
    study = study_in(path)
    if study is None:
        print(f"weefsel report: {path}: a study without tables; `weefsel indices {path} --difference` makes them, for the report to show",
              file=sys.stderr)
    return study


def as_pdf(page: str) -> bytes:
    try:
        from weasyprint import HTML
    except ImportError as missing:
        raise Mistake("a PDF takes weasyprint (scripts/install-packages report); or write .html, and print that from a browser") from missing
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on dates of fonts
    if sys.stderr.isatty():
        print("Laying out the document; a minute or two (a browser prints the page sooner).", file=sys.stderr)
    return HTML(string=page, base_url="report.html").write_pdf()  # without a base its figures lose their letters


def write_whole(path: Path, content: bytes) -> None:
    """The file is there wholly, or as it was."""
    with tempfile.NamedTemporaryFile(dir=path.parent or Path("."), prefix=path.name, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except OSError:
            os.unlink(file.name)
            raise
