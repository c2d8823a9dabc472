#include "population/boundary.hpp"

// Boost.Geometry includes a header that Boost itself calls deprecated, and says so at every build.
#define BOOST_ALLOW_DEPRECATED_HEADERS

#include <algorithm>
#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/is_valid.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>
#include <limits>

#include "population/polygon.hpp"

namespace weefsel {
namespace bg = boost::geometry;

std::string trouble_with_ring(const std::vector<Point>& ring) {
  std::vector<Point> different = ring;
  const auto before = [](const Point& a, const Point& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); };
  std::sort(different.begin(), different.end(), before);
  different.erase(std::unique(different.begin(), different.end()), different.end());
  if (different.size() < 3) {
    return "has " + std::to_string(different.size()) + " different points; at least 3 are needed to enclose land";
  }
  const Polygon polygon = polygon_of(ring);
  if (std::abs(bg::area(polygon)) < 1.0) return "encloses no land: its area is zero";
  bg::validity_failure_type failure = bg::no_failure;
  if (bg::is_valid(polygon, failure)) return {};
  switch (failure) {
    case bg::failure_invalid_coordinate: return "has a coordinate that is not a number";
    case bg::failure_spikes: return "goes out and back along the same line (a spike)";
    default: return "crosses or touches itself; give its corners in the order in which one walks round it";
  }
}

double area_of(const std::vector<Point>& ring) { return std::abs(bg::area(polygon_of(ring))); }

double area_of(const NeighbourhoodDescription& neighbourhood) {
  double area = 0;
  for (const auto& ring : neighbourhood.boundary) area += area_of(ring);
  return area;
}

double distance_to(const NeighbourhoodDescription& neighbourhood, Point point) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const auto& ring : neighbourhood.boundary) {
    if (ring.empty()) continue;
    nearest = std::min(nearest, static_cast<double>(bg::distance(Spot(point.x, point.y), polygon_of(ring))));
  }
  return nearest;
}

bool looks_like_degrees(const std::vector<Point>& points) {
  return !points.empty() && std::all_of(points.begin(), points.end(), [](const Point& point) {
    return std::abs(point.x) <= 180 && std::abs(point.y) <= 90;
  });
}

bool within_rd_new(Point point) { return point.x > -7000 && point.x < 300000 && point.y > 289000 && point.y < 629000; }

}  // namespace weefsel
