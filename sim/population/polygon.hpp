// What: a ring of points as a polygon of Boost.Geometry.
#pragma once

#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

using Spot = boost::geometry::model::d2::point_xy<double>;           ///< metres
using Polygon = boost::geometry::model::polygon<Spot, true, false>;  ///< clockwise, not closed

/// A ring that repeats its first point at the end, as GeoJSON does, means the same; either direction will do.
[[nodiscard]] inline Polygon polygon_of(const std::vector<Point>& ring) {
  Polygon polygon;
  for (const Point& point : ring) polygon.outer().emplace_back(point.x, point.y);
  if (polygon.outer().size() > 1 && ring.front() == ring.back()) polygon.outer().pop_back();
  boost::geometry::correct(polygon);
  return polygon;
}

}  // namespace weefsel
