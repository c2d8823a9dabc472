"""What the answer hangs on, in the report: the weights of sampled assumptions reckoned anew from a played comparison, the figure
with planted findings, and studies beside a comparison."""

import copy
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from study_folder import write_indices, write_study
from test_written_report import BANNED, BASE, Reader

from weefsel.report.command import main
from weefsel.report.hangs import HANGS_WORDS, hangs_figures
from weefsel.report.indices import FILES, STUDY_WORDS, StudyTables, UnusableStudy, read_indices, study_in
from weefsel.report.page import render

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")
DRAWS, RUNS_PER_DRAW = 8, 2

CLOSED = """extends: base.yaml
question: {nl: "Bibliotheek dicht: wie raakt wat kwijt?", en: "Library closes: who loses what?"}
levers:
  - id: close_library
    from: 2026-01-05
    close_places: {ids: [library_hof]}
"""


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A comparison with draws, and its findings."""
    folder = tmp_path_factory.mktemp("hangs")
    shutil.copy(ROOT / "scenarios/towns/hofbuurt.yaml", folder)
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "closed.yaml").write_text(CLOSED, encoding="utf-8")
    out = folder / "out.h5"
    subprocess.run([PROGRAM, "compare", folder / "base.yaml", folder / "closed.yaml", "-o", out, "--quiet", "--no-placebo", "--years", "1.1",
                    "--draws", str(DRAWS), "--replicates-per-draw", str(RUNS_PER_DRAW)], check=True, capture_output=True)
    found = json.loads(subprocess.run([PROGRAM, "findings", out, "--format", "json"], check=True, capture_output=True).stdout)
    return out, found


@pytest.fixture(scope="module")
def findings(played):
    """Only the whole town, so that a page is soon drawn, and of each kind of answer one: planted."""
    found = copy.deepcopy(played[1])
    found["measures"] = [m for m in found["measures"] if m["name"] in ("contacts", "load", "demand")]
    names = [m["name"] for m in found["measures"]]
    found["lines"] = [line for line in found["lines"] if line["where"] == "town" and line["measure"] in names]
    found["courses"] = []
    found["weights"] = [w for w in found["weights"] if w["measure"] in names]
    found["not_reached"] = []
    drivers = [{"name": a["name"], "words": a["words"], "grade": a["grade"], "rho": rho, "stands_out": out,
                "direction": {"nl": "is dat meer, dan schuift het verschil omlaag", "en": "when that is more, the difference moves down"}}
               for a, rho, out in zip([a for a in found["assumptions"] if a["grade"] == "C"], (-0.92, 0.9, -0.3, 0.2, 0.1, 0.05), (1, 1, 0, 0, 0, 0))]
    for w in found["weights"]:
        planted = w["measure"] in ("contacts", "demand")
        w["kind"], w["bound"] = ("some_stand_out" if planted else "none_stands_out"), 0.85
        w["largest"] = [dict(d, stands_out=bool(d["stands_out"] and planted), rho=d["rho"] * (1 if planted else 0.5)) for d in drivers]
        w["found"] = w["largest"][:2] if planted else []
    return found


def ranks(values):
    """By column; equal values share the mean of theirs."""
    return pd.DataFrame(values).rank().to_numpy()


def correlations(parameters, means):
    """Spearman, of each parameter (a column) with the means."""
    x, y = ranks(parameters), ranks(means)
    x, y = x - x.mean(axis=0), y - y.mean(axis=0)
    return (x * y).sum(axis=0) / np.sqrt((x**2).sum(axis=0) * (y**2).sum(axis=0))


def test_weights_are_those_of_the_file(played):
    out, found = played
    with xr.open_dataset(out) as file:
        data = file.load()
    sampled = data["parameter_sampled"].values[0] == 1
    names = data["parameter"].values[sampled]
    values = data["parameter_value"].values[0][:, sampled]  # draw, parameter
    assert len(found["weights"]) == sum(m["headline"] or m["section"] == "demand" for m in found["measures"])
    reckoned = 0
    for w in found["weights"]:
        assert (w["draws"], w["parameters"], w["choice"]) == (DRAWS, len(names), "closed")
        line = next(x for x in found["lines"] if x["where"] == "town" and (x["measure"], x["horizon"]) == (w["measure"], w["horizon"]))
        differences = np.array(line["differences"], dtype=float).reshape(DRAWS, RUNS_PER_DRAW)
        means = differences.mean(axis=1)
        if np.unique(means).size == 1:
            assert w["kind"] == "no_difference" and w["largest"] == []
            continue
        reckoned += 1
        rho = correlations(values, means)
        told = {str(d["name"]): d["rho"] for d in w["largest"]}
        by_name = dict(zip(map(str, names), rho))
        assert len(told) >= 6
        for name, one in told.items():
            assert one == pytest.approx(by_name[name], abs=1e-9)
        assert min(map(abs, told.values())) >= np.sort(np.abs(rho))[-len(told)] - 1e-9, "they are the largest"
        assert [d["name"] for d in w["found"]] == [name for name, one in told.items() if abs(one) > w["bound"]]
        # The bound anew, with luck of our own: of 300 deals 5% pass it, and four standard deviations either way.
        luck = np.random.default_rng(1)
        dealt = np.array([np.abs(correlations(values, luck.permutation(means))).max() for _ in range(300)])
        assert np.mean(dealt > w["bound"]) < 0.05 + 4 * np.sqrt(0.05 * 0.95 / 300)
        assert np.mean(dealt >= w["bound"] - 0.03) > 0.05 - 4 * np.sqrt(0.05 * 0.95 / 300)
        within, between = differences.var(axis=1, ddof=1).mean(), RUNS_PER_DRAW * means.var(ddof=1)
        assert w["luck_share"] == pytest.approx(min(1, within / between), rel=1e-6)
    assert reckoned >= 2


def test_assumptions_are_in_words_with_their_name_and_source(findings):
    html = render(findings, "nl")
    table = html[html.index("Naam in het programma"):]
    for one in findings["assumptions"]:
        assert one["words"]["nl"][1:] in table.replace("&#39;", "'") and f'<td lang="en">{one["name"]}</td>' in table, one["name"]
    assert "<td lang=\"en\">" + findings["assumptions"][0]["source"] in table


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_figure_shows_what_stands_out_and_the_bound(findings, language):
    figures = hangs_figures(findings, "closed", language)
    assert len(figures) == 2, "demand stands alone"
    first, demand = figures
    caution = {"nl": "Gemodelleerd, geen voorspelling.", "en": "Modelled"}[language]
    titles = {m["name"]: m["title"][language] for m in findings["measures"]}
    told = HANGS_WORDS[language]
    for figure in figures:
        assert any(caution in text for text in figure.texts)
        assert not re.findall(BANNED[language], " ".join([figure.alt, figure.caption, *figure.texts, *map(" ".join, figure.table[1])]), re.IGNORECASE)
        assert {row[6] for row in figure.table[1]} <= {told["stands_out"], told["within"]}
        assert all(len(row) == len(figure.table[0]) for row in figure.table[1])
        assert figure.svg.startswith("<svg") and 'role="img"' in figure.svg
    assert titles["demand"] not in first.alt and titles["contacts"] not in demand.alt
    out = [row for row in first.table[1] if row[6] == told["stands_out"]]
    assert [row[0] for row in out] == [titles["contacts"]] * 2 and out[0][3] == {"nl": "-0,92", "en": "-0.92"}[language]
    assert out[0][2] == {"nl": "ons oordeel", "en": "our judgement"}[language]
    named = findings["weights"][0]["largest"][0]["words"][language]
    assert named in first.alt and named in demand.alt
    assert told["alt_none"].format(title=titles["load"]) in first.alt
    assert first.svg == hangs_figures(findings, "closed", language)[0].svg, "equal findings, equal bytes"


def test_a_figure_that_would_not_fit_a_page_is_cut_in_two(findings):
    many = copy.deepcopy(findings)
    contacts = next(m for m in many["measures"] if m["name"] == "contacts")
    weights = next(w for w in many["weights"] if w["measure"] == "contacts")
    for i in range(9):
        many["measures"].append({**contacts, "name": f"contacts_{i}"})
        many["weights"].append({**weights, "measure": f"contacts_{i}"})
    figures = hangs_figures(many, "closed")
    heights = [float(re.search(r'height="([\d.]+)mm"', figure.svg)[1]) for figure in figures]
    assert len(figures) > 2 and max(heights) < 250
    assert sum(len(figure.table[1]) for figure in figures) == 4 * sum(w["kind"].endswith("out") for w in many["weights"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_section_says_what_it_hangs_on_or_how_to_find_out(findings, language):
    html = render(findings, language)
    text = Reader(html).visible()
    for w in findings["weights"]:
        assert w["sentence"][language] in text
    assert HANGS_WORDS[language]["weak"] in text
    assert not re.findall(BANNED[language], section_of(html), re.IGNORECASE)
    one_measure = copy.deepcopy(findings)
    one_measure["measures"] = [m for m in findings["measures"] if m["name"] == "contacts"]
    one_measure["lines"] = [line for line in findings["lines"] if line["measure"] == "contacts"]
    page = render({**one_measure, "weights": [], "draws": 0}, language)
    assert HANGS_WORDS[language]["how"] in page and "weefsel compare base.yaml closed.yaml --draws 100 --replicates-per-draw 2 -o out.h5" in page
    few = {**one_measure, "weights": [w for w in one_measure["weights"] if w["measure"] == "contacts"]}
    for w in few["weights"]:
        w.update(kind="too_few_draws", found=[], sentence={"nl": "Met 3 invullingen niet.", "en": "Not with 3 draws."})
    assert hangs_figures(few, "closed", language) == []
    assert HANGS_WORDS[language]["weak"] not in render(few, language)


def section_of(html):
    found = re.search(r'<section class="hangs">.*?</section>', html, re.S)[0]
    return re.sub(r"<(path|use|defs)[^>]*>|<[^>]+>", " ", found)


# ---- Studies

ROWS = [("ties.half_life", "first_order", 0.3, 0.2, 0.4), ("ties.half_life", "total", 0.42, 0.31, 0.55),
        ("levers.close_library", "first_order", 0.1, 0.05, 0.2), ("levers.close_library", "total", 0.62, 0.5, 0.7),
        ("levers.cafe.hours", "first_order", None, None, None), ("levers.cafe.hours", "total", None, None, None),
        (None, "chance_share", 0.25, 0.2, 0.3), (None, "base", 12.5, None, None)]


def test_tables_of_a_study_are_shown_in_words_with_intervals(findings, tmp_path):
    write_indices(tmp_path, ROWS, scenario="closed less base")
    write_indices(tmp_path, ROWS, scenario="closed", output="some_output", name="indices_difference.csv")
    study = study_in(tmp_path)
    assert [o.output for o in study.outcomes] == ["some_output", "mean_degree"], "differences first"
    (table,) = [t for t in StudyTables(study, findings, "nl").tables if t["code"] is None]
    words = next(a["words"]["nl"] for a in findings["assumptions"] if a["name"] == "ties.half_life")
    assert table["title"] == "Aantal contacten, ‘Bibliotheek dicht’ min ‘Zoals nu’, jaar 3"
    assert table["rows"] == [["of de keuze er is", "–", "levers.close_library", "0,10 (0,05 tot 0,20)", "0,62 (0,50 tot 0,70)"],
                             [words, "ons oordeel", "ties.half_life", "0,30 (0,20 tot 0,40)", "0,42 (0,31 tot 0,55)"],
                             ["van de keuze", "–", "levers.cafe.hours", "niet bekend", "niet bekend"]], "by the share they have a hand in"
    assert table["notes"] == ["Van wat losse toekomsten verschillen, maakt toeval dit deel: 0,25 (0,20 tot 0,30)."], "and no level"
    html = render(findings, "nl", study)
    shown = section_of(html)
    assert "0,42 (0,31 tot 0,55)" in shown and STUDY_WORDS["nl"]["title"] in shown
    assert not re.findall(BANNED["nl"], shown, re.IGNORECASE)
    assert STUDY_WORDS["nl"]["title"] not in render(findings, "nl")


def test_of_an_outcome_the_last_year_and_the_heaviest_factors_are_shown_and_demand_last(findings, tmp_path):
    rows = [(f"ties.factor_{i}", "rank_correlation", (-1) ** i * i / 20, None, None) for i in range(12)]
    early = write_indices(tmp_path, [("ties.half_life", "rank_correlation", 0.9, 0.8, 1.0)], output="help_demand", year=1)
    late = write_indices(tmp_path, rows, output="help_demand", year=10)
    other = write_indices(tmp_path, rows, year=10)
    pd.concat([late, early, other]).to_csv(tmp_path / "indices.csv", index=False)
    tables = StudyTables(study_in(tmp_path), findings, "en").tables
    assert [t["demand"] for t in tables] == [False, True]
    assert tables[1]["title"].endswith("year 10")
    assert [row[2] for row in tables[1]["rows"]] == [f"ties.factor_{i}" for i in range(11, 3, -1)]
    assert tables[1]["left_out"] == "4 more have less to do with it."
    assert tables[1]["rows"][0][-1] == "-0.55"


def test_what_is_no_table_or_of_another_town_is_told(findings, tmp_path):
    (tmp_path / "indices.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnusableStudy, match="not a table that `weefsel indices` wrote"):
        study_in(tmp_path)
    (tmp_path / "indices.csv").write_text("scenario,output,year,factor,index,value,low,high\na,b,1,c,total,much,,\n", encoding="utf-8")
    with pytest.raises(UnusableStudy, match="line 2"):
        read_indices(tmp_path / "indices.csv")
    write_study(tmp_path)
    write_indices(tmp_path, ROWS)
    with pytest.raises(UnusableStudy, match="of Testdorp, the comparison of Hofbuurt"):
        StudyTables(study_in(tmp_path), findings, "nl")


def test_the_command_takes_the_folder_of_a_study(played, findings, tmp_path, capfd):
    """The findings come from a small program, so that the page is soon drawn."""
    (tmp_path / "findings.json").write_text(json.dumps(findings), encoding="utf-8")
    program = tmp_path / "weefsel"
    program.write_text(f"#!/bin/sh\nexec cat '{tmp_path}/findings.json'\n", encoding="utf-8")
    program.chmod(0o755)
    study, page = tmp_path / "study", tmp_path / "report.html"
    study.mkdir()
    (study / "study.json").write_text("{}", encoding="utf-8")
    (study / "results.h5").touch()
    assert main(program, [str(study), "-o", str(page), "--no-family"]) == 2
    said = capfd.readouterr().err
    assert "this is the folder of a study" in said and "weefsel compare" in said and "weefsel indices" in said and not page.exists()
    (study / "results.h5").unlink()
    shutil.copy(played[0], study / "comparison.h5")
    assert main(program, [str(study), "-o", str(page), "--no-family"]) == 0
    assert "a study without tables" in capfd.readouterr().err
    write_indices(study, ROWS)
    assert main(program, [str(study), "-o", str(page), "--no-family"]) == 0
    assert "study" not in capfd.readouterr().err
    assert STUDY_WORDS["nl"]["title"] in page.read_text(encoding="utf-8")
    (study / FILES[1]).write_text("nothing\n", encoding="utf-8")
    assert main(program, [str(study), "-o", str(page), "--no-family"]) == 2
    assert "weefsel report: " in capfd.readouterr().err


@pytest.mark.parametrize("words", [HANGS_WORDS, STUDY_WORDS])
def test_both_languages_say_the_same_things(words):
    assert words["nl"].keys() == words["en"].keys()
    for key, text in words["nl"].items():
        other = words["en"][key]
        assert type(text) is type(other)
        if isinstance(text, dict):
            assert text.keys() == other.keys()
            continue
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", other)), key
        for language, one in (("nl", text), ("en", other)):
            assert not re.findall(BANNED[language], one, re.IGNORECASE), one
