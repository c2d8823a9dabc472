#include "processes/part_and_pair_up.hpp"

#include "population/settle.hpp"
#include "processes/household_events.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

constexpr double leaver_is_father = 0.89;   // CBS Jeugdmonitor 2019
constexpr double leaver_stays_in_town = 0.65;  // judgement: two thirds of moves are within the municipality

double separation_rate(const World& world, const WeekContext& now, HouseholdId h) {
  const auto& d = now.parameters.demography;
  if (world.households.first_child[h].exists()) return d.separations_per_year;
  return head_age(world, h) < 45 ? d.separations_childless_per_year : 0.004;
}

double partnering_rate(const World& world, const WeekContext& now, HouseholdId h) {
  const double age = head_age(world, h), rate = now.parameters.demography.partnering_per_year;
  if (age < 20 || age > 65) return 0;
  return (age < 50 ? rate : 0.3 * rate) * (world.households.first_child[h].exists() ? 0.2 : 1.0);
}

void strike(World& world, AdultId a, double strain) {
  if (const ActiveId active = world.adults.active[a]; active.exists())
    world.actives.event_strain[active] = Fixed(world.actives.event_strain[active].value() + strain);
}

/// The departing parent becomes a one-person household of its own in an empty dwelling.
void settle_alone(World& world, const WeekContext& now, AdultId a, DwellingId home, HouseholdId children_live_in) {
  const HouseholdId h = open_household(world, now.luck, home, key_of_split(world.adults.key[a], now.week), now.week);
  world.households.adults[h] = {a, AdultId{}};
  wind_partnership(world, now, h);
  world.adults.household[a] = h;
  world.adults.children_elsewhere[a] = children_live_in;
}

void separate(World& world, const WeekContext& now, EmptyDwellings& empty, HouseholdId h) {
  Households& households = world.households;
  const auto [first, second] = households.adults[h];
  const Draws draws = now.luck.draws(Purpose::separation, now.week, households.key[h]);
  // By sex, then by key, never by place in the household: partners of one sex leave by keyed lot.
  const bool first_is_father = world.adults.female[first] != world.adults.female[second]
                                   ? !world.adults.female[first]
                                   : world.adults.key[first] < world.adults.key[second];
  const AdultId father = first_is_father ? first : second, mother = first_is_father ? second : first;
  const AdultId leaver = draws.happens(0, leaver_is_father) ? father : mother;
  const AdultId stayer = leaver == father ? mother : father;
  world.tally.add(Flow::separations, belongs(world, h));
  strike(world, first, 1.0), strike(world, second, 1.0);
  const DwellingId home = draws.happens(1, leaver_stays_in_town)
                              ? empty.give(now, Purpose::separation, world.adults.key[leaver])
                              : DwellingId{};
  bool is_their_parent = false;
  world.for_each_child(h, [&](ChildId c) {
    const auto& parents = world.children.parents[c];
    is_their_parent = is_their_parent || parents[0] == leaver || parents[1] == leaver;
  });
  remove_adult(world, leaver);
  households.adults[h] = {stayer, AdultId{}};
  if (home.exists()) {
    world.adults.flags[leaver] = static_cast<std::uint8_t>(world.adults.flags[leaver] & ~Adults::gone);
    settle_alone(world, now, leaver, home, is_their_parent ? h : world.adults.children_elsewhere[leaver]);
    redraw_income(world, now, world.adults.household[leaver]);
    if (leaver == mother) std::swap(households.due_week[h], households.due_week[world.adults.household[leaver]]);
  }
  redraw_income(world, now, h);
  wind_partnership(world, now, h);
}

}  // namespace

void part_and_pair_up(World& world, const WeekContext& now) {
  const auto due = households_due(world, [&](HouseholdId h) {
    const bool couple = world.households.adults[h][1].exists();
    return world.households.partnership[h].spend(per_week(couple ? separation_rate(world, now, h) : partnering_rate(world, now, h)));
  });
  if (due.empty()) return;
  EmptyDwellings empty(world, now);
  for (const HouseholdId h : due) {
    if (world.households.adults[h][1].exists()) {
      separate(world, now, empty, h);
    } else if (!now.luck.draws(Purpose::partnership, now.week, world.households.key[h]).happens(0, now.parameters.demography.partner_moves_in_share)) {
      world.tally.add(Flow::moved_out, belongs(world, h));
      empty.add(world, world.households.dwelling[h]);
      leave_town(world, now, h);
    } else {
      settle_partner(world, now.luck, now.parameters, world.households.adults[h][0], now.week);
      redraw_income(world, now, h);
    }
  }
}

}  // namespace weefsel
