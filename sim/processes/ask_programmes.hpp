// What:     Families hear of programmes and ask: pointed the way by a professional they have consulted, through
//           somebody they know who takes part, or by themselves. A coordinator's question lowers the threshold to
//           ask, so openness counts for half here and a debt of help not at all; the debt comes with the help. Who
//           has asked waits, and may give up.
// Reads:    load, counted-on support, children, openness, ties, the week's consultations; the levers; programmes.*.
// Writes:   applications.
// Draws:    programme_asking per (adult, programme, week).
// Evidence: Home-Start: 70% referred by a professional; 41% had just moved or had a small network. Definition 7.9.
#pragma once

#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void ask_programmes(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch);
}
