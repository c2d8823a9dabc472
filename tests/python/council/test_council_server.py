"""The council's table as a browser meets it: what it plays is what `weefsel compare` plays, it survives a restart, and it stands
up to many clients and to bad ones."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
pytestmark = pytest.mark.skipif(not PROGRAM.with_name("weefsel-council").exists(), reason="weefsel-council is not built (WEEFSEL_COUNCIL)")

FUTURES = 4
BASE = """question: {nl: "Zoals nu: wat verandert vanzelf?", en: "As now: what changes anyway?"}
town: hofbuurt.yaml
run_in_years: 1
"""
CLOSED = """extends: base.yaml
question: {nl: "Bibliotheek dicht: wie raakt wat kwijt?", en: "Library closes: who loses what?"}
levers:
  - {id: close_library, from: 2027-01-04, cost_per_year: -60000, close_places: {ids: [library_hof]}}
"""
ELSEWHERE = CLOSED.replace("library_hof", "library_centre")
CHOICE = {"terms": [{"choices": ["close_library"]}]}


class Table:
    """A program that serves."""

    def __init__(self, folder, *options):
        self.process = subprocess.Popen([PROGRAM, "council", folder / "base.yaml", "--folder", folder / "session", "--futures", str(FUTURES), "--years", "8",
                                         "--no-browser", *(options or ("--rehearsals", "0"))], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env={**os.environ, "WEEFSEL_RUN_INS": str(folder / "run-ins")})
        self.folder, self.said = folder, ""
        while "The table is at" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.process.stderr.read()
            self.said += line
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)/", self.said)[1])
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def ask(self, method, path, body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, json.dumps(body) if isinstance(body, (dict, list)) else body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    def get(self, path):
        status, body, _ = self.ask("GET", path)
        assert status == 200, body
        return json.loads(body)

    def play(self, request):
        status, body, _ = self.ask("POST", "/api/play", request)
        assert status == 200, body
        return json.loads(body)

    def events(self, play, since=None):
        """All, until the program closes the line."""
        status, body, headers = self.ask("GET", f"/api/play/{play}/events", headers={"Last-Event-ID": str(since)} if since is not None else {}, timeout=300)
        assert status == 200 and headers["Content-Type"] == "text/event-stream"
        found = []
        for block in body.decode("utf-8").split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.split("\n") if line and not line.startswith(":"))
            if fields:
                found.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
        return found

    def end(self):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(20) == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    shutil.copy(ROOT / "scenarios/towns/hofbuurt.yaml", folder)
    for name, text in (("base", BASE), ("close_library", CLOSED), ("elsewhere", ELSEWHERE)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def alone(folder, tmp_path):
    """The same town and choice in a folder of their own."""
    for name in ("hofbuurt.yaml", "base.yaml", "close_library.yaml"):
        shutil.copy(folder / name, tmp_path)
    if (folder / "run-ins").exists():
        shutil.copytree(folder / "run-ins", tmp_path / "run-ins")
    return tmp_path


@pytest.fixture(scope="module")
def table(folder):
    table = Table(folder)
    yield table
    table.process.kill()


@pytest.fixture(scope="module")
def played(table):
    head = table.play(CHOICE)
    return head, table.events(head["id"])


def test_the_table_says_what_it_is_made_of(table):
    made_of = table.get("/api/table")
    assert made_of["format"] == 1 and made_of["language"] == "nl" and made_of["futures"] == FUTURES
    assert [choice["id"] for choice in made_of["choices"]] == ["close_library"], "what does not fit this town is not on the table"
    (choice,) = made_of["choices"]
    assert choice["cost_per_year"] == -60000 and choice["title"]["nl"] == "Bibliotheek dicht" and "visits" in choice["built_in"]
    assert [term["from"] for term in made_of["terms"]] == ["2026-01-05", "2029-12-31"]
    assert made_of["measures"][-1]["section"] == "demand" and all(m["section"] != "demand" for m in made_of["measures"][:-1])
    assert len(made_of["not_told"]) == 10 and len(made_of["assumptions"]) > 200
    low = [a for a in made_of["assumptions"] if not a["low"] <= a["high"]]
    assert low == []


def test_futures_come_one_by_one_and_add_up_to_the_findings(played):
    head, events = played
    assert [number for number, _, _ in events] == list(range(len(events)))
    futures = [data for _, event, data in events if event == "future"]
    assert sorted(future["run"] for future in futures) == list(range(FUTURES)) and events[-1][1] == "findings"
    found = events[-1][2]
    assert found["runs"] == FUTURES and head["horizons"] == sorted({line["horizon"] for line in found["lines"]})
    differences = {future["run"]: future["lines"] for future in futures}
    compared = 0
    for line in found["lines"]:
        cell = next(i for i, c in enumerate(head["cells"]) if (c["where"], c["cell"]) == (line["where"], line["cell"]))
        place = head["measures"].index(line["measure"]), head["horizons"].index(line["horizon"])
        for run in range(FUTURES):
            told = differences[run][place[0]][place[1]][cell]
            difference = line["differences"][run] if line["differences"] else None
            assert (told[1] if told else None) == difference
            compared += difference is not None
    assert compared > 1000


def test_the_years_of_the_first_future_go_by(played):
    """Year by year, and each as it is in the end."""
    _, events = played
    years = [data for _, event, data in events if event == "years"]
    assert len(years) == 8 and len({one["run"] for one in years}) == 1, "eight years of 52 weeks within the 417 that are played"
    whole = next(data for _, event, data in events if event == "future" and data["run"] == years[0]["run"])["courses"]
    for lived, one in enumerate(years, 1):
        for measure, course in one["courses"].items():
            assert course["with"] == whole[measure]["with"][:lived] + [None] * (len(course["with"]) - lived), (measure, lived)
            assert course["without"] == whole[measure]["without"]


def test_it_plays_what_compare_plays(table, folder, played, tmp_path):
    """Of the scenario that it exports, beside the one without choices: the same data to the bit."""
    head, _ = played
    status, text, headers = table.ask("GET", f"/api/play/{head['id']}/scenario.yaml")
    assert status == 200 and "attachment" in headers["Content-Disposition"]
    play = folder / "session/plays" / head["id"]
    assert (play / "with.yaml").read_bytes() == text
    subprocess.run([PROGRAM, "compare", play / "without.yaml", play / "with.yaml", "-o", tmp_path / "again.h5", "--quiet"], check=True, capture_output=True)
    hashes = [re.search(r"data hash +(\w+)", subprocess.run([PROGRAM, "inspect", "--hash", file], check=True, capture_output=True, text=True).stdout)[1]
              for file in (play / "out.h5", tmp_path / "again.h5")]
    assert hashes[0] == hashes[1]


def test_a_line_that_broke_goes_on_where_it_was(table, played):
    head, events = played
    assert table.events(head["id"], since=1) == events[2:]
    assert table.play(CHOICE) == head, "asked for again it is the same play"


def test_a_family_is_followed_in_both_languages(table, played):
    head, _ = played
    for language, words in (("nl", "Dit gezin bestaat niet."), ("en", "This family does not exist.")):
        status, body, _ = table.ask("POST", f"/api/play/{head['id']}/family", {"lot": 1, "language": language})
        told = json.loads(body)
        assert status == 200 and words in told["honesty"]
        assert len(told["voice"]) > 3 and ("Ik besta niet" in told["voice"][0] or "I do not exist" in told["voice"][0])
    assert table.ask("POST", f"/api/play/{head['id']}/family", {"lot": "unchanged"})[0] == 200
    for lot in (0, "all", None, 1.5, 10**9):
        assert table.ask("POST", f"/api/play/{head['id']}/family", {"lot": lot})[0] == 400, lot


def test_an_assumption_and_a_place_are_in_both_worlds(table, folder):
    request = {**CHOICE, "assumptions": {"ties.half_life": 80}, "places": [{"id": "stoep", "name": "De stoep", "kind": "playground", "at": [140300, 511300]}]}
    head = table.play(request)
    without = (folder / "session/plays" / head["id"] / "without.yaml").read_text(encoding="utf-8")
    assert "ties.half_life" in without and "De stoep" in without and "close_library" not in without
    assert table.events(head["id"])[-1][1] == "findings"


def test_mistakes_are_told(table):
    for body, words in (("{", "no JSON object"), ({"terms": [{"choices": ["close_libary"]}]}, 'did you mean "close_library"'),
                        ({"assumptions": {"ties.half_live": 3}}, "ties.half_life"), ({"terms": [{}] * 17}, "16 at most"),
                        ({"terms": [{"choices": []}, {"choices": []}, {"choices": ["close_library"]}]}, "there are 2 terms")):
        status, answer, _ = table.ask("POST", "/api/play", body)
        assert status == 400 and words in json.loads(answer)["message"]
    for path in ("/api/play/0000000000000000/events", "/api/play/xyz/events", "/nothing", "/api/play/../../session.json", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"):
        status, answer, _ = table.ask("GET", path)
        assert status == 404 and b"root:" not in answer


def test_only_the_browser_on_this_machine_is_answered(table):
    here = f"127.0.0.1:{table.port}"
    for headers in ({"Host": "evil.example"}, {"Host": f"evil.example:{table.port}"}, {"Host": here, "Origin": "http://evil.example"}, {"Host": here, "Origin": "null"},
                    {"Host": here, "Sec-Fetch-Site": "cross-site"}, {"Host": here, "Sec-Fetch-Site": "same-site"}):
        for method, path, body in (("GET", "/api/session", None), ("POST", "/api/play", "{}"), ("PUT", "/api/session", "{}"), ("GET", "/", None)):
            status, answer, _ = table.ask(method, path, body, headers)
            assert status == 403 and b"revision" not in answer, headers
    for headers in ({"Host": here}, {"Host": f"localhost:{table.port}", "Origin": f"http://localhost:{table.port}", "Sec-Fetch-Site": "same-origin"}):
        status, _, answer = table.ask("GET", "/", None, headers)
        assert status == 200 and "default-src 'none'" in answer["Content-Security-Policy"]
    with pytest.raises(OSError):  # not on other addresses of the machine
        socket.create_connection((socket.gethostbyname(socket.gethostname()) if not socket.gethostbyname(socket.gethostname()).startswith("127.") else "127.0.0.2", table.port), 2)


def test_a_session_is_kept(table):
    stored = table.get("/api/session")
    assert table.ask("PUT", "/api/session", {"format": 1, "revision": stored["revision"] + 1, "ambition": "één straat"})[0] == 200
    status, answer, _ = table.ask("PUT", "/api/session", {"format": 1, "revision": stored["revision"] + 1, "ambition": "an older page"})
    assert status == 409 and json.loads(answer)["ambition"] == "één straat"
    assert table.ask("PUT", "/api/session", b"x" * (9 << 20))[0] == 413
    assert table.get("/api/session")["ambition"] == "één straat"


def test_a_session_is_one_page_that_needs_no_program(table, folder, played, tmp_path):
    """All that was told in the plays that the session names, and the families that were followed in them."""
    head, events = played
    stored = table.get("/api/session")
    table.ask("PUT", "/api/session", {**stored, "revision": stored["revision"] + 1, "play": head["id"], "note": "</script><b>"})
    out = tmp_path / "session.html"
    subprocess.run([PROGRAM, "council", folder / "base.yaml", "--folder", folder / "session", "--futures", str(FUTURES), "--years", "8", "--export", out],
                   check=True, capture_output=True, env={**os.environ, "WEEFSEL_RUN_INS": str(folder / "run-ins")}, timeout=120)
    html = out.read_text(encoding="utf-8")
    replay = json.loads(re.search(r'<script type="application/json" id="replay">(.*?)</script>', html, re.DOTALL)[1])
    assert replay["table"]["format"] == 1 and replay["session"]["note"] == "</script><b>" and list(replay["plays"]) == [head["id"]]
    kept = replay["plays"][head["id"]]
    assert kept["head"] == head and kept["findings"] == events[-1][2] and kept["futures"] == [data for _, event, data in events if event == "future"]
    assert {"1_nl", "1_en", "unchanged_nl"} <= set(kept["families"]) and "gezin" in kept["families"]["1_nl"]["honesty"]


def raw(table, data, wait=8):
    """What comes back on bytes that no browser sends."""
    with socket.create_connection(("127.0.0.1", table.port), wait) as line:
        try:
            line.sendall(data)
            line.settimeout(wait)
            return line.recv(4096)
        except OSError:
            return b""


def test_bad_requests_do_it_no_harm(table):
    host = f"Host: 127.0.0.1:{table.port}\r\n".encode()
    for data in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x00\xff" * 500 + b"\r\n\r\n", b"GET / HTTP/9.9\r\n" + host + b"\r\n", b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\n" + host + b"\r\n",
                 b"GET / HTTP/1.1\r\n" + host + b"X: " + b"y" * 20000 + b"\r\n\r\n", b"PUT /api/session HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999\r\n\r\n",
                 b"PUT /api/session HTTP/1.1\r\n" + host + b"Content-Length: -5\r\n\r\n{}", b"POST /api/play HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"):
        answer = raw(table, data)
        assert not answer.startswith(b"HTTP/1.1 200") or b"HTTP/9.9" in data, data[:40]
    assert table.get("/api/table")["format"] == 1 and table.process.poll() is None


def test_fifty_clients_and_slow_ones_at_once(table, played):
    head, events = played
    slow = [socket.create_connection(("127.0.0.1", table.port), 5) for _ in range(20)]
    try:
        for line in slow:
            line.sendall(b"GET /api/table HTTP/1.1\r\nHost: ")  # and no more
        began = time.monotonic()
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda i: table.events(head["id"]) if i % 2 else table.get("/api/session"), range(50)))
        assert all(answer == events for answer in answers[1::2]) and len({json.dumps(answer) for answer in answers[::2]}) == 1
        assert time.monotonic() - began < 60, "nobody waited for those that say nothing"
    finally:
        for line in slow:
            line.close()
    assert table.process.poll() is None


def test_many_that_listen_leave_room_for_who_asks(folder, tmp_path):
    """A page too many is told so; the others go on, and when they hang up there is room again."""
    table = Table(alone(folder, tmp_path))
    try:
        # The one asked for first gives way to those after it, so that it lasts.
        head, *_ = [table.play({**CHOICE, "assumptions": {"ties.half_life": value}, "uncertain": value > 63}) for value in (63, 64, 65, 66)]
        lines = []
        asked = f"GET /api/play/{head['id']}/events HTTP/1.1\r\nHost: 127.0.0.1:{table.port}\r\n\r\n".encode()
        for _ in range(110):
            lines.append(socket.create_connection(("127.0.0.1", table.port), 20))
            lines[-1].sendall(asked)
        answers = [line.recv(200).split(b"\r\n")[0] for line in lines]
        assert answers.count(b"HTTP/1.1 200 OK") == 96 and sum(b" 503 " in answer for answer in answers) == 14
        assert table.get("/api/table")["format"] == 1
        for line in lines:
            line.close()
        def is_there_room():
            line = http.client.HTTPConnection("127.0.0.1", table.port, timeout=20)
            line.request("GET", f"/api/play/{head['id']}/events")
            try:
                return line.getresponse().status == 200
            finally:
                line.close()

        wait_for(is_there_room)
    finally:
        table.process.kill()


def test_after_a_restart_all_is_there_at_once(folder, table, played):
    """The last test of this table: it is ended, and another one takes its folder."""
    session = table.get("/api/session")
    table.end()
    again = Table(folder, "--language", "en")
    try:
        assert again.get("/api/session") == session and again.get("/api/table")["language"] == "en"
        head, events = played
        assert again.play(CHOICE) == head
        found = again.events(head["id"])
        assert found[-1][2] == events[-1][2] and sorted(e[2]["run"] for e in found[:-1]) == list(range(FUTURES)), "nothing is lived again"
    finally:
        again.process.kill()


def test_plays_that_are_asked_for_at_once_all_come_to_an_end(folder, tmp_path):
    """As when a page with several rounds is opened after a restart; the last one first."""
    alone(folder, tmp_path)
    table = Table(tmp_path)
    try:
        heads = [table.play({**CHOICE, "assumptions": {"ties.half_life": value}}) for value in (60, 70, 80)]
        with ThreadPoolExecutor(3) as pool:
            told = list(pool.map(lambda head: table.events(head["id"]), heads))
        for events in told:
            assert [event for _, event, _ in events if event != "years"] == ["future"] * FUTURES + ["findings"]
            assert sorted(data["run"] for _, event, data in events if event == "future") == list(range(FUTURES))
    finally:
        table.process.kill()


def test_a_table_that_is_killed_loses_no_future(folder, tmp_path):
    alone(folder, tmp_path)
    table = Table(tmp_path)
    head = table.play(CHOICE)
    connection = http.client.HTTPConnection("127.0.0.1", table.port, timeout=60)
    connection.request("GET", f"/api/play/{head['id']}/events")
    answer = connection.getresponse()
    while b"event: future" not in answer.read1(65536):
        pass
    table.process.kill()
    table.process.wait()
    lived = len(list((tmp_path / "session/futures").rglob("*.part")))
    assert lived >= 3, "a future with the choices, its twin without, and the placebo twin"
    again = Table(tmp_path)
    try:
        assert again.play(CHOICE) == head
        events = again.events(head["id"])
        assert sorted(data["run"] for _, event, data in events if event == "future") == list(range(FUTURES)) and events[-1][1] == "findings"
    finally:
        again.process.kill()


def wait_for(what, seconds=120):
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)
    return found


def test_what_is_asked_ahead_is_lived_but_not_told(folder, tmp_path):
    """Until it is played: then all of it is there. Of two that are asked ahead the later one is lived to its end."""
    table = Table(alone(folder, tmp_path))
    try:
        other = {**CHOICE, "assumptions": {"ties.half_life": 61}}
        assert table.ask("POST", "/api/ahead", other)[:2] == (204, b"") and table.ask("POST", "/api/ahead", CHOICE)[:2] == (204, b"")
        told = wait_for(lambda: list((tmp_path / "session/plays").glob("*/told.json")))
        ids = [one.parent.name for one in told]
        assert [table.ask("GET", f"/api/play/{one}/events")[0] for one in ids] == [404] * len(ids)
        assert [table.ask("GET", f"/api/play/{one}/scenario.yaml")[0] for one in ids] == [404] * len(ids)
        head = table.play(CHOICE)
        assert head["id"] in ids
        events = table.events(head["id"])
        assert sorted(data["run"] for _, event, data in events if event == "future") == list(range(FUTURES)) and events[-1][1] == "findings"
        status, answer, _ = table.ask("POST", "/api/ahead", {"terms": [{"choices": ["close_libary"]}]})
        assert status == 400 and 'did you mean "close_library"' in json.loads(answer)["message"]
    finally:
        table.process.kill()


def test_the_quick_estimate_is_learned_from_rehearsals_and_kept(folder, tmp_path):
    table = Table(alone(folder, tmp_path), "--rehearsals", "60")
    try:
        status, answer, _ = table.ask("POST", "/api/estimate", CHOICE)
        assert status == 409 and json.loads(answer)["needed"] == 60 > json.loads(answer)["rehearsed"]
        wait_for(lambda: table.ask("POST", "/api/estimate", CHOICE)[0] == 200, 240)
        estimate = json.loads(table.ask("POST", "/api/estimate", CHOICE)[1])
        made_of = table.get("/api/table")
        assert [m["name"] for m in estimate["measures"]] == [m["name"] for m in made_of["measures"] if m["headline"] or m["section"] == "demand"]
        assert estimate["agendas"] == 60 and estimate["unknown"] == []
        for measure in estimate["measures"]:
            assert len(measure["course"]) == 8 and [one["years"] for one in measure["horizons"]] == [1, 4, 8]
            for one in measure["horizons"]:
                year = measure["course"][one["years"] - 1]
                assert (one["difference"], one["error"]) == ((year["difference"], year["error"]) if year else (None, None))
                assert year is None or year["error"] > 0
        later = json.loads(table.ask("POST", "/api/estimate", {"terms": [{"choices": []}, {"choices": ["close_library"]}]})[1])
        for measure in later["measures"]:
            assert measure["course"][:4] == [{"difference": 0, "error": 0}] * 4 and [one["years"] for one in measure["horizons"]] == [1, 4]
        assert table.ask("POST", "/api/estimate", "{")[0] == 400
        table.process.kill()
        table.process.wait()
        table = Table(tmp_path, "--rehearsals", "60")
        assert json.loads(table.ask("POST", "/api/estimate", CHOICE)[1]) == estimate, "what was rehearsed is there again"
    finally:
        table.process.kill()


def test_everything_that_is_not_certain_at_once(folder, tmp_path):
    """Each future with its own draw, in both worlds: the scenarios that it exports sample, and give the same to the bit."""
    table = Table(alone(folder, tmp_path))
    try:
        head = table.play({**CHOICE, "uncertain": True})
        events = table.events(head["id"])
        found = events[-1][2]
        assert head["futures"] == found["runs"] == found["draws"] == FUTURES
        assert {weight["kind"] for weight in found["weights"]} <= {"too_few_draws", "no_difference"} and len(found["weights"]) > 5
        assert sorted(data["run"] for _, event, data in events if event == "future") == list(range(FUTURES))
        play = tmp_path / "session/plays" / head["id"]
        assert "uncertainty: sample" in (play / "with.yaml").read_text(encoding="utf-8")
        subprocess.run([PROGRAM, "compare", play / "without.yaml", play / "with.yaml", "-o", tmp_path / "again.h5", "--quiet", "--no-placebo"], check=True, capture_output=True)
        hashes = [re.search(r"data hash +(\w+)", subprocess.run([PROGRAM, "inspect", "--hash", file], check=True, capture_output=True, text=True).stdout)[1]
                  for file in (play / "out.h5", tmp_path / "again.h5")]
        assert hashes[0] == hashes[1]
        assert table.ask("POST", "/api/play", {**CHOICE, "uncertain": 1})[0] == 400
        # What single futures say and what the findings add up to is the same.
        differences = {data["run"]: data["lines"] for _, event, data in events if event == "future"}
        compared = 0
        for line in found["lines"]:
            cell = next(i for i, c in enumerate(head["cells"]) if (c["where"], c["cell"]) == (line["where"], line["cell"]))
            m, h = head["measures"].index(line["measure"]), head["horizons"].index(line["horizon"])
            for run in range(FUTURES):
                if line["differences"] and line["differences"][run] is not None:
                    assert differences[run][m][h][cell][1] == line["differences"][run]
                    compared += 1
        assert compared > 1000
    finally:
        table.process.kill()


def test_a_real_town(folder, tmp_path):
    """A neighbourhood of few families is joined to its neighbour: on the map, and in what is told."""
    town = (ROOT / "scenarios/towns/hofbuurt.yaml").read_text(encoding="utf-8").replace("fictional: true", "fictional: false")
    small = """  - code: zuid
    name: Zuid
    boundary:
      - [[140000, 510700], [140000, 511000], [140700, 511000], [140700, 510700]]
    households: 60

places:
"""
    alone(folder, tmp_path)
    shutil.rmtree(tmp_path / "run-ins", ignore_errors=True)
    (tmp_path / "hofbuurt.yaml").write_text(town.replace("places:\n", small, 1), encoding="utf-8")
    table = Table(tmp_path)
    try:
        made_of = table.get("/api/table")
        assert made_of["town"]["fictional"] is False
        (area,) = made_of["town"]["areas"]
        assert len(area["rings"]) == 2 and "Hofbuurt" in area["name"]["nl"]
        head = table.play(CHOICE)
        assert {cell["where"] for cell in head["cells"]} == {"town", "group"}
        found = table.events(head["id"])[-1]
        assert found[1] == "findings" and found[2]["town"]["fictional"] is False and found[2]["town"]["no_areas"]
        assert table.ask("POST", f"/api/play/{head['id']}/family", {"lot": 1, "language": "nl"})[0] == 200
    finally:
        table.process.kill()


def test_two_tables_do_not_share_a_port(folder, tmp_path):
    alone(folder, tmp_path)
    first, second = Table(folder), Table(tmp_path)
    try:
        assert first.port != second.port
        answer = subprocess.run([PROGRAM, "council", tmp_path / "base.yaml", "--folder", tmp_path / "session", "--futures", str(FUTURES), "--years", "8", "--no-browser",
                                 "--port", str(first.port)], capture_output=True, text=True, check=False, timeout=60)
        assert answer.returncode == 3 and f"port {first.port} of this machine is taken" in answer.stderr
    finally:
        for table in (first, second):
            table.process.kill()


def test_what_cannot_be_served_is_told(folder, tmp_path):
    def mistake(*arguments):
        answer = subprocess.run([PROGRAM, "council", *map(str, arguments), "--no-browser"], capture_output=True, text=True, check=False, timeout=60)
        return answer.returncode, answer.stderr

    assert mistake(folder / "none.yaml")[0] == 2
    assert mistake(folder / "base.yaml", "--folder", tmp_path / "s", "--years", "2")[0] == 2
    (tmp_path / "alone").mkdir()
    shutil.copy(folder / "hofbuurt.yaml", tmp_path / "alone")
    (tmp_path / "alone/base.yaml").write_text(BASE, encoding="utf-8")
    code, words = mistake(tmp_path / "alone/base.yaml", "--folder", tmp_path / "s")
    assert code == 2 and "no other scenario" in words
