// What:     The weekly hours of matches, and their ends. The child is with the other, or the other comes to visit; the
//           adults meet and their tie grows like any other (7.1), the parent gains hours (relief, bounded as practical
//           help is), help is owed hour for hour, the giver bears load. A visitor listens as people one knows do, a
//           nurse as a professional does. A trial of eight weeks for support families and mentors; later reviews, at
//           which either may stop, a giver with much load sooner. A match that the giver breaks off early lowers
//           trust in asking as a refusal does. What remains is an ordinary tie.
//           No direct effect on wellbeing or demand.
// Reads:    matches, ties, load, children; the levers; programmes.*, support.*.
// Writes:   matches, ties of both, relief, balances, giving load, trust in asking; concerns (a talk).
// Draws:    programme_visit (is there a visit), programme_talk (what is spoken of), programme_end (reviews).
// Evidence: Grossman & Rhodes 2002 (short matches disappoint). Effects of these programmes are not known well enough
//           and none is put in (Buurtgezinnen: 14 families, no control). Model definition 7.9.
#pragma once

#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void live_matches(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch);
}
