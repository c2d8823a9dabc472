// What:     The week's hours become trust, s += g h q (1 - s), after fading since the last contact; acquaintances
//           begin; ties that have faded away are dropped (every fourth week). A full table gives up its weakest
//           tie; the other side keeps its own, one-sided. Regular haunts and the support one can count on follow.
// Reads:    encounters; ties.growth_per_hour, support and partner parameters of "counted on".
// Writes:   ties of each adult (by that adult only), recent contacts, haunts, last visits, counted-on support.
// Draws:    none.
// Evidence: Hall 2019 (growth); Burt 2002 (fading); Chen et al. 2022 (perceived support); definitions 7.1, 7.5.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void tend_ties(World& world, const WeekContext& now, WeekScratch& scratch);

/// Support one can count on: 1 - product of (1 - a s) over the partner and the five strongest ties, a being the
/// trust that one may ask. Bounded and with diminishing returns (model definition 7.5).
[[nodiscard]] double counted_on_support(const World& world, const WeekContext& now, ActiveId a);
}
