#include "processes/lose_people.hpp"

#include <algorithm>

#include "base/collect.hpp"
#include "processes/household_events.hpp"

namespace weefsel {
namespace {

constexpr double first_rate_at = 55, oldest = 110;  // years

/// Who leaves home for good, a year: 0.4% at 55, doubled every `doubling` years (2^x by halves, so plain arithmetic).
double last_leaving_rate(double age, double doubling) {
  double rate = 0.004;
  for (; age >= first_rate_at + doubling; age -= doubling) rate *= 2;
  return rate * (1 + (age - first_rate_at) / doubling);
}

}  // namespace

void lose_people(World& world, const WeekContext& now) {
  const Salt salt = now.luck.salt(Purpose::death, now.week);
  const double doubling = now.parameters.demography.death_doubling_years;
  const double most = per_week(last_leaving_rate(oldest, doubling));  // whose luck is above this stays
  auto dying = collect_in_order<AdultId>(world.adults.size(), [&](std::size_t begin, std::size_t end, std::vector<AdultId>& some) {
    for (std::size_t i = begin; i < end; ++i) {
      const AdultId a(i);
      if (world.adults.has(a, Adults::gone)) continue;
      const double age = age_in_years(world.adults.birth_week[a], now.week);
      if (age < first_rate_at) continue;
      const double luck = unit_interval(salt.of(world.adults.key[a]));
      if ((luck < most || age > oldest) && luck < per_week(last_leaving_rate(age, doubling))) some.push_back(a);
    }
  });
  std::sort(dying.begin(), dying.end(), [&](AdultId a, AdultId b) { return world.adults.key[a] < world.adults.key[b]; });
  for (const AdultId a : dying) {
    const HouseholdId h = world.adults.household[a];
    world.tally.add(Flow::deaths, belongs(world, h));
    if (!world.households.adults[h][1].exists()) {
      leave_town(world, now, h);
      continue;
    }
    remove_adult(world, a);
    const AdultId left = world.households.adults[h][0];
    if (const ActiveId active = world.adults.active[left]; active.exists())
      world.actives.event_strain[active] = Fixed(world.actives.event_strain[active].value() + 1.0);
    wind_partnership(world, now, h);
  }
}

}  // namespace weefsel
