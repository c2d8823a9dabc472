#include "town_import/spread.hpp"

#include <algorithm>
#include <cmath>

#include "population/boundary.hpp"

namespace weefsel {
namespace {
/// Halton's sequence: index 1, 2, 3 … in base 2 gives 1/2, 1/4, 3/4 …
double halton(std::size_t index, std::size_t base) {
  double result = 0, part = 1;
  for (; index > 0; index /= base) {
    part /= static_cast<double>(base);
    result += part * static_cast<double>(index % base);
  }
  return result;
}
}  // namespace

Point spread_inside(const NeighbourhoodDescription& neighbourhood, std::size_t index) {
  NeighbourhoodDescription land;
  land.boundary.push_back(*std::max_element(neighbourhood.boundary.begin(), neighbourhood.boundary.end(),
                                            [](const auto& a, const auto& b) { return area_of(a) < area_of(b); }));
  const std::vector<Point>& ring = land.boundary.front();
  Point low = ring.front(), high = ring.front();
  for (const Point& point : ring) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  // A ring covers at least a sliver of its box, so this ends; the bound is for rings thinner than a metre.
  std::size_t inside = 0;
  for (std::size_t i = 1; i < 100000; ++i) {
    const Point point{std::round(low.x + (high.x - low.x) * halton(i, 2)),
                      std::round(low.y + (high.y - low.y) * halton(i, 3))};
    if (distance_to(land, point) == 0 && inside++ == index) return point;
  }
  return ring.front();
}

Point spread_around(Point centre, std::size_t index) {
  constexpr double golden_angle = 2.399963229728653;  // radians
  const double n = static_cast<double>(index), radius = 200 * std::sqrt(n);
  return {std::round(centre.x + radius * std::cos(golden_angle * n)),
          std::round(centre.y + radius * std::sin(golden_angle * n))};
}

}  // namespace weefsel
