// What:     Lives change: friends drift apart, and new friends come from elsewhere (work, study, old friends' friends).
//           A friendship that drifts falls to the last bit of acquaintance: those who still meet somewhere pick it up
//           again, the others lose touch. Kin do not drift. Every fourth week.
// Reads:    ties, sociability; ties.turnover_per_year, ties.outside_friends.
// Writes:   the tie table of each adult (its own only).
// Draws:    drift_apart per unordered pair (people elsewhere: per adult and person), friend_elsewhere per adult.
// Evidence: Mollenhorst et al. 2014: 48% of names are given again after seven years, the size stays; what is lost
//           is lost with the setting that was shared.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void drift_apart(World& world, const WeekContext& now);
}
