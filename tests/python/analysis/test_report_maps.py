"""Maps of a report: coloured where the findings claim a direction and hatched elsewhere, never a level, the table beside them."""

import copy
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from test_report_figures import BANNED, both, findings_of, line

from weefsel.report import maps as drawing
from weefsel.report.figure_words import FIGURE_WORDS
from weefsel.report.figures import differences
from weefsel.report.maps import Panels, Scale, has_direction, maps, places_of
from weefsel.results import UnusableFile

RUNS, HORIZONS = 12, (1, 4, 10)
SENTENCES = {
    "nearly_always": ("Bijna steeds {}: hoger in {}, gelijk in {}, lager in {} van de 12 nabootsingen.",
                      "Nearly always {}: higher in {}, equal in {}, lower in {} of the 12 runs."),
    "too_small": ("Wel een verschil, maar te klein om op te bouwen: zoveel.", "A difference, but too small to build on: so much."),
    "hangs_on_assumptions": ("De richting hangt af van iets wat niemand zeker weet: hoe lang contacten duren.",
                             "The direction hangs on something that nobody knows for certain: how long contacts last."),
}
# What each neighbourhood has, at all horizons: verdict and size of the difference.
PLANTED = [("zz", "Zuidzijde", "nearly_always", 0.05), ("aa", "Aan de Amstel", "nearly_always", -0.03), ("mm", "Midden", "luck", 0.004),
           ("bb", "Bos", "too_small", 0.005), ("cc", "Centrum", "cannot_say", 0.0), ("dd", "Dorp", "no_difference", 0.0),
           ("ee", "Eind", "built_in", -0.08), ("ff", "Fort", "hangs_on_assumptions", 0.02)]


def square(i, across=4):
    x, y = 1000 * (i % across), 1000 * (i // across)
    return [[x, y], [x, y + 1000], [x + 1000, y + 1000], [x + 1000, y]]


def planted_line(measure, code, name, horizon, kind, size):
    values = [None] * RUNS if kind == "cannot_say" else [size + (0.0 if size == 0 else 0.001 * (run % 3 - 1)) for run in range(RUNS)]
    made = line(measure, "neighbourhood", code, name, horizon, values, kind if kind not in SENTENCES else "luck")
    verdict = made["verdict"]
    verdict["kind"], verdict["middle"] = kind, None if kind == "cannot_say" else float(np.median(values))
    if kind in SENTENCES:
        ways = ("hoger", "higher") if size > 0 else ("lager", "lower")
        counts = [verdict[way] for way in ("higher", "equal", "lower")]
        verdict["sentence"] = both(*(text.format(way, *counts) for text, way in zip(SENTENCES[kind], ways)))
    if kind == "nearly_always":
        verdict["direction"] = "higher" if size > 0 else "lower"
    return made


def town_of(planted, horizons=HORIZONS, fictional=False):
    findings = findings_of(runs=RUNS, horizons=horizons, neighbourhoods=[])
    findings["lines"] += [planted_line(m["name"], code, name, h, kind, size)
                          for m in findings["measures"] for h in horizons for code, name, kind, size in planted]
    findings["town"].update(fictional=fictional, made_up_map=False, no_areas=None, areas_joined=None, areas=[
        {"code": code, "name": both(name), "neighbourhoods": [code], "rings": [square(i)]} for i, (code, name, _, _) in enumerate(planted)])
    return findings


@pytest.fixture(scope="module")
def findings():
    return town_of(PLANTED)


@pytest.fixture(scope="module", params=["nl", "en"])
def drawn(request, findings):
    return request.param, maps(findings, "contacts", "closed", request.param)


def coloured(figure):
    """Fills of the image that are neither white, grey nor ink."""
    fills = {fill: [int(fill[i:i + 2], 16) for i in (1, 3, 5)] for fill in re.findall(r'fill="(#[0-9a-f]{6})"', figure.svg)}
    return {fill for fill, parts in fills.items() if max(parts) - min(parts) > 0x18}


def test_a_map_cautions_is_told_in_words_and_fits_inside_a_page(drawn):
    language, figure = drawn
    assert {"nl": "Gemodelleerd, geen voorspelling.", "en": "Modelled, not a forecast."}[language] in figure.texts
    root = ElementTree.fromstring(figure.svg)
    assert root.get("role") == "img" and root.get("width") == "170mm" and root.find("{*}desc").text == figure.alt
    assert not re.search(r"<style|style=|<image|<text|<script|http(?!://www\.w3\.org/2000/svg)", figure.svg)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids)) and set(re.findall(r'(?:href="|url\()#([^")]+)', figure.svg)) <= set(ids)
    assert len(figure.svg) < 120_000


def test_it_shows_the_end_of_a_term_and_the_last_horizon(drawn, findings):
    language, figure = drawn
    heads = [text for text in figure.texts if text.startswith(("na ", "after "))]
    assert heads == {"nl": ["na 4 jaar", "na 10 jaar"], "en": ["after 4 years", "after 10 years"]}[language]
    assert {row[1] for row in figure.table[1]} == {"4", "10"}
    assert [t for t in maps(town_of(PLANTED, (1, 2)), "contacts", "closed", "en").texts if t.startswith("after ")] == ["after 2 years"]


def test_the_verdicts_that_are_no_direction_are_explained_in_their_own_words(drawn, findings):
    language, figure = drawn
    heads = {one["verdict"]["sentence"][language].split(": ")[0].rstrip(".") for one in findings["lines"]
             if one["where"] == "neighbourhood" and not has_direction(one)}
    assert len(heads) == 6
    written = " ".join(figure.texts)
    for head in heads:
        assert head in written
        assert head in figure.alt


def test_only_directions_are_coloured(findings):
    places = places_of(findings, findings["measures"][0], findings["choices"][0], "nl")
    assert [place.name for place in places] == [name for _, name, _, _ in PLANTED], "the order of the file"
    lines = [place.lines[4] for place in places]
    scale = Scale(lines, findings["measures"][0], "nl")
    colours = {place.name: scale.of(place.lines[4]) for place in places}
    assert {name for name, colour in colours.items() if colour != "white"} == {"Zuidzijde", "Aan de Amstel"}
    red, green, blue = (int(colours["Zuidzijde"][i:i + 2], 16) for i in (1, 3, 5))
    assert blue > red > green, "higher is purple"
    red, green, blue = (int(colours["Aan de Amstel"][i:i + 2], 16) for i in (1, 3, 5))
    assert red > green > blue, "lower is orange"


def test_a_town_without_any_direction_has_no_colour_and_still_says_why():
    without = town_of([(code, name, kind if kind != "nearly_always" else "luck", size) for code, name, kind, size in PLANTED])
    figure = maps(without, "contacts", "closed", "nl")
    assert not coloured(figure) and coloured(maps(town_of(PLANTED), "contacts", "closed", "nl"))
    assert "hoger (paars)" not in figure.texts and "Niet te onderscheiden van toeval" in figure.texts
    assert {row[2] for row in figure.table[1]} == {"niet gekleurd"}


def test_each_hatch_is_another(findings):
    assert len(set(drawing.HATCHES.values())) == len(drawing.HATCHES), "told apart by shape alone"
    figure = maps(findings, "contacts", "closed", "nl")
    assert figure.svg.count("<pattern") == 5, "luck, too small, cannot say, built in, assumptions; no difference is white"


def test_the_scale_is_symmetric_and_at_least_as_wide_as_what_is_too_small(findings):
    m = {**findings["measures"][0], "smallest_relevant": 0.2, "shown_times": 10.0}
    places = places_of(findings, m, findings["choices"][0], "nl")
    wide = Scale([place.lines[4] for place in places], m, "nl")
    assert wide.reach == pytest.approx(2.5), "a quarter wider than 0.2 times 10"
    narrow = Scale([place.lines[4] for place in places], {**m, "smallest_relevant": 0.01}, "nl")
    assert narrow.reach == pytest.approx(0.5), "0.05 times 10: what was built in does not count"
    for scale in (wide, narrow):
        ends = [scale.colour(way * scale.reach) for way in (-1, 1)]
        assert ends[0] != ends[1] and scale.colour(99 * scale.reach) == ends[1]
        assert all(int(scale.colour(0)[i:i + 2], 16) > 0xEC for i in (1, 3, 5)), "nought is nearly white"


def test_the_table_is_the_findings(drawn, findings):
    language, figure = drawn
    header, rows = figure.table
    assert all(len(row) == len(header) for row in rows) and len(rows) == len(PLANTED) * 2
    by_cell = {(one["cell_words"][language], one["horizon"]): one for one in findings["lines"]
               if one["measure"] == "contacts" and one["where"] == "neighbourhood"}
    for row in rows:
        one = by_cell[re.sub(r"^\d+\. ", "", row[0]), int(row[1])]
        verdict = one["verdict"]
        assert row[3:7] == [str(verdict[key]) for key in ("higher", "equal", "lower", "known")]
        assert row[-1] == verdict["sentence"][language]
        middle = None if row[-2] == "–" else float(row[-2].replace(",", ".").replace("+", ""))
        if verdict["direction"]:
            assert middle == pytest.approx(verdict["middle"], abs=0.0051)
            assert row[2] == FIGURE_WORDS[language][f"map_{verdict['direction']}"]
        else:
            assert middle is None and row[2] == FIGURE_WORDS[language]["map_hatched"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_is_no_level_and_no_banned_word(language):
    findings = town_of(PLANTED)
    for one in findings["lines"]:
        one["base"] = 0.777
    figure = maps(findings, "contacts", "closed", language)
    text = " ".join([figure.alt, figure.caption, *figure.texts, *figure.table[0], *(cell for row in figure.table[1] for cell in row)])
    assert not re.search(r"0[.,]78|777|77[.,]7", text)
    assert not re.search(BANNED, text, re.IGNORECASE)
    assert not re.search(r"\bchance|\bwill\b|lonely|eenzaam|\bbeter\b|\bslechter\b|\bbetter\b|\bworse\b", text, re.IGNORECASE)
    assert not re.search("voorspelling|forecast", re.sub("geen voorspelling|not a forecast", "", text))


def test_demand_for_help_has_no_map(findings):
    assert maps(findings, "demand", "closed") is None
    assert maps(town_of(PLANTED, fictional=True), "demand", "closed") is None


def test_there_is_no_map_without_anything_to_tell_apart(findings):
    assert maps(findings_of(), "contacts", "closed") is None, "findings without boundaries"
    for kind in ("luck", "cannot_say", "no_difference", "built_in"):
        same = town_of([(code, name, kind, 0.01) for code, name, _, _ in PLANTED])
        assert maps(same, "contacts", "closed") is None, kind
    assert maps(town_of(PLANTED[:1]), "contacts", "closed") is None, "one neighbourhood is the town"
    with pytest.raises(UnusableFile):
        maps(findings, "nothing", "closed")
    with pytest.raises(UnusableFile):
        maps(findings, "contacts", "nothing")


def test_what_was_joined_or_made_up_is_told():
    findings = town_of(PLANTED)
    plain = maps(findings, "contacts", "closed", "en").caption
    findings["town"].update(made_up_map=True, areas_joined=both("Samen.", "Joined."))
    caption = maps(findings, "contacts", "closed", "en").caption
    assert "Joined." in caption and "made up" in caption and "Joined." not in plain and "made up" not in plain
    assert differences(findings, "contacts", "closed", "nl", "neighbourhoods").caption.endswith("Samen.")
    assert "Samen." not in differences(findings, "contacts", "closed", "nl", "groups").caption


def test_many_neighbourhoods_have_numbers_and_a_list_in_the_order_of_the_file():
    many = town_of([(f"n{i:02}", f"Buurt met een naam {chr(90 - i % 26)}{i}", PLANTED[i % 8][2], PLANTED[i % 8][3]) for i in range(40)], (4, 10))
    many["town"]["areas"] = [{**area, "rings": [square(i, 8)]} for i, area in enumerate(many["town"]["areas"])]
    figure = maps(many, "contacts", "closed", "nl")
    assert [t for t in figure.texts if t.startswith("na ")] == ["na 10 jaar"], "on the full width"
    numbers = [int(t) for t in figure.texts if re.fullmatch(r"\d+", t)]
    assert sorted(numbers) == sorted(2 * list(range(1, 41))), "each on the map and in the list"
    assert [row[0] for row in figure.table[1]] == [f"{i + 1}. Buurt met een naam {chr(90 - i % 26)}{i}" for i in range(40)]
    places = places_of(many, many["measures"][0], many["choices"][0], "nl")
    panels = Panels(places, [10])
    boxes = drawing.all_of(panels.boxes)
    assert len(boxes) == 40
    assert not any(drawing.overlap(a, b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_a_label_stands_within_its_own_borders():
    ell = [[0, 0], [0, 3000], [1000, 3000], [1000, 1000], [3000, 1000], [3000, 0]]
    x, y = drawing.well_inside(ell, [ell])[0]
    assert 0 < x < 1500 and 0 < y < 1500, "in the corner of the L, which is its widest"
    hole = [[400, 400], [600, 400], [600, 600], [400, 600]]
    x, y = drawing.well_inside(square(0), [square(0), hole])[0]
    assert not (400 < x < 600 and 400 < y < 600), "not in a hole"
    assert drawing.pieces_of([square(0), hole]) == [square(0)]


def test_each_piece_of_land_has_its_label(findings):
    apart = copy.deepcopy(findings)
    apart["town"]["areas"][0]["rings"] = [square(0), square(9), [[3000, 2000], [3000, 2100], [3100, 2100], [3100, 2000]]]
    figure = maps(apart, "contacts", "closed", "nl")
    assert figure.texts.count("Zuidzijde") == 4, "two squares at two horizons; of what is tiny beside them none"
    assert maps(findings, "contacts", "closed", "nl").texts.count("Zuidzijde") == 2


def test_the_longest_list_of_names_still_fits_a_page(findings):
    many = town_of([(f"n{i:03}", f"Buurt met een lange naam {i} en 3 andere", PLANTED[i % 8][2], PLANTED[i % 8][3]) for i in range(90)], (10,))
    many["town"]["areas"] = [{**area, "rings": [square(i, 10)]} for i, area in enumerate(many["town"]["areas"])]
    height = re.search(r'height="([\d.]+)mm"', maps(many, "contacts", "closed", "nl").svg)[1]
    assert 150 < float(height) <= 246, "A4 without margins and caption"


def test_equal_findings_give_equal_bytes(findings):
    again = copy.deepcopy(findings)
    assert maps(findings, "wellbeing", "closed", "en").svg == maps(again, "wellbeing", "closed", "en").svg
