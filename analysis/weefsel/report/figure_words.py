"""What the figures of the report say, in Dutch and English. Both languages have the same keys."""

from __future__ import annotations

FIGURE_WORDS = {
    "nl": {
        "beside": "‘{choice}’ naast ‘{base}’", "less": "‘{choice}’ min ‘{base}’",
        "courses_of": "{town}: {choice_beside_base}, {unit}",
        "differences_of": "{town}, verschil: {choice_less_base}, {unit}",
        "overview_title": "{choice}: het verschil met ‘{base}’, hele stad",
        "since": "jaren geteld vanaf de keuze",
        "years": "jaren sinds het begin; elk punt is het jaar dat dan eindigt",
        "a_run": "elke stip: één nabootsing ({n})",
        "lines": "dun: elk één nabootsing ({n}); dik: het gemiddelde", "line": "één nabootsing",
        "zero": "geen verschil",
        "band": "tot {size} ({unit}): te klein om op te bouwen",
        "band_plain": "te klein om op te bouwen",
        "built_in_key": "ingebouwd: geen uitkomst",
        "built_in": "ingebouwd", "built_in_note": "de richting is ingebouwd: geen uitkomst",
        "counted": "getallen: hoger, gelijk of lager in zoveel nabootsingen",
        "counted_draws": "getallen: hoger, gelijk of lager in zoveel invullingen van de aannames",
        "no_ranking": "vaste volgorde, geen rangorde",
        "higher": "hoger", "equal": "gelijk", "lower": "lager",
        "counts": "hoger in {higher}, gelijk in {equal}, lager in {lower} van de {known}",
        "cell": "Wie of waar", "measure": "Waarvan", "after_years": "Jaren na de keuze", "known": "Bekend",
        "mean_difference": "Gemiddeld verschil ± marge (95%), {unit}", "verdict": "Wat daarvan te zeggen is",
        "year": "Jaar", "mean": "{scenario}: gemiddeld", "lowest": "{scenario}: laagste", "highest": "{scenario}: hoogste",
        "unknown": "niet bekend", "and": "en",
        "alt_courses": "Lijnfiguur over {years} jaar: {title} ({unit}) in {town}. ‘{base}’ is gestreept, ‘{choice}’ is een "
                       "doorgetrokken lijn; dunne lijnen zijn losse nabootsingen ({runs}), dikke hun gemiddelde.",
        "alt_starts": "De keuze gaat {after} in.",
        "alt_starts_at_once": "De keuze gaat bij het begin in.",
        "alt_differences": "Stippenfiguur: {title} ({unit}) in {town}, het verschil {choice_less_base}, {after}. "
                           "Elke stip is één nabootsing ({runs}). Rijen: {rows}.",
        "alt_overview": "Stippenfiguren van de hele stad, {town}: het verschil {choice_less_base}, {after}. "
                        "Elke stip is één nabootsing ({runs}).",
        "alt_town": "Hele stad, {after} vanaf de keuze: {sentence}",
        "alt_measure": "{title}, {after}: {sentence}",
        "alt_cells": "{what}, {after}: {heads}.",
        "alt_head": "‘{head}’ bij {n} van de {all}",
        "rows_groups": "de hele stad en {n} groepen", "rows_neighbourhoods": "de hele stad en {n} buurten", "rows_town": "de hele stad",
        "groups": "Groepen", "neighbourhoods": "Buurten",
        "caption_courses": "{title} ({unit}) door de jaren: {choice_beside_base}. Dun: elk één nabootsing; dik: het gemiddelde.",
        "caption_differences": "{title} ({unit}): het verschil {choice_less_base}, {after}, geteld vanaf de keuze. Elke stip is één "
                               "nabootsing. De rijen staan in een vaste volgorde; dat is geen rangorde.",
        "caption_overview": "De hele stad: het verschil {choice_less_base}, {after}, geteld vanaf de keuze. Elke stip is één nabootsing.",
        "part": " (deel {part} van {parts})",
        "map_title": "Kaart. {title}: {choice}",
        "map_higher": "hoger (paars)", "map_lower": "lager (oranje)", "map_hatched": "niet gekleurd", "map_shown": "Op de kaart",
        "map_middle": "Middelste verschil, {unit}",
        "map_scale": "kleur: het middelste verschil, {unit}; de kleur zegt niet of dat goed is",
        "map_white": "wit midden: tot {size}, te klein om op te bouwen",
        "made_up_map": "De kaart is verzonnen: er waren geen grenzen van buurten. Elke buurt is een vierkant.",
        "alt_map": "Kaart van {town} in {n} delen: {title} ({unit}), het verschil {choice_less_base}, {after}. Alleen waar het verschil duidelijk "
                   "één kant op gaat, is een buurt gekleurd: hoger is paars met een driehoek omhoog, lager is oranje met een driehoek omlaag. "
                   "De rest is gearceerd of wit.",
        "caption_map": "{title} ({unit}): het verschil {choice_less_base}, {after}, geteld vanaf de keuze. De kaart toont verschillen en geen "
                       "hoogte. Gekleurd is een buurt alleen waar het verschil duidelijk één kant op gaat. De kleuren zeggen niet wat goed of "
                       "slecht is, en de volgorde is geen rangorde.",
    },
    "en": {
        "beside": "‘{choice}’ beside ‘{base}’", "less": "‘{choice}’ less ‘{base}’",
        "courses_of": "{town}: {choice_beside_base}, {unit}",
        "differences_of": "{town}, difference: {choice_less_base}, {unit}",
        "overview_title": "{choice}: the difference with ‘{base}’, whole town",
        "since": "years counted from the choice",
        "years": "years since the start; each point is the year that ends there",
        "a_run": "each dot: one run ({n})",
        "lines": "thin: one run each ({n}); thick: their mean", "line": "one run",
        "zero": "no difference",
        "band": "up to {size} ({unit}): too small to build on",
        "band_plain": "too small to build on",
        "built_in_key": "built in: no result",
        "built_in": "built in", "built_in_note": "the direction is built in: no result",
        "counted": "numbers: higher, equal or lower in so many runs",
        "counted_draws": "numbers: higher, equal or lower in so many draws of the assumptions",
        "no_ranking": "fixed order, no ranking",
        "higher": "higher", "equal": "equal", "lower": "lower",
        "counts": "higher in {higher}, equal in {equal}, lower in {lower} of the {known}",
        "cell": "Who or where", "measure": "Of what", "after_years": "Years after the choice", "known": "Known",
        "mean_difference": "Mean difference ± margin (95%), {unit}", "verdict": "What can be said of it",
        "year": "Year", "mean": "{scenario}: mean", "lowest": "{scenario}: lowest", "highest": "{scenario}: highest",
        "unknown": "not known", "and": "and",
        "alt_courses": "Line chart over {years} years: {title} ({unit}) in {town}. ‘{base}’ is dashed, ‘{choice}’ is an unbroken line; "
                       "thin lines are single runs ({runs}), thick ones their mean.",
        "alt_starts": "The choice begins {after}.",
        "alt_starts_at_once": "The choice begins at the start.",
        "alt_differences": "Dot plot: {title} ({unit}) in {town}, the difference {choice_less_base}, {after}. "
                           "Each dot is one run ({runs}). Rows: {rows}.",
        "alt_overview": "Dot plots of the whole town, {town}: the difference {choice_less_base}, {after}. Each dot is one run ({runs}).",
        "alt_town": "Whole town, {after} from the choice: {sentence}",
        "alt_measure": "{title}, {after}: {sentence}",
        "alt_cells": "{what}, {after}: {heads}.",
        "alt_head": "‘{head}’ for {n} of the {all}",
        "rows_groups": "the whole town and {n} groups", "rows_neighbourhoods": "the whole town and {n} neighbourhoods",
        "rows_town": "the whole town",
        "groups": "Groups", "neighbourhoods": "Neighbourhoods",
        "caption_courses": "{title} ({unit}) through the years: {choice_beside_base}. Thin: one run each; thick: the mean.",
        "caption_differences": "{title} ({unit}): the difference {choice_less_base}, {after}, counted from the choice. Each dot is one "
                               "run. The rows stand in a fixed order, which is no ranking.",
        "caption_overview": "The whole town: the difference {choice_less_base}, {after}, counted from the choice. Each dot is one run.",
        "part": " (part {part} of {parts})",
        "map_title": "Map. {title}: {choice}",
        "map_higher": "higher (purple)", "map_lower": "lower (orange)", "map_hatched": "not coloured", "map_shown": "On the map",
        "map_middle": "Middle difference, {unit}",
        "map_scale": "colour: the middle difference, {unit}; the colour does not say whether that is good",
        "map_white": "white middle: up to {size}, too small to build on",
        "made_up_map": "The map is made up: there were no borders of neighbourhoods. Each of them is a square.",
        "alt_map": "Map of {town} in {n} parts: {title} ({unit}), the difference {choice_less_base}, {after}. Only where the difference clearly "
                   "goes one way is a neighbourhood coloured: higher is purple with a triangle upwards, lower is orange with a triangle "
                   "downwards. The rest is hatched or white.",
        "caption_map": "{title} ({unit}): the difference {choice_less_base}, {after}, counted from the choice. The map shows differences and "
                       "no levels. A neighbourhood is coloured only where the difference clearly goes one way. The colours do not say what is "
                       "good or bad, and the order is no ranking.",
    },
}
