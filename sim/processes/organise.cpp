#include "processes/organise.hpp"

#include <algorithm>
#include <vector>

namespace weefsel {
namespace {

constexpr double regular_from = 0.12;     // known people met there, of three, smoothed: one every third visit
constexpr std::size_t strong_circle = 6;  // regulars from which a circle starts something of its own; judgement

/// Kinds of places where visitors may run something of their own.
bool can_host_initiatives(PlaceKind kind) {
  return kind == PlaceKind::library || kind == PlaceKind::community_centre || kind == PlaceKind::playground ||
         kind == PlaceKind::childrens_farm || kind == PlaceKind::parent_child_cafe || kind == PlaceKind::culture_club;
}

/// Of the readiness to begin something: what steering does not crowd out.
double left_by_steering(const World& world, const Parameters& p) { return 1 - p.steering.crowding_out * world.steering.value(); }

std::vector<std::vector<ActiveId>> regulars_by_place(const World& world) {
  std::vector<std::vector<ActiveId>> regulars(world.places.size());
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId a(i);
    if (world.adults.has(world.actives.adult[a], Adults::gone)) continue;
    for (std::size_t k = 0; k < haunts_per_adult; ++k)
      if (world.actives.haunt[a][k].exists() && world.actives.haunt_regulars[a][k].value() >= regular_from)
        regulars[world.actives.haunt[a][k].slot].push_back(a);
  }
  return regulars;
}

void stop_volunteering(World& world, const WeekContext& now, PlaceId place, const WeekScratch& scratch) {
  const AdultId host = world.places.volunteer[place];
  world.places.volunteer[place] = AdultId{};
  world.places.volunteering[place] = HazardClock::wound(now.luck, Purpose::volunteering, now.week, world.places.key[place]);
  auto& flags = world.adults.flags[host];
  flags = static_cast<std::uint8_t>(flags & ~Adults::volunteer);
  if (const ActiveId a = world.adults.active[host]; a.exists()) world.tally.add(Flow::volunteers_stopped, scratch.belongs[a.slot]);
}

bool host_stops(World& world, const WeekContext& now, PlaceId place) {
  const AdultId host = world.places.volunteer[place];
  if (world.adults.has(host, Adults::gone) || !world.places.open[place]) return true;
  const ActiveId a = world.adults.active[host];
  if (!a.exists()) return true;
  const double rate = now.parameters.volunteering.tire_per_year * (1 + now.parameters.steering.tiring * world.steering.value()) * (1 + world.actives.load[a].value());
  return world.actives.tiring[a].spend(per_week(rate));
}

void find_host(World& world, const WeekContext& now, PlaceId place, const std::vector<ActiveId>& regulars, const WeekScratch& scratch) {
  if (!world.places.volunteering[place].spend(per_week(now.parameters.volunteering.start_per_year * left_by_steering(world, now.parameters)) * static_cast<double>(regulars.size()))) return;
  world.places.volunteering[place] = HazardClock::wound(now.luck, Purpose::volunteering, now.week, world.places.key[place]);
  const Salt lot = now.luck.salt(Purpose::volunteering, now.week);
  ActiveId best;
  std::uint64_t highest = 0;
  for (const ActiveId a : regulars) {
    const AdultId adult = world.actives.adult[a];
    if (world.actives.wellbeing[a].value() < 0 || world.adults.has(adult, Adults::volunteer)) continue;
    const std::uint64_t hash = lot.of(world.adults.key[adult], world.places.key[place]);
    if (!best.exists() || hash > highest) best = a, highest = hash;
  }
  if (!best.exists()) return;
  const AdultId host = world.actives.adult[best];
  world.places.volunteer[place] = host;
  world.adults.flags[host] = static_cast<std::uint8_t>(world.adults.flags[host] | Adults::volunteer);
  world.actives.tiring[best] = HazardClock::wound(now.luck, Purpose::volunteering, now.week, world.adults.key[host]);
  world.tally.add(Flow::volunteers_started, scratch.belongs[best.slot]);
}

}  // namespace

void organise(World& world, const WeekContext& now, WeekScratch& scratch) {
  const auto& p = now.parameters.volunteering;
  const auto regulars = regulars_by_place(world);
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId place(i);
    if (world.places.volunteer[place].exists() && host_stops(world, now, place)) stop_volunteering(world, now, place, scratch);
    if (!world.places.open[place] || !can_host_initiatives(world.places.kind_of(place))) continue;
    const Belongs here{world.places.neighbourhood[place], bit(Group::all)};
    const Key key = world.places.key[place];
    const Gathering gathering = world.places.gathering_of(place);
    const bool hosted = world.places.volunteer[place].exists() || world.places.host[place].raw > 0;
    if (gathering == Gathering::fixed && !hosted) find_host(world, now, place, regulars[i], scratch);
    if (gathering == Gathering::none && regulars[i].size() >= strong_circle && world.places.starting[place].spend(per_week(p.initiative_per_year * left_by_steering(world, now.parameters)))) {
      world.places.gathering[place] = static_cast<std::uint8_t>(Gathering::fixed);
      world.places.initiative[place] = 1;
      world.places.ending[place] = HazardClock::wound(now.luck, Purpose::initiative, now.week, key);
      world.tally.add(Flow::initiatives_started, here);
    } else if (world.places.initiative[place] && world.places.ending[place].spend(per_week(p.initiative_ends_per_year) * (hosted ? 0.25 : 1))) {
      world.places.gathering[place] = static_cast<std::uint8_t>(Gathering::none);
      world.places.initiative[place] = 0;
      world.places.starting[place] = HazardClock::wound(now.luck, Purpose::initiative, now.week, key);
      if (world.places.volunteer[place].exists()) stop_volunteering(world, now, place, scratch);
      world.tally.add(Flow::initiatives_ended, here);
    }
  }
}

}  // namespace weefsel
