// What:     Load is what an adult carries: concerns about the children (half of them when they live with the other
//           parent), income, raising children alone, events, waiting for help, giving; practical help takes some
//           away. Wellbeing returns to a personal level and is moved by risks and resources, centred at baseline:
//             b += k (level + resources - risks - b) + noise
//           Resources: support one can count on (perceived, not received), belonging, being heard, giving.
// Reads:    children, households, ties (through counted_on), the week's events; wellbeing.*.
// Writes:   wellbeing, load, strain, relief, balance, trust of each active adult (its own only).
// Draws:    mood.
// Evidence: Mikolajczak & Roskam 2018 (form); Chen 2022, Dunst 2022 (perceived support); definition 7.5.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void feel(World& world, const WeekContext& now, WeekScratch& scratch);

/// Load of an adult from all sources but last week's practical help, >= 0.
[[nodiscard]] double load_carried(const World& world, const Parameters& parameters, ActiveId a);

/// The load from which requests for help follow: what support has done to load, given or received, counts as far as
/// help.substitution says and no further (model definition 7.6). At 1 it is the felt load, at 0 the load without support.
[[nodiscard]] double load_behind_requests(const World& world, const Parameters& parameters, ActiveId a);
}
