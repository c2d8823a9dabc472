#include "processes/have_children.hpp"

#include "population/settle.hpp"
#include "processes/household_events.hpp"

namespace weefsel {
namespace {

constexpr std::int32_t pregnancy_weeks = 38;

/// Births a year of a woman in a couple: a bell around 31.5 years (sd 4.8) whose area is `total`, by parity.
double birth_rate(double age, unsigned children, double total) {
  if (age < 18 || age > 46) return 0;
  const double z = (age - 31.5) / 4.8;
  // (1 - z^2/12)^6 is close to exp(-z^2/2) within three sd, and plain arithmetic on every machine.
  const double base = 1 - z * z / 12;
  const double bell = base <= 0 ? 0 : base * base * base * base * base * base;
  constexpr double by_parity[] = {1.25, 1.45, 0.5, 0.3, 0.2};
  return total * bell / (4.8 * 2.36) * by_parity[children < 4 ? children : 4];
}

AdultId mother_in(const World& world, HouseholdId h) {
  for (const AdultId a : world.households.adults[h])
    if (a.exists() && world.adults.female[a]) return a;
  return {};
}

}  // namespace

void have_children(World& world, const WeekContext& now) {
  Households& households = world.households;
  const auto due = households_due(world, [&](HouseholdId h) {
    if (households.due_week[h] != long_ago) return households.due_week[h] <= now.week.number;
    const AdultId mother = mother_in(world, h);
    if (!mother.exists() || !households.adults[h][1].exists() || youngest_age(world, h) < 1.2) return false;
    const double age = age_in_years(world.adults.birth_week[mother], now.week);
    return households.birth[h].spend(per_week(birth_rate(age, world.adults.births[mother], now.parameters.demography.children_per_woman)));
  });
  if (due.empty()) return;
  const DayPlaces places(world);
  for (const HouseholdId h : due) {
    const AdultId mother = mother_in(world, h);
    if (households.due_week[h] == long_ago) {  // a pregnancy begins
      expect_child(world, now.luck, now.parameters, h, now.week + pregnancy_weeks, now.week);
      continue;
    }
    if (!mother.exists()) {
      households.due_week[h] = long_ago;
      continue;
    }
    add_newborn(world, places, now.luck, now.parameters, h, mother, now.week);
    world.tally.add(Flow::births, belongs(world, h));
  }
}

}  // namespace weefsel
