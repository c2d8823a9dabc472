#include "processes/move_house.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/collect.hpp"
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

/// Homes of each kind that the households of now would leave unused, as shares of all, by neighbourhood.
Column<NeighbourhoodId, std::array<double, SuitedHomes::kinds>> unused_homes(const World& world) {
  Column<NeighbourhoodId, SuitedHomes> lived_in;
  lived_in.resize(world.neighbourhoods.size());
  for (std::size_t i = 0; i < world.households.size(); ++i)
    if (const HouseholdId h(i); !world.households.gone[h]) ++lived_in[world.neighbourhood_of(h)].homes[kind_of_home(world, h)];
  Column<NeighbourhoodId, std::array<double, SuitedHomes::kinds>> unused;
  unused.resize(world.neighbourhoods.size());
  for (std::size_t i = 0; i < unused.size(); ++i) {
    const NeighbourhoodId n(i);
    const auto& homes = world.suited[n].homes;
    const auto& used = lived_in[n].homes;
    const double all = std::accumulate(homes.begin(), homes.end(), 0.0), of_them = std::accumulate(used.begin(), used.end(), 0.0);
    if (all == 0 || of_them == 0) continue;
    for (std::size_t k = 0; k < SuitedHomes::kinds; ++k) unused[n][k] = homes[k] / all - used[k] / of_them;
  }
  return unused;
}

std::size_t kind_of_home(const NewcomerTemplate& who) {
  const ShortWeek youngest = who.child_count == 0 ? ShortWeek{32767} : *std::min_element(who.child_age_weeks.begin(), who.child_age_weeks.begin() + who.child_count);
  return SuitedHomes::kind_of(std::max(who.adult_age_weeks[0], who.adult_age_weeks[1]) / weeks_per_year, who.adult_age_weeks[1] != 0,
                              youngest < weeks_from_years(18));
}

/// Of some that are drawn, the one who suits the homes that are least used.
const NewcomerTemplate& who_suits(const std::vector<NewcomerTemplate>& movers, const std::array<double, SuitedHomes::kinds>& unused, const Salt& salt,
                                  Key dwelling, int considered) {
  const NewcomerTemplate* best = nullptr;
  for (int i = 0; i < considered; ++i) {
    const NewcomerTemplate& one = movers[salt.of(dwelling, static_cast<std::uint64_t>(i)) % movers.size()];
    if (best == nullptr || unused[kind_of_home(one)] > unused[kind_of_home(*best)]) best = &one;
  }
  return *best;
}

void newcomers_move_in(World& world, const WeekContext& now) {
  const double hazard = per_week(now.parameters.demography.vacancy_fill_per_year);
  const int considered = std::max(1, static_cast<int>(round_to_int(now.parameters.demography.newcomers_considered)));
  const auto due = collect_in_order<DwellingId>(world.dwellings.size(), [&](std::size_t begin, std::size_t end, std::vector<DwellingId>& some) {
    for (std::size_t i = begin; i < end; ++i)
      if (const DwellingId d(i); !world.dwellings.household[d].exists() && world.dwellings.filling[d].spend(hazard)) some.push_back(d);
  });
  if (due.empty()) return;
  const auto unused = unused_homes(world);
  const DayPlaces places(world);
  const Salt salt = now.luck.salt(Purpose::newcomer_considered, now.week);
  for (const DwellingId d : due) {
    const NeighbourhoodId n = world.streets.neighbourhood[world.dwellings.street[d]];
    const auto& movers = world.newcomers[n];
    if (movers.empty()) continue;
    const Draws draws = now.luck.draws(Purpose::newcomer, now.week, world.dwellings.key[d]);
    const NewcomerTemplate& mover = who_suits(movers, unused[n], salt, world.dwellings.key[d], considered);
    const bool young = draws.happens(2, now.parameters.demography.young_newcomers_share);
    const HouseholdId h = settle_household(world, places, now.luck, now.parameters, young ? just_left_home(mover, draws.uniform(3)) : mover, d,
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
  EmptyDwellings empty(world, now);
  for (const HouseholdId h : due) {
    const Key key = world.households.key[h];
    const bool stays = now.luck.draws(Purpose::moving_out, now.week, key).happens(0, d.moves_within_share);
    const DwellingId to = stays ? empty.give(now, Purpose::moving_within, key) : DwellingId{};
    const Belongs who = belongs(world, h);
    empty.add(world, world.households.dwelling[h]);  // for who comes after
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
