// What: a made-up map for neighbourhoods of which no boundary is known: squares of their area of land on a lattice,
// near the centroid of their commonest postcode where that is known, in the order of their codes (so districts stay
// together) where it is not. Squares do not overlap. Metres, RD New.
#pragma once

#include <optional>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

struct LandOf {
  std::optional<Point> near;  ///< the postcode's centroid
  std::optional<double> hectares;
};

/// One ring for each, in the same order. Land that is not known takes the median of those that are, or 25 hectares.
/// An area larger than a cell of the lattice (1.5 times the median) is drawn as the whole cell.
[[nodiscard]] std::vector<std::vector<Point>> stand_in_boundaries(const std::vector<LandOf>& lands);

}  // namespace weefsel
