// What: what the levers of a scenario cost. Pure.
#pragma once

#include "scenario/scenario.hpp"

namespace weefsel {

/// Euro within the scenario's years; negative: less is spent.
[[nodiscard]] double cost_of_levers(const Scenario& scenario);

}  // namespace weefsel
