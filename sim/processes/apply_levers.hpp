// What:     Puts the levers of the scenario into effect and takes them out again: places open, close, move or offer
//           something else; a lockdown; streets and their upkeep; steering. What a place offers is worked out anew from what it offered before any
//           lever whenever a lever starts, ends or ramps, so levers combine and end without trace.
//           Ties are never touched: what people make of it follows in the other steps.
// Reads:    the scenario's levers, the week.
// Writes:   places, reach, neighbourhoods, steering, share of contacts at home.
// Draws:    none (clocks of a new place are wound by its own key).
// Evidence: what each lever changes is an input; model definition 7.4 (closing and moving a library).
#pragma once

#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {

/// Errors: UserMistake when a lever names a place or neighbourhood that the town does not have.
void apply_levers(World& world, const WeekContext& now, const std::vector<Lever>& levers);

[[nodiscard]] bool in_effect(const Lever& lever, Week week);
/// 0 before and after a lever, rising to 1 over its ramp.
[[nodiscard]] double intensity(const Lever& lever, Week week);
}
