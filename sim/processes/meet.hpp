// What:     People in one circle share hours. In a circle of k for H hours each pair counts H / (k - 1). Two who do
//           not know each other become acquainted with a chance that rises with those hours, similarity, common
//           acquaintances and a host; two who do add the hours to their tie. In the street one also meets
//           neighbours without children, who keep no table: such a tie is one-sided.
// Reads:    circles, evenings and play at homes, ties, partners, places, adults, households; meeting.*.
// Writes:   encounters of each adult (its own only), nothing of the world.
// Draws:    start_tie per unordered pair and meeting, so both sides agree; light_meeting.
// Evidence: Hall 2019 (hours); Kossinets & Watts 2006 (common friends); model definition 7.1.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void meet(const World& world, const WeekContext& now, WeekScratch& scratch);

/// Chance that two strangers become acquainted in `hours` together, `x / (1 + x)` with x the hazard: close to
/// 1 - e^-x where x is small, and plain arithmetic.
[[nodiscard]] constexpr double p_acquainted(double hazard) { return hazard <= 0 ? 0 : hazard / (1 + hazard); }
}
