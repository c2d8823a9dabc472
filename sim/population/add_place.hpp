// What: puts a described place on the map, at the start of a run or when a scenario opens one.
#pragma once

#include "random/luck.hpp"
#include "world/levers.hpp"
#include "world/nearby.hpp"
#include "world/world.hpp"

namespace weefsel {

/// The streets of a town as they are now: made once where many places are put on the map.
class StreetsNearby {
 public:
  explicit StreetsNearby(const World&);
  /// The neighbourhood of the street whose middle is nearest to a spot in metres (RD New); of equals the first.
  [[nodiscard]] NeighbourhoodId neighbourhood_near(const World&, double x, double y) const;

 private:
  Nearby streets_;
};

/// Appends an open place with key key_of_name("place/" + id), in the neighbourhood of the nearest street, with its
/// clocks wound in `now` (volunteering; starting and ending of an initiative). Does not touch `world.reach`.
/// A place without a site of its own (online) may lie at (0, 0).
PlaceId add_place(World& world, const StreetsNearby& streets, const Luck& luck, const PlaceDescription& place, Week now);

}  // namespace weefsel
