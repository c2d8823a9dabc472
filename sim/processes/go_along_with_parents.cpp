#include "processes/go_along_with_parents.hpp"

#include <algorithm>

namespace weefsel {

bool comes_along(PlaceKind kind, double age) {
  switch (kind) {
    case PlaceKind::playground:
    case PlaceKind::childrens_farm: return age >= 1 && age < youngster_age;
    case PlaceKind::library:
    case PlaceKind::community_centre:
    case PlaceKind::place_of_worship:
    case PlaceKind::cafe_or_market: return age < youngster_age;
    case PlaceKind::parent_child_cafe: return age < 6;
    default: return false;
  }
}

void go_along_with_parents(const World& world, const WeekContext& now, WeekScratch& scratch) {
  const Salt salt = now.luck.salt(Purpose::going_along, now.week);
  const Gatherings& g = scratch.gatherings;
  Leisure& leisure = scratch.leisure;
  for_each<ChildId>(world.children.size(), [&](ChildId c) {
    if (world.children.gone[c]) return;
    const double age = age_in_years(world.children.birth_week[c], now.week);
    if (age >= youngster_age) return;
    for (const AdultId a : world.households.adults[world.children.household[c]]) {
      const ActiveId parent = a.exists() ? world.adults.active[a] : ActiveId{};
      if (!parent.exists()) continue;
      for (std::size_t v = 0; v < g.visit_count[parent.slot]; ++v) {
        const Visit& visit = g.visit(parent, v);
        if (!visit.chosen || g.seat_of(parent, v) == Gatherings::no_seat) continue;
        const PlaceId place(visit.group / Gatherings::occasions_per_place);
        if (!comes_along(world.places.kind_of(place), age)) continue;
        const auto* mine = leisure.visits[c.slot].data();
        const bool there_already = std::any_of(mine, mine + leisure.visit_count[c.slot], [&](const ChildVisit& one) { return one.place == place; });
        if (there_already || unit_interval(salt.of(world.children.key[c], world.places.key[place])) >= now.parameters.childhood.goes_along) continue;
        leisure.add(c, {place, visit.hours_hundredths, static_cast<std::uint8_t>(visit.group % Gatherings::occasions_per_place), 0});
      }
    }
  });
}

}  // namespace weefsel
