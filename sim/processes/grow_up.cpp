#include "processes/grow_up.hpp"

#include <algorithm>

#include "base/collect.hpp"
#include "population/day_places.hpp"
#include "population/settle.hpp"
#include "processes/household_events.hpp"
#include "random/keys.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr double earliest = 17.0, latest = 23.0;

/// Hazard a year, rising from 17, so that half have left at `median`.
double leaving_rate(double age, double median) {
  return age < earliest ? 0 : 2 * 0.6931471805599453 * (age - earliest) / ((median - earliest) * (median - earliest));
}

/// The parents keep their grown child among their own people, as kin.
void keep_as_kin(World& world, const WeekContext& now, AdultId parent, PersonRef child, ShortWeek birth_week) {
  const ActiveId a = parent.exists() ? world.adults.active[parent] : ActiveId{};
  if (!a.exists() || world.ties.count[a] >= tie_slots || world.ties.find(a, child) != Ties::not_found) return;
  world.ties.add(a, {child, Share16(0.7), birth_week, short_week(now.week),
                     TieMark::of(TieKind::kin, TieMark::one_sided)});
}

/// Adults of its own who know the young adult stay in touch: a weak tie on their side, where their table has room. (A
/// light adult keeps no table.)
void stay_known(World& world, const WeekContext& now, ChildId c, AdultId grown) {
  for (std::size_t i = 0; i < own_people_per_child; ++i) {
    const PersonRef who = world.children.own_people[c].who[i];
    if (!person_knows(world.children, c, i, now.week) || !who.is_adult() || world.is_gone(who)) continue;
    const ActiveId owner = world.adults.active[who.adult()];
    if (!owner.exists() || world.ties.count[owner] >= tie_slots || world.ties.find(owner, PersonRef::of(grown)) != Ties::not_found) continue;
    world.ties.add(owner, {PersonRef::of(grown), Share16(weak_tie), short_week(now.week), short_week(now.week),
                           TieMark::of(TieKind::friendship, TieMark::one_sided)});
  }
}

void leave_home(World& world, const WeekContext& now, EmptyDwellings& empty, ChildId c) {
  const Key key = world.children.key[c];
  const auto birth_week = world.children.birth_week[c];
  const auto female = world.children.female[c];
  const AdultId parent = world.households.adults[world.children.household[c]][0];
  const NewAdult grown{key, birth_week, female, world.adults.education[parent], world.adults.community[parent], Share8(0.9)};
  const bool wants_to_stay = unit_interval(now.luck.salt(Purpose::leaving_home, now.week).of(key)) <
                             now.parameters.demography.leavers_who_stay_share;
  const DwellingId home = wants_to_stay ? empty.give(now, Purpose::leaving_home, key) : DwellingId{};
  const auto parents = world.children.parents[c];
  remove_child(world, c);
  if (home.exists()) {
    const HouseholdId h = open_household(world, now.luck, home, key_of_split(key, now.week), now.week);
    const AdultId adult = add_adult(world, now.luck, h, grown, now.week);  // the key stays: who one is does not change
    world.adults.parent_in_town[adult] = parent;
    for (const AdultId p : parents) keep_as_kin(world, now, p, PersonRef::of(adult), birth_week);
    stay_known(world, now, c, adult);
  } else {
    for (const AdultId p : parents) keep_as_kin(world, now, p, PersonRef::outside(key), birth_week);
  }
}

}  // namespace

void grow_up(World& world, const WeekContext& now) {
  struct Step {
    ChildId child;
    bool leaves;
  };
  const double median = now.parameters.demography.leaving_home_age;
  const DayPlaces places(world);
  const auto steps = collect_in_order<Step>(world.children.size(), [&](std::size_t begin, std::size_t end, std::vector<Step>& some) {
    for (std::size_t i = begin; i < end; ++i) {
      const ChildId c(i);
      if (world.children.gone[c]) continue;
      const double age = age_in_years(world.children.birth_week[c], now.week);
      const bool leaves = age >= earliest && world.children.leaving_home[c].spend(per_week(leaving_rate(age, median)));
      if (leaves || age >= latest) some.push_back({c, true});
      else if (needs_new_day_place(world, places, c, now.week)) some.push_back({c, false});
    }
  });
  std::vector<ChildId> leavers;
  for (const auto& [child, leaves] : steps)
    if (leaves) leavers.push_back(child);
    else assign_day_place(world, places, now.luck, child, now.week);  // one after another: brothers and sisters go together
  std::sort(leavers.begin(), leavers.end(), [&](ChildId a, ChildId b) { return world.children.key[a] < world.children.key[b]; });
  if (leavers.empty()) return;
  EmptyDwellings empty(world, now);
  for (const ChildId c : leavers) leave_home(world, now, empty, c);
}

}  // namespace weefsel
