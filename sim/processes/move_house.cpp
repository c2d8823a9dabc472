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

/// Someone of 18 to 26 on their own, otherwise like the people who come to live in this neighbourhood.
NewcomerTemplate just_left_home(const NewcomerTemplate& like, double dice) {
  NewcomerTemplate young;
  young.adult_age_weeks[0] = static_cast<ShortWeek>(weeks_from_years(18 + 8 * dice));
  young.female[0] = static_cast<std::uint8_t>(static_cast<std::int64_t>(dice * 1024) % 2);
  young.education[0] = like.education[0];
  young.reading_ease[0] = like.reading_ease[0];
  young.community = like.community;
  return young;
}

void newcomers_move_in(World& world, const WeekContext& now) {
  const double hazard = per_week(now.parameters.demography.vacancy_fill_per_year);
  for (std::size_t i = 0; i < world.dwellings.size(); ++i) {
    const DwellingId d(i);
    if (world.dwellings.household[d].exists() || !world.dwellings.filling[d].spend(hazard)) continue;
    const NeighbourhoodId n = world.streets.neighbourhood[world.dwellings.street[d]];
    const auto& movers = world.newcomers[n];
    if (movers.empty()) continue;
    const Draws draws = now.luck.draws(Purpose::newcomer, now.week, world.dwellings.key[d]);
    const NewcomerTemplate& mover = movers[draws.bits64(0) % movers.size()];
    const bool young = draws.happens(2, now.parameters.demography.young_newcomers_share);
    const HouseholdId h = settle_household(world, now.luck, now.parameters, young ? just_left_home(mover, draws.uniform(3)) : mover, d,
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
      leave_town(world, now, h);
    }
  }
  newcomers_move_in(world, now);
}

}  // namespace weefsel
