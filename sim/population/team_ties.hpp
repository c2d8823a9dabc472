// What: which teams of professionals cooperate, and how close they are in rest. The teams of one neighbourhood work
// together, and with the schools and childcare in it; a school does not work with another school.
#pragma once

#include <vector>

#include "params/parameters.hpp"
#include "world/world.hpp"

namespace weefsel {

/// Adds the ties that are missing, without strength.
void link_teams(World&);

/// Both have hours, so they can meet.
[[nodiscard]] bool both_at_work(const World&, CooperationId);

/// Per team: with how many others it works together now.
[[nodiscard]] std::vector<int> teams_worked_with(const World&);

/// Hours a week that the two sides of a pair are together, when a team spends `hours[team]` over the teams it works
/// with: what one side sets aside the other answers for half.
[[nodiscard]] double hours_together(const World&, CooperationId, const std::vector<double>& hours,
                                    const std::vector<int>& worked_with);

/// Sets `rest` of every tie: the strength at which growth by ordinary hours (7.1) and fading are level.
void find_rest(World&, const Parameters&);

/// Ties as they are after years of ordinary work.
void tie_teams_at_start(World&, const Parameters&);

}  // namespace weefsel
