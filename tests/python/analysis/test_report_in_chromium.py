"""Whole reports in a browser: no barriers that axe-core finds, nothing from outside, and the figure to look at works by
keyboard and by pointer; without JavaScript and in print the page is whole."""

import base64
import copy
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from test_report_printed import PROGRAM, at_their_longest, is_one_page_a_choice, laid_out, small_comparison, small_findings, texts_of  # noqa: F401 (fixtures)
from test_written_report import BANNED

from weefsel.report import look
from weefsel.report.family import follow
from weefsel.report.page import render

AXE = Path(__file__).parent / "axe-core/axe.min.js"
THERE = importlib.util.find_spec("selenium") and shutil.which("chromium") and shutil.which("chromedriver")
LANGUAGES = ["nl", "en"]
needs_chromium = pytest.mark.skipif(not os.environ.get("CI") and not (THERE and PROGRAM.exists()),
                                    reason="chromium, chromium-driver or python3-selenium is not installed, or weefsel not built")


def test_the_bundle_is_made_of_its_sources():
    first = look.BUNDLE.read_text(encoding="utf-8").split("\n", 1)[0]
    assert re.findall(r"sha256 ([0-9a-f]{64})", first) == [look.sources_hash()], "run scripts/bundle"


def test_the_figure_says_the_same_things_in_both_languages():
    nl, en = (look.LOOK_WORDS[language] for language in LANGUAGES)
    assert nl.keys() == en.keys() and nl["sections"].keys() == en["sections"].keys()
    for key in nl.keys() - {"sections"}:
        assert set(re.findall(r"{\w+}", nl[key])) == set(re.findall(r"{\w+}", en[key])), key
    for language in LANGUAGES:
        assert not re.findall(BANNED[language], json.dumps(look.LOOK_WORDS[language], ensure_ascii=False), re.IGNORECASE)


def with_fewer_measures(findings):
    """All headlines, and of each other part of the report the first two: all kinds of figure and table, in a third of the time."""
    kept, of_section = [], {}
    for measure in findings["measures"]:
        of_section[measure["section"]] = of_section.get(measure["section"], 0) + 1
        if measure["headline"] or of_section[measure["section"]] <= 2:
            kept.append(measure)
    names = {measure["name"] for measure in kept}
    findings = copy.deepcopy(findings)
    return {**findings, "measures": kept, **{key: [one for one in findings[key] if one["measure"] in names] for key in ("lines", "courses", "both_ways")}}


@pytest.fixture(scope="module")
def folder(small_comparison, small_findings, tmp_path_factory):  # noqa: F811
    folder = tmp_path_factory.mktemp("chromium")
    for language in LANGUAGES:
        lives = follow(PROGRAM, small_comparison / "out.h5", small_findings, language, 1, folder / f"inputs_{language}")
        (folder / f"{language}.html").write_text(render(with_fewer_measures(small_findings), language, lives=lives), encoding="utf-8")
    return folder


def browser(javascript=True):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1200,1000"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not javascript:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


@pytest.fixture(scope="module")
def chromium():
    driver = browser()
    driver.set_script_timeout(120)
    yield driver
    driver.quit()


def opened(driver, folder, language="nl", width=1200):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 500})
    driver.get((folder / f"{language}.html").as_uri())
    return driver


def typed(driver, *keys):
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def one(driver, selector):
    return driver.find_element("css selector", f"section.look {selector}")


def chosen(driver, name, value):
    from selenium.webdriver.support.ui import Select

    Select(one(driver, f"[name={name}]")).select_by_value(str(value))


def state(driver):
    """What is told, the run that is held, and the marked dots."""
    return one(driver, ".look-told").text, one(driver, "[name=run]").get_attribute("value"), len(driver.find_elements("css selector", "circle.marked"))


@pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")
def test_the_data_of_the_figure_are_the_findings(small_findings):  # noqa: F811
    findings = with_fewer_measures(small_findings)
    for line in findings["lines"]:
        if line["measure"] == "contacts":
            line["base"] = None  # as of who knows whom: a difference only
        if line["measure"] == "load" and line["where"] == "town":
            line["differences"] = [1e-9, *line["differences"][1:]]
    text = str(look.Look(findings, "nl").data())
    assert not re.search("[<>&]", text)
    data = json.loads(text)
    assert not re.findall(BANNED["nl"], " ".join([*data["words"].values(), *data["sentences"], *data["cells"]]), re.IGNORECASE)
    assert data["courses"]["contacts"] == {} and data["courses"]["wellbeing"].keys() == {"base", "closed"}
    compared = 0
    for number, measure in enumerate(data["measures"]):
        for place, rows in data["choices"]["closed"]["rows"][str(number)].items():
            for cell, lines in rows:
                (line,) = [one for one in findings["lines"] if one["measure"] == measure["name"] and one["horizon"] == 1 and
                           (one["where"] == "town") == (place == "town") and one["cell_words"]["nl"].lower() == data["cells"][cell].lower()]
                kind, sentence, counts, differences, *_ = lines[0]
                assert data["kinds"][kind] == line["verdict"]["kind"] and data["sentences"][sentence] == line["verdict"]["sentence"]["nl"]
                if line["verdict"]["kind"] == "cannot_say":
                    assert counts is differences is None
                    continue
                full = [value * measure["times"] for value in line["differences"]]
                assert differences == pytest.approx(full, abs=0.51 * 10 ** -(measure["decimals"] + 3))
                assert [(a > 0) - (a < 0) for a in differences] == [(a > 0) - (a < 0) for a in full], "no difference becomes nought"
                assert counts == (None if line["verdict"]["kind"] == "built_in" else [line["verdict"][way] for way in ("higher", "equal", "lower")])
                compared += 1
    assert compared > 30


def barriers(driver):
    """What axe-core finds in the page that is open, all of it unfolded."""
    # An image is what its title and description say; the ten thousands of outlines within it would only take axe minutes.
    assert driver.execute_script("""const images = [...document.querySelectorAll("figure svg")];
        for (const image of images) for (const part of [...image.children]) if (!/title|desc/.test(part.tagName)) part.remove();
        return images.length""") > 5
    driver.execute_script("for (const closed of document.querySelectorAll('details')) closed.open = true")
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    found = driver.execute_async_script("""const done = arguments[arguments.length - 1];
        axe.run().then((result) => done({passed: result.passes.length, barriers: result.violations.map((one) =>
          [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))])}))""")
    assert found["passed"] > 20
    return found["barriers"]


@needs_chromium
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_barrier(chromium, folder, language):
    opened(chromium, folder, language)
    chosen(chromium, "where", "groups")
    assert barriers(chromium) == []


REPORTS = Path(os.environ.get("WEEFSEL_REPORTS", "none"))


@needs_chromium
@pytest.mark.skipif(not REPORTS.is_dir(), reason="the long form: WEEFSEL_REPORTS names a folder of whole reports")
@pytest.mark.parametrize("page", sorted(REPORTS.glob("*.html")), ids=[page.stem for page in sorted(REPORTS.glob("*.html"))])
def test_whole_reports_have_no_barrier_and_nothing_sticks_out(chromium, page):
    for log in ("browser", "performance"):
        chromium.get_log(log)
    for width in (360, 1200):
        opened(chromium, page.parent, page.stem, width)
        assert chromium.execute_script("return document.documentElement.scrollWidth") <= width
    assert chromium.get_log("browser") == []
    assert barriers(chromium) == []


@needs_chromium
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_goes_wrong_and_nothing_comes_from_outside(chromium, folder, language):
    for log in ("browser", "performance"):
        chromium.get_log(log)  # what was before
    opened(chromium, folder, language)
    assert chromium.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert asked and all(address.startswith(("file:", "data:")) for address in asked), asked
    html = (folder / f"{language}.html").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"'`<>)]+", html)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink",
                                                               "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"}
    assert len(html) < 5_000_000


@needs_chromium
@pytest.mark.parametrize("width", [360, 768, 1200])
def test_nothing_sticks_out(chromium, folder, width):
    opened(chromium, folder, "nl", width)
    chosen(chromium, "where", "groups")
    assert chromium.execute_script("return document.documentElement.scrollWidth") <= width
    drawing = one(chromium, ".look-drawing svg")
    assert drawing.size["width"] <= one(chromium, ".look-drawing").size["width"]
    sticks_out = """const right = arguments[0].getBoundingClientRect().right;
        return [...arguments[0].querySelectorAll("text")].filter((one) => one.getBoundingClientRect().right > right + 1).map((one) => one.textContent)"""
    assert chromium.execute_script(sticks_out, drawing) == []


@needs_chromium
def test_a_run_is_followed_by_keyboard(chromium, folder, small_findings):  # noqa: F811
    from selenium.webdriver.common.keys import Keys

    opened(chromium, folder)
    chosen(chromium, "where", "groups")
    one(chromium, "[name=run]").send_keys(Keys.TAB)
    focus = chromium.switch_to.active_element
    assert focus.get_attribute("role") == "slider" and focus.get_attribute("data-row") == "0"
    rows = len(chromium.find_elements("css selector", ".row[role=slider]"))
    assert rows > 3
    differences = next(line["differences"] for line in small_findings["lines"] if line["measure"] == "someone_to_fall_back_on")
    by_value = sorted(range(len(differences)), key=lambda run: (round(1000 * differences[run], 3), run))
    typed(chromium, Keys.HOME)
    for run in by_value[:3]:
        told, held, marked = state(chromium)
        assert f"nabootsing {run + 1}:" in told and held == "" and marked == rows
        assert f"nabootsing {run + 1}:" in focus.get_attribute("aria-valuetext")
        value = 1000 * differences[run]
        way = "gelijk" if value == 0 else "hoger" if value > 0 else "lager"
        assert way in told and (abs(value) < 0.05 or f"{abs(value):.1f}".replace(".", ",") in told)
        assert len(chromium.find_elements("css selector", "path.marked-course")) == 2
        typed(chromium, Keys.ARROW_RIGHT)
    typed(chromium, Keys.ARROW_LEFT, Keys.ENTER, Keys.ARROW_DOWN)
    assert chromium.switch_to.active_element.get_attribute("data-row") != "0"
    told, held, marked = state(chromium)
    assert held == str(by_value[2]) and f"nabootsing {by_value[2] + 1}:" in told
    typed(chromium, Keys.TAB)  # what is held stays
    assert state(chromium)[1:] == (held, rows)
    typed(chromium, Keys.ESCAPE)
    assert state(chromium) == (look.LOOK_WORDS["nl"]["hint"], "", 0)


@needs_chromium
def test_a_run_is_followed_by_pointer(chromium, folder):
    from selenium.webdriver import ActionChains

    opened(chromium, folder)
    drawing = one(chromium, ".look-drawing")
    chromium.execute_script("arguments[0].scrollIntoView()", drawing)
    dots = [dot for dot in chromium.find_elements("css selector", ".row circle")]
    assert len(dots) == 10
    ActionChains(chromium).move_to_element(dots[0]).perform()
    told, held, marked = state(chromium)
    assert "nabootsing" in told and held == "" and marked == 1
    ActionChains(chromium).click().move_to_element(one(chromium, "h2")).perform()
    assert state(chromium)[0] == told and state(chromium)[1] != ""


@needs_chromium
def test_the_figure_says_what_the_findings_say(chromium, folder, small_findings):  # noqa: F811
    opened(chromium, folder)
    town = {line["measure"]: line for line in small_findings["lines"] if line["where"] == "town" and line["horizon"] == 1}
    kinds, measures = set(), look.Look(with_fewer_measures(small_findings), "nl").measures
    for option in one(chromium, "[name=measure]").find_elements("css selector", "option"):
        measure = measures[int(option.get_attribute("value"))]
        line = town[measure["name"]]
        option.click()
        assert one(chromium, ".look-verdict").text.endswith(line["verdict"]["sentence"]["nl"])
        shown = one(chromium, ".look-drawing").text
        assert "Gemodelleerd, geen voorspelling." in shown
        dots = chromium.find_elements("css selector", ".row circle")
        kinds.add(line["verdict"]["kind"])
        if line["verdict"]["kind"] == "cannot_say":
            assert dots == []
        else:
            assert len(dots) == sum(value is not None for value in line["differences"])
            hollow = [dot.get_attribute("fill") == "#fff" for dot in dots]
            assert all(hollow) if line["verdict"]["kind"] == "built_in" else not any(hollow)
            counts = "\n".join(str(line["verdict"][way]) for way in ("higher", "equal", "lower"))
            assert (counts in shown) != (line["verdict"]["kind"] == "built_in")
        assert one(chromium, ".look-demand").is_displayed() == (measure["section"] == "demand")
        assert ("te klein om op te bouwen" in shown) == (measure["section"] != "demand")
    assert {"built_in", "luck"} <= kinds
    assert "Hulpvraag" in one(chromium, "[name=measure] optgroup:last-child").get_attribute("label")


@needs_chromium
def test_the_image_can_be_saved_with_its_caution(chromium, folder):
    opened(chromium, folder)
    chosen(chromium, "run", 3)
    chromium.execute_script("window.saved = []; HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href]); }")
    for button in chromium.find_elements("css selector", "section.look button"):
        button.click()
    (svg_name, svg), (png_name, png) = chromium.execute_async_script("""const done = arguments[arguments.length - 1];
        const wait = () => (saved.length === 2 ? done(saved) : setTimeout(wait, 50)); wait()""")
    assert svg_name.endswith(".svg") and png_name.endswith(".png")
    root = ElementTree.fromstring(unquote(svg.split(",", 1)[1]))
    texts = " ".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Gemodelleerd, geen voorspelling." in texts and "nabootsing 4:" in texts and "van de 10 nabootsingen" in texts
    assert not root.findall(".//{*}image") and "class=\"row\" role" not in unquote(svg)
    assert base64.b64decode(png.split(",", 1)[1]).startswith(b"\x89PNG") and len(png) > 20_000


@needs_chromium
def test_without_javascript_the_page_is_whole(folder):
    driver = browser(javascript=False)
    try:
        driver.get((folder / "nl.html").as_uri())
        assert all(not section.is_displayed() for section in driver.find_elements("css selector", "section.look"))
        shown = driver.find_elements("css selector", "figure svg")
        assert len(shown) > 5 and all(figure.is_displayed() for figure in shown)
    finally:
        driver.quit()


@needs_chromium
@pytest.mark.parametrize("language", LANGUAGES)
def test_chromium_prints_the_first_page_on_one_a4(chromium, small_findings, language, monkeypatch, tmp_path):  # noqa: F811
    findings = at_their_longest(small_findings)
    (tmp_path / f"{language}.html").write_text(laid_out(findings, language, monkeypatch), encoding="utf-8")
    opened(chromium, tmp_path, language)
    printed = chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    (tmp_path / "out.pdf").write_bytes(base64.b64decode(printed["data"]))
    texts = texts_of(tmp_path / "out.pdf")
    assert is_one_page_a_choice(texts, findings, language)
    assert look.LOOK_WORDS[language]["title"] not in " ".join(texts), "in print the still figures stand alone"
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        sizes = chromium.execute_script("""return [...document.querySelectorAll(".first-page *")]
            .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            .map((one) => parseFloat(getComputedStyle(one).fontSize))""")
    finally:
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert len(sizes) > 50 and min(sizes) >= 12, "9 points"


def test_axe_core_is_as_published():
    """Its bytes are those of the package that its README names."""
    (published,) = re.findall(r"sha256 ([0-9a-f]{64})", (AXE.parent / "README.md").read_text(encoding="utf-8"))
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == published


def test_no_package_is_kept_with_the_sources():
    bundled = subprocess.run(["git", "ls-files", "analysis/weefsel/report/interactive/node_modules"], cwd=look.HERE, capture_output=True, text=True, check=False)
    assert bundled.stdout == ""
