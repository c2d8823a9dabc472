// What: how often households move, by age. The newcomers of a neighbourhood are drawn in proportion to it, so that
// those who come are like those who leave; whom homes suit steers it further (processes/move_house).
// Evidence: CBS 2017, moving rate by age of child (0: 13.1%, 1-2: 14.8, 4: 12.3, 8: 9.3, 12: 7.4, 15: 6.6; mean 9.7%);
// without children: judgement, young adults about ten times as often as the old.
#pragma once

#include "world/world.hpp"

namespace weefsel {

/// Moves a year by age of the youngest child at home, in years.
[[nodiscard]] double moves_per_year_of_family(double youngest_age);
/// Moves a year of a household without children, by age of its first adult in years.
[[nodiscard]] double moves_per_year_without_children(double age);
/// Moves a year of this household at `now`, before demography.moves_factor.
[[nodiscard]] double moves_per_year(const World& world, HouseholdId h, Week now);

}  // namespace weefsel
