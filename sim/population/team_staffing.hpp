// What: which teams of professionals there are and how many hours they have, as follows from who lives where: teachers
// at each open school, workers at each open childcare place (hours for the children of the town, shared out by pupils),
// and for each neighbourhood the teams below (hours by the children who live there). Places in help follow too.
// Assumption: money for professionals follows the number of children.
#pragma once

#include <array>

#include "world/world.hpp"

namespace weefsel {

inline constexpr std::array<ProfessionalKind, 4> neighbourhood_teams = {
    ProfessionalKind::youth_health_nurse, ProfessionalKind::general_practitioner, ProfessionalKind::youth_worker,
    ProfessionalKind::family_team_worker};

/// A team without hours yet; skill as in world.staffing. `where`: id of its place or code of its neighbourhood.
ProfessionalId add_team(World&, ProfessionalKind, std::string_view where, PlaceId, NeighbourhoodId);

/// Adds teams for schools and childcare that have none, and sets base hours and places in help by the children of now.
/// While all schools (or all childcare) are shut, their teams keep their hours. Needs world.staffing.
void staff_by_children(World&, Week now);

/// Has a school or childcare opened or closed since the last staff_by_children()?
[[nodiscard]] bool needs_new_staffing(const World&);

}  // namespace weefsel
