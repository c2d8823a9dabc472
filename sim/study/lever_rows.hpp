// What: the levers of a scenario as the output file keeps them for reports: when, what they cost, which kinds of place
// they touch, and of which measures their direction is an input. Pure.
#pragma once

#include <vector>

#include "output/provenance.hpp"
#include "population/town.hpp"
#include "scenario/scenario.hpp"

namespace weefsel {

/// `first`: the scenario with which others are compared; a lever that it has too makes no difference.
[[nodiscard]] std::vector<LeverRow> lever_rows(const Scenario& scenario, const Scenario& first,
                                               const TownDescription& town);

}  // namespace weefsel
