// What:     The norms of the time drift: pressure to perform, openness to ask, how much a debt of help weighs. Where a
//           drift ends, the norms stay where they are.
// Reads:    the levers, the week.
// Writes:   world.norms.
// Draws:    none.
// Evidence: sources 000 and 001 for direction; speeds are an input.
#pragma once

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void drift_norms(World& world, const WeekContext& now, const std::vector<Lever>& levers);
}
