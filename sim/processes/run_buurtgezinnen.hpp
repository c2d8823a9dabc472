// What:     Buurtgezinnen: a coordinator matches a family that wants support with a support family near by. The
//           child is with the support family a few hours a week, the adults meet; their tie grows like any other,
//           the parent gains hours, the giver bears load, and help is owed as any help. A trial of eight weeks;
//           either may stop. Afterwards an ordinary tie. No direct effect on wellbeing or demand.
// Reads:    load, counted-on support, openness (who asks); age, children, wellbeing (who offers); the lever.
// Writes:   matches, ties of both, relief, balances, giving load, hours given; activates light support givers.
// Draws:    programme_asking, programme_offer (lasting), programme_match, programme_end.
// Evidence: volumes: gemeente.nu 2020, Meppel 10 and 15 matches in two years, 71 offers; Rheden 77% last.
//           Effects are not known (14 families, no control) and none is put in. Model definition 7.9.
#pragma once

#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
/// The weekly hours of all matches, and their ends. Before "Feel", so that givers feel what they carry.
void live_matches(World& world, const WeekContext& now, WeekScratch& scratch);
/// New matches, as far as coordinators have time.
void run_buurtgezinnen(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch);
}
