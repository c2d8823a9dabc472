// What:     Who has a tie table: parents, the expecting, hosts, volunteers, support givers, and grandparents who
//           look after grandchildren. Others are light adults; an active adult whose role has ended stays active
//           for a year. Every four weeks.
// Reads:    households, children, parent_in_town, flags.
// Writes:   actives (new rows, active_until), outside ties of the newly active.
//           Once a year working hours follow age and children anew.
// Draws:    activation (which grandparents), adult traits.
// Evidence: SCP 2021: about 48% of parents have others look after the children, mostly grandparents.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void keep_active(World& world, const WeekContext& now);
}
