#include "processes/household_events.hpp"

namespace weefsel {
namespace {

constexpr std::size_t dwellings_per_block = 16'384;  // some fifty microseconds: longer than waking a thread takes

}  // namespace

EmptyDwellings::EmptyDwellings(const World& world) {
  for (std::size_t i = 0; i < world.dwellings.size(); ++i)
    if (const DwellingId d(i); !world.dwellings.household[d].exists()) add(world, d);
}

DwellingId EmptyDwellings::give(const WeekContext& now, Purpose purpose, Key who) {
  if (empty_.empty()) return {};
  const Salt own = now.luck.salt(purpose, now.week).own(who);
  struct Best {
    std::uint64_t hash = 0;
    std::size_t at = 0;
  };
  const auto better = [&](const Best& a, const Best& b) {
    return a.hash > b.hash || (a.hash == b.hash && empty_[a.at].dwelling < empty_[b.at].dwelling);
  };
  Best best{own.of(empty_[0].key), 0};
  std::mutex lock;
  // Each seeker looks at all of them: in a country the longest single loop of the week, so it is shared among threads.
  for_each_block(empty_.size(), [&](std::size_t begin, std::size_t end) {
    Best here{own.of(empty_[begin].key), begin};
    for (std::size_t i = begin + 1; i < end; ++i)
      if (const Best other{own.of(empty_[i].key), i}; better(other, here)) here = other;
    const std::lock_guard guard(lock);
    if (better(here, best)) best = here;
  }, dwellings_per_block);
  const DwellingId given = empty_[best.at].dwelling;
  empty_[best.at] = empty_.back();
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
