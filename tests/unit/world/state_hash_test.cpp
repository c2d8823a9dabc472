// The hash of a state sees every column of every table, and no slot.
#include <gtest/gtest.h>

#include "support/play.hpp"
#include "support/relabel.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// A lived-in world with help, volunteers, matches, families that wait and groups in it.
const World& lived_in() {
  static const World world = [] {
    Parameters p;
    p.concerns.child_borne_per_year = 0.5, p.help.self_request_per_week = 0.1, p.volunteering.start_per_year = 2;
    Play play(hofbuurt(), p);
    Lever families;
    families.id = "families", families.kind = LeverKind::buurtgezinnen;
    families.buurtgezinnen.coordinators_fte = 4;
    p.programmes.asks_per_week = 0.5, p.programmes.heard_of_share = 1, p.programmes.asks_from_load = 0.1;
    play.parameters = p;
    Lever room;
    room.id = "room", room.kind = LeverKind::group_programme, room.group_programme.length_in_weeks = 500;
    play.levers = {families, room};
    play.weeks(60);
    return play.world;
  }();
  return world;
}

// Changes the raw value of one cell, whatever it holds.
template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>)
void change(T& value) { value = static_cast<T>(static_cast<int>(value) ^ 1); }
void change(Key& value) { value ^= 1; }
void change(Share8& v) { v.raw ^= 1; }
void change(Share16& v) { v.raw ^= 1; }
void change(Fixed& v) { v.raw ^= 1; }
void change(HazardClock& v) { v.left ^= 1; }
void change(RecentHours& v) { v.raw ^= 1; }
void change(ActiveId& v) { v = ActiveId{}; }  // its slot is only a slot; whether there is one counts
void change(PersonRef& v) { v = PersonRef::outside(v.exists() && v.is_outside() ? Key{v.raw ^ 1} : Key{5}); }
void change(RoleAndWeek& v) { v = RoleAndWeek(v.role(), static_cast<ShortWeek>(v.last() ^ 1)); }
template <class Tag, class Slot>
void change(Id<Tag, Slot>& v) { v = Id<Tag, Slot>(std::size_t{v.exists() && v.slot == 0 ? 1u : 0u}); }
template <class T, std::size_t N>
void change(std::array<T, N>& many) { change(many[0]); }

template <class Table, class IdType>
void expect_each_column_seen(World& world, Table& table, IdType row, const char* kind) {
  const std::string before = state_hash(world);
  Table::columns(table, [&](const char* name, auto& column) {
    // Slots of dwellings follow from the dwellings; gone is seen as absence.
    if (std::string(name) == "first_dwelling") return;
    if constexpr (OfSome<std::remove_reference_t<decltype(column)>>) {
      auto& own = column.give(row);
      EXPECT_EQ(state_hash(world), before) << "an empty row is as none";
      std::remove_reference_t<decltype(own)>::parts(own, [&](const char* part, auto& value) {
        const auto kept = value;
        change(value);
        EXPECT_NE(state_hash(world), before) << kind << "." << name << "." << part;
        value = kept;
      });
    } else {
      const auto kept = column[row];
      change(column[row]);
      EXPECT_NE(state_hash(world), before) << kind << "." << name;
      column[row] = kept;
    }
  });
  EXPECT_EQ(state_hash(world), before);
}

/// The first row that is not gone and of which all links exist where they may.
template <class IdType, class Fits>
IdType first(std::size_t size, Fits fits) {
  for (std::size_t i = 0; i < size; ++i)
    if (fits(IdType(i))) return IdType(i);
  ADD_FAILURE() << "no such row";
  return IdType(std::size_t{0});
}

TEST(StateHash, sees_every_column) {
  World w = lived_in();
  const auto adult = first<AdultId>(w.adults.size(), [&](AdultId a) { return !w.adults.has(a, Adults::gone) && w.adults.active[a].exists(); });
  expect_each_column_seen(w, w.adults, adult, "adults");
  expect_each_column_seen(w, w.actives, w.adults.active[adult], "actives");
  expect_each_column_seen(w, w.households, first<HouseholdId>(w.households.size(), [&](HouseholdId h) { return !w.households.gone[h]; }), "households");
  expect_each_column_seen(w, w.children, first<ChildId>(w.children.size(), [&](ChildId c) { return !w.children.gone[c]; }), "children");
  expect_each_column_seen(w, w.dwellings, DwellingId(std::size_t{0}), "dwellings");
  expect_each_column_seen(w, w.streets, StreetId(std::size_t{0}), "streets");
  expect_each_column_seen(w, w.neighbourhoods, NeighbourhoodId(std::size_t{0}), "neighbourhoods");
  expect_each_column_seen(w, w.places, PlaceId(std::size_t{0}), "places");
  expect_each_column_seen(w, w.professionals, ProfessionalId(std::size_t{0}), "professionals");
  ASSERT_GT(w.matches.size(), 0u);
  expect_each_column_seen(w, w.matches, MatchId(std::size_t{0}), "matches");
  ASSERT_GT(w.applications.size(), 0u);
  expect_each_column_seen(w, w.applications, ApplicationId(std::size_t{0}), "applications");
  ASSERT_GT(w.groups.size(), 0u);
  expect_each_column_seen(w, w.groups, ProgrammeGroupId(std::size_t{0}), "groups");
}

TEST(StateHash, sees_every_part_of_a_tie) {
  World w = lived_in();
  const std::string before = state_hash(w);
  const auto a = first<ActiveId>(w.actives.size(), [&](ActiveId i) { return w.ties.count[i] > 0 && !w.adults.has(w.actives.adult[i], Adults::gone); });
  const Tie tie = w.ties.get(a, 0);
  const auto expect_seen = [&](auto&& edit, const char* what) {
    Tie other = tie;
    edit(other);
    w.ties.set(a, 0, other);
    EXPECT_NE(state_hash(w), before) << what;
    w.ties.set(a, 0, tie);
  };
  expect_seen([](Tie& t) { t.partner = PersonRef::outside(5); }, "partner");
  expect_seen([](Tie& t) { t.strength.raw ^= 1; }, "strength");
  expect_seen([](Tie& t) { ++t.started; }, "started");
  expect_seen([](Tie& t) { --t.touched; }, "touched");
  expect_seen([](Tie& t) { t.mark.raw ^= TieMark::uneven; }, "mark");
  w.ties.remove(a, 0);
  EXPECT_NE(state_hash(w), before) << "one tie less";
}

TEST(StateHash, sees_week_capacity_and_lockdown) {
  const World& w = lived_in();
  World other = w;
  ++other.week;
  EXPECT_NE(state_hash(other), state_hash(w));
  other = w, other.tier1_capacity = Fixed(w.tier1_capacity.value() + 1);
  EXPECT_NE(state_hash(other), state_hash(w));
  other = w, other.tier2_capacity = Fixed(w.tier2_capacity.value() + 1);
  EXPECT_NE(state_hash(other), state_hash(w));
  other = w, other.home_contact_percent = 30;
  EXPECT_NE(state_hash(other), state_hash(w));
}

TEST(StateHash, does_not_see_slots_nor_tallies) {
  const World& w = lived_in();
  EXPECT_EQ(state_hash(relabelled(w, 5, 1.0)), state_hash(w));
  World other = w;
  other.tally.clear();
  EXPECT_EQ(state_hash(other), state_hash(w));
}

TEST(StateHash, two_people_who_change_places_are_seen) {
  World w = lived_in();
  const std::string before = state_hash(w);
  const auto one = first<ActiveId>(w.actives.size(), [&](ActiveId a) { return !w.adults.has(w.actives.adult[a], Adults::gone); });
  const auto other = first<ActiveId>(w.actives.size(), [&](ActiveId a) {
    return !w.adults.has(w.actives.adult[a], Adults::gone) && w.actives.wellbeing[a] != w.actives.wellbeing[one];
  });
  std::swap(w.actives.wellbeing[one], w.actives.wellbeing[other]);
  EXPECT_NE(state_hash(w), before);
}

TEST(StateHash, is_32_hexadecimal_digits) {
  const std::string hash = state_hash(lived_in());
  EXPECT_EQ(hash.size(), 32u);
  EXPECT_EQ(hash.find_first_not_of("0123456789abcdef"), std::string::npos);
}

}  // namespace
}  // namespace weefsel
