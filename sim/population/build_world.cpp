#include "population/build_world.hpp"

#include <algorithm>
#include <optional>

#include "base/errors.hpp"
#include "base/parallel.hpp"
#include "population/add_place.hpp"
#include "population/day_places.hpp"
#include "population/fitted_households.hpp"
#include "population/households_at_start.hpp"
#include "population/keyed_shapes.hpp"
#include "population/kin_at_start.hpp"
#include "population/lay_out_streets.hpp"
#include "population/moving_rates.hpp"
#include "population/professionals_at_start.hpp"
#include "population/settle.hpp"
#include "population/team_ties.hpp"
#include "population/ties_at_start.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

constexpr double dwellings_per_household = 1.02;
constexpr std::size_t templates_per_neighbourhood = 200;
constexpr double grandparents_who_look_after_share = 0.4;
constexpr int weeks_of_expecting = 38;

// Decisions under Purpose::newborn and Purpose::newcomer in the first week.
enum Decision : std::uint64_t { expecting_order = 1, due_week, template_order };

using Plans = std::vector<std::vector<HouseholdPlan>>;

/// Plans for all neighbourhoods, which do not look at each other. The world is only read.
Plans plan_town(const TownDescription& town, const World& world, const std::vector<DwellingId>& first_dwelling,
                const Salt& salt, const Parameters& parameters) {
  const double leaving_home_age = parameters.demography.leaving_home_age;
  std::optional<HouseholdPool> pool;
  if (std::any_of(town.neighbourhoods.begin(), town.neighbourhoods.end(), [](const auto& n) { return n.gives_ages(); }))
    pool = make_household_pool(salt, leaving_home_age);
  Plans plans(town.neighbourhoods.size());
  const auto plan_some = [&](std::size_t begin, std::size_t end) {
    for (std::size_t n = begin; n < end; ++n)
      plans[n] = plan_households(town.neighbourhoods[n], world, first_dwelling[n], first_dwelling[n + 1], salt,
                                 leaving_home_age, pool ? &*pool : nullptr);
  };
  for_each_block(plans.size(), plan_some, 1);
  return plans;
}

void settle_plan(World& world, const DayPlaces& places, const Luck& luck, const HouseholdPlan& plan, Week now) {
  const HouseholdId h = open_household(world, luck, plan.dwelling, plan.key, now);
  world.households.tight_income[h] = plan.tight_income;
  world.households.since[h] = static_cast<ShortWeek>(now.number - weeks_from_years(plan.years_here));
  for (unsigned i = 0; i < plan.adult_count; ++i) {
    const AdultPlan& like = plan.adults[i];
    NewAdult person;
    person.key = key_of_member(plan.key, i);
    person.birth_week = static_cast<ShortWeek>(now.number - weeks_from_years(like.age));
    person.female = like.female;
    person.education = static_cast<std::uint8_t>(like.education);
    person.community = plan.community;
    person.reading_ease = like.reading_ease;
    add_adult(world, luck, h, person, now);
  }
  const AdultId mother = world.households.adults[h][0];
  world.adults.births[mother] = static_cast<std::uint8_t>(plan.departed_children);
  for (const double age : plan.child_ages) {
    const Key key = key_of_child(world.adults.key[mother], ++world.adults.births[mother]);
    const ChildId c = add_child(world, luck, h, key, static_cast<ShortWeek>(now.number - weeks_from_years(age)), now);
    assign_day_place(world, places, luck, c, now);
  }
}

/// How likely a couple is to expect a child, against others; 0: not at all.
double leaning_to_expect(const World& world, HouseholdId h, Week now) {
  const auto members = world.households.adults[h];
  if (!members[1].exists()) return 0;
  double mother = 100, youngest = 100;
  int at_home = 0;
  for (const AdultId a : members)
    if (world.adults.female[a]) mother = std::min(mother, age_in_years(world.adults.birth_week[a], now));
  world.for_each_child(
      h, [&](ChildId c) { youngest = std::min(youngest, age_in_years(world.children.birth_week[c], now)), ++at_home; });
  if (mother < 20 || mother > 44 || youngest < 1.2) return 0;
  const double by_age = mother < 25 ? 0.4 : mother < 37 ? 1.0 : mother < 41 ? 0.4 : 0.1;
  return by_age * (at_home == 0 ? 1.0 : at_home == 1 ? (youngest < 5 ? 1.6 : 0.3) : at_home == 2 ? 0.3 : 0.1);
}

/// As many couples expect a child as follows from the children born in the last year, per neighbourhood.
void choose_the_expecting(World& world, const Luck& luck, Week now) {
  const Salt salt = luck.salt(Purpose::newborn, now);
  std::vector<std::vector<std::pair<double, HouseholdId>>> candidates(world.neighbourhoods.size());
  std::vector<int> births(world.neighbourhoods.size(), 0);
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    const std::size_t n = world.neighbourhood_of(h).slot;
    world.for_each_child(h, [&](ChildId c) { births[n] += age_in_years(world.children.birth_week[c], now) < 1; });
    if (const double leaning = leaning_to_expect(world, h, now); leaning > 0)
      candidates[n].emplace_back(exponential(salt.of(world.households.key[h], expecting_order)) / leaning, h);
  }
  for (std::size_t n = 0; n < candidates.size(); ++n) {
    std::sort(candidates[n].begin(), candidates[n].end());
    const auto wanted = static_cast<std::size_t>(round_to_int(births[n] * weeks_of_expecting / weeks_per_year));
    for (std::size_t i = 0; i < std::min(wanted, candidates[n].size()); ++i) {
      const HouseholdId h = candidates[n][i].second;
      const double u = unit_interval(salt.of(world.households.key[h], due_week));
      world.households.due_week[h] = static_cast<ShortWeek>(now.number + 1 + static_cast<int>(u * weeks_of_expecting));
      const auto members = world.households.adults[h];
      for (const AdultId a : members)
        world.adults.flags[a] = static_cast<std::uint8_t>(world.adults.flags[a] | Adults::expecting);
    }
  }
}

/// Parents, former partners, the expecting, and grandparents who look after a child under 12. Who does is drawn as
/// keep_active (processes/) does, for good, so that the first weeks have the same grandparents.
void make_people_active(World& world, const Luck& luck, const Parameters& parameters, Week now) {
  const Salt salt = luck.salt(Purpose::activation, of_a_lifetime);
  const Adults& adults = world.adults;
  std::vector<std::uint8_t> active(adults.size(), 0);
  for (std::size_t i = 0; i < adults.size(); ++i) {
    const AdultId a(i);
    if (is_parent(world, a) || adults.has(a, Adults::expecting)) active[i] = 1;
    double youngest = 100;
    world.for_each_child(adults.household[a], [&](ChildId c) {
      youngest = std::min(youngest, age_in_years(world.children.birth_week[c], now));
    });
    const AdultId elder = adults.parent_in_town[a];
    if (elder.exists() && youngest < 12 &&
        happens(grandparents_who_look_after_share, salt.of_pair(adults.key[a], adults.key[elder])))
      active[elder.slot] = 1;
  }
  for (std::size_t i = 0; i < active.size(); ++i)
    if (const AdultId a(i); active[i]) activate(world, a, personal_level(luck, parameters, adults.key[a]));
}

/// The households that could move in: some of those at the start, the movable more often.
void keep_newcomers(World& world, const Luck& luck, Week now) {
  const Salt salt = luck.salt(Purpose::newcomer, now);
  std::vector<std::vector<std::pair<double, HouseholdId>>> order(world.neighbourhoods.size());
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    order[world.neighbourhood_of(h).slot].emplace_back(
        exponential(salt.of(world.households.key[h], template_order)) / moves_per_year(world, h, now), h);
  }
  world.newcomers.resize(world.neighbourhoods.size());
  world.suited.resize(world.neighbourhoods.size());
  for (std::size_t i = 0; i < world.households.size(); ++i)
    ++world.suited[world.neighbourhood_of(HouseholdId(i))].homes[kind_of_home(world, HouseholdId(i))];
  for (std::size_t n = 0; n < order.size(); ++n) {
    std::sort(order[n].begin(), order[n].end());
    for (std::size_t i = 0; i < std::min(templates_per_neighbourhood, order[n].size()); ++i)
      world.newcomers[NeighbourhoodId(n)].push_back(template_of(world, order[n][i].second));
  }
}

}  // namespace

World build_world(const TownDescription& town, const Parameters& parameters, const Luck& luck, Week first_week) {
  if (town.neighbourhoods.empty()) throw UserMistake("the town \"" + town.name + "\" has no neighbourhood");
  World world;
  world.week = first_week;
  world.names.town = town.name;
  std::vector<DwellingId> first_dwelling;
  for (const NeighbourhoodDescription& described : town.neighbourhoods) {
    const NeighbourhoodId n(append_row(world.neighbourhoods));
    world.neighbourhoods.key[n] = key_of_name("neighbourhood/" + described.code);
    world.neighbourhoods.play_space[n] = Share8(described.play_space);
    world.neighbourhoods.tight_income[n] = Share8(described.tight_income_share);
    world.neighbourhoods.upkeep[n] = Share8(described.upkeep);
    world.neighbourhoods.safety[n] = Share8(described.safety);
    world.names.neighbourhood_code.push_back(described.code);
    world.names.neighbourhood_name.push_back(described.name);
    first_dwelling.emplace_back(world.dwellings.size());
    const auto dwellings = std::max<std::int64_t>(1, round_to_int(described.households * dwellings_per_household));
    lay_out_streets(world, described, n, static_cast<std::size_t>(dwellings));
  }
  first_dwelling.emplace_back(world.dwellings.size());
  const StreetsNearby streets(world);
  for (const PlaceDescription& place : town.places) add_place(world, streets, luck, place, first_week);
  const DayPlaces day_places(world);

  const Plans plans =
      plan_town(town, world, first_dwelling, luck.salt(Purpose::household_kind, first_week), parameters);
  for (const auto& of_neighbourhood : plans)
    for (const HouseholdPlan& plan : of_neighbourhood) settle_plan(world, day_places, luck, plan, first_week);
  for (std::size_t i = 0; i < world.dwellings.size(); ++i) {
    const DwellingId d(i);
    world.dwellings.empty_since[d] = short_week(first_week);
    world.dwellings.filling[d] = HazardClock::wound(luck, Purpose::moving_in, first_week, world.dwellings.key[d]);
  }

  link_former_partners(world, luck, first_week);
  choose_the_expecting(world, luck, first_week);
  link_parents_in_town(world, luck, first_week);
  make_people_active(world, luck, parameters, first_week);
  tie_people_at_start(world, luck, parameters, first_week);

  employ_professionals(world, town, first_week);
  tie_teams_at_start(world, parameters);
  keep_newcomers(world, luck, first_week);
  find_reachable_places(world, parameters.outings.reach);
  world.tally = Tally(world.neighbourhoods.size());
  return world;
}

}  // namespace weefsel
