// What: the professionals of everyday life: a team of teachers at each school and of workers at each childcare place,
// and for each neighbourhood a youth-health nurse, a general practitioner, a youth worker and a family-team worker.
// Their hours are those for questions about growing up, per 1,000 children under 18 of the town (schools and childcare:
// shared out by their pupils) or of the neighbourhood.
#pragma once

#include "population/town.hpp"
#include "world/world.hpp"

namespace weefsel {

/// What a kind of professional has where the town does not say. Judgement.
[[nodiscard]] ProfessionalDescription default_professional(ProfessionalKind kind);

/// Appends the teams and sets the places in help. Children have their day places already.
void employ_professionals(World& world, const TownDescription& town, Week now);

}  // namespace weefsel
