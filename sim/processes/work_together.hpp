// What:     Teams of professionals that spend hours together come to know each other; without, that fades. It grows as
//           between people, s += g h (1 - s), and every week s <- s (1 - d). Levers on professionals add hours. What
//           comes of it is counted against the strength that ordinary hours keep up, so that nothing changes where
//           nobody does anything.
// Reads:    teams, the levers; cooperation.*, ties.growth_per_hour.
// Writes:   cooperation ties.
// Draws:    none.
// Evidence: source 004 (cooperation round the school); sizes are judgement, their ranges include zero.
#pragma once

#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void work_together(World& world, const WeekContext& now, const std::vector<Lever>& levers);

/// Per team: mean strength of its cooperation above what ordinary hours keep up, -1 to 1; 0 for who works alone.
[[nodiscard]] std::vector<double> cooperation_above_rest(const World& world);
}
