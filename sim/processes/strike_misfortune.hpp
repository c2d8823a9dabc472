// What:     Illness, loss of work or bereavement strikes a household and strains its adults for months.
// Reads:    demography.misfortunes_per_year.
// Writes:   event strain of active adults; the household's misfortune clock.
// Draws:    misfortune (clock, severity).
// Evidence: judgement (C); tight incomes are struck 1.5 times as often.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void strike_misfortune(World& world, const WeekContext& now);
}
