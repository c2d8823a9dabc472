#include "support/town_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "population/boundary.hpp"
#include "population/read_town.hpp"

namespace weefsel::benchmarks {
namespace {

constexpr double active_in_weverdam = 9820;
/// Weverdam is 5.5 by 5.2 km, and no place draws anybody from further than 13 km (find_reachable_places).
constexpr double metres_between_copies = 20'000;
/// How a quarter of Weverdam, some 2,750 households, falls apart into neighbourhoods: 140 to 1,150 households, 550 on
/// average. The country has some 8.4 million households in some 14,500 neighbourhoods: 580 (CBS, Kerncijfers wijken en
/// buurten 2023); most are smaller than that and a few are large.
constexpr std::array<double, 5> shares = {0.05, 0.10, 0.17, 0.26, 0.42};

using Ring = std::vector<Point>;

/// The part of a ring that lies west of `x`, or east of it (Sutherland & Hodgman 1974).
Ring clipped(const Ring& ring, double x, bool west) {
  const auto inside = [&](Point p) { return west ? p.x <= x : p.x >= x; };
  Ring part;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i], b = ring[(i + 1) % ring.size()];
    if (inside(a)) part.push_back(a);
    if (inside(a) != inside(b)) part.push_back({x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)});
  }
  return part;
}

/// Where a line from north to south leaves this share of the land to its west.
double cut_at(const Ring& ring, double share) {
  const auto by_x = [](Point a, Point b) { return a.x < b.x; };
  double low = std::min_element(ring.begin(), ring.end(), by_x)->x,
         high = std::max_element(ring.begin(), ring.end(), by_x)->x;
  const double whole = area_of(ring);
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (area_of(clipped(ring, middle, true)) < share * whole ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// Strips of a quarter, each with its share of land and households.
std::vector<NeighbourhoodDescription> neighbourhoods_of(const NeighbourhoodDescription& quarter) {
  std::vector<NeighbourhoodDescription> parts;
  Ring rest = quarter.boundary.front();
  double left = 1;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    NeighbourhoodDescription part = quarter;
    part.code += fmt::format("_{}", i);
    part.households *= shares[i];
    part.boundary = {rest};
    if (i + 1 < shares.size()) {
      const double x = cut_at(rest, shares[i] / left);
      part.boundary = {clipped(rest, x, true)};
      rest = clipped(rest, x, false);
      left -= shares[i];
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

void add_copy(TownDescription& town, const TownDescription& original, std::size_t copy, std::size_t columns,
              double thinned) {
  const double east = metres_between_copies * static_cast<double>(copy % columns);
  const double north = metres_between_copies * static_cast<double>(copy / columns);
  const std::string suffix = fmt::format("_{}", copy);
  for (const NeighbourhoodDescription& quarter : original.neighbourhoods)
    for (NeighbourhoodDescription n : neighbourhoods_of(quarter)) {
      n.code += suffix, n.name += suffix, n.households *= thinned;
      for (Ring& ring : n.boundary)
        for (Point& p : ring) p.x += east, p.y += north;
      town.neighbourhoods.push_back(std::move(n));
    }
  for (PlaceDescription place : original.places) {
    // A group on the web has no distance: everybody may choose among all of them, however large the town.
    if (place.kind == PlaceKind::online_group && copy > 0) continue;
    place.id += suffix, place.x += east, place.y += north;
    town.places.push_back(std::move(place));
  }
}

std::string file_of(const char* town) { return std::string(WEEFSEL_SOURCE_DIR) + "/scenarios/towns/" + town; }

}  // namespace

TownDescription town_of(double active_adults) {
  const TownDescription original = read_town(file_of("weverdam.yaml"));
  const double copies = std::max(1.0, std::ceil(active_adults / active_in_weverdam - 0.05));
  const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(copies)));
  TownDescription town = original;
  town.neighbourhoods.clear(), town.places.clear();
  for (std::size_t copy = 0; copy < static_cast<std::size_t>(copies); ++copy)
    add_copy(town, original, copy, columns, active_adults / (copies * active_in_weverdam));
  for (PlaceDescription& place : town.places)
    if (place.kind == PlaceKind::online_group) place.capacity = std::min(65'000.0, place.capacity * copies);
  return town;
}

TownDescription hofbuurt() { return read_town(file_of("hofbuurt.yaml")); }

}  // namespace weefsel::benchmarks
