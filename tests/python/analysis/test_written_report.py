"""The report as a user meets it: three comparisons are played, their reports written, and every number in words is reckoned
anew from the output file, by other code than the program's."""

import json
import math
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
import yaml

from weefsel.report.words import WORDS

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")

BASE = """question: {nl: "Zoals nu: wat verandert vanzelf?", en: "As now: what changes anyway?"}
town: hofbuurt.yaml
run_in_years: 0
"""
CLOSED = """extends: base.yaml
question: {nl: "Bibliotheek dicht: wie raakt wat kwijt?", en: "Library closes: who loses what?"}
levers:
  - id: close_library
    from: 2027-01-04
    cost_per_year: -60000
    close_places: {ids: [library_hof]}
"""
REPORTS = {  # name: the second scenario, options of compare
    "library": ("closed", ["--years", "5.2", "--replicates", "10"]),
    "itself": ("same", ["--years", "2.2", "--replicates", "7"]),
    "drawn": ("closed", ["--years", "2.2", "--draws", "8", "--replicates-per-draw", "2"]),
}
NOT_VALIDATED = {"young_people_known", "friends_of_young_people", "volunteers_started", "volunteers_stopped", "initiatives_started",
                 "initiatives_ended"}  # laid beside no pattern
BANNED = {
    "nl": r"\bkans(en)?\b|effect bewezen|\bzal\b|\bzullen\b|besparing|rendement|risicogezin|probleemwijk|achterstandswijk|laagopgeleid|eenzaam|(?<!geen )voorspelling",
    "en": r"\bchance|proven effect|\bwill\b|savings|return on investment|risk famil|problem area|deprived|low-educated|lonely|(?<!not a )forecast",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    shutil.copy(ROOT / "scenarios/towns/hofbuurt.yaml", folder)
    for name in ("base", "same"):
        (folder / f"{name}.yaml").write_text(BASE, encoding="utf-8")
    (folder / "closed.yaml").write_text(CLOSED, encoding="utf-8")
    for name, (other, options) in REPORTS.items():
        out = folder / f"{name}.h5"
        subprocess.run([PROGRAM, "compare", folder / "base.yaml", folder / f"{other}.yaml", "-o", out, "--quiet", *options], check=True, capture_output=True)
    pages = [(name, language) for name in REPORTS for language in ("nl", "en")]
    with ThreadPoolExecutor(2) as pool:  # each is a program of its own
        list(pool.map(lambda page: weefsel("report", folder / f"{page[0]}.h5", "-o", folder / "{}_{}.html".format(*page), "--language", page[1], check=True), pages))
    return folder


def weefsel(*arguments, check=False):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=check)


class Reader(HTMLParser):
    """Texts with the elements that they stand in; `told` are those that tell a number of the findings."""

    EMPTY = {"meta", "br", "link", "use", "path", "rect", "line", "circle"}

    def __init__(self, html):
        super().__init__()
        self.stack, self.texts, self.told, self.attributes = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.attributes += [(tag, key, value) for key, value in attrs.items()]
        if tag in self.EMPTY:
            return
        self.stack.append((tag, attrs))
        if "data-measure" in attrs:
            self.told.append({**attrs, "text": ""})

    def handle_startendtag(self, tag, attrs):
        self.attributes += [(tag, key, value) for key, value in attrs]

    def handle_endtag(self, tag):
        if tag in self.EMPTY:
            return
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self.stack]
        if "style" in tags or "script" in tags:
            return
        marked = any("data-measure" in attrs for _, attrs in self.stack)
        if marked:
            self.told[-1]["text"] += data
        self.texts.append((tags, [attrs.get("class", "") for _, attrs in self.stack], marked, data))

    def visible(self, *without):
        return "".join(text for tags, _, _, text in self.texts if not set(without) & set(tags))

    def first_page(self):
        """Its running text: no tables, and without what is told with its line."""
        return "".join(text for tags, classes, marked, text in self.texts if "first-page" in classes and not marked and "table" not in tags)


def page(folder, name, language="nl"):
    return Reader((folder / f"{name}_{language}.html").read_text(encoding="utf-8"))


def findings(folder, name):
    return json.loads(weefsel("findings", folder / f"{name}.h5", "--format", "json", check=True).stdout)


class Recomputed:
    """Figures of a comparison from its file alone: years of 52 weeks since the first change."""

    def __init__(self, path, measures):
        self.data = xr.load_dataset(path)
        self.placebo = xr.load_dataset(path, group="placebo")
        self.measures = {m["name"]: m for m in measures}
        self.groups, self.years = [str(g) for g in self.data["group"].values], {}
        self.day = (self.data.time.values - self.data.time.values[0]) / np.timedelta64(1, "D")
        documents = list(yaml.safe_load_all(self.data.attrs["scenario_text"]))
        starts = [np.datetime64(str(lever["from"])) for lever in documents[1]["levers"] or []]
        self.change = float((min(starts) - self.data.time.values[0]) / np.timedelta64(1, "D")) if starts else 0.0
        self.runs = self.data.sizes["replicate"]
        self.draw_of = self.data["draw_of_replicate"].values if "draw_of_replicate" in self.data.coords else None

    def year(self, source, measure, cell, horizon):
        """By run. `source`: the number of a scenario, or "placebo"."""
        key = (source, measure, horizon)
        if key not in self.years:
            data = self.placebo if source == "placebo" else self.data.isel(scenario=source)
            self.years[key] = self.of_all_groups(data, self.measures[measure], horizon)
        return self.years[key][:, self.groups.index(cell)]

    def of_all_groups(self, data, m, horizon):
        """By run and group."""
        values = data[m["variable"] + "_by_group"]
        time = [d for d in values.dims if d.startswith("time")][0]
        inner = [d for d in values.dims if d not in ("replicate", time, "group")]
        if m["inner"]:
            values = values.isel({inner[0]: [str(k) for k in self.data[inner[0]].values].index(m["inner"])})
        elif inner:
            values = values.sum(inner, skipna=False)
        days = (self.data[time].values - self.data.time.values[0]) / np.timedelta64(1, "D")
        until = self.change + 364 * horizon
        inside = (days >= until - 364) & (days < until)
        taken = values.transpose("replicate", time, "group").values[:, inside].astype(float)
        if m["figure"] == "per_1000_a_year":
            of = data[m["per"] + "_by_group"].transpose("replicate", time, "group").values[:, inside].astype(float)
            return 1000 * taken.sum(axis=1) / of.mean(axis=1) * 365.25 / 364
        if m["figure"] == "at_end":
            return taken[:, -1]
        known = ~np.isnan(taken)
        means = np.full(known[:, 0].shape, np.nan)
        np.divide(np.where(known, taken, 0).sum(axis=1), known.sum(axis=1), out=means, where=known.any(axis=1))
        return 1 - means if m["figure"] == "complement" else means

    def base(self, measure, cell, horizon):
        return float(self.year(0, measure, cell, horizon).mean())

    def differences(self, measure, cell, horizon):
        of = [self.year(s, measure, cell, horizon) for s in (0, 1)]
        return of[1] - of[0]

    def drift(self, measure, cell, horizon):
        return float(np.abs(self.year("placebo", measure, cell, horizon) - self.year(0, measure, cell, horizon)).mean())

    def units(self, differences):
        """Runs, or the means of draws."""
        return differences if self.draw_of is None else np.array([differences[self.draw_of == d].mean() for d in np.unique(self.draw_of)])


def least_one_way(n, cells):
    for k in range(math.ceil(0.66 * n - 1e-9), n + 1):
        if min(1, 2 * sum(math.comb(n, i) for i in range(k, n + 1)) / 2**n) * cells <= 0.05:
            return k
    return None


def numbers_in(text):
    return [int(n.replace(".", "").replace(",", "")) for n in re.findall(r"\d[\d.,]*\d|\d", text)]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_number_in_words_is_the_data(folder, name, language):
    found = findings(folder, name)
    again = Recomputed(folder / f"{name}.h5", found["measures"])
    lines = {(x["choice"], x["measure"], x["cell"], x["horizon"]): x for x in found["lines"]}
    told = page(folder, name, language).told
    assert len(told) > 20
    for one in told:
        line = lines[one["data-choice"], one["data-measure"], one["data-cell"], int(one["data-horizon"])]
        cell = (line["measure"], line["cell"], line["horizon"])
        if one.get("data-how") == "base":
            assert float(one["value"]) == pytest.approx(again.base(*cell), rel=1e-9)
            measure = again.measures[line["measure"]]
            text = one["text"].replace(".", "").replace(",", ".") if language == "nl" else one["text"].replace(",", "")
            assert float(text) == pytest.approx(again.base(*cell) * measure["shown_times"], abs=0.5 * 10 ** -measure["decimals"] * 1.001)
            continue
        units = again.units(again.differences(*cell))
        counts = [int((units > 0).sum()), int((units == 0).sum()), int((units < 0).sum())]
        verdict = line["verdict"]
        assert one["text"] == verdict["sentence"][language]
        if verdict["kind"] in ("luck", "too_small", "usually", "nearly_always", "not_settled", "hangs_on_assumptions"):
            assert numbers_in(one["text"]) == [*counts, len(units)], one["text"]


@pytest.mark.parametrize("name", REPORTS)
def test_every_verdict_follows_from_the_rules(folder, name):
    """All lines, also of groups: the rules once more, in another language and from the file."""
    found = findings(folder, name)
    again = Recomputed(folder / f"{name}.h5", found["measures"])
    for line in found["lines"]:
        measure, verdict = again.measures[line["measure"]], line["verdict"]
        cell = (line["measure"], line["cell"], line["horizon"])
        differences = again.differences(*cell)
        units = again.units(differences)
        others = sum(not m["headline"] and m["section"] == measure["section"] for m in found["measures"])
        cells = 16 if line["where"] == "group" else 1 if measure["headline"] else others
        assert line["corrected_for"] == cells
        least, one_way = least_one_way(len(units), cells), max((units > 0).sum(), (units < 0).sum())
        if np.isnan(units).any():
            expected = {"cannot_say"}
        elif line["measure"] in NOT_VALIDATED and differences.any():
            expected = {"cannot_say"}
        elif not differences.any():
            expected = {"no_difference"}
        elif least is None:
            expected = {"cannot_say"}
        elif found["choices"][0]["levers"] and (line["measure"] in ("visits", "reached_by_library")):
            expected = {"built_in"}
        elif again.draw_of is not None and one_way / len(units) < 0.9:
            expected = {"hangs_on_assumptions"} if one_way >= least else {"hangs_on_assumptions", "luck"}
        elif one_way < least or abs(units.mean()) <= again.drift(*cell):
            expected = {"luck"}
        elif abs(np.median(units)) < measure["smallest_relevant"]:
            expected = {"too_small"}
        elif not measure["sign_settled"] and again.draw_of is None:
            expected = {"not_settled"}
        else:
            expected = {"nearly_always" if one_way / len(units) >= 0.9 else "usually"}
        assert verdict["kind"] in expected, (cell, units)


def test_a_scenario_beside_itself_differs_in_nothing(folder):
    reader = page(folder, "itself")
    kinds = {one["data-kind"] for one in reader.told if "data-kind" in one}
    assert kinds == {"no_difference"}
    assert "Geen verschil: deze keuze raakt dit niet in het model." in reader.visible()


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_banned_word_is_on_the_page(folder, name, language):
    reader = page(folder, name, language)
    spoken = " ".join([reader.visible("pre"), *(value or "" for _, key, value in reader.attributes if key in ("alt", "title", "aria-label"))])
    without_sources = re.sub(r"\s+", " ", "".join(text for tags, _, _, text in reader.texts if "details" not in tags or "figure" in tags))
    assert not re.findall(BANNED[language], without_sources, re.IGNORECASE)
    assert WORDS[language]["caution"] in spoken


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_first_page_is_for_people(folder, name, language):
    found = findings(folder, name)
    text = page(folder, name, language).first_page()
    heads = [WORDS[language][key] for key in ("relations", "parents", "sure", "reach", "giving", "demand", "cannot")]
    places = [text.index(head) for head in heads]
    assert places == sorted(places), "demand comes after relations, parents and whom it falls on"
    assert not re.search(r"weefsel compare|[0-9a-f]{12}|\.yaml|\.h5", text)
    # Numbers that are not told with their line are those of the play itself.
    years = {h["years"] for h in found["choices"][0]["horizons"]}
    date = {4, 2027} if found["choices"][0]["levers"] else set()
    units = found["draws"] or found["runs"]
    play = {found["years"], found["runs"], found["draws"], units, least_one_way(units, 1) or 6, 100, 1000, 0, 1} | years | date
    assert set(numbers_in(text)) <= play
    assert WORDS[language]["demand_neither"] in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_costs_stand_beside_effects_without_a_ratio(folder, language):
    """Each headline's verdict at the last horizon, and each amount as the scenario has it; no number that divides one by the other."""
    found, words = findings(folder, "library"), WORDS[language]
    text = re.sub(r"\s+", " ", page(folder, "library", language).visible())
    costs = text[text.index(words["costs_lead"]):text.index(words["questions"])]
    amount = {"nl": "60.000 euro minder", "en": "60,000 euro less"}[language]
    assert amount in costs
    last = max(line["horizon"] for line in found["lines"])
    verdicts = [line["verdict"]["sentence"][language] for m in found["measures"] if m["headline"] for line in found["lines"]
                if (line["measure"], line["where"], line["horizon"]) == (m["name"], "town", last)]
    assert len(verdicts) >= 4 and all(sentence in costs for sentence in verdicts)
    assert not re.search(r"euros? (per|voor elke?|for each)|€", costs)


@pytest.mark.parametrize("name", REPORTS)
def test_it_is_one_file_that_needs_nothing_else(folder, name):
    html = (folder / f"{name}_nl.html").read_text(encoding="utf-8")
    reader = Reader(html)
    outside = [value for _, key, value in reader.attributes if key in ("src", "href", "xlink:href") and not value.startswith(("#", "data:"))]
    assert outside == [] and "url(http" not in html and "@import" not in html
    assert not re.search(r"/(home|root|tmp|work)/", html), "nothing of the machine"


def test_equal_files_give_equal_pages(folder):
    weefsel("report", folder / "itself.h5", "-o", folder / "again.html", check=True)
    assert (folder / "again.html").read_bytes() == (folder / "itself_nl.html").read_bytes()


def test_it_says_how_to_play_it_again(folder):
    """The commands as they stand on the page, in an empty folder with the file alone, give the same data."""
    text = page(folder, "library").visible()
    found = findings(folder, "library")
    assert found["provenance"]["town_sha256"] in text and str(found["provenance"]["seed"]) in text
    again = folder / "again"
    again.mkdir()
    shutil.copy(folder / "library.h5", again / "out.h5")
    commands = re.findall(r"^weefsel (unpack .*|compare inputs/.*)$", text, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        subprocess.run([PROGRAM, *command.split()], cwd=again, check=True, capture_output=True)
    hashes = [weefsel("inspect", "--hash", path).stdout.split()[-1] for path in (folder / "library.h5", again / "again.h5")]
    assert hashes[0] == hashes[1]


def test_what_is_built_in_is_said_with_few_runs_too(folder, tmp_path):
    weefsel("compare", folder / "base.yaml", folder / "closed.yaml", "--years", "2.2", "--replicates", "2", "--quiet", "-o", tmp_path / "few.h5", check=True)
    weefsel("report", tmp_path / "few.h5", "-o", tmp_path / "few.html", check=True)
    text = Reader((tmp_path / "few.html").read_text(encoding="utf-8")).first_page()
    assert "Ingebouwd. Dit hebben we er zelf in gestopt, dus het is geen uitkomst: Bereikt door: bibliotheek; Bezoeken aan plekken." in text
    assert "Met 2 is geen verschil van toeval te onderscheiden: daar zijn er minstens 6 voor nodig." in text


def test_both_languages_say_the_same_things():
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    for key, text in WORDS["nl"].items():
        assert type(text) is type(WORDS["en"][key]) and len(text) > 0
        if isinstance(text, list):
            assert len(text) == len(WORDS["en"][key]), key
        elif isinstance(text, dict):
            assert text.keys() == WORDS["en"][key].keys(), key
        else:
            assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", WORDS["en"][key])), key


def test_mistakes_are_told(folder, tmp_path):
    for arguments, words in (
        ((folder / "library.h5", "-o", tmp_path / "report.doc"), "ends in .html or .pdf"),
        ((tmp_path, "-o", tmp_path / "report.html"), "holds one comparison"),
        ((tmp_path / "none.h5", "-o", tmp_path / "report.html"), "none.h5"),
    ):
        answer = weefsel("report", *arguments)
        assert answer.returncode == 2 and words in answer.stderr
    weefsel("run", folder / "base.yaml", "--years", "1", "--replicates", "1", "--quiet", "-o", tmp_path / "run.h5", check=True)
    answer = weefsel("report", tmp_path / "run.h5", "-o", tmp_path / "report.html")
    assert answer.returncode == 2 and "nothing to compare" in answer.stderr
    assert not list(tmp_path.glob("report*"))
