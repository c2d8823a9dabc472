"""The page that the program serves is made of the sources that lie beside it. What it does is played in tests/council_page."""

import hashlib
import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[3] / "sim/council/page"


def test_the_page_is_made_of_its_sources():
    first = (PAGE / "bundle/council.html").read_text(encoding="utf-8").split("\n", 1)[0]
    beside = ["hash.mjs", "index.html", "licences.txt", "package-lock.json", "package.json", "svelte.config.js", "tsconfig.json", "vite.config.js"]
    files = sorted([*(PAGE / name for name in beside), *(file for file in (PAGE / "src").rglob("*") if file.is_file())], key=lambda file: file.as_posix())
    assert re.findall(r"sha256 ([0-9a-f]{64})", first) == [hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()], "run scripts/bundle"
