"""Walks through the whole page in Chromium, in both languages: no barriers that axe-core finds at any step, nothing sticks out
at phone width, nothing is asked of another origin, nothing is lost on reload, and a replay shows the same.

python3 tests/in_chromium.py FINDINGS.json [--shots FOLDER] [--life LIFE.json]     after npm run build; takes python3-selenium
"""

import argparse
import base64
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from selenium import webdriver
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

PAGE = Path(__file__).parents[1]
AXE = PAGE.parents[2] / "tests/python/analysis/axe-core/axe.min.js"
STEPS = ["begin", "map", "agenda", "expect", "reveal", "look", "family", "after"]
faults = []


def expect(is_so, what):
    if not is_so:
        faults.append(what)
        print("FAULT", what, flush=True)


def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    driver.set_script_timeout(120)
    return driver


class Walk:
    def __init__(self, driver, shots):
        self.driver, self.shots, self.language, self.width = driver, shots, "nl", 0

    def size(self, width, height=800):
        self.width = width
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector, number=0):
        one = self.all(selector)[number]
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", one)
        self.driver.execute_script("arguments[0].click()", one)
        time.sleep(0.06)

    def step(self, name):
        self.click("header nav button", STEPS.index(name))
        time.sleep(0.2)

    def shot(self, name, whole=True):
        if not self.shots:
            return
        metrics = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": metrics["width"], "height": min(metrics["height"], 4000), "scale": 1}
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, **({"clip": clip} if whole else {})})["data"]
        (self.shots / f"{name}.png").write_bytes(base64.b64decode(data))

    def barriers(self, where):
        for one in self.all("details:not([open]) > summary"):
            self.driver.execute_script("arguments[0].parentNode.open = true", one)
        time.sleep(0.6)  # what fades in has its colour then
        self.driver.execute_script(AXE.read_text(encoding="utf-8"))
        found = self.driver.execute_async_script("""const done = arguments[arguments.length - 1];
            axe.run({resultTypes: ['violations']}).then((result) => done(result.violations.map((one) =>
              [one.id, one.nodes.length, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary.slice(0, 200))])))""")
        expect(found == [], f"axe, {where}: {json.dumps(found, indent=1)}")
        self.driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = false")

    def sticks_out(self, where):
        width = self.driver.execute_script("return document.documentElement.scrollWidth")
        if width > self.width:
            found = self.driver.execute_script("""return [...document.querySelectorAll('main *, header *')].filter((one) => one.getBoundingClientRect().right > arguments[0] + 1)
                .slice(0, 4).map((one) => one.outerHTML.slice(0, 120))""", self.width)
            expect(False, f"sticks out, {where}: {width} of {self.width}: {found}")

    def each_step(self, of):
        for name in STEPS:
            self.step(name)
            self.barriers(f"{of} {name}")
            self.sticks_out(f"{of} {name}")

    def banned(self):
        words = {"nl": r"\bkans(en)?\b|\bzal\b|\bzullen\b|effect bewezen|besparing|rendement|risicogezin|probleemwijk|achterstandswijk|laagopgeleid|eenzaam|\bscore|winnaar|\bexact|(?<!geen )voorspelling",
                 "en": r"\bchance|\bwill\b|proven effect|savings|(?<!not a )forecast|deprived|lonely|\bscore|winner"}[self.language]
        text = self.driver.execute_script("const copy = document.querySelector('#page').cloneNode(true);"
                                          "if (document.documentElement.lang === 'nl') copy.querySelectorAll('[lang=en]').forEach((one) => one.remove());"
                                          "return copy.textContent")
        expect(not re.findall(words, text, re.IGNORECASE), f"words, {self.language}: {re.findall(words, text, re.IGNORECASE)}")


def walk(w, address):
    driver = w.driver
    w.size(1280)
    driver.get(address)
    time.sleep(0.8)
    w.shot("nl-1-begin")
    driver.find_element(By.CSS_SELECTOR, "textarea").send_keys("Elk kind kent volwassenen die meeleven.")
    for number in (0, 5, 10, 15):
        w.click(".perspectives .token", number)
    w.shot("nl-1-begin-filled")
    expect(len(w.all(".perspectives .token[aria-pressed=true]")) == 4, "each colour has a perspective")
    w.each_step("empty")

    w.step("map")
    Select(driver.find_element(By.CSS_SELECTOR, "main select")).select_by_index(2)
    w.click("fieldset .token", 4)                                  # in two clicks
    map_ = driver.find_element(By.CSS_SELECTOR, ".map svg")
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", map_)
    ActionChains(driver).move_to_element_with_offset(map_, -60, 20).click().perform()
    time.sleep(0.2)
    expect(len(w.all("ul.added li")) == 1, "a place was added in two clicks")
    w.click("fieldset .token", 5)                                  # and by keyboard
    ActionChains(driver).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_UP, Keys.ENTER).perform()
    time.sleep(0.2)
    expect(len(w.all("ul.added li")) == 2, "a place was added by keyboard")
    w.shot("nl-2-map")

    w.step("reveal")
    expect(not w.all("button.big") and w.all(".locked"), "the reveal is locked")
    w.shot("nl-5-locked")

    w.step("agenda")
    expect(len(w.all(".terms tbody tr")) == 8, "eight choices at most")
    for row, term in ((2, 0), (2, 1), (3, 0), (3, 1), (3, 2), (4, 1), (4, 2), (4, 3)):
        w.click(f".terms tbody tr:nth-child({row}) button.bar", term)
    driver.find_element(By.CSS_SELECTOR, "input[type=number]").send_keys("160000")
    w.shot("nl-3-agenda")
    w.barriers("agenda filled")
    driver.find_element(By.CSS_SELECTOR, "input[type=number]").clear()
    driver.find_element(By.CSS_SELECTOR, "input[type=number]").send_keys("150000")
    time.sleep(0.2)
    expect(w.all(".sum.over"), "over the budget is said")
    w.step("reveal")
    expect(not w.all("button.big"), "locked by the budget")
    w.step("agenda")
    driver.find_element(By.CSS_SELECTOR, "input[type=number]").send_keys("0")

    w.step("expect")
    for number in range(4):
        w.click(f".turns li:nth-child({number + 1}) button")
        if number == 1:
            w.click(".asking button.main")
            expect("eerst" in driver.find_element(By.CSS_SELECTOR, ".asking").text.lower(), "an empty expectation is not stored")
        for name, answer in (("way", number % 3), ("when", number), ("sure", 1), ("size", 1)):
            boxes = w.all(f".asking input[name$='-{name}']")
            if boxes:
                driver.execute_script("arguments[0].click()", boxes[answer])
                time.sleep(0.05)
        Select(driver.find_element(By.CSS_SELECTOR, ".asking select")).select_by_index(1 + number * 2)
        if number == 0:
            w.shot("nl-4-expect")
            w.barriers("expectation open")
        w.click(".asking button.main")
        expect(len([one for one in w.all(".turns .soft") if "✓" in one.text]) == number + 1, f"expectation {number} is stored")
    w.step("reveal")
    w.shot("nl-5-ready")
    w.click("button.big")
    time.sleep(1.6)
    w.shot("nl-5-streaming")
    expect(w.all("progress"), "it streams")
    deadline = time.time() + 60
    while w.all("progress") and time.time() < deadline:
        time.sleep(0.3)
    while w.all(".two .stack > p > button.main"):
        w.click(".two .stack > p > button.main")
    w.shot("nl-5-reveal")
    expect(len(w.all(".dots .row svg[role=slider]")) == 4, "four moments are shown")
    w.barriers("reveal")

    slider = w.all(".dots .row svg[role=slider]")[1]
    driver.execute_script("arguments[0].focus()", slider)
    ActionChains(driver).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT).perform()
    expect(len(w.all("circle.marked")) == 4 and len(w.all("path.marked")) == 2, "one future is followed in all rows and the course")
    w.shot("nl-5-followed")
    ActionChains(driver).send_keys(Keys.ESCAPE).perform()
    expect(not w.all("circle.marked"), "Escape lets go")

    w.step("look")
    w.shot("nl-6-look")
    w.click("input[name=where]", 1)
    w.shot("nl-6-groups")
    w.barriers("groups")
    w.click("input[name=where]", 2)
    w.shot("nl-6-neighbourhoods")
    w.barriers("neighbourhoods")
    for number, name in enumerate(("relations", "parents", "reach", "giving", "fabric", "monitor", "demand")):
        w.click(".sections button", number)
        w.barriers(f"look {name}")
        if name in ("reach", "demand"):
            w.click("input[name=where]", 0)
            w.shot(f"nl-6-{name}")
    w.click(".sections button", 0)

    Select(driver.find_element(By.CSS_SELECTOR, "main .card select")).select_by_index(3)
    driver.execute_script("const one = document.querySelector('input[type=range]'); one.value = one.max; one.dispatchEvent(new Event('input', {bubbles: true}))")
    time.sleep(0.2)
    for number in (0, 4, 8, 10):
        w.click(".turning button", number)
    w.shot("nl-6-change")
    w.barriers("change one assumption")
    w.click(".card button.main")
    time.sleep(1)
    while w.all("progress") and time.time() < deadline + 60:
        time.sleep(0.3)
    expect(len(w.all("input[name=which-play]")) == 2, "two plays to choose from")
    w.shot("nl-6-changed")
    w.barriers("changed")

    w.step("family")
    w.click("p.tokens button", 0)
    time.sleep(0.4)
    expect(w.all("table.worlds"), "a family is followed")
    w.shot("nl-7-family")
    w.click("p.tokens button", 1)
    time.sleep(0.4)
    w.barriers("family")
    w.step("after")
    w.shot("nl-8-after")
    w.barriers("after")
    driver.find_element(By.CSS_SELECTOR, ".great textarea").send_keys("De buurtapp staat er niet op.")
    driver.refresh()                                               # at once: before the moment after which it is stored
    time.sleep(1.5)
    expect(driver.find_element(By.CSS_SELECTOR, ".great textarea").get_attribute("value") == "De buurtapp staat er niet op.", "nothing is lost on reload")
    for number, panel in enumerate(("not_told", "assumptions", "keep")):
        w.click(".tools button", number)
        time.sleep(0.3)
        w.barriers(f"panel {panel}")
        w.shot(f"nl-panel-{panel}", whole=False)
        ActionChains(driver).send_keys(Keys.ESCAPE).perform()
        time.sleep(0.2)
    w.each_step("played")
    w.banned()

    w.language = "en"
    w.click(".tools button", 4)
    for name in STEPS:
        w.step(name)
        if name == "family":
            w.click("p.tokens button", 0)
            time.sleep(0.3)
        w.banned()
        w.shot(f"en-{STEPS.index(name) + 1}-{name}")
    w.each_step("English")
    w.click(".tools button", 4)
    w.language = "nl"
    for width, height, large in ((360, 740, False), (1920, 1080, True), (360, 740, True)):
        w.size(width, height)
        if large != (w.all(".tools button")[3].get_attribute("aria-pressed") == "true"):
            w.click(".tools button", 3)
        time.sleep(0.4)
        for name in STEPS:
            w.step(name)
            if name == "family":
                w.click("p.tokens button", 0)
                time.sleep(0.3)
            if name == "look":
                w.click("input[name=where]", 1)
            time.sleep(0.2)
            w.sticks_out(f"{width} {large} {name}")
            w.shot(f"{width}{'-large' if large else ''}-{STEPS.index(name) + 1}-{name}")
            if not large or width > 400:
                w.barriers(f"{width} {large} {name}")
    w.size(1280)
    w.click(".tools button", 3)

    # A replay: the same page with everything in it, opened as a file.
    w.click(".tools button", 2)
    time.sleep(0.3)
    driver.execute_script("""window.kept = []; const made = URL.createObjectURL;
        URL.createObjectURL = (blob) => { blob.text().then((text) => kept.push(text)); return made(blob) }; HTMLAnchorElement.prototype.click = () => {}""")
    w.click("dialog .stack button", 0)
    w.click("dialog .stack div button", 0)
    time.sleep(2)
    session, replay = driver.execute_script("return window.kept")
    expect(json.loads(session)["ambition"].startswith("Elk kind"), "the session is in its file")
    return session, replay


def of_replay(w, file):
    w.driver.get(file.as_uri())
    time.sleep(1.5)
    w.each_step("replay")
    w.step("reveal")
    expect(len(w.all(".dots .row svg[role=slider]")) == 4, "a replay shows the dots")
    w.step("family")
    w.click("p.tokens button", 0)
    time.sleep(0.3)
    expect(w.all("table.worlds"), "a replay shows the family")
    w.step("map")
    w.shot("replay-map")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("findings")
    parser.add_argument("--shots", type=Path)
    parser.add_argument("--life")
    given = parser.parse_args()
    if given.shots:
        given.shots.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    mock = subprocess.Popen(["node", str(PAGE / "mock.mjs"), given.findings, "--port", str(port), "--pace", "60", *(["--life", given.life] if given.life else [])])
    driver = None
    try:
        for _ in range(50):
            try:
                urllib.request.urlopen(address)
                break
            except OSError:
                time.sleep(0.1)
        driver = browser()
        w = Walk(driver, given.shots)
        _, replay = walk(w, address)
        file = PAGE / ".tests/replay.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(replay, encoding="utf-8")
        of_replay(w, file)
        events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
        asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
        outside = [one for one in asked if not one.startswith((address, f"blob:{address[:-1]}", "data:", "file:", "blob:null"))]
        expect(not outside, f"asked of another origin: {outside}")
        said = [one["message"] for one in driver.get_log("browser") if "api/session" not in one["message"]]
        expect(not said, f"the browser says: {said}")
    finally:
        if driver:
            driver.quit()
        mock.terminate()
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("NO_PROXY", "127.0.0.1")
    sys.exit(main())
