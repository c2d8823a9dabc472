"""Numbers as people read them: as fine as the runs carry, decimal comma in Dutch. Every number in running text goes through
`told`, which keeps what it was made from beside it (`<data value=… data-how=…>`), so that a test can check it."""

from __future__ import annotations

import math

from markupsafe import Markup, escape


def written(value: float, decimals: int, language: str) -> str:
    """1234.5 as "1.234,5" (nl) or "1,234.5" (en); never "-0"."""
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def decimals_carried(half_width: float | None, most: int) -> int:
    """As many decimals as a figure with this half-width of its interval carries: the last one is no finer than the half-width.

    Not known (one run): all of them. Nothing beyond `most`, nor below 0.
    """
    if half_width is None or half_width <= 0:
        return most
    return max(0, min(most, math.ceil(-math.log10(half_width))))


def shown(value: float | None, measure: dict, language: str, half_width: float | None = None) -> str:
    """A value of a measure on the scale of the page ("998" of 1,000 parents); a dash when it is not known."""
    if value is None:
        return "–"
    times = measure["shown_times"]
    decimals = decimals_carried(None if half_width is None else half_width * times, measure["decimals"])
    return written(value * times, decimals, language)


def signed(value: float | None, measure: dict, language: str, half_width: float | None = None) -> str:
    """A difference on the scale of the page with its sign; "+0,004" keeps one digit more than a level has."""
    if value is None:
        return "–"
    times, finer = measure["shown_times"], {**measure, "decimals": measure["decimals"] + 1}
    text = shown(value, finer, language, half_width)
    return text if value * times <= 0 or not any(c in "123456789" for c in text) else "+" + text


def difference(line: dict, measure: dict, language: str) -> str:
    """The mean difference of a line and the half-width of its interval, no finer than the runs carry; a dash where the model can say
    nothing."""
    if line["mean"] is None or line["verdict"]["kind"] == "cannot_say":
        return "–"
    half_width, finer = line["half_width"], {**measure, "decimals": measure["decimals"] + 1}
    mean = signed(line["mean"], measure, language, half_width)
    return mean if half_width is None else f"{mean} ± {shown(half_width, finer, language, half_width)}"


def told(text: str, value: float, line: dict, how: str) -> Markup:
    """`text` with the number that it tells: which line of the findings, and how ("base", "mean", "least")."""
    return Markup('<data value="{}" data-choice="{}" data-measure="{}" data-cell="{}" data-horizon="{}" data-how="{}">{}</data>').format(
        repr(float(value)), line["choice"], line["measure"], line["cell"], line["horizon"], how, escape(text))
