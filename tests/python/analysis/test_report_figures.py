"""The figures of a report: what stands in them, beside them and in their tables, and what never does."""

import copy
import re
from functools import lru_cache
from xml.etree import ElementTree

import numpy as np
import pytest

from weefsel.report import figure_words, figures, sheet
from weefsel.report.figures import courses, differences, overview, parts_of
from weefsel.report.page import Page
from weefsel.results import UnusableFile

RUNS = 6
HORIZONS = (1, 4)
GROUPS = [("two_parents", "twee ouders"), ("one_parent", "eenoudergezin"), ("reading_hard", "Nederlands lezen kost moeite")]  # not by name
NEIGHBOURHOODS = [("zz", "Zuidzijde"), ("aa", "Aan de Amstelveenseweg en het Grachtengordel-kwartier"), ("mm", "Midden")]
BANNED = r"\b(kans|kansen|zal|zullen|besparing|rendement|risicogezin\w*|probleemwijk\w*|achterstandswijk\w*|laagopgeleid\w*)\b"


def both(nl, en=None):
    return {"nl": nl, "en": en or nl}


def measure(name, section="relations", headline=False, times=1.0, decimals=1):
    return {"name": name, "section": section, "headline": headline, "title": both(f"Over {name}", f"About {name}"),
            "meaning": both("wat het is", "what it is"), "unit": both("op de 100 gezinnen", "of 100 families"), "shown_times": times,
            "decimals": decimals, "wanted": "neither", "smallest_relevant": 0.01, "figure": "mean"}


def line(measure_name, where, cell, words, horizon, values, kind="luck"):
    known = [one for one in values if one is not None]
    counts = {"higher": sum(one > 0 for one in known), "equal": sum(one == 0 for one in known), "lower": sum(one < 0 for one in known)}
    said = "hoger in {higher}, gelijk in {equal}, lager in {lower} van de {n} nabootsingen".format(**counts, n=len(known))
    told = "higher in {higher}, equal in {equal}, lower in {lower} of the {n} runs".format(**counts, n=len(known))
    sentences = {
        "luck": both(f"Niet te onderscheiden van toeval: {said}.", f"Not told apart from luck: {told}."),
        "built_in": both("Dit hebben we zelf ingebouwd; het is geen uitkomst.", "We built this in ourselves; it is no result."),
        "no_difference": both("Geen verschil: deze keuze raakt dit niet in het model.", "No difference: this choice does not touch it."),
        "cannot_say": both("Hierover kan het model niets zeggen: te weinig gezinnen.", "The model can say nothing about this: too few families."),
    }
    return {"choice": "closed", "measure": measure_name, "where": where, "cell": cell, "cell_words": both(words), "horizon": horizon, "base": None,
            "differences": values, "mean": float(np.mean(known)) if known else None, "half_width": 0.004 if len(known) > 1 else None, "drift": 0.0,
            "corrected_for": 1, "verdict": {"kind": kind, "direction": None, **counts, "known": len(known), "of_draws": False, "least_one_way": 6,
                                            "middle": None, "sentence": sentences[kind]}}


def findings_of(runs=RUNS, horizons=HORIZONS, neighbourhoods=NEIGHBOURHOODS):
    rng = np.random.default_rng(1)
    measures = [measure("contacts", headline=True), measure("wellbeing", "parents", True, 100.0, 0), measure("demand", "demand", True)]
    lines = []
    for m in measures:
        for horizon in horizons:
            cells = [("town", "all", "alle gezinnen")] + [("group", *one) for one in GROUPS] + [("neighbourhood", *one) for one in neighbourhoods]
            for where, cell, words in cells:
                values, kind = [float(one) for one in rng.normal(0.01, 0.02, runs)], "luck"
                if cell == "one_parent":
                    values, kind = [None] * runs, "cannot_say"
                elif cell == "reading_hard":
                    values, kind = [-abs(one) for one in values], "built_in"
                elif cell == "mm":
                    values, kind = [0.0] * runs, "no_difference"
                lines.append(line(m["name"], where, cell, words, horizon, values, kind))
    levels = {(m["name"], scenario): rng.uniform(0.2, 0.4, (runs, 6)).tolist() for m in measures for scenario in ("base", "closed")}
    levels["contacts", "closed"] = [[None, *rng.uniform(10, 11, 5)] for _ in range(runs)]
    return {"format": 1, "town": {"name": "Testdorp", "fictional": True}, "runs": runs, "years": 6,
            "base": {"id": "base", "title": both("Zoals nu", "As now")},
            "choices": [{"id": "closed", "title": both("Bibliotheek dicht", "Library closes"), "levers": [{"id": "close"}], "change_day": 364.0,
                         "horizons": [{"years": years} for years in horizons]}],
            "measures": measures, "lines": lines, "both_ways": [], "provenance": {"program_version": "9.9.9", "seed": "7"},
            "courses": [{"measure": name, "scenario": scenario, "by_run": by_run} for (name, scenario), by_run in levels.items()]}


@pytest.fixture
def findings():
    return findings_of()


def all_figures(findings, language):
    drawn = [overview(findings, "closed", language)]
    for m in findings["measures"]:
        drawn.append(courses(findings, m["name"], "closed", language))
        drawn += [differences(findings, m["name"], "closed", language, where) for where in ("groups", "neighbourhoods")]
    return [figure for figure in drawn if figure is not None]


@lru_cache
def usual_figures(language):
    return all_figures(findings_of(), language)


@pytest.mark.parametrize("language, caution", [("nl", "Gemodelleerd, geen voorspelling."), ("en", "Modelled, not a forecast.")])
def test_every_figure_cautions_is_told_in_words_and_fits_inside_a_page(language, caution):
    drawn = usual_figures(language)
    assert len(drawn) == 10
    ids = []
    for figure in drawn:
        assert caution in figure.texts
        assert re.search(r"(hoger|higher) in \d+, (gelijk|equal) in \d+, (lager|lower) in \d+", figure.alt)
        assert figure.caption and figure.table[1] and all(len(row) == len(figure.table[0]) for row in figure.table[1])
        root = ElementTree.fromstring(figure.svg)
        assert root.get("role") == "img" and root.get("width") == "170mm"
        assert root.find("{*}title").text and root.find("{*}desc").text == figure.alt
        assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= {node.get("id") for node in root.iter()}
        assert not re.search(r"<style|style=|<image|<text|<script|http(?!://www\.w3\.org/2000/svg)", figure.svg), "nothing from outside, no fonts"
        assert len(figure.svg) < 150_000
        own = [node.get("id") for node in root.iter() if node.get("id")]
        assert set(re.findall(r'(?:href="|url\()#([^")]+)', figure.svg)) <= set(own)
        ids += own
    assert len(ids) == len(set(ids)), "figures on one page share no id"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_that_a_report_never_holds(language):
    for figure in usual_figures(language):
        text = " ".join([figure.alt, figure.caption, *figure.texts, *figure.table[0], *(cell for row in figure.table[1] for cell in row)])
        assert not re.search(BANNED, text, re.IGNORECASE)
        assert not re.search("voorspelling|forecast", re.sub("geen voorspelling|not a forecast", "", text))


def test_words_are_there_in_both_languages():
    assert figure_words.FIGURE_WORDS["nl"].keys() == figure_words.FIGURE_WORDS["en"].keys()
    for key, text in figure_words.FIGURE_WORDS["nl"].items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", figure_words.FIGURE_WORDS["en"][key])), key


def test_the_same_findings_give_the_same_bytes(findings):
    assert [one.svg for one in all_figures(copy.deepcopy(findings), "nl")] == [one.svg for one in usual_figures("nl")]


def test_rows_stand_in_the_order_of_the_file(findings):
    groups = differences(findings, "contacts", "closed", "nl", "groups").table[1]
    assert [row[0] for row in groups[::2]] == ["Testdorp: alle gezinnen", *(words for _, words in GROUPS)]
    drawn = differences(findings, "contacts", "closed", "nl", "neighbourhoods")
    assert [row[0] for row in drawn.table[1][::2]] == ["Testdorp: alle gezinnen", *(words for _, words in NEIGHBOURHOODS)]
    places = [next(i for i, text in enumerate(drawn.texts) if text.startswith(start)) for start in ("Testdorp: alle", "Zuidzijde", "Aan de", "Midden")]
    assert places == sorted(places)


def test_table_of_differences_has_the_numbers_of_the_findings(findings):
    lines = [one for one in findings["lines"] if one["measure"] == "wellbeing" and one["where"] in ("town", "group")]
    rows = differences(findings, "wellbeing", "closed", "en", "groups").table[1]
    for row in rows:
        one = next(one for one in lines if row[0].endswith(one["cell_words"]["en"]) and str(one["horizon"]) == row[1])
        assert row[2:6] == [str(one["verdict"][count]) for count in ("higher", "equal", "lower", "known")]
        assert row[7] == one["verdict"]["sentence"]["en"]
        if one["mean"] is None:
            assert row[6] == "–"
        else:
            mean, half_width = row[6].split(" ± ")
            assert float(mean) == pytest.approx(100 * one["mean"], abs=0.051) and float(half_width) == 0.4
    assert "," in differences(findings, "wellbeing", "closed", "nl", "groups").table[1][0][6]


def test_table_of_courses_has_mean_lowest_and_highest_of_the_runs(findings):
    header, rows = courses(findings, "contacts", "closed", "nl").table
    base = np.array(next(one["by_run"] for one in findings["courses"] if (one["measure"], one["scenario"]) == ("contacts", "base")))
    assert header[1:4] == ["Zoals nu: gemiddeld", "Zoals nu: laagste", "Zoals nu: hoogste"] and len(rows) == 6
    for year, row in enumerate(rows):
        expected = [base[:, year].mean(), base[:, year].min(), base[:, year].max()]
        assert row[0] == str(year + 1) and [float(cell.replace(",", ".")) for cell in row[1:4]] == pytest.approx(expected, abs=0.051)
    assert rows[0][4:] == ["–"] * 3, "the choice is not known in the first year"


def test_thousands_in_dutch_and_english(findings):
    for one in findings["courses"]:
        one["by_run"] = [[12345.67] * 6] * RUNS
    assert courses(findings, "contacts", "closed", "nl").table[1][0][1] == "12.345,7"
    assert courses(findings, "contacts", "closed", "en").table[1][0][1] == "12,345.7"
    assert any(text.startswith("12.345,6") for text in courses(findings, "contacts", "closed", "nl").texts)


def test_what_cannot_be_told_or_was_built_in_is_said_in_words_without_counts(findings):
    drawn = differences(findings, "contacts", "closed", "nl", "groups")
    assert drawn.texts.count("te weinig gezinnen") == len(HORIZONS)
    assert drawn.texts.count("ingebouwd") == len(HORIZONS) and "ingebouwd: geen uitkomst" in drawn.texts
    told = [one for one in findings["lines"] if one["measure"] == "contacts" and one["where"] in ("town", "group") and one["verdict"]["kind"] == "luck"]
    wanted = [str(one["verdict"][way]) for horizon in HORIZONS for one in told if one["horizon"] == horizon for way in ("higher", "equal", "lower")]
    assert [text for text in drawn.texts[drawn.texts.index("na 1 jaar"):] if re.fullmatch(r"\d", text)] == wanted
    assert "ingebouwd: geen uitkomst" not in differences(findings, "contacts", "closed", "nl", "neighbourhoods").texts


def test_a_cell_of_which_only_some_runs_are_known_has_no_dots_when_nothing_can_be_said(findings):
    one = next(one for one in findings["lines"] if one["cell"] == "two_parents" and one["measure"] == "contacts")
    one["differences"][2] = None
    assert differences(findings, "contacts", "closed").texts.count("te weinig gezinnen") == 2
    one["verdict"].update(kind="cannot_say", sentence=both("Hierover kan het model niets zeggen: te weinig gezinnen."))
    drawn = differences(findings, "contacts", "closed")
    assert drawn.texts.count("te weinig gezinnen") == 3 and drawn.table[1][2][6] == "–"


def test_one_dot_a_run(findings):
    svg = differences(findings_of(neighbourhoods=[]), "contacts", "closed", "nl", "groups").svg
    dots = [path.count("h0") for path in re.findall(r' d="([^"]*)"', svg) if "h0" in path]
    assert dots == [RUNS] * 2 * (1 + 1 + 2), "the town, two_parents, and reading_hard twice: hollow is white on blue"


def test_demand_is_never_beside_other_measures_and_has_no_band(findings):
    first_page = overview(findings, "closed", "nl")
    assert "Over contacts" in first_page.texts and "Over demand" not in " ".join([*first_page.texts, first_page.alt, *sum(first_page.table[1], [])])
    band = sheet.BAND_COLOUR.lower()
    assert band in differences(findings, "contacts", "closed").svg and band not in differences(findings, "demand", "closed").svg
    for figure in (differences(findings, "demand", "closed"), courses(findings, "demand", "closed")):
        assert any("niet goed of slecht" in text for text in figure.texts) and "Niet goed of slecht" in figure.alt
    findings["measures"] = findings["measures"][2:]
    assert overview(findings, "closed") is None


def test_overview_tells_the_verdicts_of_the_horizon_that_is_asked_for(findings):
    line_of = {one["horizon"]: one for one in findings["lines"] if one["where"] == "town" and one["measure"] == "contacts"}
    assert line_of[4]["verdict"]["sentence"]["nl"] in overview(findings, "closed").alt
    assert line_of[1]["verdict"]["sentence"]["nl"] in overview(findings, "closed", "nl", 1).alt
    with pytest.raises(UnusableFile, match="after 3 years"):
        overview(findings, "closed", "nl", 3)


def test_both_ways_is_told_in_the_findings_words(findings):
    sentence = "Niet voor iedereen: beter voor twee ouders, slechter voor eenoudergezin."
    findings["both_ways"] = [{"choice": "closed", "measure": "contacts", "horizon": 4, "sentence": both(sentence)}]
    assert "Na 4 jaar: " + sentence in differences(findings, "contacts", "closed").alt
    assert sentence not in differences(findings, "wellbeing", "closed").alt


def test_small_findings_do_not_trip(findings):
    alone = findings_of(runs=1, horizons=(1,), neighbourhoods=[])
    assert len(all_figures(alone, "nl")) == 7, "a neighbourhood by itself has no figure of neighbourhoods"
    assert differences(alone, "contacts", "closed", "nl", "neighbourhoods") is None
    assert "±" not in differences(alone, "contacts", "closed").table[1][0][6]
    short = findings_of(horizons=())
    assert overview(short, "closed") is None and differences(short, "contacts", "closed") is None
    assert courses(short, "contacts", "closed") is not None
    short["courses"] = []
    assert courses(short, "contacts", "closed") is None
    findings["choices"][0]["levers"] = []  # a placebo: nothing begins
    assert not any(text.startswith("vanaf hier") for text in courses(findings, "contacts", "closed").texts)


def test_nothing_known_at_all(findings):
    for one in findings["lines"]:
        one.update(differences=[None] * RUNS, mean=None, half_width=None)
    for one in findings["courses"]:
        one["by_run"] = [[None] * 6] * RUNS
    findings["provenance"] = {}
    for figure in [courses(findings, "contacts", "closed"), differences(findings, "contacts", "closed"), overview(findings, "closed")]:
        assert figure.svg and "h0" not in "".join(re.findall(r' d="([^"]*)"', figure.svg))


def test_many_neighbourhoods_are_spread_over_pages_in_their_order():
    many = findings_of(neighbourhoods=[(f"n{i}", f"Verspreide huizen in het buitengebied, nummer {i}") for i in range(60)])
    parts = parts_of(many, "contacts", "closed", "neighbourhoods")
    drawn = [differences(many, "contacts", "closed", "nl", "neighbourhoods", part + 1) for part in range(parts)]
    assert parts == 3 and differences(many, "contacts", "closed", "nl", "neighbourhoods", 4) is None
    rows = [row[0] for figure in drawn for row in figure.table[1][::2]]
    assert [row for row in rows if not row.startswith("Testdorp")] == [f"Verspreide huizen in het buitengebied, nummer {i}" for i in range(60)]
    assert rows.count("Testdorp: alle gezinnen") == 3 and len({figure.name for figure in drawn}) == 3


def test_long_names_are_broken_within_their_room():
    for text in ("Aan de Amstelveenseweg en het Grachtengordel-kwartier", "Hottentottententententoonstellingsterreinenbuurt", "x"):
        with sheet.drawing():
            lines = sheet.wrapped(text, 30.0)
            assert all(sheet.width_of(one) <= 30.0 for one in lines)
        assert re.sub(r"[\s-]", "", "".join(lines)) == re.sub(r"[\s-]", "", text)


def test_unknown_names_are_refused(findings):
    for arguments in [("nothing", "closed"), ("contacts", "open")]:
        with pytest.raises(UnusableFile, match="not among"):
            courses(findings, *arguments)
    with pytest.raises(UnusableFile, match="groups or neighbourhoods"):
        differences(findings, "contacts", "closed", "nl", "streets")


def test_where_nothing_can_be_said_a_sentence_stands_for_the_figure(findings):
    choice = findings["choices"][0]
    measure = next(m for m in findings["measures"] if m["headline"])
    page = Page(findings, "nl")
    assert page.nothing_said(choice, measure, "groups") is None
    silent = copy.deepcopy(findings)
    for line in silent["lines"]:
        if line["where"] == "group":
            line["verdict"] = {**line["verdict"], "kind": "cannot_say", "sentence": {"nl": "Niets te zeggen.", "en": "Nothing to say."}}
    silent["measures"] = [measure]
    (row,) = Page(silent, "nl").figures_of(choice)
    assert row["unsaid"] == ["Naar soort gezin. Niets te zeggen."]
    equal = next(line for line in silent["lines"] if line["where"] == "group" and line["measure"] == measure["name"])
    equal["verdict"] = {**equal["verdict"], "kind": "no_difference", "sentence": {"nl": "Geen verschil.", "en": "No difference."}}
    assert Page(silent, "nl").nothing_said(choice, measure, "groups") == "Niets te zeggen. Waar wel iets te zeggen is, is er geen verschil."
    equal["verdict"]["kind"] = "luck"
    assert Page(silent, "nl").nothing_said(choice, measure, "groups") is None
    equal["verdict"]["kind"] = "cannot_say"
    assert not [figure for figure in row["figures"] if "differences-groups" in figure.name]
    (row,) = Page({**findings, "measures": [measure]}, "nl").figures_of(choice)
    assert row["unsaid"] == [] and [figure for figure in row["figures"] if "differences-groups" in figure.name]


@pytest.mark.parametrize(("horizons", "until", "shown"), [
    ((1, 4, 10, 20), None, [4, 20]), ((1, 4, 10), None, [4, 10]), ((1, 4), None, [1, 4]), ((1,), None, [1]), ((1, 2), None, [1, 2]), ((), None, []),
    ((1, 4, 10), "2027-05-24", [1, 4]), ((1, 4, 10), "2030-12-30", [1, 4]), ((1, 4, 10), "2035-01-01", [4, 10])])
def test_the_first_page_shows_two_moments(findings, horizons, until, shown):
    """Of what is over soon the first year, or the page would say that it did nothing."""
    choice = {**findings["choices"][0], "horizons": [{"years": y, "from_day": 0, "until_day": 364} for y in horizons],
              "levers": [{"id": "x", "from": "2027-01-04", "until": until}]}
    assert Page(findings, "nl").first_page_horizons(choice) == shown
