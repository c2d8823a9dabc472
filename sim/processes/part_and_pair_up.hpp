// What:     Couples separate and singles find a partner. After a separation the children stay with one parent,
//           mostly the mother; the other takes an empty dwelling in town or leaves, and stays their parent.
// Reads:    ages, children, demography.separations_*, partnering_per_year.
// Writes:   households, adults, dwellings; strain of the event (felt in "Feel").
// Draws:    separation, partnership (clocks; who leaves, where to), income.
// Evidence: CBS: 1.5-1.9% of children a year; 89% of those with one parent live with the mother.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void part_and_pair_up(World& world, const WeekContext& now);
}
