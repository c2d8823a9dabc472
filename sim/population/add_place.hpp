// What: puts a described place on the map, at the start of a run or when a scenario opens one.
#pragma once

#include "random/luck.hpp"
#include "world/levers.hpp"
#include "world/world.hpp"

namespace weefsel {

/// Appends an open place with key key_of_name("place/" + id), in the neighbourhood of the nearest street, with its
/// clocks wound in `now` (volunteering; starting and ending of an initiative). Does not touch `world.reach`.
/// A place without a site of its own (online) may lie at (0, 0).
PlaceId add_place(World& world, const Luck& luck, const PlaceDescription& place, Week now);

/// The neighbourhood of the street whose middle is nearest to a spot in metres (RD New).
[[nodiscard]] NeighbourhoodId neighbourhood_near(const World& world, double x, double y);

}  // namespace weefsel
