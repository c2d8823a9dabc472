"""What the answer hangs on: the figure of the assumptions that a difference moves with most, and what is said beside it.

The findings (`weights`) have reckoned and judged: which correlations there are, how strong luck makes them, what stands out.
Rows stand by strength, for that is what is asked; no colour says good or bad. Demand for help has a figure of its own.
"""

from __future__ import annotations

from markupsafe import Markup

from weefsel.picture import BASELINE_COLOUR, HAIRLINE, INK, SOFT_INK
from weefsel.report.figure_sayings import after, demand_note, demand_sentence, find
from weefsel.report.figures import Figure
from weefsel.report.indices import Study, StudyTables
from weefsel.report.numbers import written
from weefsel.report.plots import Numbers
from weefsel.report.sheet import (BAND_COLOUR, CHOICE_COLOUR, DOT, LINE, MARGIN, SMALL, WIDTH, Heading, Keys, Sheet, drawing, finish, foot,
                                  name_of, wrapped)

HANGS_WORDS = {
    "nl": {
        "lead": "Niemand weet precies hoe mensen elkaar leren kennen, helpen of uit het oog verliezen. Daarom vulden we {parameters} aannames "
                "{draws} keer anders in, en keken bij welke het verschil meebeweegt. Een aanname noemen we pas als zij sterker meebeweegt dan "
                "toeval bij zo veel aannames doet. Die regel vergist zich per maat en per jaar in hoogstens 1 van de 20 gevallen.",
        "not_listed": "Wat er niet bij staat, kan toch tellen: met {draws} invullingen valt alleen een sterk verband op.",
        "weak": "‘Ons oordeel’ betekent dat wij het hebben ingeschat. Vraag daarover door: wie weet hoe dit in uw stad is?",
        "how": "Zo speelt u dezelfde vergelijking na met andere invullingen van de aannames. Hoe meer invullingen, hoe zwakker een verband mag "
               "zijn om op te vallen:",
        "none_sampled": "In deze vergelijking is geen aanname gevarieerd.",
        "measure": "Wat", "when": "Wanneer", "says": "Waar het van afhangt",
        "figure_title": "Waar het verschil van afhangt: {choice}",
        "figure_note": "{town}, {after}; {draws} invullingen van {parameters} aannames; per maat de sterkste",
        "stands_out": "steekt boven het toeval uit", "within": "niet te onderscheiden van toeval", "band": "zo sterk beweegt toeval mee",
        "down": "verschil schuift omlaag", "up": "verschil schuift omhoog", "as_more": "is dit meer, dan:",
        "part": " ({part} van {parts})",
        "alt": "Stippenfiguur: {choice}, {town}, {after}. Per maat de aannames waarmee het verschil het sterkst meebeweegt, van links (schuift "
               "omlaag) naar rechts (schuift omhoog), met de grens van wat toeval doet.",
        "alt_found": "{title}: {assumptions}.", "alt_none": "{title}: geen aanname steekt boven het toeval uit.",
        "caption": "Aannames waarmee het verschil het sterkst meebeweegt, {after}: {choice}. Dicht: steekt boven het toeval uit. Open: niet van "
                   "toeval te onderscheiden.",
        "assumption": "Aanname", "grade": "Bewijs", "rho": "Rangcorrelatie", "bound": "Grens van toeval", "direction": "Als dat meer is",
        "verdict": "Wat ervan te zeggen is",
        "grades": {"A": "gepubliceerd voor deze situatie", "B": "gepubliceerd voor een andere situatie", "C": "ons oordeel"},
    },
    "en": {
        "lead": "Nobody knows exactly how people get to know each other, help each other or lose sight of each other. So we filled in "
                "{parameters} assumptions otherwise, {draws} times, and looked with which the difference moves. We name an assumption only when "
                "it moves along more strongly than luck does among so many. For each measure and year that rule is mistaken in at most 1 of 20 cases.",
        "not_listed": "What is not listed may count all the same: {draws} draws show a strong relation only.",
        "weak": "‘Our judgement’ means that we estimated it. Ask on: who knows how this is in your town?",
        "how": "How to play the same comparison with other draws of the assumptions. The more draws, the weaker a relation may be to be seen:",
        "none_sampled": "In this comparison no assumption was varied.",
        "measure": "What", "when": "When", "says": "What it hangs on",
        "figure_title": "What the difference hangs on: {choice}",
        "figure_note": "{town}, {after}; {draws} draws of {parameters} assumptions; of each measure the strongest",
        "stands_out": "stands out from luck", "within": "not told apart from luck", "band": "luck moves along as strongly",
        "down": "difference moves down", "up": "difference moves up", "as_more": "when this is more:",
        "part": " ({part} of {parts})",
        "alt": "Dot plot: {choice}, {town}, {after}. For each measure the assumptions with which the difference moves most, from left (moves "
               "down) to right (moves up), with the bound of what luck does.",
        "alt_found": "{title}: {assumptions}.", "alt_none": "{title}: no assumption stands out from luck.",
        "caption": "Assumptions with which the difference moves most, {after}: {choice}. Filled: stands out from luck. Hollow: not told apart "
                   "from luck.",
        "assumption": "Assumption", "grade": "Evidence", "rho": "Rank correlation", "bound": "Bound of luck", "direction": "When that is more",
        "verdict": "What can be said of it",
        "grades": {"A": "published for this setting", "B": "published for another setting", "C": "our judgement"},
    },
}
MOST_HEIGHT = 205.0  # mm of panels in a figure: with heading and foot it fits A4
DRAWN = ("some_stand_out", "none_stands_out")  # kinds that have correlations to show
ROWS = 4  # of a measure, at least; all that stand out


class Hangs:
    """What the template asks for."""

    def __init__(self, findings: dict, language: str, study: Study | None = None) -> None:
        self.findings, self.language, self.words = findings, language, HANGS_WORDS[language]
        self.study = StudyTables(study, findings, language) if study else None

    def rows(self, choice: dict, horizons: list[int]) -> list[dict]:
        """Of each measure what it hangs on at each horizon; the order is the findings', demand last."""
        rows = []
        for one in self.findings["weights"]:
            if one["choice"] == choice["id"] and one["horizon"] in horizons:
                measure = find(self.findings, "measures", "name", one["measure"])
                rows.append({"title": measure["title"][self.language], "after": after(one["horizon"], self.language),
                             "sentence": one["sentence"][self.language], "demand": measure["section"] == "demand"})
        return rows

    def numbers(self, choice: dict) -> dict[str, int]:
        """How many draws of how many assumptions."""
        one = next(one for one in self.findings["weights"] if one["choice"] == choice["id"])
        return {"draws": one["draws"], "parameters": one["parameters"]}

    def says_more(self, choice: dict) -> bool:
        """There are draws enough for an assumption to stand out somewhere."""
        return any(one["choice"] == choice["id"] and one["kind"] in DRAWN for one in self.findings["weights"])

    def names_judgement(self, choice: dict) -> bool:
        return any(driver["grade"] == "C" for one in self.findings["weights"] if one["choice"] == choice["id"] for driver in one["found"])

    def command(self) -> str:
        files = " ".join(f"{one['id']}.yaml" for one in (self.findings["base"], *self.findings["choices"]))
        return f"weefsel compare {files} --draws 100 --replicates-per-draw 2 -o out.h5"

    def figures(self, choice: dict) -> list[Figure]:
        return hangs_figures(self.findings, choice["id"], self.language)

    @staticmethod
    def svg(figure: Figure) -> Markup:
        return Markup(figure.svg)


def hangs_figures(findings: dict, choice: str, language: str = "nl", horizon: int | None = None) -> list[Figure]:
    """As many figures as it takes: headlines packed to the height of a page, then demand alone. `horizon`: default the last.

    Empty without draws, and where nothing could be reckoned. Raises UnusableFile for a choice that the findings do not know.
    """
    c = find(findings, "choices", "id", choice)
    if not c["horizons"]:
        return []
    horizon = c["horizons"][-1]["years"] if horizon is None else horizon
    shown = [(find(findings, "measures", "name", one["measure"]), one) for one in findings["weights"]
             if one["choice"] == choice and one["horizon"] == horizon and one["kind"] in DRAWN]
    with drawing():
        pages: list[list[Panel]] = []
        for demand in (False, True):
            fresh = True
            for measure, one in shown:
                if (measure["section"] == "demand") != demand:
                    continue
                panel = Panel(measure, one, language)
                if fresh or sum(other.height for other in pages[-1]) + panel.height > MOST_HEIGHT:
                    pages.append([])
                pages[-1].append(panel)
                fresh = False
        return [figure_of(findings, c, horizon, panels, language, part + 1, len(pages)) for part, panels in enumerate(pages)]


class Panel:
    """One measure: a row for each of the strongest assumptions."""

    label_width = 96.0

    def __init__(self, measure: dict, weights: dict, language: str):
        self.measure, self.weights, self.language = measure, weights, language
        self.drivers = weights["largest"][:max(ROWS, len(weights["found"]))]
        grades = HANGS_WORDS[language]["grades"]
        self.labels = [wrapped(f"{one['words'][language]} ({grades[one['grade']]})", self.label_width - 3) for one in self.drivers]
        self.title = wrapped(measure["title"][language], WIDTH - 2 * MARGIN, 9, "bold")
        self.notes = [line for note in demand_note(measure, language) for line in wrapped(note, WIDTH - 2 * MARGIN)]
        self.rows = [LINE * len(label) + 1.6 for label in self.labels]
        self.top = 4.1 * len(self.title) + LINE * len(self.notes) + LINE + 2.2
        self.height = self.top + sum(self.rows) + 8.0

    def draw(self, sheet: Sheet, y: float) -> None:
        told = HANGS_WORDS[self.language]
        for i, line in enumerate(self.title):
            sheet.text(MARGIN, y + 4.1 * i, line, 9, fontweight="bold")
        for i, line in enumerate(self.notes):
            sheet.text(MARGIN, y + 4.1 * len(self.title) + LINE * i, line, color=SOFT_INK)
        top, x = y + self.top, MARGIN + self.label_width
        width, height = WIDTH - MARGIN - 4 - x, sum(self.rows)
        sheet.text(x - 3, top - LINE - 1, told["as_more"], color=SOFT_INK, ha="right")
        sheet.text(x, top - LINE - 1, told["down"], color=SOFT_INK)
        sheet.text(x + width, top - LINE - 1, told["up"], color=SOFT_INK, ha="right")
        axes = sheet.axes(x, top, width, height)
        axes.set_xlim(-1, 1)
        axes.set_ylim(height, 0)
        axes.set_yticks([])
        axes.grid(False)
        axes.patch.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        axes.xaxis.set_major_formatter(Numbers(self.language))
        axes.set_xticks([-1, -0.5, 0, 0.5, 1])
        axes.tick_params(labelsize=SMALL, pad=1.5)
        bound = self.weights["bound"]
        axes.axvspan(-bound, bound, facecolor=BAND_COLOUR, edgecolor="none", zorder=1)
        for edge in (-bound, bound):
            axes.axvline(edge, color=SOFT_INK, linewidth=0.7, linestyle=(0, (2, 1.5)), zorder=2)
        axes.axvline(0, color=BASELINE_COLOUR, linewidth=1.1, zorder=3)
        at = 0.0
        for one, label, row in zip(self.drivers, self.labels, self.rows):
            sheet.line(MARGIN, top + at, WIDTH - MARGIN, top + at, color=HAIRLINE, linewidth=0.5, zorder=0.5)
            middle, out = at + row / 2, one["stands_out"]
            for j, line in enumerate(label):
                sheet.text(MARGIN, top + middle + (j - (len(label) - 1) / 2) * LINE, line, va="center_baseline", color=INK if out else SOFT_INK,
                           fontweight="bold" if out else "normal")
            axes.plot([0, one["rho"]], [middle, middle], color=CHOICE_COLOUR, linewidth=1.6 if out else 0.6, zorder=4, clip_on=False)
            axes.plot([one["rho"]], [middle], color=CHOICE_COLOUR, marker="o", markersize=DOT + 1.4, linestyle="none", zorder=5,
                      markerfacecolor=CHOICE_COLOUR if out else "white", markeredgewidth=0.8, clip_on=False)
            at += row


def figure_of(findings: dict, choice: dict, horizon: int, panels: list[Panel], language: str, part: int, parts: int) -> Figure:
    told, first = HANGS_WORDS[language], panels[0].weights
    words = {"choice": choice["title"][language], "town": findings["town"]["name"], "after": after(horizon, language).lower(),
             "draws": first["draws"], "parameters": first["parameters"]}
    title = told["figure_title"].format(**words) + (told["part"].format(part=part, parts=parts) if parts > 1 else "")
    name = name_of("hangs", choice["id"], str(horizon), str(part), language)
    keys = Keys([("dot", told["stands_out"]), ("hollow", told["within"]), ("band", told["band"])])
    top = Heading(title, [told["figure_note"].format(**words)])
    sheet = Sheet(top.height + keys.height + sum(panel.height for panel in panels) + 12)
    y = keys.draw(sheet, top.draw(sheet)) + 2
    for panel in panels:
        panel.draw(sheet, y)
        y += panel.height
    foot(sheet, findings, language)
    said = [told["alt"].format(**words)]
    table = []
    for panel in panels:
        found = panel.weights["found"]
        listed = "; ".join(f"{one['words'][language]}, {one['direction'][language]}" for one in found)
        said.append(told["alt_found" if found else "alt_none"].format(title=panel.measure["title"][language], assumptions=listed))
        said += demand_sentence(panel.measure, language)
        table += [[panel.measure["title"][language], one["words"][language], told["grades"][one["grade"]], written(one["rho"], 2, language),
                   written(panel.weights["bound"], 2, language), one["direction"][language],
                   told["stands_out" if one["stands_out"] else "within"]] for one in panel.drivers]
    header = [told[key] for key in ("measure", "assumption", "grade", "rho", "bound", "direction", "verdict")]
    alt = " ".join(said)
    svg, texts = finish(sheet, name, title, alt)
    caption = " ".join([told["caption"].format(**words), *(demand_sentence(panels[0].measure, language))])
    return Figure(name, svg, alt, caption, (header, table), texts)
