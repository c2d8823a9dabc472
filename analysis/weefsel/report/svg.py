"""Makes what matplotlib wrote as SVG fit for the inside of a page: named, described, with ids of its own, and smaller."""

from __future__ import annotations

import hashlib
import re
from html import escape
from xml.etree import ElementTree

import numpy as np

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
NUMBER = r"-?\d+\.?\d*(?:e-?\d+)?"


def for_a_page(svg: bytes, name: str, size: tuple[float, float], title: str, alt: str) -> str:
    """What matplotlib wrote, made fit for the inside of a page: nothing in it reaches out of it, and it is smaller.

    `size` is its width and height in mm. Ids are short, for letters are drawn a thousand times, and start with a print of the name.
    """
    root = ElementTree.fromstring(svg)
    used = dict.fromkeys(re.findall(r'(?:href="|url\()#([^")]+)', svg.decode("utf-8")))
    empty = {node.get("id") for node in root.iter(SVG + "path") if not node.get("d")}  # such as a space
    prefix = "f" + hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
    ids = {old: f"{prefix}-{i}" for i, old in enumerate(one for one in used if one not in empty)}
    defined: list[str] = []

    def attributes(node: ElementTree.Element) -> str:
        pairs = dict(node.attrib)
        for pair in pairs.pop("style", "").split(";"):  # some pages forbid styles inside elements
            if ":" in pair:
                key, value = pair.split(":", 1)
                pairs[key.strip()] = value.strip()
        pairs["id"] = ids.get(pairs.get("id", ""), "")
        if XLINK in pairs:
            pairs["href"] = "#" + ids[pairs.pop(XLINK)[1:]]
        for key, value in pairs.items():
            if value.startswith("url(#"):
                pairs[key] = f"url(#{ids[value[5:-1]]})"
            elif key in ("x", "y", "width", "height", "transform"):
                pairs[key] = re.sub(NUMBER, lambda m: trimmed(float(m[0]), 3), value)
        if pairs.get("transform") == "scale(0.016)":  # a letter, in 1/64 of a hundredth of its size
            pairs["d"], pairs["transform"] = letter(pairs["d"]), "scale(.125)"
        elif "d" in pairs:
            pairs["d"] = stroke(pairs["d"])
        return "".join(f' {key}="{escape(value)}"' for key, value in pairs.items() if value)

    def written_out(node: ElementTree.Element) -> str:
        tag = node.tag.removeprefix(SVG)
        if tag in ("title", "style") or node.tag.endswith("metadata") or node.get(XLINK, "")[1:] in empty or node.get("id") in empty:
            return ""
        inside = "".join(map(written_out, node))
        if tag == "defs":
            defined.append(inside)
            return ""
        known = attributes(node)
        if tag == "g" and (not known or not inside):
            return inside
        return f"<{tag}{known}>{inside}</{tag}>" if inside else f"<{tag}{known}/>"

    drawn = "\n".join(filter(None, map(written_out, root)))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]:g}mm" height="{size[1]:.2f}mm" viewBox="{root.get("viewBox")}" role="img" '
            f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" stroke-linejoin="round" stroke-linecap="butt">\n'
            f'<title id="{name}-title">{escape(title)}</title>\n<desc id="{name}-desc">{escape(alt)}</desc>\n'
            f'<defs>{"".join(defined)}</defs>\n{drawn}\n</svg>\n')



def trimmed(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{value:.0f}"
    return "0" if text == "-0" else text


def stroke(path: str) -> str:
    """Hundredths of a point are enough, of dots tenths; a stroke of no length is written as one."""
    def at(decimals: int) -> str:
        text = " ".join(re.sub(NUMBER, lambda m: trimmed(float(m[0]), decimals), path).split())
        return re.sub(r" ?([MLQCz]) ?", r"\1", text)

    dots = re.fullmatch(r"(?:M([^MLQCz]+)L\1)+", at(2))
    return re.sub(r"M([^MLQCz]+)L\1(?=M|$)", r"M\1h0", at(1)) if dots else at(2)


def letter(path: str) -> str:
    """The outline on a grid eight times as coarse, each step from the point before: half the size, and nobody sees it."""
    out, here, start = "", np.zeros(2, int), np.zeros(2, int)
    for command, numbers in re.findall(r"([MLQCz])([^MLQCz]*)", path):
        if command == "z":
            out, here = out + "z", start
            continue
        points = np.rint(np.array(re.findall(NUMBER, numbers), float).reshape(-1, 2) / 8).astype(int)
        out += command.lower() + " ".join(map(str, (points - here).ravel())).replace(" -", "-")
        here = points[-1]
        start = here if command == "M" else start
    return out
