// What:     Visitors who are well and known become hosts; hosts tire and leave. A strong circle starts a fixed
//           gathering of its own, which ends sooner when nobody hosts it.
// Reads:    haunts, wellbeing, load; volunteering.*, steering.*.
// Writes:   places (volunteer, gathering), flags of volunteers.
// Draws:    volunteering (clock, who), initiative (clocks), tiring (clock).
// Evidence: source 002 (visitors become hosts, initiatives spawn initiatives); Home-Start Berkelland (25% a year).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void organise(World& world, const WeekContext& now, WeekScratch& scratch);
}
