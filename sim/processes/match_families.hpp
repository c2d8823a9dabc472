// What:     Coordinators match: who has asked, with the best of those who offer near by; both must agree. New matches
//           are bounded by the coordinator's yearly number (time not used lapses after a quarter of a year) and by
//           the open ones. The longest waiting come first, in out-of-school care the heaviest loads, equals by keyed
//           lot. Nurses and carers need no giver.
// Reads:    applications, matches; homes, ages and mood of those who offer; the levers; programmes.*.
// Writes:   matches, applications; activates light givers.
// Draws:    programme_offer (lasting), programme_match (lot of the pair), programme_agrees (of the pair, for good).
// Evidence: volumes: gemeente.nu 2020, Meppel 10 and 15 matches in two years, 71 offers; Rheden: 77% of requests
//           matched; Berkelland: 25% of volunteers leave a year. Model definition 7.9.
#pragma once

#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void match_families(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch);
}
