// What:     Households move within the town or out of it, and newcomers fill empty dwellings. A move breaks the
//           habits of places, not friendships at once; those who leave town become people outside.
// Reads:    age of the youngest child or of the adults, homes by whom they suit; demography.moves_*,
//           vacancy_fill_per_year, newcomers_considered, young_newcomers_share.
// Writes:   households, dwellings, adults, children; haunts of those who move.
// Draws:    moving_out (clock, within or out), moving_within (where to), moving_in (clock), newcomer_considered and
//           newcomer (who comes).
// Evidence: CBS 2017, moving rates by age of child (mean 9.7%, two thirds within the municipality).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void move_house(World& world, const WeekContext& now);
}
