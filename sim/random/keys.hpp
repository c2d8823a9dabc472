// What: who entities are. Keys come from origin, never from a counter, an index or a neighbourhood number,
// so the same person has the same key in every twin and after every renumbering.
#pragma once

#include <string_view>

#include "random/luck.hpp"

namespace weefsel {

/// FNV-1a (64 bits), then mixed: names of towns, streets and places.
[[nodiscard]] constexpr Key key_of_name(std::string_view name) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mix64(h);
}
[[nodiscard]] constexpr Key key_of_child(Key mother, unsigned birth_order) { return join64(mother ^ 0x6b696e64ULL, birth_order); }
[[nodiscard]] constexpr Key key_of_newcomers(Key dwelling, Week week) {
  return join64(dwelling ^ 0x6e657763ULL, static_cast<std::uint32_t>(week.number + 0x8000));
}
[[nodiscard]] constexpr Key key_of_split(Key adult, Week week) {
  return join64(adult ^ 0x73706c74ULL, static_cast<std::uint32_t>(week.number + 0x8000));
}
[[nodiscard]] constexpr Key key_of_new_partner(Key adult, Week week) {
  return join64(adult ^ 0x7061727eULL, static_cast<std::uint32_t>(week.number + 0x8000));
}
/// Member `number` of a household (0, 1: adults) or dwelling `number` of a street.
[[nodiscard]] constexpr Key key_of_member(Key group, unsigned number) { return join64(group ^ 0x6d656d62ULL, number); }
/// Somebody who works at a place and has no row of their own in the world: coach or host `number`.
[[nodiscard]] constexpr Key key_of_place_person(Key place, unsigned number) { return join64(place ^ 0x636f6163ULL, number); }

}  // namespace weefsel
