#include "processes/move_house.hpp"

#include "population/moving_rates.hpp"
#include "population/settle.hpp"
#include "processes/household_events.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

void forget_haunts(World& world, HouseholdId h) {
  for (const AdultId a : world.households.adults[h])
    if (a.exists() && world.adults.active[a].exists()) {
      world.actives.haunt[world.adults.active[a]] = {};
      world.actives.haunt_regulars[world.adults.active[a]] = {};
    }
}

void move_within(World& world, const WeekContext& now, HouseholdId h, DwellingId to) {
  const DwellingId from = world.households.dwelling[h];
  world.dwellings.household[from] = HouseholdId{};
  world.dwellings.empty_since[from] = short_week(now.week);
  world.dwellings.filling[from] = HazardClock::wound(now.luck, Purpose::moving_in, now.week, world.dwellings.key[from]);
  world.dwellings.household[to] = h;
  world.households.dwelling[h] = to;
  world.households.since[h] = short_week(now.week);
  forget_haunts(world, h);
}

void move_out(World& world, const WeekContext& now, HouseholdId h) {
  const DwellingId d = world.households.dwelling[h];
  dissolve_household(world, h, now.week);
  world.dwellings.filling[d] = HazardClock::wound(now.luck, Purpose::moving_in, now.week, world.dwellings.key[d]);
}

void newcomers_move_in(World& world, const WeekContext& now) {
  const double hazard = per_week(now.parameters.demography.vacancy_fill_per_year);
  for (std::size_t i = 0; i < world.dwellings.size(); ++i) {
    const DwellingId d(i);
    if (world.dwellings.household[d].exists() || !world.dwellings.filling[d].spend(hazard)) continue;
    const NeighbourhoodId n = world.streets.neighbourhood[world.dwellings.street[d]];
    const auto& movers = world.newcomers[n];
    if (movers.empty()) continue;
    const std::uint64_t lot = now.luck.draws(Purpose::newcomer, now.week, world.dwellings.key[d]).bits64(0);
    const HouseholdId h = settle_household(world, now.luck, now.parameters, movers[lot % movers.size()], d,
                                           key_of_newcomers(world.dwellings.key[d], now.week), now.week);
    world.tally.add(Flow::moved_in, belongs(world, h));
  }
}

}  // namespace

void move_house(World& world, const WeekContext& now) {
  const auto& d = now.parameters.demography;
  const auto due = households_due(world, [&](HouseholdId h) {
    return world.households.move[h].spend(per_week(d.moves_factor * moves_per_year(world, h, now.week)));
  });
  for (const HouseholdId h : due) {
    const Key key = world.households.key[h];
    const bool stays = now.luck.draws(Purpose::moving_out, now.week, key).happens(0, d.moves_within_share);
    const DwellingId to = stays ? choose_empty_dwelling(world, now, Purpose::moving_within, key) : DwellingId{};
    const Belongs who = belongs(world, h);
    world.households.move[h] = HazardClock::wound(now.luck, Purpose::moving_out, now.week, key);
    if (to.exists()) {
      world.tally.add(Flow::moved_within, who);
      move_within(world, now, h, to);
    } else {
      world.tally.add(Flow::moved_out, who);
      move_out(world, now, h);
    }
  }
  newcomers_move_in(world, now);
}

}  // namespace weefsel
