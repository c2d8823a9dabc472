"""What the report says besides the findings, in Dutch (level B1) and English. The Dutch terms are those of the glossary.

Never a forecast, never a saving, nobody judged. Both languages have the same keys.
"""

from __future__ import annotations

WORDS = {
    "nl": {
        "caution": "Gemodelleerd, geen voorspelling.",
        "house_rule": "Het model denkt mee, het beslist niet.",
        "twins": "We legden twee keer dezelfde stad naast elkaar: {town} met de keuze, en {town} zonder. Dezelfde verzonnen mensen, "
                 "hetzelfde toeval, één verschil. De computer speelde {years} jaar na, {runs} keer. Zo'n keer heet een nabootsing.",
        "choice": "De keuze",
        "from": "vanaf {date}",
        "until": "tot {date}",
        "too_short": "Er is geen heel jaar na de keuze nagebootst. Speel meer jaren.",
        "no_levers": "Deze twee verschillen nergens in.",
        "relations": "Wat zegt het model over contacten?",
        "parents": "Hoe gaat het met ouders, en hoe zwaar voelt het?",
        "sure": "Hoe zeker is dit?",
        "reach": "Wie bereiken we niet, en waarom?",
        "giving": "Op wiens schouders komt het neer?",
        "demand": "Hulpvraag in het model",
        "cannot": "Wat dit model u niet kan vertellen",
        "nearly_all": "In het model heeft bijna iedereen zo iemand, dus deze maat laat weinig verschil zien. Kijk ook naar de andere.",
        "as_now": "Zonder de keuze: {level} {unit}.",
        "about_level": "ongeveer {level}",
        "after": "Na {years} jaar",
        "after_one": "Na 1 jaar",
        "sure_luck": "<b>Toeval.</b> Elke nabootsing valt anders uit. Een verschil noemen we pas een verschil als het in genoeg "
                     "nabootsingen dezelfde kant op gaat: voor de hele stad in minstens {least} van de {runs}.",
        "sure_too_few": "<b>Toeval.</b> Elke nabootsing valt anders uit. Met {runs} is geen verschil van toeval te onderscheiden: daar "
                        "zijn er minstens {least} voor nodig.",
        "sure_no_draws": "<b>Wat niemand zeker weet.</b> De aannames zijn in dit verslag niet gevarieerd. Andere aannames kunnen "
                         "andere uitkomsten geven.",
        "sure_draws": "<b>Wat niemand zeker weet.</b> De aannames zijn {draws} keer anders ingevuld, binnen wat aannemelijk is. Een "
                      "richting noemen we alleen als die bij minstens negen van de tien invullingen dezelfde is.",
        "sure_built_in": "<b>Ingebouwd.</b> Dit hebben we er zelf in gestopt, dus het is geen uitkomst: {measures}.",
        "sure_nothing_built_in": "<b>Ingebouwd.</b> Van wat hier staat, is niets er rechtstreeks in gestopt.",
        "reach_levels": "Zonder de keuze komt van de 100 gezinnen ongeveer dit deel er in een jaar minstens één keer:",
        "reach_why": "Het model kent als drempels: afstand, uren, geld, lezen, taal en schaamte. Vraag het ook aan de ouders die u niet ziet.",
        "why_not": "{place}: gezinnen die er niet komen, houdt zonder de keuze vooral dit tegen: {without}. Met de keuze: {with_}.",
        "why_not_same": "{place}: gezinnen die er niet komen, houdt vooral dit tegen: {without}. Met de keuze is dat niet anders.",
        "not_reached": "Wie komt er niet, en waarom?",
        "not_reached_lead": "Van de 100 gezinnen, {after}: bij hoeveel er een jaar lang niemand kwam, naar wat hen het meest tegenhoudt. Elk gezin telt "
                            "één keer, voor de plek die het makkelijkst is. 'Niet bekend': minder dan 30 gezinnen.",
        "of_100_families": "Van de 100 gezinnen", "without_it": "zonder de keuze", "with_it": "met de keuze",
        "who": "gezinnen",
        "demand_neither": "Dit cijfer is niet goed of slecht. Door steun is hulp misschien niet nodig. Bekenden helpen je ook hulp te "
                          "vinden: een stijging kan betekenen dat gezinnen de weg weten. Wat het meest telt, is niet bewezen.",
        "ten_more": "Alle tien de punten staan achterin.",
        "differences": "Verschil met dezelfde stad zonder de keuze",
        "differences_lead": "Elke stip is één nabootsing: de stad met de keuze, min dezelfde stad zonder. Rechts van nul is hoger. De "
                            "grijze band is te klein om op te bouwen. Bij groepen en buurten telt een richting pas bij meer "
                            "nabootsingen dezelfde kant op, omdat er veel naast elkaar staan.",
        "on_screen": "De cijfers achter elke figuur staan in dit verslag op het scherm.",
        "order": "De volgorde zegt niets.",
        "table": "De cijfers bij deze figuur",
        "measure": "Wat", "without": "Zonder de keuze", "difference": "Verschil", "says": "Wat ervan te zeggen is",
        "hangs": "Waar het antwoord van afhangt",
        "hangs_no_draws": "In dit verslag zijn alle aannames op hun beste waarde gezet. Hoeveel het antwoord aan elke aanname hangt, is "
                          "dan niet te zeggen. Daarvoor speelt u dezelfde vergelijking na met andere invullingen van de aannames.",
        "sections": {"relations": "Contacten", "parents": "Ouders", "reach": "Wie er komt", "giving": "Wie er geeft",
                     "fabric": "Wat er in het weefsel gebeurde", "demand": "Hulpvraag in het model"},
        "elsewhere_equal": "Waar wel iets te zeggen is, is er geen verschil.",
        "nothing_said": {"groups": "Naar soort gezin. {sentence}", "neighbourhoods": "Naar buurt. {sentence}"},
        "fabric_lead": "Wat er onderweg gebeurde: wie elkaar tegenkwam, welke contacten begonnen en verwaterden, wie er bleef doen. Hiermee is "
                       "na te gaan waardoor een verschil ontstaat. Bewijs is het niet: het zijn stappen van hetzelfde model.",
        "monitor": "De virtuele monitor",
        "monitor_lead": "Wat verzonnen ouders antwoorden op vragen als die van de jeugdmonitor. De hoogte is ingesteld op landelijke "
                        "cijfers en is dus geen uitkomst; het verschil is dat wel. Zet uw eigen cijfer ernaast.",
        "own_figure": "Uw eigen cijfer",
        "costs": "Wat het kost",
        "costs_lead": "Een ruw bedrag, ingevuld bij de keuze; zet er uw eigen bedrag naast. Kosten en uitkomsten worden hier niet op "
                      "elkaar gedeeld: wat een ontmoeting waard is, laat zich niet meten.",
        "costs_beside": "Dit staat ernaast, {after}, voor de hele stad:",
        "lever": "Keuze", "per_year": "Per jaar", "own_amount": "Uw eigen bedrag", "whole_run": "Over alle jaren samen",
        "euro": "{amount} euro", "euro_less": "{amount} euro minder",
        "questions": "Vier vragen om samen te beantwoorden",
        "questions_list": ["Herkennen we dit beeld?", "Kunnen we het verklaren? Welk verhaal zit erachter?",
                           "Wat vinden we ervan?", "Wat willen we veranderen?"],
        "residents": "Drie vragen aan bewoners, en wie ze wanneer stelt",
        "alone": "Eén ding dat de gemeente met rust laat",
        "assumptions": "Aannames",
        "assumptions_lead": "Alles wat wij hebben ingevuld. A: gepubliceerd voor deze situatie. B: gepubliceerd voor een andere. "
                            "C: ons oordeel. De namen in het programma en de bronnen zijn in het Engels.",
        "grade": "Bewijs", "value": "Waarde", "name": "Aanname", "code": "Naam in het programma", "source": "Bron", "changed": "anders dan gewoonlijk: {why}",
        "rules": "De regels van dit verslag",
        "rules_list": [
            "De maten en hun volgorde lagen vast voordat er iets was nagespeeld.",
            "De eerste regel die past, geldt: geen verschil; niets te zeggen; ingebouwd; hangt af van aannames; toeval; te klein; "
            "richting niet bewezen; meestal of bijna steeds.",
            "Toeval: tekentoets, tweezijdig, 5%. Per tabel van groepen en buurten is die fout verdeeld over alle rijen samen (Bonferroni). "
            "Gelijk telt voor geen van beide kanten.",
            "Meestal is minstens 66 van de 100 nabootsingen, bijna steeds minstens 90 van de 100.",
            "Een verschil dat niet groter is dan wat twee gelijke steden door toeval uit elkaar lopen, noemen we toeval.",
            "Per maat is vooraf gezegd welk verschil te klein is om op te bouwen (hieronder).",
            "Waar het van afhangt: rangcorrelatie (Spearman) van elke gevarieerde aanname met het gemiddelde verschil per invulling. De grens van "
            "toeval is wat de sterkste van al die aannames haalt in 5% van 9.999 keer dat toeval de verschillen opnieuw verdeelt.",
            "Jaren zijn geteld vanaf de keuze; een cijfer is van de 52 weken die dan voorbij zijn.",
            "Groepen met minder dan 30 gezinnen tonen we niet. Niets staat hier naar herkomst.",
            "Zoveel van de nabootsingen is een telling, en zegt niet hoe waarschijnlijk iets is in de echte stad."],
        "smallest": "Te klein om op te bouwen", "why": "Waarom",
        "ten": "Tien dingen die dit model u niet kan vertellen",
        "glossary": "Woorden",
        "glossary_list": [
            ("pedagogische basis", "De mensen en plekken waarmee kinderen opgroeien."),
            ("weefsel", "Alle contacten in de stad samen."),
            ("contact", "Twee mensen die elkaar kennen."),
            ("iemand om op terug te vallen", "Elke week contact met bekenden buiten het eigen huis."),
            ("hoe het met ouders gaat", "Hoe ouders zich voelen (ouderlijk welbevinden)."),
            ("hoe zwaar het voelt", "Alles wat een ouder tegelijk moet dragen."),
            ("opvoedvraag", "Een vraag of zorg over je kind."),
            ("drempel", "Wat mensen tegenhoudt, zoals geld, taal of schaamte."),
            ("hulpvraag in het model", "Gezinnen die hulp vragen, ook als er geen plek is."),
            ("keuze", "Iets wat de gemeente kan veranderen."),
            ("dezelfde stad, één verschil", "Zelfde mensen, zelfde toeval, één andere keuze."),
            ("nabootsing", "De computer speelt de jaren één keer na."),
            ("aanname", "Iets wat wij hebben ingevuld, zeker of onzeker."),
            ("verzonnen inwoners", "Ze lijken op de stad, maar bestaan niet.")],
        "again": "Zo speelt u dit precies na",
        "again_lead": "Zelfde programma, zelfde bestanden en zelfde begin van het toeval geven dezelfde cijfers, op elke computer. Het bestand "
                      "waar dit verslag van is, bevat ze allemaal: hieronder haalt de eerste regel ze eruit.",
        "program": "Programma", "seed": "Begin van het toeval", "town_file": "Bestand van de stad (SHA-256)", "scenarios": "Scenario's",
        "unknown": "niet bekend",
    },
    "en": {
        "caution": "Modelled, not a forecast.",
        "house_rule": "The model thinks along, it does not decide.",
        "twins": "We laid the same town beside itself: {town} with the choice, and {town} without. The same invented people, the same "
                 "luck, one difference. The computer played {years} years, {runs} times. Each time is a run.",
        "choice": "The choice",
        "from": "from {date}",
        "until": "until {date}",
        "too_short": "No whole year after the choice was played. Play more years.",
        "no_levers": "These two differ in nothing.",
        "relations": "What does the model say about contacts?",
        "parents": "How are parents doing, and how heavy does it feel?",
        "sure": "How sure is this?",
        "reach": "Whom do we not reach, and why?",
        "giving": "On whose shoulders does it fall?",
        "demand": "Modelled demand for help",
        "cannot": "What this model cannot tell you",
        "nearly_all": "In the model nearly everybody has somebody, so this measure shows little difference. Look at the others too.",
        "as_now": "Without the choice: {level} {unit}.",
        "about_level": "about {level}",
        "after": "After {years} years",
        "after_one": "After 1 year",
        "sure_luck": "<b>Luck.</b> Each run turns out differently. We call a difference a difference only when it goes the same way in "
                     "enough runs: for the whole town in at least {least} of {runs}.",
        "sure_too_few": "<b>Luck.</b> Each run turns out differently. With {runs} no difference can be told apart from luck: that takes "
                        "at least {least}.",
        "sure_no_draws": "<b>What nobody knows.</b> The assumptions were not varied in this report. Other assumptions may give other "
                         "results.",
        "sure_draws": "<b>What nobody knows.</b> The assumptions were drawn anew {draws} times, within what is plausible. We name a "
                      "direction only when it is the same in at least nine of ten draws.",
        "sure_built_in": "<b>Built in.</b> This we put in ourselves, so it is no result: {measures}.",
        "sure_nothing_built_in": "<b>Built in.</b> Nothing of what is shown here was put in directly.",
        "reach_levels": "Without the choice about this part of 100 families comes there at least once in a year:",
        "reach_why": "Thresholds that the model knows: distance, hours, money, reading, language and shame. Ask the parents whom you do not see, too.",
        "why_not": "{place}: what keeps families away most, without the choice: {without}. With the choice: {with_}.",
        "why_not_same": "{place}: what keeps families away most: {without}. With the choice that is no different.",
        "not_reached": "Who does not come, and why?",
        "not_reached_lead": "Of 100 families, {after}: those of whom nobody came in a year, by what keeps them away most. Each family counts once, "
                            "for the place that is easiest. 'Not known': fewer than 30 families.",
        "of_100_families": "Of 100 families", "without_it": "without the choice", "with_it": "with the choice",
        "who": "families",
        "demand_neither": "This figure is neither good nor bad. With support, help may not be needed. People you know also help you find "
                          "help: a rise can mean that families know the way. Which counts most is not proven.",
        "ten_more": "All ten points are at the end.",
        "differences": "Difference with the same town without the choice",
        "differences_lead": "Each dot is one run: the town with the choice, less the same town without. Right of zero is higher. The grey "
                            "band is too small to build on. For groups and neighbourhoods a direction takes more runs the same way, "
                            "since many stand side by side.",
        "on_screen": "The numbers behind each figure are in this report on screen.",
        "order": "The order means nothing.",
        "table": "The numbers behind this figure",
        "measure": "What", "without": "Without the choice", "difference": "Difference", "says": "What may be said of it",
        "hangs": "What the answer hangs on",
        "hangs_no_draws": "In this report all assumptions have their best value. How much the answer hangs on each cannot be said then. For "
                          "that, play the same comparison with other draws of the assumptions.",
        "sections": {"relations": "Contacts", "parents": "Parents", "reach": "Who comes", "giving": "Who gives",
                     "fabric": "What happened in the fabric", "demand": "Modelled demand for help"},
        "elsewhere_equal": "Where something can be said, there is no difference.",
        "nothing_said": {"groups": "By kind of family. {sentence}", "neighbourhoods": "By neighbourhood. {sentence}"},
        "fabric_lead": "What happened on the way: who met, which contacts began and faded, who went on doing things. With it, what made a "
                       "difference can be followed. It is no proof: these are steps of the same model.",
        "monitor": "The virtual monitor",
        "monitor_lead": "What invented parents answer to questions like those of the youth monitor. Their level was set to national "
                        "figures and so is no result; the difference is. Put your own figure beside it.",
        "own_figure": "Your own figure",
        "costs": "What it costs",
        "costs_lead": "A rough amount, filled in with the choice; put your own beside it. Costs and results are not divided here: what a "
                      "meeting is worth cannot be measured.",
        "costs_beside": "Beside it stands this, {after}, for the whole town:",
        "lever": "Choice", "per_year": "Per year", "own_amount": "Your own amount", "whole_run": "Over all years together",
        "euro": "{amount} euro", "euro_less": "{amount} euro less",
        "questions": "Four questions to answer together",
        "questions_list": ["Do we recognise this picture?", "Can we explain it? What story is behind it?", "What do we think of it?",
                           "What do we want to change?"],
        "residents": "Three questions to residents, and who asks them when",
        "alone": "One thing that the municipality leaves alone",
        "assumptions": "Assumptions",
        "assumptions_lead": "All that we filled in. A: published for this setting. B: published for another. C: our judgement.",
        "grade": "Evidence", "value": "Value", "name": "Assumption", "code": "Name in the program", "source": "Source", "changed": "other than usual: {why}",
        "rules": "The rules of this report",
        "rules_list": [
            "The measures and their order were fixed before anything was played.",
            "The first rule that fits counts: no difference; nothing to say; built in; hangs on assumptions; luck; too small; direction "
            "not proven; usually or nearly always.",
            "Luck: sign test, two-sided, 5%. In a table of groups and neighbourhoods that error is shared by all rows (Bonferroni). Equal "
            "counts for neither way.",
            "Usually is at least 66 of 100 runs, nearly always at least 90 of 100.",
            "A difference no larger than equal towns drift apart by luck is called luck.",
            "Of each measure was said beforehand which difference is too small to build on (below).",
            "What it hangs on: rank correlation (Spearman) of each varied assumption with the mean difference of each draw. The bound of luck "
            "is what the strongest of all these assumptions reaches in 5% of 9,999 times that luck deals the differences anew.",
            "Years are counted from the choice; a figure is of the 52 weeks that are over then.",
            "Groups of fewer than 30 families are not shown. Nothing here is by origin.",
            "So many of the runs is a count, and does not say how likely anything is in the real town."],
        "smallest": "Too small to build on", "why": "Why",
        "ten": "Ten things that this model cannot tell you",
        "glossary": "Words",
        "glossary_list": [
            ("pedagogical base", "The people and places with which children grow up."),
            ("fabric", "All contacts in the town together."),
            ("contact", "Two people who know each other."),
            ("someone to fall back on", "Weekly contact with people you know outside your own home."),
            ("how parents are doing", "How parents feel (parental wellbeing)."),
            ("how heavy it feels", "All that a parent has to bear at once."),
            ("concern", "A question or worry about your child."),
            ("threshold", "What keeps people away, such as money, language or shame."),
            ("modelled demand for help", "Families that ask for help, also when there is no room."),
            ("choice", "Something that the municipality can change."),
            ("the same town, one difference", "The same people, the same luck, one other choice."),
            ("run", "The computer plays the years once."),
            ("assumption", "Something that we filled in, sure or unsure."),
            ("invented people", "They resemble the town, but do not exist.")],
        "again": "How to play exactly this again",
        "again_lead": "The same program, the same files and the same seed give the same numbers, on any computer. The file that this report is of "
                      "holds them all: below, the first line takes them out.",
        "program": "Program", "seed": "Seed", "town_file": "The town's file (SHA-256)", "scenarios": "Scenarios",
        "unknown": "not known",
    },
}
