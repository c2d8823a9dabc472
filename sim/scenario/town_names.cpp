#include "scenario/town_names.hpp"

#include <algorithm>
#include <cmath>

#include "population/boundary.hpp"
#include "population/read_town.hpp"

namespace weefsel {
namespace {

/// Centroid of a simple polygon. Relative to the first corner, so that large coordinates lose no digits.
Point centroid(const std::vector<Point>& ring) {
  double twice_area = 0, x = 0, y = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point& next = ring[(i + 1) % ring.size()];
    const double ax = ring[i].x - ring[0].x, ay = ring[i].y - ring[0].y;
    const double bx = next.x - ring[0].x, by = next.y - ring[0].y;
    const double cross = ax * by - bx * ay;
    twice_area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (twice_area == 0) return ring[0];
  return {ring[0].x + std::round(x / (3 * twice_area)), ring[0].y + std::round(y / (3 * twice_area))};
}

}  // namespace

TownNames names_of(const TownDescription& town) {
  TownNames names;
  names.where = [neighbourhoods = town.neighbourhoods](Point point) {
    constexpr double nearly = 200;  // metres: the model takes the neighbourhood of the nearest street
    double nearest = nearly;
    if (!neighbourhoods.empty()) {
      nearest = distance_to(neighbourhoods.front(), point);
      for (const auto& one : neighbourhoods) nearest = std::min(nearest, distance_to(one, point));
    }
    std::vector<std::string> codes;
    for (const auto& one : neighbourhoods)
      if (distance_to(one, point) <= std::max(nearest, nearly)) codes.push_back(one.code);
    return codes;
  };
  for (const PlaceDescription& place : town.places)
    names.places.push_back({place.id, {place.x, place.y}, place.kind, names.where({place.x, place.y})});
  for (const NeighbourhoodDescription& neighbourhood : town.neighbourhoods) {
    const std::vector<Point>* largest = nullptr;
    for (const auto& ring : neighbourhood.boundary)
      if (!largest || area_of(ring) > area_of(*largest)) largest = &ring;
    names.neighbourhoods.push_back({neighbourhood.code, largest ? centroid(*largest) : Point{}, {}, {}});
  }
  names.places_known_as = town.places_known_as;
  names.neighbourhoods_known_as = town.neighbourhoods_known_as;
  return names;
}

std::optional<TownNames> read_town_names(const std::filesystem::path& file, Problems& problems) {
  const std::size_t before = problems.size();
  const TownDescription town = read_town(file, problems);
  if (problems.size() > before) return {};
  return names_of(town);
}

}  // namespace weefsel
