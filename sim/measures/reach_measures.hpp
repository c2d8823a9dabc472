// What: how many families a kind of place reaches: an adult of the family chose to go there and found room, at least
// once in the last 13 weeks, or the last 52. School and childcare follow the child and are not among them.
// Definition: model definition 7.2. Cells with fewer than 30 families are NaN.
#pragma once

#include "measures/cells.hpp"

namespace weefsel {

inline constexpr std::int32_t weeks_of_quarter = 13, weeks_of_year = 52;

struct ReachSums {
  std::int64_t families = 0;
  std::array<std::int64_t, place_kind_count> in_quarter{}, in_year{};

  void add(const ReachSums& other);
  [[nodiscard]] double share_of_families(std::int64_t count) const;
};

/// The latest visit of any adult of the household, by kind of place.
[[nodiscard]] std::array<ShortWeek, place_kind_count> latest_visits(const World& world, HouseholdId household);

using ReachMeasures = Cells<ReachSums>;

[[nodiscard]] ReachMeasures measure_reach(const World& world);

}  // namespace weefsel
