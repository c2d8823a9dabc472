// What:     Says how many hours each team of professionals has, and how skilled it is. Once a year, and when a school or
//           childcare opens or closes, hours and places in help follow the children who live there now; levers on
//           professionals and budget cuts then multiply hours and add to skill, and end without trace. Places of
//           tier 1 go with the hours of the family teams.
// Reads:    children, open places, world.staffing, the levers.
// Writes:   teams, cooperation ties that are new, places in help.
// Draws:    none.
// Evidence: budgets follow the number of children: judgement. What levers change is an input.
#pragma once

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void staff_teams(World& world, const WeekContext& now, const std::vector<Lever>& levers);

/// Is this one of the teams that a lever on professionals speaks of?
[[nodiscard]] bool concerns_team(const World& world, const ProfessionalsDescription& professionals, ProfessionalId team);
}
