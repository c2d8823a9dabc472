// What: a town of any size, for measuring how time and memory grow with it.
// How: Weverdam (scenarios/towns/weverdam.yaml, about 9,800 active adults) is laid down again and again on a grid, far
// enough apart that nobody goes from one copy to the next; its six quarters are cut into neighbourhoods of the sizes
// that Dutch ones have. Figures, distances and places per inhabitant stay those of Weverdam, so a week of one adult is
// the same work in every size, as far as the model is linear.
#pragma once

#include "population/town.hpp"

namespace weefsel::benchmarks {

/// A town with about so many active adults when its run-in is over (within some 5%). Below a whole Weverdam its
/// households are thinned out, and places keep their number. `active_adults` from 5,000 to 10 million.
/// Errors: SystemTrouble when the file of Weverdam cannot be read.
[[nodiscard]] TownDescription town_of(double active_adults);

/// The small town that ships: one neighbourhood of 600 households with one place of nearly every kind.
[[nodiscard]] TownDescription hofbuurt();

}  // namespace weefsel::benchmarks
