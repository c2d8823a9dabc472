#include "town_import/neighbourhood_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "population/boundary.hpp"

namespace weefsel {
namespace {
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double rounding = 1e-6;  // metres by which a distance to a box may exceed that to what is in it
}  // namespace

double NeighbourhoodMap::Box::distance_to(Point point) const {
  const double x = std::max({low.x - point.x, point.x - high.x, 0.0});
  const double y = std::max({low.y - point.y, point.y - high.y, 0.0});
  return std::hypot(x, y);
}

NeighbourhoodMap::NeighbourhoodMap(const ImportedMunicipality& municipality)
    : municipality_(&municipality), all_{{infinite, infinite}, {-infinite, -infinite}} {
  const auto stretch = [](Box& box, Point low, Point high) {
    box.low = {std::min(box.low.x, low.x), std::min(box.low.y, low.y)};
    box.high = {std::max(box.high.x, high.x), std::max(box.high.y, high.y)};
  };
  for (const auto& n : municipality.neighbourhoods) {
    Box box{{infinite, infinite}, {-infinite, -infinite}};
    for (const auto& ring : n.description.boundary) {
      for (const Point& corner : ring) stretch(box, corner, corner);
    }
    stretch(all_, box.low, box.high);
    boxes_.push_back(box);
  }
}

const NeighbourhoodDescription* NeighbourhoodMap::at(Point point, double metres) const {
  if (all_.distance_to(point) > metres + rounding) return nullptr;
  const NeighbourhoodDescription* nearest = nullptr;
  double distance = metres;
  for (std::size_t i = 0; i < boxes_.size(); ++i) {
    if (boxes_[i].distance_to(point) > distance + rounding) continue;
    const NeighbourhoodDescription& neighbourhood = municipality_->neighbourhoods[i].description;
    const double this_far = distance_to(neighbourhood, point);
    if (this_far > distance || (nearest && this_far == distance)) continue;
    nearest = &neighbourhood;
    distance = this_far;
  }
  return nearest;
}

}  // namespace weefsel
