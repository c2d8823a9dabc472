#include "council/known_in_dutch.hpp"

#include <array>

namespace weefsel {

std::string_view known_in_dutch(LeverKind kind) {
  static constexpr std::array<std::string_view, lever_kind_count> known = {
      "Wat een plek brengt, volgt uit bezoek, uren en kringen (7.3, 7.14). Tijd is beperkt: uren schuiven van en naar andere plekken en thuis.",  // close_places
      "Wat een plek brengt, volgt uit bezoek, uren en kringen (7.3, 7.14). Tijd is beperkt: uren schuiven van en naar andere plekken en thuis.",  // open_place
      "Afstand zoals in Huff 1964. Plekken onder één dak delen voorbijgangers (outings.one_roof, C; ook nul is mogelijk).",  // move_place
      "Bron 002 voor gastvrouw en vast moment; wat uren en drempels doen, is ons oordeel (C).",  // change_places
      "Aantallen: 2-5 koppelingen per 1.000 gezinnen per jaar (A/C). Het effect is niet bekend: 14 gezinnen, geen controlegroep.",  // buurtgezinnen
      "Home-Start: ongeveer 4.000 gezinnen per jaar in Nederland, 0,2% (A); huisbezoek samengenomen: d 0,1-0,2 (A, scripties); Moeders informeren moeders: geen onderzoek naar effect gevonden (C).",  // home_visits
      "Tierney & Grossman 1995 (A); langer brengt meer, heel korte koppelingen schaden (Grossman & Rhodes 2002, A).",  // mentors
      "Een ontmoetingsplek: voor Centering in Nederland is geen tekst over effect gevonden (C); bron 002 voor vaste groepen met een gastvrouw.",  // group_programme
      "Bron 004 voor de taak; uren en vaardigheid zijn ons oordeel (C).",  // bridge_officers
      "Bron 004; de getallen zijn ons oordeel (C).",  // out_of_school_care
      "Nederlandse studies gaan alleen over de invoering (Trimbos AF1889, A); effecten hier zijn niet bekend.",  // shared_norms
      "Bron 000 voor gewoon maken, bron 004 voor samenwerken; hoe groot is ons oordeel (C). Met de uren van het gezinsteam veranderen ook de plekken in vrij toegankelijke hulp (niveau 1).",  // professionals
      "Friedkin & Johnsen 1990 voor de vorm; hoe groot is ons oordeel (C).",  // campaign
      "Bronnen 000 en 001 voor de richting (ieder voor zich, druk om te presteren); hoe snel is ons oordeel (C).",  // norm_drift
      "13,1% van de kinderen leeft in zo'n gezin (bron 004, A). Wat geld doet met hoe zwaar het voelt, is ons oordeel (wellbeing.income_load, C).",  // poverty_relief
      "Bron 004 (speelruimte, je veilig voelen); het verband met uren op straat is ons oordeel (C).",  // public_space
      "Wie er komt, wordt geloot uit de huishoudens die bij de start konden verhuizen; de aandelen zijn zelf ingevuld.",  // new_housing
      "Zelf ingevuld; wat nieuwkomers meebrengen staat in het model onder 7.10. Geen herkomst: verschil zit in lezen, inkomen en kinderen.",  // newcomers
      "Het deel is zelf ingevuld. Kiest u geen soorten, dan raakt het wat een gemeente betaalt: bibliotheken, buurthuizen, jongerencentra, kinderboerderijen, consultatiebureaus; verpleegkundigen, jongerenwerkers en het gezinsteam.",  // budget_cut
      "Bronnen 000, 003 en 004 voor de richting; hoe groot is ons oordeel (steering.*, C; ook nul is mogelijk).",  // steering
      "Wat dichtgaat is zelf ingevuld; wat terugkomt, en wanneer, is uitkomst.",  // lockdown
  };
  return known[static_cast<std::size_t>(kind)];
}

}  // namespace weefsel
