// What: how one household fares, in figures that two worlds can be compared on: whom its adults know, what they can
// count on, how they feel, what help its children have. Pure functions of a world; twins are joined on the
// household's key, never on its slot.
// Units: counts are of different people, whichever adult of the household knows them, professionals left out (as in
// mean_degree); shares and wellbeing 0-1; load from 0 up. What an adult without a tie table would add is left out.
#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "world/world.hpp"

namespace weefsel {

struct HouseholdFigures {
  bool present = false;  ///< false: it has left town, or has not come yet; all else is then empty
  std::int32_t weak_ties = 0, support_ties = 0, close_ties = 0;  ///< each includes the stronger ones
  double counted_on = 0;       ///< mean over its adults: support one can count on (7.5)
  double wellbeing = 0;        ///< mean over its adults: 1 / (1 + e^-b)
  double load = 0;             ///< mean over its adults
  std::int32_t contacts = 0;   ///< with people one knows, over the last four weeks
  std::array<std::int32_t, asked_tiers> waiting{}, helped{};  ///< children at home, by tier
  std::int32_t in_protection = 0;                             ///< children at home in tier 3
};

[[nodiscard]] HouseholdFigures figures_of(const World& world, HouseholdId h, const FadingCurve& fading);

/// Who lives in town now, by key.
using HouseholdIndex = std::unordered_map<Key, HouseholdId>;
[[nodiscard]] HouseholdIndex households_by_key(const World& world);

/// Keys of all families in the order of a keyed lot: the first N are a fair sample of N, and a larger sample holds
/// every smaller one. The lot belongs to the household, so twins draw the same.
[[nodiscard]] std::vector<Key> families_by_lot(const World& world, const Luck& luck);

/// Who someone is, in 31 bits that stay the same when an acquaintance leaves town: then only 30 bits of the key are
/// kept (PersonRef::outside). Professionals have the highest bit.
using PersonMark = std::uint32_t;
[[nodiscard]] PersonMark mark_of(const World& world, PersonRef person);
[[nodiscard]] constexpr PersonMark mark_of_adult(Key key) { return static_cast<PersonMark>(key & 0x3fffffffU); }
[[nodiscard]] constexpr PersonMark mark_of_professional(Key key) { return 0x40000000U | mark_of_adult(key); }
[[nodiscard]] constexpr bool is_professional(PersonMark mark) { return (mark & 0x40000000U) != 0; }

}  // namespace weefsel
