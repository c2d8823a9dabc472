#include "processes/strike_misfortune.hpp"

#include "processes/household_events.hpp"

namespace weefsel {

void strike_misfortune(World& world, const WeekContext& now) {
  Households& households = world.households;
  const double rate = now.parameters.demography.misfortunes_per_year;
  const auto struck = households_due(world, [&](HouseholdId h) {
    return households.misfortune[h].spend(per_week(households.tight_income[h] ? 1.5 * rate : rate));
  });
  for (const HouseholdId h : struck) {
    const double severity = 0.3 + 0.7 * now.luck.draws(Purpose::misfortune, now.week, households.key[h]).uniform(0);
    for (const AdultId a : households.adults[h])
      if (a.exists() && world.adults.active[a].exists()) {
        Fixed& strain = world.actives.event_strain[world.adults.active[a]];
        strain = Fixed(strain.value() + severity);
      }
    households.misfortune[h] = HazardClock::wound(now.luck, Purpose::misfortune, now.week, households.key[h]);
  }
}

}  // namespace weefsel
