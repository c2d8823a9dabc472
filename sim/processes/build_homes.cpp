#include "processes/build_homes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "population/keyed_shapes.hpp"
#include "population/settle.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

constexpr double metres_between_streets = 90, metres_between_doors = 10, metres_across = 8;
constexpr double weeks_expecting = 38;
enum Trait : std::uint64_t { reading_first, reading_second, tight, due, is_family_lot };

NeighbourhoodId neighbourhood_called(const World& world, const std::string& code) {
  const auto& codes = world.names.neighbourhood_code;
  return NeighbourhoodId(static_cast<std::size_t>(std::find(codes.begin(), codes.end(), code) - codes.begin()));
}

/// Step `k` of a square spiral round (0, 0): 0, then the eight around it, then the sixteen around those ...
std::pair<int, int> spiral(int k) {
  int x = 0, y = 0, dx = 1, dy = 0, leg = 1, walked = 0, turns = 0;
  for (int i = 0; i < k; ++i) {
    x += dx, y += dy;
    if (++walked < leg) continue;
    walked = 0;
    const int old = dx;
    dx = -dy, dy = old;
    if (++turns % 2 == 0) ++leg;
  }
  return {x, y};
}

/// A street of empty homes round (x, y), doors on both sides.
StreetId add_street(World& world, const WeekContext& now, Key key, NeighbourhoodId n, double x, double y, std::int32_t homes) {
  const StreetId street(append_row(world.streets));
  world.streets.key[street] = key, world.streets.neighbourhood[street] = n;
  world.streets.x[street] = static_cast<Metres>(round_to_int(x)), world.streets.y[street] = static_cast<Metres>(round_to_int(y));
  world.streets.first_dwelling[street] = static_cast<std::uint32_t>(world.dwellings.size());
  world.streets.dwelling_count[street] = static_cast<std::uint32_t>(homes);
  for (std::int32_t i = 0; i < homes; ++i) {
    const DwellingId d(append_row(world.dwellings));
    world.dwellings.key[d] = key_of_member(key, static_cast<unsigned>(i)), world.dwellings.street[d] = street;
    world.dwellings.x[d] = static_cast<Metres>(round_to_int(x + metres_between_doors * (i / 2 - homes / 4)));
    world.dwellings.y[d] = static_cast<Metres>(round_to_int(y + (i % 2 == 0 ? metres_across : -metres_across)));
    world.dwellings.empty_since[d] = short_week(now.week);
    world.dwellings.filling[d] = HazardClock::wound(now.luck, Purpose::moving_in, now.week, world.dwellings.key[d]);
  }
  return street;
}

bool with_children(const NewcomerTemplate& t) { return t.child_count > 0; }

/// A couple that may well expect a child.
bool may_expect(const NewcomerTemplate& t) {
  if (t.child_count > 0 || t.adult_age_weeks[1] == 0) return false;
  for (std::size_t i = 0; i < 2; ++i) {
    const double age = t.adult_age_weeks[i] / weeks_per_year;
    if (t.female[i] && age >= 24 && age <= 38) return true;
  }
  return false;
}

bool is_young_family(const NewcomerTemplate& t) {
  if (!with_children(t)) return may_expect(t);
  const auto youngest = *std::min_element(t.child_age_weeks.begin(), t.child_age_weeks.begin() + t.child_count);
  return youngest < 4 * weeks_per_year;
}

/// One of those for which `wanted(t) == yes`, by keyed lot; any when there is none such; nullptr when there is nobody.
template <class Wanted>
const NewcomerTemplate* draw(const std::vector<NewcomerTemplate>& all, Wanted&& wanted, bool yes, std::uint64_t dice) {
  std::vector<const NewcomerTemplate*> fitting;
  for (const NewcomerTemplate& one : all)
    if (wanted(one) == yes) fitting.push_back(&one);
  if (fitting.empty())
    for (const NewcomerTemplate& one : all) fitting.push_back(&one);
  return fitting.empty() ? nullptr : fitting[dice % fitting.size()];
}

HouseholdId move_in(World& world, const DayPlaces& places, const WeekContext& now, DwellingId d, const NewcomerTemplate& like) {
  const HouseholdId h = settle_household(world, places, now.luck, now.parameters, like, d, key_of_newcomers(world.dwellings.key[d], now.week), now.week);
  ++world.suited[world.neighbourhood_of(h)].homes[kind_of_home(world, h)];
  world.tally.add(Flow::moved_in, belongs(world, h));
  return h;
}

void fill_estate(World& world, const DayPlaces& places, const WeekContext& now, const Lever& lever, StreetId street, NeighbourhoodId n) {
  const NeighbourhoodId like = lever.new_housing.like.empty() ? n : neighbourhood_called(world, lever.new_housing.like);
  const Salt lot = now.luck.salt(Purpose::new_homes, lever.start), traits = now.luck.salt(Purpose::new_home_traits, lever.start);
  for (std::uint32_t i = 0; i < world.streets.dwelling_count[street]; ++i) {
    const DwellingId d(world.streets.first_dwelling[street] + i);
    const Key key = world.dwellings.key[d];
    const bool family = happens(lever.new_housing.families_share, traits.of(key, is_family_lot));
    const NewcomerTemplate* who = draw(world.newcomers[like], is_young_family, family, lot.of(key));
    if (!who) continue;
    const bool expects = family && may_expect(*who);
    const HouseholdId h = move_in(world, places, now, d, *who);
    if (!expects) continue;
    const auto weeks = 1 + static_cast<std::int32_t>(weeks_expecting * unit_interval(traits.of(key, due)));
    expect_child(world, now.luck, now.parameters, h, now.week + weeks, now.week);
  }
}

void house_newcomers(World& world, const DayPlaces& places, const WeekContext& now, const Lever& lever, StreetId street, NeighbourhoodId n) {
  const NewcomersDescription& about = lever.newcomers;
  const Salt lot = now.luck.salt(Purpose::new_homes, lever.start), traits = now.luck.salt(Purpose::new_home_traits, lever.start);
  for (std::uint32_t i = 0; i < world.streets.dwelling_count[street]; ++i) {
    const DwellingId d(world.streets.first_dwelling[street] + i);
    const Key key = world.dwellings.key[d];
    const bool family = happens(about.with_children_share, traits.of(key, is_family_lot));
    const NewcomerTemplate* drawn = draw(world.newcomers[n], with_children, family, lot.of(key));
    if (!drawn) continue;
    NewcomerTemplate who = *drawn;
    for (std::size_t k = 0; k < 2; ++k)
      who.reading_ease[k] = Share8(std::clamp(about.reading_ease + 0.15 * normal(traits.of(key, reading_first + k)), 0.02, 1.0));
    who.tight_income = happens(about.tight_income_share, traits.of(key, tight));
    (void)move_in(world, places, now, d, who);
  }
}

/// Homes that are due by the end of this week.
std::int32_t due_by_now(const Lever& lever, Week week) {
  const double weeks = std::min(week + 1, lever.end) - lever.start;
  const bool estate = lever.kind == LeverKind::new_housing;
  const double total = estate ? lever.new_housing.dwellings : lever.newcomers.households;
  const double each = estate ? lever.new_housing.dwellings_per_week : total / lever.newcomers.over_weeks;
  return static_cast<std::int32_t>(round_to_int(std::min(total, weeks * each)));
}

/// Where the next street or block comes: round the site of the estate, or beside a street of the neighbourhood.
std::pair<double, double> next_site(const World& world, const WeekContext& now, const Lever& lever, NeighbourhoodId n, int number) {
  if (lever.kind == LeverKind::new_housing) {
    const auto [east, north] = spiral(number);
    return {lever.new_housing.x + metres_between_streets * east, lever.new_housing.y + metres_between_streets * north};
  }
  const Salt lot = now.luck.salt(Purpose::new_homes, lever.start);
  StreetId best;
  std::uint64_t highest = 0;
  for (std::size_t i = 0; i < world.streets.size(); ++i) {
    const StreetId s(i);
    if (world.streets.neighbourhood[s] != n) continue;
    const std::uint64_t hash = lot.of(world.streets.key[s], static_cast<std::uint64_t>(number));
    if (!best.exists() || hash > highest) best = s, highest = hash;
  }
  return best.exists() ? std::pair<double, double>(world.streets.x[best], world.streets.y[best]) : std::pair<double, double>(0, 0);
}

}  // namespace

void build_homes(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  bool built = false;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    const Lever& lever = levers[i];
    const bool estate = lever.kind == LeverKind::new_housing;
    if ((!estate && lever.kind != LeverKind::newcomers) || now.week < lever.start || now.week >= lever.end) continue;
    const NeighbourhoodId n = neighbourhood_called(world, estate ? lever.new_housing.neighbourhood : lever.newcomers.neighbourhood);
    const DayPlaces places(world);
    const auto total = static_cast<std::int32_t>(round_to_int(estate ? lever.new_housing.dwellings : lever.newcomers.households));
    const std::int32_t due = due_by_now(lever, now.week), size = estate ? homes_per_street : homes_per_block;
    // A street is delivered as a whole, when its last home is due.
    for (std::int32_t& made = world.homes_made[i]; made < total;) {
      const std::int32_t homes = std::min(size, total - made), number = made / size;
      if (made + homes > due) break;
      const auto [x, y] = next_site(world, now, lever, n, number);
      const StreetId street = add_street(world, now, key_of_name(fmt::format("{}/street/{}", lever.id, number)), n, x, y, homes);
      if (estate) fill_estate(world, places, now, lever, street, n);
      else house_newcomers(world, places, now, lever, street, n);
      made += homes;
      built = true;
    }
  }
  if (built) find_reachable_places(world, now.parameters.outings.reach);
}

}  // namespace weefsel
