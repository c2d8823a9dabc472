"""What pictures say, in English and Dutch. Never a forecast, and demand for help is neither good nor bad."""

from __future__ import annotations

WORDS = {
    "en": {
        "network_density": "Network density",
        "network_density_is": "pairs of families in a neighbourhood who know each other, % of all pairs",
        "network_density_unit": "%",
        "network_density_difference_unit": "percentage points",
        "parental_wellbeing": "Parental wellbeing",
        "parental_wellbeing_is": "mean of all parents, on a scale from 0 to 1",
        "parental_wellbeing_unit": "0–1",
        "parental_wellbeing_difference_unit": "difference, 0–1 scale",
        "help_demand": "Modelled demand for help",
        "help_demand_is": "requests for freely accessible (tier 1) and indicated (tier 2) help, last 52 weeks",
        "help_demand_unit": "per 1,000 children a year",
        "help_demand_difference_unit": "per 1,000 children a year",
        "help_demand_note": "neither good nor bad; sign not settled by evidence",
        "level": "As it went",
        "difference": "Difference between twins",
        "difference_is": "same town, same luck, one choice changed",
        "years": "years since the start",
        "exactly_zero": "exactly zero",
        "starts": "from here: {lever}",
        "lines": "thin: one replicate each ({n}); thick: their mean",
        "line": "one replicate",
        "footer": "Modelled, not a forecast.",
        "compared": "{scenarios} beside {baseline}",
        "compared_many": "{n} scenarios beside {baseline}",
    },
    "nl": {
        "network_density": "Wie kent wie (netwerkdichtheid)",
        "network_density_is": "paren gezinnen in een buurt die elkaar kennen, % van alle paren",
        "network_density_unit": "%",
        "network_density_difference_unit": "procentpunt",
        "parental_wellbeing": "Hoe het met ouders gaat (ouderlijk welbevinden)",
        "parental_wellbeing_is": "gemiddelde van alle ouders, schaal van 0 tot 1",
        "parental_wellbeing_unit": "0–1",
        "parental_wellbeing_difference_unit": "verschil, schaal 0–1",
        "help_demand": "Hulpvraag in het model",
        "help_demand_is": "vragen om vrij toegankelijke hulp en jeugdhulp met verwijzing, laatste 52 weken",
        "help_demand_unit": "per 1.000 kinderen per jaar",
        "help_demand_difference_unit": "per 1.000 kinderen per jaar",
        "help_demand_note": "niet goed of slecht; welke kant het op gaat, is niet bewezen",
        "level": "Zoals het liep",
        "difference": "Verschil",
        "difference_is": "dezelfde stad, hetzelfde toeval, één andere keuze",
        "years": "jaren sinds het begin",
        "exactly_zero": "precies nul",
        "starts": "vanaf hier: {lever}",
        "lines": "dun: elk één nabootsing ({n}); dik: het gemiddelde",
        "line": "één nabootsing",
        "footer": "Gemodelleerd, geen voorspelling.",
        "compared": "{scenarios} naast {baseline}",
        "compared_many": "{n} scenario's naast {baseline}",
    },
}


def readable(name: str) -> str:
    """A scenario's or lever's name for people: close_library -> close library."""
    return name.replace("_", " ")
