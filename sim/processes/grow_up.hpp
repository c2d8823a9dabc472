// What:     Children change phase and place of day care or school; young people leave home, some for a dwelling
//           in town, where adults of their own who know them keep them among their weak ties. At 23 the last have left (a
//           simplification: 7% of them live at home longer).
// Reads:    ages, day places, demography.leaving_home_age, demography.leavers_who_stay_share.
// Writes:   children, households and adults (the young adult), ties of parents, and of adults who know them.
// Draws:    leaving_home (clock; who stays), new_school.
// Evidence: CBS: mean age of leaving home about 23; source 001, figure 1 (phases).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void grow_up(World& world, const WeekContext& now);
}
