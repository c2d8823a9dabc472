#include "population/lay_out_streets.hpp"

// Boost.Geometry includes a header that Boost itself calls deprecated, and says so at every build.
#define BOOST_ALLOW_DEPRECATED_HEADERS

#include <fmt/format.h>

#include <algorithm>
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/within.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>

#include "base/errors.hpp"
#include "population/boundary.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {
namespace bg = boost::geometry;

constexpr std::size_t dwellings_per_street = 50;
constexpr double metres_between_doors = 10, metres_across = 8;

/// The land of a neighbourhood, for asking whether a point is on it.
class Land {
 public:
  explicit Land(const NeighbourhoodDescription& description) {
    for (const auto& ring : description.boundary) {
      Polygon polygon;
      for (const Point& p : ring) polygon.outer().emplace_back(p.x, p.y);
      if (ring.size() > 1 && ring.front() == ring.back()) polygon.outer().pop_back();
      bg::correct(polygon);
      rings_.push_back(std::move(polygon));
      for (const Point& p : ring) {
        low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
        high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
      }
    }
  }
  [[nodiscard]] bool has(Point p) const {
    return std::any_of(rings_.begin(), rings_.end(),
                       [&](const Polygon& ring) { return bg::within(Spot(p.x, p.y), ring); });
  }
  [[nodiscard]] Point at(double share_x, double share_y) const {
    return {low_.x + (high_.x - low_.x) * share_x, low_.y + (high_.y - low_.y) * share_y};
  }

 private:
  using Spot = bg::model::d2::point_xy<double>;
  using Polygon = bg::model::polygon<Spot, true, false>;  // clockwise, not closed
  std::vector<Polygon> rings_;
  Point low_{1e12, 1e12}, high_{-1e12, -1e12};
};

double fraction(double x) { return x - std::floor(x); }

Metres whole(double x) { return static_cast<Metres>(round_to_int(x)); }

/// Points that fill the land evenly, in a fixed order: the R2 sequence (Roberts 2018), begun at a keyed point.
class StreetSites {
 public:
  StreetSites(const Land& land, Key key)
      : land_(land), start_x_(unit_interval(mix64(key))), start_y_(unit_interval(mix64(~key))) {}
  Point next() {
    constexpr int too_many = 1'000'000;
    for (int tries = 0; tries < too_many; ++tries) {
      ++step_;
      const Point p =
          land_.at(fraction(start_x_ + step_ * 0.7548776662466927), fraction(start_y_ + step_ * 0.5698402909980532));
      if (land_.has(p)) return p;
    }
    throw UserMistake("a neighbourhood's boundary encloses so little of its extent that no street fits in");
  }

 private:
  const Land& land_;
  double start_x_, start_y_;
  double step_ = 0;
};

}  // namespace

void lay_out_streets(World& world, const NeighbourhoodDescription& description, NeighbourhoodId neighbourhood,
                     std::size_t dwellings) {
  if (!(area_of(description) > 0))
    throw UserMistake(fmt::format("neighbourhood \"{}\": its boundary encloses no land", description.code));
  const Land land(description);
  StreetSites sites(land, world.neighbourhoods.key[neighbourhood]);
  for (std::size_t first = 0; first < dwellings; first += dwellings_per_street) {
    const StreetId street(append_row(world.streets));
    const Key key = key_of_name(fmt::format("{}/street/{}", description.code, first / dwellings_per_street));
    const Point middle = sites.next();
    // A direction without sines: a keyed point, scaled to length 1.
    double along_x = unit_interval(mix64(key)) - 0.5, along_y = unit_interval(mix64(key ^ 1)) - 0.5;
    const double length = std::max(1e-6, std::sqrt(along_x * along_x + along_y * along_y));
    along_x /= length, along_y /= length;

    const std::size_t count = std::min(dwellings_per_street, dwellings - first);
    world.streets.key[street] = key;
    world.streets.neighbourhood[street] = neighbourhood;
    world.streets.x[street] = whole(middle.x), world.streets.y[street] = whole(middle.y);
    world.streets.first_dwelling[street] = static_cast<std::uint32_t>(world.dwellings.size());
    world.streets.dwelling_count[street] = static_cast<std::uint32_t>(count);
    for (std::size_t i = 0; i < count; ++i) {
      const DwellingId d(append_row(world.dwellings));
      // Doors alternate between the two sides, from the middle outward.
      const auto pair = static_cast<double>(i / 4 + 1);
      double along = metres_between_doors * (i % 4 < 2 ? pair - 0.5 : 0.5 - pair),
             across = i % 2 == 0 ? metres_across : -metres_across;
      Point door;
      for (int tries = 0; tries < 8; ++tries, along /= 2, across /= 2) {  // back towards the middle when off the land
        door = {middle.x + along * along_x - across * along_y, middle.y + along * along_y + across * along_x};
        if (land.has(door)) break;
        door = middle;
      }
      world.dwellings.key[d] = key_of_member(key, static_cast<unsigned>(i));
      world.dwellings.street[d] = street;
      world.dwellings.x[d] = whole(door.x), world.dwellings.y[d] = whole(door.y);
    }
  }
}

}  // namespace weefsel
