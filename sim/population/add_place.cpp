#include "population/add_place.hpp"

#include <algorithm>
#include <limits>

#include "base/errors.hpp"
#include "random/keys.hpp"

namespace weefsel {

namespace {

std::vector<Nearby::Point> middles_of_streets(const World& world) {
  std::vector<Nearby::Point> points;
  for (std::size_t i = 0; i < world.streets.size(); ++i) {
    const StreetId s(i);
    points.push_back({static_cast<double>(world.streets.x[s]), static_cast<double>(world.streets.y[s]), s.slot});
  }
  return points;
}

}  // namespace

StreetsNearby::StreetsNearby(const World& world) : streets_(middles_of_streets(world)) {}

NeighbourhoodId StreetsNearby::neighbourhood_near(const World& world, double x, double y) const {
  NeighbourhoodId nearest(std::size_t{0});
  if (streets_.size() == 0) return nearest;
  std::vector<std::uint32_t> near;
  streets_.find(x, y, streets_.metres_to_nearest(x, y) * (1 + 1e-6) + 1, near);
  std::sort(near.begin(), near.end());  // of equal distances the first street counts
  double best = std::numeric_limits<double>::infinity();
  for (const std::uint32_t slot : near) {
    const StreetId s(slot);
    const double dx = world.streets.x[s] - x, dy = world.streets.y[s] - y, squared = dx * dx + dy * dy;
    if (squared < best) best = squared, nearest = world.streets.neighbourhood[s];
  }
  return nearest;
}

PlaceId add_place(World& world, const StreetsNearby& streets, const Luck& luck, const PlaceDescription& place, Week now) {
  if (!PlaceId(world.places.size()).exists()) throw UserMistake("a town can have 65,535 places, and this one has more");
  const PlaceId p(append_row(world.places));
  Places& places = world.places;
  const Key key = key_of_name("place/" + place.id);
  places.key[p] = key;
  places.kind[p] = static_cast<std::uint8_t>(place.kind);
  places.neighbourhood[p] = streets.neighbourhood_near(world, place.x, place.y);
  places.x[p] = static_cast<Metres>(round_to_int(place.x)), places.y[p] = static_cast<Metres>(round_to_int(place.y));
  places.open[p] = 1;
  places.hours_per_week[p] = Fixed(place.hours_per_week);
  places.capacity[p] = static_cast<std::uint16_t>(std::clamp<std::int64_t>(round_to_int(place.capacity), 0, 65535));
  places.quality[p] = Fixed(place.quality);
  places.money[p] = Share8(place.thresholds.money), places.reading[p] = Share8(place.thresholds.reading);
  places.language[p] = Share8(place.thresholds.language), places.stigma[p] = Share8(place.thresholds.stigma);
  places.gathering[p] = static_cast<std::uint8_t>(place.gathering);
  places.host[p] = Share8(place.host);
  places.volunteering[p] = HazardClock::wound(luck, Purpose::volunteering, now, key);
  places.starting[p] = HazardClock::wound(luck, Purpose::initiative, now, key);
  places.ending[p] = HazardClock::wound(luck, Purpose::initiative, now, key_of_member(key, 1));
  world.names.place_id.push_back(place.id);
  return p;
}

}  // namespace weefsel
