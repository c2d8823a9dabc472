// What: in which neighbourhood of a municipality a point lies. A look at the box round each neighbourhood comes first,
// so a file of the whole country costs little more than one of the municipality.
// Units: metres in RD New.
#pragma once

#include <vector>

#include "population/town.hpp"
#include "town_import/municipality.hpp"

namespace weefsel {

class NeighbourhoodMap {
 public:
  /// Keeps hold of the municipality, which has to outlive it.
  explicit NeighbourhoodMap(const ImportedMunicipality& municipality);

  /// The neighbourhood in which the point lies, else the nearest one within `metres`, else none. Of those that are
  /// equally near, the first.
  [[nodiscard]] const NeighbourhoodDescription* at(Point point, double metres) const;

 private:
  struct Box {
    Point low, high;
    [[nodiscard]] double distance_to(Point point) const;
  };
  const ImportedMunicipality* municipality_;
  Box all_;
  std::vector<Box> boxes_;  // of each neighbourhood
};

}  // namespace weefsel
