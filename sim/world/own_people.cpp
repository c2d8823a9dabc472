#include "world/own_people.hpp"

#include <algorithm>

namespace weefsel {
namespace {

std::uint16_t sum_of_hours(std::uint16_t so_far, double hours) {
  return static_cast<std::uint16_t>(std::min<std::int64_t>(65535, so_far + round_to_int(hours * 100)));
}

/// Where hours with `who` are written: its slot, a free one, or that of the one who gives way; `row.size()`: nowhere.
template <class Row, class Hours, class LastOf, class KeyOf>
std::size_t slot_for(const Row& row, typename Row::value_type who, const Hours& hours, LastOf last_of, Week now, KeyOf key_of) {
  std::size_t weakest = row.size();
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == who || !row[i].exists()) return i;
    if (is_known(hours[i], last_of(i), now)) continue;
    const bool weaker = weakest == row.size() || hours[i] < hours[weakest] ||
                        (hours[i] == hours[weakest] && key_of(row[i]) < key_of(row[weakest]));
    if (weaker) weakest = i;
  }
  return weakest;
}

bool is_of_the_household(const World& world, ChildId c, PersonRef who) {
  if (!who.is_adult()) return false;
  const AdultId a = who.adult();
  const auto& parents = world.children.parents[c];
  return parents[0] == a || parents[1] == a || world.adults.household[a] == world.children.household[c];
}

}  // namespace

bool person_knows(const Children& children, ChildId c, std::size_t slot, Week now) {
  const OwnPeople& own = children.own_people[c];
  return own.who[slot].exists() && is_known(own.hundredths[slot], own.as[slot].last(), now);
}

bool place_knows(const Children& children, ChildId c, std::size_t slot, Week now) {
  return children.haunt[c][slot].exists() && is_known(children.haunt_hundredths[c][slot], children.haunt_last[c][slot], now);
}

bool has_own_adult(const Children& children, ChildId c, Week now) {
  for (std::size_t i = 0; i < own_people_per_child; ++i)
    if (person_knows(children, c, i, now)) return true;
  return false;
}

void spend_time_with(World& world, ChildId c, PersonRef who, OwnRole role, double hours, Week now) {
  if (hours <= 0 || !who.exists() || is_of_the_household(world, c, who)) return;
  OwnPeople& own = world.children.own_people.give(c);
  const auto last_of = [&](std::size_t i) { return own.as[i].last(); };
  const std::size_t slot = slot_for(own.who, who, own.hundredths, last_of, now, [&](PersonRef p) { return world.key_of(p); });
  if (slot == own.who.size()) return;
  const bool is_new = own.who[slot] != who;
  if (is_new) own.who[slot] = who, own.hundredths[slot] = 0;
  own.hundredths[slot] = sum_of_hours(own.hundredths[slot], hours);
  own.as[slot] = RoleAndWeek(is_new ? role : own.as[slot].role(), short_week(now));
}

void spend_time_at(World& world, ChildId c, PlaceId place, double hours, Week now) {
  if (hours <= 0) return;
  Children& children = world.children;
  auto& places = children.haunt[c];
  auto& there = children.haunt_hundredths[c];
  auto& last = children.haunt_last[c];
  const auto last_of = [&](std::size_t i) { return last[i]; };
  const std::size_t slot = slot_for(places, place, there, last_of, now, [&](PlaceId p) { return world.places.key[p]; });
  if (slot == places.size()) return;
  if (places[slot] != place) places[slot] = place, there[slot] = 0;
  there[slot] = sum_of_hours(there[slot], hours);
  last[slot] = short_week(now);
}

std::size_t find_friend(const Children& children, ChildId c, ChildId other) {
  const auto& row = children.friends[c].who;
  for (std::size_t i = 0; i < friends_per_child && row[i].exists(); ++i)
    if (row[i] == other) return i;
  return friends_per_child;
}

double friendship_strength(const Children& children, const FadingCurve& fading, ChildId c, std::size_t slot, Week now) {
  const Friends& friends = children.friends[c];
  return friends.strength[slot].value() * fading.left(TieKind::friendship, friends.since[slot], friends.last[slot], now);
}

void remove_friend(Children& children, ChildId c, std::size_t slot) {
  Friends& friends = children.friends.row(c);
  std::size_t last = friends_per_child;
  while (last > 0 && !friends.who[last - 1].exists()) --last;
  --last;
  friends.who[slot] = friends.who[last], friends.who[last] = ChildId{};
  friends.strength[slot] = friends.strength[last], friends.strength[last] = Share16{};
  friends.since[slot] = friends.since[last], friends.since[last] = 0;
  friends.last[slot] = friends.last[last], friends.last[last] = 0;
}

void let_go_of_departed_people(World& world, ChildId c) {
  Children& children = world.children;
  for (std::size_t f = 0; f < friends_per_child && children.friends[c].who[f].exists();)
    if (children.gone[children.friends[c].who[f]]) remove_friend(children, c, f);
    else ++f;
  if (!children.own_people.has(c)) return;
  for (PersonRef& who : children.own_people.row(c).who)
    if (who.exists() && world.is_gone(who)) who = PersonRef::outside(world.adults.key[who.adult()]);
}

}  // namespace weefsel
