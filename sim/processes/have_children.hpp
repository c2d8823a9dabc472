// What:     Couples expect and have children. Nine months before a birth both become active adults.
// Reads:    age of the woman, number of children, demography.children_per_woman.
// Writes:   households (due week, birth clock), adults (expecting), children.
// Draws:    births (clock), newborn traits.
// Evidence: CBS 2023: mean age at first birth 30.3, parity 46/37/12/5%. No lever changes a birth, nor does wellbeing.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void have_children(World& world, const WeekContext& now);
}
