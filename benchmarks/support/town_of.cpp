#include "support/town_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numeric>
#include <string>

#include "population/boundary.hpp"
#include "population/read_town.hpp"

namespace weefsel::benchmarks {
namespace {

constexpr double active_in_weverdam = 8420;  // after twelve weeks of run-in
/// Weverdam is 5.5 by 5.2 km, and no place draws anybody from further than 13 km (find_reachable_places).
constexpr double metres_between_copies = 20'000;
/// How a quarter of Weverdam, some 2,750 households, falls apart into neighbourhoods: 140 to 1,150 households, 550 on
/// average. The country has some 8.4 million households in some 14,500 neighbourhoods: 580 (CBS, Kerncijfers wijken en
/// buurten 2023); most are smaller than that and a few are large.
constexpr std::array<double, 5> shares = {0.05, 0.10, 0.17, 0.26, 0.42};

constexpr double parents_in_weverdam = 7900;  // of children of up to 22 years at home, in 4,470 households, as built
/// The Netherlands on 1 January 2024: 17.94 million inhabitants in 342 municipalities, of which these four are the largest
/// (CBS StatLine 03759ned and "Gemeentelijke indeling op 1 januari 2024").
constexpr double parents_in_country = 4.7e6;
constexpr std::size_t municipalities_in_country = 342;
constexpr std::array<double, 4> largest = {931'000, 671'000, 566'000, 374'000};
/// The others, 45,600 inhabitants on average, are laid on a lognormal curve with a median of some 34,000 (judgement: it
/// runs from 4,000 to 310,000, where the islands have 1,000 and Eindhoven 246,000).
constexpr double median_of_others = 34'000, spread_of_others = 0.75;
/// Quarters of one city border on each other: people go from one copy of Weverdam to the next. Municipalities are
/// further apart than anybody goes.
constexpr double metres_within_city = 6'000, metres_between_municipalities = 60'000;

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

/// Strips of a quarter, each with its share of land and households: the `count` last of `shares`.
std::vector<NeighbourhoodDescription> neighbourhoods_of(const NeighbourhoodDescription& quarter, std::size_t count) {
  std::vector<NeighbourhoodDescription> parts;
  Ring rest = quarter.boundary.front();
  const std::size_t first = shares.size() - count;
  const double whole = std::accumulate(shares.begin() + static_cast<std::ptrdiff_t>(first), shares.end(), 0.0);
  double left = 1;
  for (std::size_t i = first; i < shares.size(); ++i) {
    NeighbourhoodDescription part = quarter;
    const double share = shares[i] / whole;
    part.code += fmt::format("_{}", i);
    part.households *= share;
    part.boundary = {rest};
    if (i + 1 < shares.size()) {
      const double x = cut_at(rest, share / left);
      part.boundary = {clipped(rest, x, true)};
      rest = clipped(rest, x, false);
      left -= share;
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

/// Lays down the copy that is called `copy`, with `thinned` times the households in so many neighbourhoods a quarter.
void add_copy(TownDescription& town, const TownDescription& original, std::size_t copy, Point at, double thinned,
              std::size_t parts_of_quarter = shares.size()) {
  const std::string suffix = fmt::format("_{}", copy);
  for (const NeighbourhoodDescription& quarter : original.neighbourhoods)
    for (NeighbourhoodDescription n : neighbourhoods_of(quarter, parts_of_quarter)) {
      n.code += suffix, n.name += suffix, n.households *= thinned;
      for (Ring& ring : n.boundary)
        for (Point& p : ring) p.x += at.x, p.y += at.y;
      town.neighbourhoods.push_back(std::move(n));
    }
  for (PlaceDescription place : original.places) {
    // A group on the web has no distance: everybody may choose among all of them, however large the town.
    if (place.kind == PlaceKind::online_group && copy > 0) continue;
    place.id += suffix, place.x += at.x, place.y += at.y;
    town.places.push_back(std::move(place));
  }
}

/// Where the `number`-th of squares stands that are laid in rows of `columns`.
Point on_grid(std::size_t number, std::size_t columns, double metres) {
  return {metres * static_cast<double>(number % columns), metres * static_cast<double>(number / columns)};
}

std::size_t columns_for(std::size_t count) {
  return static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count))));
}

/// As many groups on the web as in one town, for all.
void share_groups_on_the_web(TownDescription& town, double copies) {
  for (PlaceDescription& place : town.places)
    if (place.kind == PlaceKind::online_group) place.capacity = std::min(65'000.0, place.capacity * copies);
}

/// Inhabitants of the municipalities, the largest first.
std::vector<double> sizes_of_municipalities() {
  std::vector<double> sizes(largest.begin(), largest.end());
  const auto others = static_cast<double>(municipalities_in_country - largest.size());
  for (std::size_t i = 0; sizes.size() < municipalities_in_country; ++i) {
    const double above = 1 - 2 * (static_cast<double>(i) + 0.5) / others;
    sizes.push_back(median_of_others * std::exp(spread_of_others * std::sqrt(2.0) * boost::math::erf_inv(above)));
  }
  return sizes;
}

std::string file_of(const char* town) { return std::string(WEEFSEL_SOURCE_DIR) + "/scenarios/towns/" + town; }

}  // namespace

TownDescription town_of(double active_adults) {
  const TownDescription original = read_town(file_of("weverdam.yaml"));
  const double copies = std::max(1.0, std::ceil(active_adults / active_in_weverdam - 0.05));
  const auto count = static_cast<std::size_t>(copies);
  TownDescription town = original;
  town.neighbourhoods.clear(), town.places.clear();
  for (std::size_t copy = 0; copy < count; ++copy)
    add_copy(town, original, copy, on_grid(copy, columns_for(count), metres_between_copies),
             active_adults / (copies * active_in_weverdam));
  share_groups_on_the_web(town, copies);
  return town;
}

Country country(double share) {
  const TownDescription original = read_town(file_of("weverdam.yaml"));
  std::vector<double> sizes;
  const std::vector<double> all = sizes_of_municipalities();
  const auto wanted = std::max(1.0, std::round(share * static_cast<double>(all.size())));
  for (double i = 0; i < wanted; ++i)
    sizes.push_back(all[static_cast<std::size_t>((i + 0.5) / wanted * static_cast<double>(all.size()))]);
  const double inhabitants = std::accumulate(sizes.begin(), sizes.end(), 0.0);
  const double weverdams = share * parents_in_country / parents_in_weverdam;

  Country made{original, sizes.size()};
  TownDescription& town = made.town;
  town.name = "Country";
  town.neighbourhoods.clear(), town.places.clear();
  std::size_t copy = 0;
  for (std::size_t m = 0; m < sizes.size(); ++m) {
    const double size = weverdams * sizes[m] / inhabitants;
    const auto copies = static_cast<std::size_t>(std::max(1.0, std::ceil(size - 0.25)));
    const double thinned = size / static_cast<double>(copies);
    const auto parts = static_cast<std::size_t>(std::clamp(std::round(5 * thinned), 1.0, 5.0));
    const Point corner = on_grid(m, columns_for(sizes.size()), metres_between_municipalities);
    for (std::size_t i = 0; i < copies; ++i) {
      const Point within = on_grid(i, columns_for(copies), metres_within_city);
      add_copy(town, original, copy++, {corner.x + within.x, corner.y + within.y}, thinned, parts);
    }
  }
  share_groups_on_the_web(town, static_cast<double>(copy));
  return made;
}

TownDescription hofbuurt() { return read_town(file_of("hofbuurt.yaml")); }

}  // namespace weefsel::benchmarks
