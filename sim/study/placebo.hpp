// What: the placebo twin of a comparison (model definition 7.12): the first scenario once more, in which one family is
// kept home for one week. What then differs is chance that runs on, and nothing else.
#pragma once

#include <vector>

#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace weefsel {

/// Which family: drawn by keyed lot from those with a child at childcare or primary school, so a gate to stand at, and with
/// people to meet (a school acquaintance, or a place where they usually find someone they know); from those with one of
/// the two, or from all families, when there are none. 0 when there is no family.
[[nodiscard]] Key placebo_household(const World& world, const Luck& luck);

/// Which week: the first in which a lever of any of these scenarios is in effect, so that chance has as long to run on
/// as their effects have; week 0 when there are no levers within the horizon.
[[nodiscard]] Week placebo_week(const std::vector<Scenario>& scenarios);

}  // namespace weefsel
