"""Draws a map of the differences between a choice and the same town without it, by neighbourhood.

    maps(findings, measure, choice, language)    after 4 years and at the last horizon; of many neighbourhoods the last only

Never a level, and no ranking: numbers and names stand in the order of the file. Only where the findings claim a direction
is a neighbourhood coloured, by the middle difference of its runs, with a triangle that says the same as the colour. The
scale (PuOr of ColorBrewer) is safe for colour-blind eyes, says neither good nor bad, reaches as far below nought as above,
and at least as far as what is too small to build on. All else is hatched, each hatch explained in the words of the verdict.
Small neighbourhoods of a real town were joined by the findings. Demand for help has no map.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib import colormaps, rc_context
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from weefsel.picture import HAIRLINE, INK, SOFT_INK
from weefsel.report.figure_sayings import (after, after_all, as_needed, both_ways, cells_of, cells_sentences, difference_header,
                                           difference_row, find, town_sentences, words_of)
from weefsel.report.figure_words import FIGURE_WORDS
from weefsel.report.figures import Figure, joined_sentence
from weefsel.report.numbers import signed
from weefsel.report.plots import Numbers, has_band, set_ticks
from weefsel.report.sheet import LINE, MARGIN, SMALL, WIDTH, Heading, Keys, Sheet, drawing, finish, foot, name_of, width_of, wrapped

TERM = 4  # years of a council
MANY = 24  # neighbourhoods: more are shown at one horizon, on the full width
NAMED = 8  # at most so many may have their names in the map
SMALLEST, USUAL, TALLEST, TALLEST_SHEET = 70.0, 100.0, 118.0, 246.0  # mm high, of a map and of all: a page has room for its caption too
COLUMNS, NUMBER_WIDTH = 4, 6.0  # of the list of names; mm
HATCHES = {"no_difference": "", "luck": "//", "too_small": "--", "cannot_say": "xxx", "built_in": "++", "hangs_on_assumptions": "\\\\\\",
           "not_settled": "||"}  # lines only: they are small in a file; the commonest is the quietest
HATCH_COLOUR = "#A4A9AF"


@dataclass(frozen=True)
class Place:
    """A neighbourhood, or some that were joined, in metres from the south-west."""

    number: int
    name: str
    path: Path  # of all its rings
    inside: list[np.ndarray]  # of each piece of land, where its label may stand, the best first
    lines: dict[int, dict]  # of the findings, by horizon


def maps(findings: dict, measure: str, choice: str, language: str = "nl") -> Figure | None:
    """None without boundaries, neighbourhoods or horizons, of demand for help, and where all neighbourhoods have the same verdict and no
    direction: a map would say no more than that. Raises UnusableFile for a measure or choice that the findings do not know."""
    m, c = find(findings, "measures", "name", measure), find(findings, "choices", "id", choice)
    cells = cells_of(findings, m, c, "neighbourhoods")
    town, others = [cell for cell in cells if cell.where == "town"], [cell for cell in cells if cell.where != "town"]
    places = places_of(findings, m, c, language)
    horizons = horizons_of(c, len(places))
    lines = [place.lines[h] for place in places for h in horizons if h in place.lines]
    kinds = {line["verdict"]["kind"] for line in lines}
    if m["section"] == "demand" or len(places) < 2 or not (any(map(has_direction, lines)) or len(kinds) > 1):
        return None
    words, told = words_of(findings, m, c, language), FIGURE_WORDS[language]
    scale = Scale(lines, m, language)
    name = name_of("map", measure, choice, language)
    with drawing(), rc_context({"hatch.linewidth": 0.5}):
        top = Heading(words["title"], [words["meaning"], told["differences_of"].format(**words) + "; " + told["since"]])
        keys = MapKeys(keys_of(lines, told, language))
        panels = Panels(places, horizons, TALLEST_SHEET - top.height - keys.height - scale.height - 10)
        sheet = Sheet(top.height + keys.height + panels.height + scale.height + 10)
        y = keys.draw(sheet, top.draw(sheet)) + 1
        panels.draw(sheet, y, scale, language)
        scale.draw(sheet, y + panels.height, told)
        foot(sheet, findings, language)
        said = dict(words, after=after_all(horizons, language), n=len(places))
        alt = " ".join([told["alt_map"].format(**said), *town_sentences_at(town, horizons, language),
                        *cells_sentences(others, "neighbourhoods", horizons, language),
                        *(both_ways(findings, m, dict(c), language) if c["horizons"] else [])])
        caption = " ".join([told["caption_map"].format(**said), *notes_on_areas(findings, language)])
        svg, texts = finish(sheet, name, told["map_title"].format(**words), alt)
    header = [told["cell"], told["after_years"], told["map_shown"], *difference_header(words, told)]
    header.insert(-1, told["map_middle"].format(unit=words["unit"]))
    table = []
    for place in places:
        for h in (h for h in horizons if h in place.lines):
            line = place.lines[h]
            row = difference_row(line, m, language)
            row.insert(-1, signed(line["verdict"]["middle"] if has_direction(line) else None, m, language, line["half_width"]))
            label = place.name if panels.named else f"{place.number}. {place.name}"
            table.append([label, str(h), told[f"map_{line['verdict']['direction']}" if has_direction(line) else "map_hatched"], *row])
    return Figure(name, svg, alt, caption, (header, table), texts)


def notes_on_areas(findings: dict, language: str) -> list[str]:
    """What was joined, and whether the map was made up, for captions."""
    made_up = [FIGURE_WORDS[language]["made_up_map"]] if findings["town"].get("made_up_map") else []
    return joined_sentence(findings, language) + made_up


def has_direction(line: dict) -> bool:
    return line["verdict"]["direction"] is not None


def horizons_of(choice: dict, places: int) -> list[int]:
    years = [h["years"] for h in choice["horizons"]]
    return [y for y in dict.fromkeys([TERM, *years[-1:]]) if y in years] if places <= MANY else years[-1:]


def town_sentences_at(town: list, horizons: list[int], language: str) -> list[str]:
    shown = [type(cell)(cell.where, cell.names, {h: cell.lines[h] for h in horizons if h in cell.lines}) for cell in town]
    return town_sentences(shown, language)


def head_of(line: dict, language: str) -> str:
    """The verdict's sentence up to its colon."""
    return line["verdict"]["sentence"][language].split(": ")[0].rstrip(".")


def keys_of(lines: list[dict], told: dict[str, str], language: str) -> list[tuple[str, str]]:
    ways = [way for way in ("higher", "lower") if any(line["verdict"]["direction"] == way for line in lines)]
    keys = [(way, told[f"map_{way}"]) for way in ways]
    for kind in HATCHES:
        of_kind = [line for line in lines if line["verdict"]["kind"] == kind and not has_direction(line)]
        keys += [(kind, head_of(of_kind[0], language))] if of_kind else []
    return keys + [("", told["no_ranking"])]


def places_of(findings: dict, measure: dict, choice: dict, language: str) -> list[Place]:
    """Those that have both a boundary and a line, in the order of the file."""
    cells = {}
    for line in findings["lines"]:
        if line["choice"] == choice["id"] and line["measure"] == measure["name"] and line["where"] == "neighbourhood":
            cells.setdefault(line["cell"], {})[line["horizon"]] = line
    areas = [area for area in findings["town"].get("areas") or [] if area["code"] in cells and area["rings"]]
    return [Place(i, area["name"][language], path_of(area["rings"]), [well_inside(piece, area["rings"]) for piece in pieces_of(area["rings"])],
                  cells[area["code"]])
            for i, area in enumerate(areas, 1)]


def path_of(rings: list) -> Path:
    points, codes = [], []
    for ring in rings:
        points += [*ring, ring[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1), Path.CLOSEPOLY]
    return Path(np.array(points, float), codes)


def turn_of(ring: list) -> float:
    """Twice its land: below nought when it runs the other way round, as holes do."""
    x, y = np.array(ring, float).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


def pieces_of(rings: list) -> list:
    """Rings that are no holes, without those that are small beside the largest."""
    largest = max(map(turn_of, rings), key=abs)
    return [ring for ring in rings if turn_of(ring) * largest > 0 and abs(turn_of(ring)) > 0.05 * abs(largest)]


def well_inside(piece: list, rings: list) -> np.ndarray:
    """Points of a grid over a piece of land, those farthest from all borders first."""
    low, high = np.min(piece, axis=0), np.max(piece, axis=0)
    steps = (np.arange(25) + 0.5) / 25
    grid = np.array(np.meshgrid(*(low[:, None] + (high - low)[:, None] * steps))).reshape(2, -1).T
    inside = grid[Path(np.array(piece, float)).contains_points(grid)]
    if not len(inside):
        return np.mean(piece, axis=0)[None, :]
    nearest = np.full(len(inside), np.inf)
    for ring in rings:
        start = np.array(ring, float)
        along = np.roll(start, -1, axis=0) - start
        length = np.maximum((along ** 2).sum(axis=1), 1e-9)
        part = np.clip(((inside[:, None] - start) * along).sum(axis=2) / length, 0, 1)
        away = np.hypot(*np.moveaxis(inside[:, None] - start - part[..., None] * along, 2, 0))
        nearest = np.minimum(nearest, away.min(axis=1))
    return inside[np.argsort(-nearest, kind="stable")[:max(1, len(inside) // 2)]]


class Scale:
    """From orange (lower) over nearly white to purple (higher)."""

    def __init__(self, lines: list[dict], measure: dict, language: str):
        self.measure, self.language = measure, language
        shown = [abs(line["verdict"]["middle"]) for line in lines if has_direction(line)]
        self.is_used = bool(shown)
        self.least = measure["smallest_relevant"] * measure["shown_times"] if has_band(measure) else 0.0
        self.reach = max([1.25 * self.least, *(one * measure["shown_times"] for one in shown)]) or 1.0
        self.height = 15.0 if self.is_used else 0.0

    def colour(self, value: float) -> str:
        """`value` on the scale of the page. The darkest ends are left out, for letters stand on them."""
        return to_hex(colormaps["PuOr"](0.5 + 0.36 * max(-1.0, min(1.0, value / self.reach))))

    def of(self, line: dict) -> str:
        return self.colour(line["verdict"]["middle"] * self.measure["shown_times"]) if has_direction(line) else "white"

    def draw(self, sheet: Sheet, y: float, told: dict[str, str]) -> None:
        if not self.is_used:
            return
        width, height, steps, inset = 86.0, 3.2, 60, 6.0  # half of the outer numbers stands beside the bar
        axes = sheet.axes(MARGIN + inset, y + 4.4, width, height)
        axes.set_xlim(-self.reach, self.reach)
        axes.set_ylim(0, 1)
        axes.grid(False)
        edges = np.linspace(-self.reach, self.reach, steps + 1)
        for low, high in zip(edges, edges[1:]):
            middle = (low + high) / 2
            colour = "white" if abs(middle) < self.least else self.colour(middle)
            axes.add_patch(Rectangle((low, 0), (high - low) * 1.3 if high < self.reach else high - low, 1, facecolor=colour, edgecolor="none"))
        axes.add_patch(Rectangle((-self.reach, 0), 2 * self.reach, 1, fill=False, edgecolor=SOFT_INK, linewidth=0.5, clip_on=False))
        axes.set_yticks([])
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.xaxis.set_major_formatter(Numbers(self.language))
        set_ticks(axes, width, self.language)
        axes.tick_params(labelsize=SMALL, pad=1.5)
        sheet.text(MARGIN, y + 0.4, told["map_scale"].format(unit=self.measure["unit"][self.language]))
        if self.least:
            note = told["map_white"].format(size=as_needed(self.least, self.language))
            left = MARGIN + 2 * inset + width
            for i, line in enumerate(wrapped(note, WIDTH - MARGIN - left)):
                sheet.text(left, y + 4.2 + i * LINE, line, color=SOFT_INK)


class MapKeys(Keys):
    """Triangles of directions, and hatched boxes of what has none."""

    def draw(self, sheet: Sheet, top: float) -> float:
        for sign, x, y, text_x, text in self.placed:
            if sign in HATCHES:
                hatched_box(sheet, x, top + y - 0.1, 6.5, 3.4, HATCHES[sign])
            elif sign:
                sheet.box(x, top + y - 0.1, 6.5, 3.4, to_hex(colormaps["PuOr"](0.75 if sign == "higher" else 0.25)))
                triangle(sheet, x + 3.25, top + y + 1.6, sign)
            sheet.text(text_x, top + y, text, color=INK)
        return top + self.height


def hatched_box(sheet: Sheet, x: float, y: float, width: float, height: float, hatch: str) -> None:
    axes = sheet.axes(x, y, width, height)
    axes.axis("off")
    axes.set_xlim(0, 1), axes.set_ylim(0, 1)
    add_land(axes, Path([(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]), hatch, "white")


def add_land(axes, path: Path, hatch: str, colour: str) -> None:
    """A hatch takes the colour of its edge, so the outline is drawn by itself."""
    axes.add_patch(PathPatch(path, facecolor=colour, edgecolor=HATCH_COLOUR, linewidth=0, clip_on=False, hatch=hatch or None))
    axes.add_patch(PathPatch(path, fill=False, edgecolor=SOFT_INK, linewidth=0.6, clip_on=False))


def triangle(sheet: Sheet, x: float, y: float, way: str) -> None:
    sheet.line(x, y, x, y, color=INK, linestyle="none", marker="^" if way == "higher" else "v", markersize=4.2, markeredgewidth=0, zorder=9)


class Panels:
    """The town at each horizon side by side, with names in it or with numbers and a list of names below."""

    gap, head = 5.0, 5.5

    def __init__(self, places: list[Place], horizons: list[int], room: float = 200.0):
        """`room`: how high all may be, in mm."""
        self.places, self.horizons = places, horizons
        for lines in (3, 2, 1):  # of a name
            self.list = list_of(places, lines)
            listed = LINE * max(map(len, self.list)) + 1.5
            if listed + self.head + 3 + USUAL <= room:
                break
        corners = np.concatenate([place.path.vertices for place in places])
        self.low, size = corners.min(axis=0), np.maximum(np.ptp(corners, axis=0), 1.0)
        self.width = (WIDTH - 2 * MARGIN - self.gap * (len(horizons) - 1)) / len(horizons)
        tallest = min(TALLEST if len(places) > MANY else 80.0, max(SMALLEST, room - self.head - listed - 3))
        self.scale = min((self.width - 2) / size[0], tallest / size[1])  # mm a metre
        self.size = size * self.scale
        names = self.boxes_of({place.number: wrapped(place.name, 24) for place in places}) if len(places) <= NAMED else None
        self.named = names is not None and are_apart(all_of(names), self.width)
        self.labels = {place.number: wrapped(place.name, 24) if self.named else [str(place.number)] for place in places}
        self.boxes = names if self.named else self.boxes_of(self.labels)
        self.list = [] if self.named else self.list
        self.height = self.head + self.size[1] + 3 + (listed if self.list else 0)

    def boxes_of(self, labels: dict[int, list[str]]) -> dict[int, list[tuple[float, float, float, float]]]:
        """Of labels, one on each piece of land, with room for triangles: left, top, width, height in mm. The first to choose is who has
        least land; each takes the best point within its own borders that is free."""
        boxes: dict[int, list[tuple[float, float, float, float]]] = {}
        for place in sorted(self.places, key=extent_of):
            lines = labels[place.number]
            wide, tall = max(map(width_of, lines)) + (3.8 if self.is_directed(place) else 1.0), LINE * len(lines) + 0.3
            boxes[place.number] = []
            for points in place.inside:
                mine = [(x - wide / 2, self.size[1] - y - tall / 2, wide, tall) for x, y in (points - self.low) * self.scale]
                free = (box for box in mine if not any(overlap(box, other) for other in all_of(boxes)))
                boxes[place.number].append(next(free, mine[0]))
        return boxes

    def is_directed(self, place: Place) -> bool:
        return any(has_direction(place.lines[h]) for h in self.horizons if h in place.lines)

    def draw(self, sheet: Sheet, y: float, scale: Scale, language: str) -> None:
        for i, years in enumerate(self.horizons):
            x = MARGIN + i * (self.width + self.gap)
            sheet.text(x, y, after(years, language), 9, fontweight="bold")
            self.draw_map(sheet, x + (self.width - self.size[0]) / 2 * (len(self.horizons) == 1), y + self.head, years, scale)
        top = y + self.head + self.size[1] + 3
        for i, column in enumerate(self.list):
            for j, line in enumerate(column):
                for indent, text in zip((0.0, NUMBER_WIDTH), line):
                    sheet.text(MARGIN + i * (WIDTH - 2 * MARGIN) / COLUMNS + indent, top + j * LINE, text)

    def draw_map(self, sheet: Sheet, x: float, y: float, years: int, scale: Scale) -> None:
        axes = sheet.axes(x, y, *self.size)
        axes.axis("off")
        axes.set_xlim(self.low[0], self.low[0] + self.size[0] / self.scale)
        axes.set_ylim(self.low[1], self.low[1] + self.size[1] / self.scale)
        # The largest first: an outer boundary covers what lies within it.
        for place in sorted(self.places, key=extent_of, reverse=True):
            line = place.lines.get(years)
            hatch = HATCHES["cannot_say"] if line is None else "" if has_direction(line) else HATCHES[line["verdict"]["kind"]]
            add_land(axes, place.path, hatch, "white" if line is None else scale.of(line))
        for place in self.places:
            for box in self.boxes[place.number]:
                self.draw_label(sheet, x, y, box, place, place.lines.get(years))

    def draw_label(self, sheet: Sheet, x: float, y: float, box: tuple[float, float, float, float], place: Place, line: dict | None) -> None:
        left, top, wide, tall = box
        directed = line is not None and has_direction(line)
        spare = 2.8 if self.is_directed(place) and not directed else 0.0  # its triangle is at another horizon
        label_box(sheet, x + left + spare / 2, y + top, wide - spare, tall)
        for i, text in enumerate(self.labels[place.number]):
            sheet.text(x + left + wide / 2 + (1.4 if directed else 0.0), y + top + 0.15 + (i + 0.5) * LINE, text, va="center_baseline", ha="center", zorder=9)
        if directed:
            triangle(sheet, x + left + 1.7, y + top + tall / 2, line["verdict"]["direction"])


def label_box(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    sheet.figure.add_artist(Rectangle((x / WIDTH, 1 - (y + height) / sheet.height), width / WIDTH, height / sheet.height, facecolor="white",
                                      edgecolor=HAIRLINE, linewidth=0.4, zorder=8, transform=sheet.figure.transFigure))


def extent_of(place: Place) -> float:
    return float(np.prod(np.ptp(place.path.vertices, axis=0)))


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def all_of(boxes: dict[int, list[tuple[float, float, float, float]]]) -> list[tuple[float, float, float, float]]:
    return [box for each in boxes.values() for box in each]


def are_apart(boxes: list[tuple[float, float, float, float]], width: float) -> bool:
    inside = all(x >= -1 and x + wide <= width for x, _, wide, _ in boxes)
    return inside and not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[:i])


def list_of(places: list[Place], most_lines: int) -> list[list[tuple[str, str]]]:
    """Numbers and names in columns; long names take more lines, the first of which has the number, and what does not fit is cut off: the
    table has it."""
    entries, room = [], (WIDTH - 2 * MARGIN) / COLUMNS - NUMBER_WIDTH - 2
    for place in places:
        lines = wrapped(place.name, room)
        if len(lines) > most_lines:
            last = lines[most_lines - 1]
            while width_of(last + " …") > room:
                last = last[:-1].rstrip(" ,")
            lines = [*lines[:most_lines - 1], last + " …"]
        entries.append([(str(place.number) if i == 0 else "", line) for i, line in enumerate(lines)])
    most = -(-sum(map(len, entries)) // COLUMNS)
    columns: list[list[tuple[str, str]]] = [[]]
    for entry in entries:
        if len(columns[-1]) + len(entry) > most + 1 and len(columns) < COLUMNS:
            columns.append([])
        columns[-1] += entry
    return columns
