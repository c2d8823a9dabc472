#include <cmath>

#include "world/world.hpp"

namespace weefsel {
namespace {

/// Open places so near to each other that visitors of one pass by the other.
std::vector<std::array<PlaceId, 2>> find_places_under_one_roof(const World& world) {
  constexpr std::int64_t metres = 50;
  const auto is_somewhere = [&](PlaceId p) { return world.places.open[p] && world.places.kind_of(p) != PlaceKind::online_group; };
  std::vector<std::array<PlaceId, 2>> pairs;
  for (std::size_t i = 0; i < world.places.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const PlaceId a(i), b(k);
      if (!is_somewhere(a) || !is_somewhere(b)) continue;
      const std::int64_t dx = world.places.x[a] - world.places.x[b], dy = world.places.y[a] - world.places.y[b];
      if (dx * dx + dy * dy <= metres * metres) pairs.push_back({a, b});
    }
  return pairs;
}

}  // namespace

double reach_factor(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::playground: return 0.4;
    case PlaceKind::parent_child_cafe:
    case PlaceKind::community_centre: return 0.8;
    case PlaceKind::cafe_or_market:
    case PlaceKind::youth_centre: return 1.2;
    case PlaceKind::sports_club:
    case PlaceKind::culture_club:
    case PlaceKind::place_of_worship:
    case PlaceKind::childrens_farm: return 1.6;
    default: return 1.0;
  }
}

void find_reachable_places(World& world, double reach_km) {
  // Beyond four times the reach of its kind a place draws less than a fiftieth of what it draws next door.
  constexpr double cut_off = 4.0;
  Reach reach;
  reach.first.assign(1, 0);
  for (std::size_t s = 0; s < world.streets.size(); ++s) {
    const StreetId street(s);
    for (std::size_t p = 0; p < world.places.size(); ++p) {
      const PlaceId place(p);
      if (!world.places.open[place]) continue;
      const PlaceKind kind = world.places.kind_of(place);
      double km = 0;
      if (kind != PlaceKind::online_group) {
        const double dx = world.places.x[place] - world.streets.x[street];
        const double dy = world.places.y[place] - world.streets.y[street];
        km = std::sqrt(dx * dx + dy * dy) / 1000.0;  // sqrt is exact to the last bit everywhere (IEEE 754)
        if (km > cut_off * reach_km * reach_factor(kind)) continue;
      }
      reach.options.push_back({place, static_cast<float>(km)});
    }
    reach.first.push_back(static_cast<std::uint32_t>(reach.options.size()));
  }
  reach.under_one_roof = find_places_under_one_roof(world);
  world.reach = std::move(reach);
}

}  // namespace weefsel
