// What: a town of any size, and the country, for measuring how time and memory grow with it.
// How: Weverdam (scenarios/towns/weverdam.yaml, about 8,400 active adults) is laid down again and again on a grid, far
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

struct Country {
  TownDescription town;  ///< one world: all neighbourhoods and places
  std::size_t municipalities = 0;
};

/// The Dutch households with children and everybody else, or this share of them (0.005 to 1): some 4.7 million parents in
/// 342 municipalities of the sizes that Dutch ones have. A municipality is one copy of Weverdam, with fewer households and
/// neighbourhoods where it is small, or several that border on each other where it is large. Nobody goes from one
/// municipality to another; people move and have kin all over the country.
/// Errors: SystemTrouble when the file of Weverdam cannot be read.
[[nodiscard]] Country country(double share);

/// The small town that ships: one neighbourhood of 600 households with one place of nearly every kind.
[[nodiscard]] TownDescription hofbuurt();

}  // namespace weefsel::benchmarks
