"""A figure of A4 text width, laid out in millimetres: its heading, its keys, its foot, and how wide words are."""

from __future__ import annotations

import io
import re
from functools import lru_cache

import xarray as xr
from matplotlib import figure as canvas
from matplotlib import rc_context
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from weefsel.picture import BASELINE_COLOUR, CHOICE_COLOURS, INK, SOFT_INK, footer, style
from weefsel.report.svg import for_a_page
from weefsel.words import WORDS

WIDTH, MARGIN = 170.0, 1.5  # mm
POINT = 25.4 / 72
SMALL, LINE = 8.0, 3.35  # points of the letters, and mm from line to line
DOT = 2.5  # points across
DASHES = (0, (2.4, 1.2))
CHOICE_COLOUR = CHOICE_COLOURS[0]  # of any choice: there is one in a figure
BAND_COLOUR = "#E8EAED"


def drawing():
    """How all is drawn; texts are outlines, and no sign in them is an order to the drawer."""
    return rc_context({**style(), "font.size": SMALL, "svg.fonttype": "path", "text.parse_math": False, "path.simplify": False})


class Sheet:
    """A figure of A4 text width on which things have their place in mm from the left and the top."""

    def __init__(self, height: float):
        self.height = height
        self.figure = canvas.Figure(figsize=(WIDTH / 25.4, height / 25.4))
        self.figure.subplots_adjust(left=MARGIN / WIDTH, right=1 - MARGIN / WIDTH)

    def text(self, x: float, y: float, text: str, size: float = SMALL, **how) -> None:
        self.figure.text(x / WIDTH, 1 - y / self.height, text, fontsize=size, **{"va": "top", **how})

    def line(self, x0: float, y0: float, x1: float, y1: float, **how) -> None:
        self.figure.add_artist(Line2D([x0 / WIDTH, x1 / WIDTH], [1 - y0 / self.height, 1 - y1 / self.height], **how))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.figure.add_artist(Rectangle((x / WIDTH, 1 - (y + height) / self.height), width / WIDTH, height / self.height,
                                         facecolor=colour, edgecolor="none", transform=self.figure.transFigure))

    def axes(self, x: float, y: float, width: float, height: float):
        axes = self.figure.add_axes([0, 0, 1, 1])
        self.place(axes, x, y, width, height)
        return axes

    def place(self, axes, x: float, y: float, width: float, height: float) -> None:
        axes.set_position([x / WIDTH, 1 - (y + height) / self.height, width / WIDTH, height / self.height])


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = SMALL, weight: str = "normal") -> float:
    """In mm."""
    font = FontProperties(family=style()["font.family"], size=size, weight=weight)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] * POINT


def wrapped(text: str, width: float, size: float = SMALL, weight: str = "normal") -> list[str]:
    """In lines of at most `width` mm, broken at spaces and after hyphens; a longer word is cut."""
    lines, line = [], ""
    for word in re.findall(r"[^\s/-]*(?:[/-]+|\s+|$)", text):
        if line and width_of((line + word).rstrip(), size, weight) > width:
            lines.append(line.rstrip())
            line = ""
        while width_of(word.rstrip(), size, weight) > width and len(word) > 2:
            fits = max([1, *(n for n in range(1, len(word)) if width_of(word[:n] + "-", size, weight) <= width)])
            lines.append(word[:fits] + "-")
            word = word[fits:]
        line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


class Heading:
    """The title and what stands under it."""

    def __init__(self, title: str, notes: list[str]):
        room = WIDTH - 2 * MARGIN
        self.title = wrapped(title, room, 11, "bold")
        self.notes = [line for note in notes if note for line in wrapped(note, room, 8.5)]
        self.height = 1.5 + 4.8 * len(self.title) + 0.6 + 3.7 * len(self.notes) + 1.6

    def draw(self, sheet: Sheet) -> float:
        y = 1.5
        for line in self.title:
            sheet.text(MARGIN, y, line, 11, fontweight="bold")
            y += 4.8
        y += 0.6
        for line in self.notes:
            sheet.text(MARGIN, y, line, 8.5, color=SOFT_INK)
            y += 3.7
        return self.height


class Keys:
    """Which sign means what, on as many lines as it takes."""

    def __init__(self, items: list[tuple[str, str]]):
        self.placed, x, y = [], MARGIN, 0.0
        for sign, text in items:
            room = 8.0 if sign else 0.0
            wide = room + width_of(text)
            if x > MARGIN and x + wide > WIDTH - MARGIN:
                x, y = MARGIN, y + 4.2
            for i, line in enumerate(wrapped(text, WIDTH - 2 * MARGIN - room)):
                y += 4.2 if i else 0
                self.placed.append((sign if i == 0 else "", x, y, x + room, line))
            x += wide + 5.5
        self.height = y + 4.2 if items else 0.0

    def draw(self, sheet: Sheet, top: float) -> float:
        for sign, x, y, text_x, text in self.placed:
            middle = top + y + 1.6
            if sign == "band":
                sheet.box(x, top + y, 6.5, 3.2, BAND_COLOUR)
            elif sign == "zero":
                sheet.line(x + 3.2, top + y - 0.1, x + 3.2, top + y + 3.3, color=BASELINE_COLOUR, linewidth=1.3)
            elif sign in ("dot", "hollow"):
                sheet.line(x + 3.2, middle, x + 3.2, middle, color=CHOICE_COLOUR, linestyle="none", marker="o", markersize=DOT + 0.6,
                           markerfacecolor="white" if sign == "hollow" else CHOICE_COLOUR, markeredgewidth=0.8)
            elif sign == "thin":
                sheet.line(x, middle, x + 6.5, middle, color=SOFT_INK, linewidth=0.5)
            elif sign:
                dashed = sign == "dashed"
                sheet.line(x, middle, x + 6.5, middle, color=BASELINE_COLOUR if dashed else CHOICE_COLOUR, linewidth=1.9,
                           dash_capstyle="butt", linestyle=DASHES if dashed else "-")
            sheet.text(text_x, top + y, text, color={"dashed": BASELINE_COLOUR, "solid": CHOICE_COLOUR}.get(sign, INK),
                       fontweight="bold" if sign in ("dashed", "solid") else "normal")
        return top + self.height


def foot(sheet: Sheet, findings: dict, language: str) -> None:
    provenance = findings.get("provenance", {})
    known = {key: provenance[key] for key in ("program_version", "seed") if provenance.get(key)}
    footer(sheet.figure, xr.Dataset(attrs=known), WORDS[language], height=2.2 / sheet.height)


def name_of(*parts: str) -> str:
    return "-".join(re.sub(r"[^A-Za-z0-9_]+", "-", part) for part in parts)


def finish(sheet: Sheet, name: str, title: str, alt: str) -> tuple[str, tuple[str, ...]]:
    """The image, and all that is written in it."""
    out = io.BytesIO()
    sheet.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Type": None, "Format": None})
    texts = tuple(one.get_text() for one in sheet.figure.findobj(Text) if one.get_visible() and one.get_text())
    return for_a_page(out.getvalue(), name, (WIDTH, sheet.height), title, alt), texts
