// What:     Older adults die; a household whose last adult dies leaves its dwelling empty.
// Reads:    age (from 55).
// Writes:   adults, households, dwellings; strain of the partner.
// Draws:    death.
// Evidence: CBS life table 2022: 0.4% a year at 55; see demography.death_doubling_years.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void lose_people(World& world, const WeekContext& now);
}
