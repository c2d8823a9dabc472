// The ties an adult has anyway: with kin, in town or elsewhere, and with friends elsewhere. Without them effects of
// the neighbourhood come out far too large.
#include <algorithm>

#include "population/keyed_shapes.hpp"
#include "population/settle.hpp"

namespace weefsel {
namespace {

constexpr int most_of_a_kind = 9;
constexpr std::size_t room_kept_free = 4;
// People elsewhere are numbered: kin from 0, friends from here.
constexpr std::uint64_t first_friend = 64;
enum Asked : std::uint64_t { kin_number = 1000, friend_number, parent_strength, parent_touched };

/// As an adult and its parent stand to each other, when neither holds the tie yet.
Tie kin_tie(const Salt& salt, Key adult, ShortWeek since, Week now) {
  Tie tie;
  tie.strength = Share16(between(0.40, 0.80, salt.of(adult, parent_strength)));
  tie.started = since;
  tie.touched = static_cast<ShortWeek>(now.number - static_cast<int>(between(0, 4, salt.of(adult, parent_touched))));
  return tie;
}

Share16 friend_strength(std::uint64_t dice) { return Share16(between(0.25, 0.60, dice)); }

/// One side of a tie: laid anew, or made equal to the other side's.
void hold(World& world, ActiveId owner, PersonRef other, Tie tie, bool mutual) {
  tie.partner = other;
  tie.mark = TieMark::of(TieKind::kin, mutual ? std::uint8_t{0} : TieMark::one_sided);
  const std::size_t slot = world.ties.find(owner, other);
  if (slot != Ties::not_found) world.ties.set(owner, slot, tie);
  else world.ties.add(owner, tie);
}

}  // namespace

void tie_with_parent(World& world, const Luck& luck, AdultId a, Week now) {
  const AdultId parent = world.adults.parent_in_town[a];
  const ActiveId own = world.adults.active[a];
  if (!own.exists() || !parent.exists() || world.adults.has(parent, Adults::gone)) return;
  const ActiveId other = world.adults.active[parent];
  const PersonRef me = PersonRef::of(a), them = PersonRef::of(parent);
  const std::size_t mine = world.ties.find(own, them);
  const std::size_t theirs = other.exists() ? world.ties.find(other, me) : Ties::not_found;
  if (mine != Ties::not_found && theirs != Ties::not_found) return;
  const bool room = mine != Ties::not_found || world.ties.count[own] < tie_slots;
  const bool room_there = other.exists() && (theirs != Ties::not_found || world.ties.count[other] < tie_slots);
  if (!room) return;
  const Tie tie = mine != Ties::not_found     ? world.ties.get(own, mine)
                  : theirs != Ties::not_found ? world.ties.get(other, theirs)
                                              : kin_tie(luck.salt(Purpose::first_ties, now), world.adults.key[a], world.adults.birth_week[a], now);
  hold(world, own, them, tie, room_there);
  if (room_there) hold(world, other, me, tie, true);
}

void give_outside_ties(World& world, const Luck& luck, const Parameters& parameters, AdultId a, Week now) {
  const ActiveId own = world.adults.active[a];
  const Salt salt = luck.salt(Purpose::first_ties, now);
  const Key key = world.adults.key[a];
  tie_with_parent(world, luck, a, now);

  int kin_in_town = 0;
  for (std::size_t i = 0; i < world.ties.count[own]; ++i) kin_in_town += world.ties.mark[own][i].kind() == TieKind::kin;
  const int kin =
      std::max(0, poisson(parameters.ties.outside_kin, most_of_a_kind, salt.of(key, kin_number)) - kin_in_town);
  const double sociable = 0.5 + world.adults.sociability[a].value();  // 1 on average
  const int friends = poisson(parameters.ties.outside_friends * sociable, most_of_a_kind, salt.of(key, friend_number));

  const int age_weeks = now.number - world.adults.birth_week[a];
  const auto add = [&](std::uint64_t number, TieKind kind) {
    if (world.ties.count[own] >= tie_slots - room_kept_free) return;
    const Key person = join64(key, number);
    Tie tie;
    tie.partner = PersonRef::outside(person);
    int age = 0, since_contact = 0;
    if (kind == TieKind::kin) {  // a parent since birth, brothers and sisters a little shorter
      tie.strength = Share16(between(0.35, 0.80, salt.of(person, 0)));
      age = static_cast<int>(age_weeks * between(0.75, 1.0, salt.of(person, 1)));
      since_contact = static_cast<int>(between(0, 6, salt.of(person, 2)));
    } else {  // stationary at the turnover of drift_apart, since twelve years old at most
      tie.strength = friend_strength(salt.of(person, 0));
      const int longest = std::max(52, age_weeks - weeks_from_years(12));
      const double turnover = std::max(parameters.ties.turnover_per_year, 0.01);
      age = static_cast<int>(std::min(weeks_per_year * exponential(salt.of(person, 1)) / turnover, longest + 1.0));
      if (age > longest) age = static_cast<int>(longest * unit_interval(salt.of(person, 3)));
      age = std::max(age, 8);
      since_contact = static_cast<int>(between(0, 8, salt.of(person, 2)));
    }
    tie.started = static_cast<ShortWeek>(now.number - age);
    tie.touched = static_cast<ShortWeek>(now.number - std::min(since_contact, age));
    tie.mark = TieMark::of(kind, TieMark::one_sided);
    if (world.ties.find(own, tie.partner) == Ties::not_found) world.ties.add(own, tie);
  };
  for (int i = 0; i < kin; ++i) add(static_cast<std::uint64_t>(i), TieKind::kin);
  for (int i = 0; i < friends; ++i) add(first_friend + static_cast<std::uint64_t>(i), TieKind::friendship);
}

bool befriend_elsewhere(World& world, const Salt& own, ActiveId a, Week now) {
  if (world.ties.count[a] >= tie_slots - room_kept_free) return false;
  Tie tie;
  tie.partner = PersonRef::outside(own.of(1));
  if (world.ties.find(a, tie.partner) != Ties::not_found) return false;
  tie.strength = friend_strength(own.of(2));
  tie.started = tie.touched = short_week(now);
  tie.mark = TieMark::of(TieKind::friendship, TieMark::one_sided);
  world.ties.add(a, tie);
  return true;
}

}  // namespace weefsel
