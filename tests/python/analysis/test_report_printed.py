"""The first page of a report: on one A4 whatever its sentences, with letters that can be read, in words that can be read."""

import copy
import importlib.util
import json
import os
import re
import shutil
import subprocess
from html import unescape

import pytest
from test_written_report import BASE, CLOSED, PROGRAM, ROOT, weefsel

from weefsel.report import page as pages
from weefsel.report.look import LOOK_WORDS
from weefsel.report.words import WORDS

CI = bool(os.environ.get("CI"))  # there, what is needed is installed
pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")
LONGEST = {  # of the sentences of verdicts (sim/verdicts/words_of_verdicts.cpp): with an assumption, for headlines and demand, and without
    "nl": ("De richting hangt af van iets wat niemand zeker weet: {}. Hoger in 21, gelijk in 0, lager in 11 van de 32 invullingen.",
           "De richting hangt af van meer dan één ding dat niemand zeker weet: hoger in 21, gelijk in 0, lager in 11 van de 32 invullingen."),
    "en": ("The direction hangs on something that nobody knows: {}. Higher in 21, equal in 0, lower in 11 of the 32 draws.",
           "The direction hangs on more than one thing that nobody knows: higher in 21, equal in 0, lower in 11 of the 32 draws."),
}


@pytest.fixture(scope="session")
def small_comparison(tmp_path_factory):
    """A small comparison, ten runs of two years: the folder of its out.h5."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copy(ROOT / "scenarios/towns/hofbuurt.yaml", folder)
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "closed.yaml").write_text(CLOSED, encoding="utf-8")
    subprocess.run([PROGRAM, "compare", folder / "base.yaml", folder / "closed.yaml", "-o", folder / "out.h5", "--quiet", "--years", "2.2",
                    "--replicates", "10"], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def small_findings(small_comparison):
    return json.loads(weefsel("findings", small_comparison / "out.h5", "--format", "json", check=True).stdout)


def at_their_longest(findings):
    """Ten years, two choices, all kinds of place, draws, and every verdict as long as it gets."""
    found = copy.deepcopy(findings)
    found.update(years=20, runs=128, draws=32, headline_rule={"of": 32, "least_one_way": 23, "least_runs": 6}, both_ways=[])
    choice = found["choices"][0]
    choice["horizons"] = [{**choice["horizons"][0], "years": years} for years in (1, 4, 10)]
    found["choices"] = [choice, {**choice, "id": "other"}]
    assumption = {language: max((a["words"][language] for a in found["assumptions"]), key=len) for language in LONGEST}
    weighed = {measure["name"] for measure in found["measures"] if measure["headline"] or measure["section"] == "demand"}
    lines = []
    for line in found["lines"]:
        if line["horizon"] != 1 or not (line["where"] == "town" or line["measure"].startswith("reached")):
            continue
        base = 0.3 if line["measure"].startswith("reached") else line["base"]
        sentence = {language: forms[0].format(assumption[language]) if line["measure"] in weighed else forms[1] for language, forms in LONGEST.items()}
        verdict = {**line["verdict"], "kind": "hangs_on_assumptions", "of_draws": True, "sentence": sentence}
        lines += [{**line, "choice": one["id"], "horizon": years, "base": base, "verdict": verdict}
                  for one in found["choices"] for years in (1, 4, 10)]
    return {**found, "lines": lines}


def laid_out(findings, language, monkeypatch):
    """The page without its figures, which stand behind the first pages and take long to draw."""
    monkeypatch.setattr(pages.Page, "overview", lambda self, choice: None)
    monkeypatch.setattr(pages.Page, "figures_of", lambda self, choice: [])
    return pages.render(findings, language)


def texts_of(pdf):
    """By page."""
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout.split("\f")


def is_one_page_a_choice(texts, findings, language):
    """The first pages are those of the choices, each whole; then comes the next part."""
    said, choices = WORDS[language], len(findings["choices"])
    for text in texts[:choices]:
        for key in ("relations", "parents", "sure", "reach", "giving", "demand", "cannot"):
            assert said[key].split()[0] in text, key
        assert findings["choices"][0]["question"][language] in " ".join(text.split())
        assert said["house_rule"].split()[-1] in text, "its last word"
        assert said["differences"].lower() not in " ".join(text.split()).lower()
    assert said["differences"].lower() in " ".join(texts[choices].split()).lower()
    return True


@pytest.mark.skipif(not CI and (importlib.util.find_spec("weasyprint") is None or not shutil.which("pdftotext")),
                    reason="weasyprint or pdftotext is not installed")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_first_page_fits_on_one_a4(small_findings, language, monkeypatch, tmp_path):
    from weefsel.report.command import as_pdf

    findings = at_their_longest(small_findings)
    pdf = tmp_path / "long.pdf"
    pdf.write_bytes(as_pdf(laid_out(findings, language, monkeypatch)))
    texts = texts_of(pdf)
    assert is_one_page_a_choice(texts, findings, language)
    assert LOOK_WORDS[language]["title"] not in " ".join(texts), "in print the still figures stand alone"
    # What others still have to say there takes two lines (25 points); a page of A4 is 842 points, its lower margin 34.
    boxes = subprocess.run(["pdftotext", "-bbox", "-l", "2", pdf, "-"], check=True, capture_output=True, text=True).stdout
    assert max(map(float, re.findall(r'yMax="([\d.]+)"', boxes))) < 842 - 34 - 25
    assert set(re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', boxes)) == {("595.275591", "841.889764")}


# Words of more than twenty letters that may stand there, and why.
LONG_WORDS = {"ouder-en-kindcafé": "the name of a place, and it has hyphens"}


def sentences_of(html):
    """Of the first page's running text. A colon ends one too: what comes after it is a list (counts, groups, names)."""
    article = re.search(r'<article class="first-page">.*?</article>', html, re.S)[0]
    blocks = [unescape(re.sub(r"<[^>]+>", "", inside)) for _, inside in re.findall(r"<(p|li|h1|h2|h3)\b[^>]*>(.*?)</\1>", article, re.S)]
    return [" ".join(one.split()) for block in blocks for one in re.split(r"(?<=[.?!:])\s+", block) if one.strip()]


def words_in(sentence):
    return re.findall(r"[\w’'-]+(?:[.,]\d+)*", sentence)


@pytest.mark.parametrize("longest", [False, True])
def test_the_first_page_reads_as_level_b1(small_findings, longest, monkeypatch):
    findings = at_their_longest(small_findings) if longest else small_findings
    html = laid_out(findings, "nl", monkeypatch)
    sentences = sentences_of(html)
    lengths = [len(words_in(one)) for one in sentences]
    assert len(sentences) > 30
    assert max(lengths) <= 25, sentences[lengths.index(max(lengths))]
    assert sum(lengths) / len(lengths) <= 13
    text = " ".join(sentences)
    long = {word for word in words_in(text) if len(word) > 20} - LONG_WORDS.keys()
    assert not long
    assert not re.search(r"`|\b(?=\w*\d)[0-9a-f]{7,}\b|weefsel [a-z]+|--\w|\.yaml|\.h5", text)


@pytest.mark.skipif(not CI and (importlib.util.find_spec("weasyprint") is None or not shutil.which("pdftocairo")),
                    reason="weasyprint or pdftocairo is not installed")
def test_there_are_lines_to_write_on_in_print(small_findings, monkeypatch, tmp_path):
    """Under each of the four questions, the questions for residents and what is left alone: drawn, not a background."""
    from weefsel.report.command import as_pdf

    html = laid_out({**small_findings, "assumptions": []}, "nl", monkeypatch)
    pdf = tmp_path / "lines.pdf"
    pdf.write_bytes(as_pdf(html))
    page = next(i for i, text in enumerate(texts_of(pdf), 1) if WORDS["nl"]["alone"] in text)
    assert WORDS["nl"]["questions"] in texts_of(pdf)[page - 1]

    def strokes(path):
        """How many things are drawn on that page."""
        subprocess.run(["pdftocairo", "-svg", "-f", str(page), "-l", str(page), path, tmp_path / "page.svg"], check=True)
        return (tmp_path / "page.svg").read_text(encoding="utf-8").count("<path")

    without = tmp_path / "without.pdf"
    without.write_bytes(as_pdf(html.replace(".lines i { display: block; height: 1.7rem; border-bottom: 1px solid", ".lines i { display: block; height: 1.7rem; margin-bottom: 1px; outline-color:")))
    assert strokes(pdf) - strokes(without) >= 5 * 3 + 1
