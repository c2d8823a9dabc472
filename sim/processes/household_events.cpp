#include "processes/household_events.hpp"

namespace weefsel {

EmptyDwellings::EmptyDwellings(const World& world) {
  for (std::size_t i = 0; i < world.dwellings.size(); ++i)
    if (const DwellingId d(i); !world.dwellings.household[d].exists()) add(world, d);
}

DwellingId EmptyDwellings::give(const WeekContext& now, Purpose purpose, Key who) {
  if (empty_.empty()) return {};
  const Salt own = now.luck.salt(purpose, now.week).own(who);
  std::size_t best = 0;
  std::uint64_t best_hash = own.of(empty_[0].key);
  for (std::size_t i = 1; i < empty_.size(); ++i) {
    const std::uint64_t hash = own.of(empty_[i].key);
    if (hash > best_hash || (hash == best_hash && empty_[i].dwelling < empty_[best].dwelling)) best = i, best_hash = hash;
  }
  const DwellingId given = empty_[best].dwelling;
  empty_[best] = empty_.back();
  empty_.pop_back();
  return given;
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
