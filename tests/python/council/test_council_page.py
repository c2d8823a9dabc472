"""A whole session at the real table in Chromium, in both languages: choose, expect, reveal, look, follow a family, save, reload,
export, replay. No barriers that axe-core finds at any step, nothing from elsewhere, nothing that sticks out of a telephone."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import sys
import time

import pytest
from test_council_server import BASE, CLOSED, PROGRAM, ROOT, Table

PAGE = ROOT / "sim/council/page"
THERE = importlib.util.find_spec("selenium") and shutil.which("chromium") and shutil.which("chromedriver")
needs_chromium = pytest.mark.skipif(not (THERE or os.environ.get("CI")) or not PROGRAM.with_name("weefsel-council").exists(),
                                    reason="chromium, chromium-driver or python3-selenium is not installed, or weefsel-council not built")
CAFE = """extends: base.yaml
question: {nl: "Ouder- en kindcafé: komt er een vaste groep?", en: "Parent-and-child café: does a group form?"}
levers:
  - {id: cafe, from: 2027-01-04, cost_per_year: 30000, open_place: {id: cafe_new, kind: parent_child_cafe, in_neighbourhood: hof, host: 1, gathering: fixed}}
"""


def test_the_page_is_made_of_its_sources():
    first = (PAGE / "bundle/council.html").read_text(encoding="utf-8").split("\n", 1)[0]
    beside = ["hash.mjs", "index.html", "licences.txt", "package-lock.json", "package.json", "svelte.config.js", "tsconfig.json", "vite.config.js"]
    files = sorted([*(PAGE / name for name in beside), *(file for file in (PAGE / "src").rglob("*") if file.is_file())], key=lambda file: file.as_posix())
    assert re.findall(r"sha256 ([0-9a-f]{64})", first) == [hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()], "run scripts/bundle"


def walker():
    """The walk that the page's own test with a mock table uses too."""
    spec = importlib.util.spec_from_file_location("council_in_chromium", PAGE / "tests/in_chromium.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    shutil.copy(ROOT / "scenarios/towns/hofbuurt.yaml", folder)
    for name, text in (("base", BASE), ("close_library", CLOSED), ("cafe", CAFE)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    table = Table(folder)
    yield table
    table.process.kill()


def wait_for(what, seconds=90):
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.1)


@needs_chromium
def test_a_session_from_ambition_to_replay(table, tmp_path):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import Select

    chromium = walker()
    shots = os.environ.get("WEEFSEL_SHOTS")
    driver = chromium.browser()
    try:
        w = chromium.Walk(driver, None)
        if shots:
            from pathlib import Path
            w.shots = Path(shots)
        w.size(1280)
        driver.get(f"http://127.0.0.1:{table.port}/")
        wait_for(lambda: w.all("textarea"))
        driver.find_element(By.CSS_SELECTOR, "textarea").send_keys("Elk kind kent volwassenen die meeleven.")
        for number in (0, 5, 10, 15):
            w.click(".perspectives .token", number)
        w.shot("real-1-begin")
        w.step("reveal")
        assert not w.all("button.big") and w.all(".locked"), "locked until everybody has said what they expect"
        w.step("agenda")
        assert len(w.all(".terms tbody tr")) == 2
        w.click(".terms tbody tr:nth-child(1) button.bar", 0)
        w.click(".terms tbody tr:nth-child(2) button.bar", 1)
        w.shot("real-3-agenda")
        w.step("expect")
        for number in range(4):
            w.click(f".turns li:nth-child({number + 1}) button")
            for name, answer in (("way", number % 3), ("when", number), ("sure", 1), ("size", 1)):
                boxes = w.all(f".asking input[name$='-{name}']")
                if boxes:
                    driver.execute_script("arguments[0].click()", boxes[answer])
                    time.sleep(0.05)
            Select(driver.find_element(By.CSS_SELECTOR, ".asking select")).select_by_index(1 + number)
            w.click(".asking button.main")
        w.shot("real-4-expect")
        w.step("reveal")
        w.shot("real-5-ready")
        w.click("button.big")
        wait_for(lambda: "Alle 4 nabootsingen zijn klaar" in driver.find_element(By.TAG_NAME, "main").text)
        while w.all(".two .stack > p > button.main"):
            w.click(".two .stack > p > button.main")
        w.shot("real-5-reveal")
        rows = w.all(".dots .row svg[role=slider]")
        assert len(rows) >= 2 and not w.all("[role=alert]")
        (play,) = [round_["plays"] for round_ in table.get("/api/session")["rounds"]][0] if table.get("/api/session").get("rounds") else [None]
        found = table.events(play["id"])[-1][2]
        said = driver.find_element(By.CSS_SELECTOR, ".dots").text
        line = next(x for x in found["lines"] if x["measure"] == "someone_to_fall_back_on" and x["where"] == "town" and x["horizon"] == 1)
        assert " ".join(line["verdict"]["sentence"]["nl"].split()) in " ".join(said.split()), "the verdict of the findings, word for word"
        w.step("family")
        w.click("p.tokens button", 0)
        wait_for(lambda: w.all("table.worlds"))
        assert "Dit gezin bestaat niet." in driver.find_element(By.TAG_NAME, "main").text
        w.step("after")
        driver.find_element(By.CSS_SELECTOR, ".great textarea").send_keys("De buurtapp staat er niet op.")
        driver.refresh()
        wait_for(lambda: w.all(".great textarea"))
        assert driver.find_element(By.CSS_SELECTOR, ".great textarea").get_attribute("value") == "De buurtapp staat er niet op."
        wait_for(lambda: json.dumps(table.get("/api/session")).count("buurtapp") > 0)
        w.each_step("nl")
        w.banned()
        w.language = "en"
        w.click(".tools button", 4)
        w.step("family")
        w.click("p.tokens button", 0)
        wait_for(lambda: "This family does not exist." in driver.find_element(By.TAG_NAME, "main").text)
        w.each_step("en")
        w.banned()
        w.size(360, 740)
        for name in chromium.STEPS:
            w.step(name)
            w.sticks_out(f"360 {name}")
        w.size(1280)
        log = [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
        events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
        asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
        assert log == [] and all(address.startswith((f"http://127.0.0.1:{table.port}/", "data:", "blob:")) for address in asked), (log, asked)

        # The same session as one page, which needs no program.
        replay = tmp_path / "session.html"
        import subprocess
        folder = table.folder
        subprocess.run([PROGRAM, "council", folder / "base.yaml", "--folder", folder / "session", "--futures", "4", "--years", "8", "--export", replay], check=True,
                       capture_output=True, env={**os.environ, "WEEFSEL_RUN_INS": str(folder / "run-ins")})
        driver.get(replay.as_uri())
        wait_for(lambda: w.all("header nav button"))
        w.each_step("replay")
        w.step("reveal")
        assert len(w.all(".dots .row svg[role=slider]")) == len(rows)
        w.step("family")
        w.click("p.tokens button", 0)
        wait_for(lambda: w.all("table.worlds"))
        w.click("p.tokens button", 1)  # nobody followed that one
        wait_for(lambda: "This is not in the file of this session." in driver.find_element(By.TAG_NAME, "main").text, 10)
        assert chromium.faults == []
    finally:
        driver.quit()
