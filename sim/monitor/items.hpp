// What: the questions of the virtual monitor: those of the youth-health survey for children of 0-11 in source 004 that
// the model has something for, and positive ones beside them. The words are the project's own, in Dutch and English.
// Left out, because nothing in the model stands for it: health, SDQ, food, exercise, smoking, alcohol, resilience,
// screens, sexuality, how often a child plays outside, membership of a club by the child itself.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace weefsel {

enum class Item : std::uint8_t {
  someone_to_turn_to,
  someone_to_count_on,
  knows_other_parents,
  people_to_have_fun_with,
  gets_on_with_neighbours,
  meeting_place,
  knows_a_professional,
  asks_easily,
  is_club_member,
  child_friendly,
  place_to_play,
  concerns,
  upbringing_hard,
  lonely,
  worn_out,
  difficulty_ends_meet,
  one_parent,
  count
};
inline constexpr std::size_t item_count = static_cast<std::size_t>(Item::count);

/// Positive questions come first, as source 004 asks.
enum class ItemTone : std::uint8_t { strength, worry, circumstance };

struct ItemInfo {
  std::string_view id;  ///< in the output file
  ItemTone tone;
  std::uint8_t from_age, until_age;  ///< asked about children of these ages, in years; the last one not included
  std::string_view nl, en;           ///< what a yes says
  std::string_view stands_for;       ///< the state behind it, in English
};

[[nodiscard]] const std::array<ItemInfo, item_count>& monitor_items();
[[nodiscard]] inline const ItemInfo& info_of(Item item) { return monitor_items()[static_cast<std::size_t>(item)]; }
/// The question with this id in the output file, if there is one.
[[nodiscard]] std::optional<Item> item_called(std::string_view id);

}  // namespace weefsel
