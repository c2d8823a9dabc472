// What: streets of about 50 dwellings inside the boundary of a neighbourhood. The map is a matter of names only, not of
// luck: the same in every replicate, and one street more leaves the others where they are.
#pragma once

#include "population/town.hpp"
#include "world/world.hpp"

namespace weefsel {

/// Appends streets and `dwellings` empty dwellings to the world, inside the boundary of `description`.
/// Streets spread evenly (R2 sequence); a street is 250 m long at most, with dwellings on both sides.
/// Errors: UserMistake when the boundary encloses no land.
void lay_out_streets(World& world, const NeighbourhoodDescription& description, NeighbourhoodId neighbourhood,
                     std::size_t dwellings);

}  // namespace weefsel
