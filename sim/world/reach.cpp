#include <algorithm>
#include <cmath>

#include "world/nearby.hpp"
#include "world/world.hpp"

namespace weefsel {
namespace {

/// Beyond four times the reach of its kind a place draws less than a fiftieth of what it draws next door.
constexpr double cut_off = 4.0;

bool is_online(const World& world, PlaceId p) { return world.places.kind_of(p) == PlaceKind::online_group; }

/// Open places that are somewhere, by slot.
Nearby open_places(const World& world) {
  std::vector<Nearby::Point> points;
  for (std::size_t i = 0; i < world.places.size(); ++i)
    if (const PlaceId p(i); world.places.open[p] && !is_online(world, p))
      points.push_back({static_cast<double>(world.places.x[p]), static_cast<double>(world.places.y[p]), p.slot});
  return Nearby(points);
}

/// Open places so near to each other that visitors of one pass by the other: of each pair the later one first, by slot.
std::vector<std::array<PlaceId, 2>> find_places_under_one_roof(const World& world, const Nearby& open) {
  constexpr std::int64_t metres = 50;
  std::vector<std::array<PlaceId, 2>> pairs;
  std::vector<std::uint32_t> near;
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId a(i);
    if (!world.places.open[a] || is_online(world, a)) continue;
    near.clear();
    open.find(world.places.x[a], world.places.y[a], metres, near);
    std::sort(near.begin(), near.end());
    for (const std::uint32_t other : near) {
      if (other >= i) break;
      const PlaceId b(other);
      const std::int64_t dx = world.places.x[a] - world.places.x[b], dy = world.places.y[a] - world.places.y[b];
      if (dx * dx + dy * dy <= metres * metres) pairs.push_back({a, b});
    }
  }
  return pairs;
}

/// How far the kind of place that draws from furthest does so, in metres and a little more.
double furthest_metres(double reach_km) {
  double most = 0;
  for (std::size_t k = 0; k < place_kind_count; ++k) most = std::max(most, reach_factor(static_cast<PlaceKind>(k)));
  return 1000 * cut_off * reach_km * most * (1 + 1e-9) + 1;
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
  const Nearby open = open_places(world);
  const double metres = furthest_metres(reach_km);
  std::vector<Reach::Option> online;
  for (std::size_t i = 0; i < world.places.size(); ++i)
    if (const PlaceId p(i); world.places.open[p] && is_online(world, p)) online.push_back({p, 0.0F});
  Reach reach;
  reach.first.assign(1, 0);
  std::vector<std::uint32_t> near;
  for (std::size_t s = 0; s < world.streets.size(); ++s) {
    const StreetId street(s);
    const auto begin = static_cast<std::ptrdiff_t>(reach.options.size());
    reach.options.insert(reach.options.end(), online.begin(), online.end());
    near.clear();
    open.find(world.streets.x[street], world.streets.y[street], metres, near);
    for (const std::uint32_t slot : near) {
      const PlaceId place(slot);
      const double dx = world.places.x[place] - world.streets.x[street];
      const double dy = world.places.y[place] - world.streets.y[street];
      const double km = std::sqrt(dx * dx + dy * dy) / 1000.0;  // sqrt is exact to the last bit everywhere (IEEE 754)
      if (km > cut_off * reach_km * reach_factor(world.places.kind_of(place))) continue;
      reach.options.push_back({place, static_cast<float>(km)});
    }
    std::sort(reach.options.begin() + begin, reach.options.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
    reach.first.push_back(static_cast<std::uint32_t>(reach.options.size()));
  }
  reach.under_one_roof = find_places_under_one_roof(world, open);
  world.reach = std::move(reach);
}

}  // namespace weefsel
