#include "processes/household_events.hpp"

#include "base/collect.hpp"

namespace weefsel {
EmptyDwellings::EmptyDwellings(const World& world, const WeekContext& now) : salt_(now.luck.salt(Purpose::moving_within, now.week)) {
  auto places = collect_in_order<Place>(world.dwellings.size(), [&](std::size_t begin, std::size_t end, std::vector<Place>& list) {
    for (std::size_t i = begin; i < end; ++i)
      if (const DwellingId d(i); !world.dwellings.household[d].exists()) list.push_back(place_of(world, d));
  });
  std::sort(places.begin(), places.end());
  ring_.insert(places.begin(), places.end());  // sorted: each goes to the end
}

DwellingId EmptyDwellings::give(const WeekContext& now, Purpose purpose, Key who) {
  if (ring_.empty()) return {};
  auto found = ring_.lower_bound({now.luck.salt(purpose, now.week).of(who), DwellingId(std::size_t{0})});
  if (found == ring_.end()) found = ring_.begin();
  return ring_.extract(found).value().second;
}

void leave_town(World& world, const WeekContext& now, HouseholdId h) {
  const DwellingId d = world.households.dwelling[h];
  dissolve_household(world, h, now.week);
  world.dwellings.filling[d] = HazardClock::wound(now.luck, Purpose::moving_in, now.week, world.dwellings.key[d]);
}

double youngest_age(const World& world, HouseholdId h) {
  double youngest = 99;
  world.for_each_child(h, [&](ChildId c) {
    youngest = std::min(youngest, age_in_years(world.children.birth_week[c], world.week));
  });
  return youngest;
}

double head_age(const World& world, HouseholdId h) {
  return age_in_years(world.adults.birth_week[world.households.adults[h][0]], world.week);
}

void wind_partnership(World& world, const WeekContext& now, HouseholdId h) {
  const bool couple = world.households.adults[h][1].exists();
  world.households.partnership[h] =
      HazardClock::wound(now.luck, couple ? Purpose::separation : Purpose::partnership, now.week, world.households.key[h]);
}

void redraw_income(World& world, const WeekContext& now, HouseholdId h) {
  // CBS: 20% of children with a single parent against 5% with two parents grow up on a low income; scaled to
  // "difficulty making ends meet" (13.1% of children 0-11).
  const bool couple = world.households.adults[h][1].exists();
  const double mean = world.neighbourhoods.tight_income[world.neighbourhood_of(h)].value();
  const double share = (couple ? 0.65 : 2.2) * mean;
  world.households.tight_income[h] =
      unit_interval(now.luck.salt(Purpose::income, now.week).of(world.households.key[h])) < share;
}

}  // namespace weefsel
