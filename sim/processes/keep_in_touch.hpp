// What:     Ties are kept up outside places - visits, calls, messages - within the hours an adult has. Each tie
//           wants hours that rise with its strength; when they do not fit, all give way alike. Contact takes place
//           where it fits both: hours wanted x the smaller of the two scales, in contacts of a fixed length.
// Reads:    ties, working hours, wellbeing, evenings at home this week, how far home contact is allowed;
//           ties.contact_hours_per_week, hours_wanted, contact_concentration, contact_withdrawal.
// Writes:   encounters of each adult (its own only), nothing of the world.
// Draws:    keep_in_touch per unordered pair (people elsewhere: per adult and person).
// Evidence: Miritello et al. 2013 (finite capacity); Roberts & Dunbar 2015.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void keep_in_touch(const World& world, const WeekContext& now, WeekScratch& scratch);
}
