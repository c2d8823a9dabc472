// What:     Families with difficulty making ends meet get money, by keyed lot until the budget of the lever is used;
//           they keep it while they need it and it lasts. A share of those helped then makes ends meet. They stay in
//           the household group they were in: a group is no result.
// Reads:    households, the levers.
// Writes:   relief of households.
// Draws:    poverty_relief (who is helped, whether it is enough; for good).
// Evidence: source 004 (13.1% of children); what making ends meet does to load is wellbeing.income_load (judgement).
#pragma once

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void relieve_poverty(World& world, const WeekContext& now, const std::vector<Lever>& levers);

/// How many families the budget of this lever helps when it is fully in effect.
[[nodiscard]] double families_helped(const Lever& lever);
}
