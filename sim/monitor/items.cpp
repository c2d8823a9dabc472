#include "monitor/items.hpp"

namespace weefsel {

const std::array<ItemInfo, item_count>& monitor_items() {
  using T = ItemTone;
  static constexpr std::array<ItemInfo, item_count> items = {{
      {"someone_to_turn_to", T::strength, 0, 12, "Kan bij iemand terecht met een vraag over opvoeden",
       "Has someone to turn to with a question about upbringing",
       "the strongest tie outside the house, to a professional too"},
      {"someone_to_count_on", T::strength, 0, 12, "Kan rekenen op hulp van mensen buiten het eigen huis",
       "Can count on help from people outside the house",
       "counted-on support of the five strongest ties, without the partner"},
      {"knows_other_parents", T::strength, 0, 12, "Kent andere ouders in de buurt",
       "Knows other parents in the neighbourhood",
       "the strongest tie to a parent of another family in the neighbourhood, weak or more"},
      {"people_to_have_fun_with", T::strength, 0, 12, "Heeft mensen om iets leuks mee te doen",
       "Has people to do pleasant things with", "contacts with people one knows, against those one would like"},
      {"gets_on_with_neighbours", T::strength, 0, 12, "Vindt dat mensen in de buurt goed met elkaar omgaan",
       "Finds that people in the neighbourhood get on well",
       "safety, and how many people of the neighbourhood one knows"},
      {"meeting_place", T::strength, 0, 12, "Komt op een plek waar bekende gezichten zijn",
       "Comes to a place where there are familiar faces",
       "known people met at one of the places where one is a regular"},
      {"knows_a_professional", T::strength, 0, 12,
       "Kent een leerkracht, verpleegkundige of andere professional die luistert",
       "Knows a teacher, nurse or other professional who listens",
       "the strongest tie to a team of professionals, weak or more"},
      {"asks_easily", T::strength, 0, 12, "Vraagt zonder veel moeite om hulp", "Asks for help without much trouble",
       "openness times trust that one can ask, less debts of help"},
      {"is_club_member", T::strength, 4, 12, "Kind is lid van een sportclub of andere vereniging",
       "Child is a member of a sports or culture club", "membership of an open club, without noise"},
      {"child_friendly", T::strength, 0, 12, "Vindt de buurt prettig voor kinderen",
       "Finds the neighbourhood good for children", "play space, upkeep and safety of the neighbourhood"},
      {"place_to_play", T::strength, 2, 12, "Ziet genoeg plek om buiten te spelen", "Sees enough room to play outside",
       "play space, and an open playground or children's farm within 500 metres"},
      {"concerns", T::worry, 0, 12, "Heeft nu een vraag of zorg over dit kind",
       "Has a question or worry about this child at present", "perceived severity of this child's worst concern"},
      {"upbringing_hard", T::worry, 0, 12, "Vindt het opvoeden van dit kind (heel) zwaar",
       "Finds bringing up this child (very) hard",
       "load, and perceived severity of this child's concerns, less wellbeing"},
      {"lonely", T::worry, 0, 12, "Mist mensen om zich heen (sterk)", "Misses having people around (strongly)",
       "support and contacts that fall short of what one would like, less wellbeing"},
      {"worn_out", T::worry, 0, 12, "Is op van het ouderschap", "Is worn out by being a parent",
       "load, less wellbeing and support"},
      {"difficulty_ends_meet", T::circumstance, 0, 12, "Heeft moeite met rondkomen", "Has difficulty making ends meet",
       "tight income of the household, without noise"},
      {"one_parent", T::circumstance, 0, 12, "Kind woont in een eenoudergezin", "Child lives in a one-parent family",
       "one adult in the household, without noise"},
  }};
  return items;
}

std::optional<Item> item_called(std::string_view id) {
  for (std::size_t i = 0; i < item_count; ++i)
    if (monitor_items()[i].id == id) return static_cast<Item>(i);
  return std::nullopt;
}

}  // namespace weefsel
