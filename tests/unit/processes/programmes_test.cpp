// Programmes one to one: who is matched, by whom, what a match does and how it ends.
#include <gtest/gtest.h>

#include "population/settle.hpp"
#include "processes/programmes.hpp"
#include "support/play.hpp"
#include "support/records.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

Lever lever_of(LeverKind kind, const char* id = "programme") {
  Lever lever;
  lever.id = id, lever.kind = kind;
  return lever;
}
Lever visits_by(VisitorKind visitor) {
  Lever lever = lever_of(LeverKind::home_visits);
  lever.home_visits.visitor = visitor;
  return lever;
}

/// Everybody who may ask does so at once, everybody who may offer does, and all agree.
Parameters eager() {
  Parameters p = with_still_population();
  auto& m = p.programmes;
  m.asks_per_week = 1, m.screened_per_week = 1, m.heard_of_share = 1, m.offers_share = 1, m.agrees = 1, m.asks_from_load = 0, m.leave_waiting_per_week = 0;
  p.wellbeing.support_centre = 1, p.wellbeing.load_weight = 0;
  return p;
}

/// One family with a load, and a household without children at home that has brought some up.
struct TwoHomes : ::testing::Test {
  SmallWorld made;
  World& w = made.world;
  StreetId street = made.street(made.neighbourhood());
  HouseholdId family = made.household(street, {35}, {5}), others = made.household(street, {55});
  AdultId parent = made.adult(family), giver = made.adult(others);
  Parameters p = eager();

  TwoHomes() {
    w.adults.births[giver] = 2;
    w.adults.openness[parent] = Share8(1);
    made.place(PlaceKind::primary_school);
    find_reachable_places(w, 1);
  }
  Play start(const Lever& lever) {
    Play play(w, p);
    play.levers = {lever};
    play.process("apply_levers");
    play.process("take_stock");
    return play;
  }
};

void organise_week(Play& play) {
  play.process("take_stock");
  play.process("live_matches");
  play.process("ask_programmes");
  play.process("match_families");
  ++play.world.week;
}

TEST_F(TwoHomes, who_asks_is_matched_with_who_offers) {
  Play play = start(lever_of(LeverKind::buurtgezinnen));
  for (int i = 0; i < 6; ++i) organise_week(play);
  ASSERT_EQ(play.world.matches.size(), 1u);
  const MatchId m(std::size_t{0});
  EXPECT_EQ(play.world.matches.asker[m], parent);
  EXPECT_EQ(play.world.matches.giver[m], giver);
  EXPECT_TRUE(play.world.matches.child[m].exists());
  EXPECT_TRUE(play.world.adults.has(giver, Adults::support_giver));
  EXPECT_EQ(play.world.applications.size(), 0u);
  EXPECT_EQ(broken_invariants(play.world), std::vector<std::string>{});
}

TEST_F(TwoHomes, nobody_is_matched_who_did_not_ask) {
  p.programmes.asks_per_week = 0;
  Play play = start(lever_of(LeverKind::buurtgezinnen));
  for (int i = 0; i < 30; ++i) organise_week(play);
  EXPECT_EQ(play.world.matches.size(), 0u);
}

TEST_F(TwoHomes, a_family_without_a_load_is_not_meant) {
  p.programmes.asks_from_load = 0.5;
  Play play = start(lever_of(LeverKind::buurtgezinnen));
  for (int i = 0; i < 30; ++i) organise_week(play);
  EXPECT_EQ(play.world.applications.size() + play.world.matches.size(), 0u);
}

TEST_F(TwoHomes, only_families_that_live_where_it_is_offered_may_ask) {
  made.neighbourhood();
  for (const LeverKind kind : {LeverKind::buurtgezinnen, LeverKind::home_visits, LeverKind::mentors, LeverKind::out_of_school_care}) {
    SCOPED_TRACE(static_cast<int>(kind));
    Lever lever = lever_of(kind);
    lever.mentors.age_from = 4, lever.out_of_school_care.places_per_1000_children = 1000;
    const auto asked = [&](const std::string& code) {
      lever.places.neighbourhoods = {code};
      Play play = start(lever);
      for (int i = 0; i < 12; ++i) organise_week(play);
      return play.world.applications.size() + play.world.matches.size() > 0;
    };
    EXPECT_TRUE(asked(w.names.neighbourhood_code[NeighbourhoodId(std::size_t{0})]));
    EXPECT_FALSE(asked("n1"));
  }
}

TEST_F(TwoHomes, both_must_agree) {
  p.programmes.agrees = 0;
  Play play = start(lever_of(LeverKind::buurtgezinnen));
  for (int i = 0; i < 10; ++i) organise_week(play);
  EXPECT_EQ(play.world.matches.size(), 0u);
  EXPECT_EQ(play.world.applications.size(), 1u) << "who has asked waits on";
}

TEST_F(TwoHomes, too_far_is_too_far) {
  made.world.dwellings.x[w.households.dwelling[others]] = 5100;
  Play play = start(lever_of(LeverKind::buurtgezinnen));
  for (int i = 0; i < 10; ++i) organise_week(play);
  EXPECT_EQ(play.world.matches.size(), 0u);
}

TEST_F(TwoHomes, who_waits_may_give_up) {
  p.programmes.agrees = 0, p.programmes.leave_waiting_per_week = 1;
  Play play = start(lever_of(LeverKind::buurtgezinnen));
  organise_week(play);
  ASSERT_EQ(play.world.applications.size(), 1u);
  play.parameters.programmes.asks_per_week = 0;
  organise_week(play);
  EXPECT_EQ(play.world.applications.size(), 0u);
}

TEST_F(TwoHomes, a_trial_that_fails_ends_after_eight_weeks) {
  p.programmes.trial_passed = 0;
  Play play = start(lever_of(LeverKind::buurtgezinnen));
  while (play.world.matches.size() == 0) organise_week(play);
  for (int i = 0; i < 12; ++i) organise_week(play);
  const MatchId m(std::size_t{0});
  EXPECT_EQ(play.world.matches.until[m] - play.world.matches.start[m], 8);
}

TEST_F(TwoHomes, a_trial_that_passes_goes_on_to_the_half_year) {
  p.programmes.trial_passed = 1;
  Lever lever = lever_of(LeverKind::buurtgezinnen);
  lever.buurtgezinnen.length_in_weeks = 26;  // either stops at the first review
  Play play = start(lever);
  while (play.world.matches.size() == 0) organise_week(play);
  for (int i = 0; i < 40; ++i) organise_week(play);
  const MatchId m(std::size_t{0});
  EXPECT_EQ(play.world.matches.until[m] - play.world.matches.start[m], 8 + 26);
}

TEST_F(TwoHomes, the_giver_carries_and_the_family_owes) {
  Lever lever = lever_of(LeverKind::buurtgezinnen);
  lever.buurtgezinnen.hours_per_week = 3.5;
  Play play = start(lever);
  while (play.world.matches.size() == 0) organise_week(play);
  play.begin_week();
  play.process("take_stock");
  play.process("live_matches");
  const ActiveId asks = play.world.adults.active[parent], gives = play.world.adults.active[giver];
  EXPECT_NEAR(play.world.actives.giving_load[gives].value(), 3.5 * p.support.giving_load, 1e-4);
  EXPECT_NEAR(play.world.actives.balance[asks].value(), -3.5, 1e-4);
  EXPECT_NEAR(play.world.actives.balance[gives].value(), 3.5, 1e-4);
  EXPECT_NEAR(play.world.actives.relief[asks].value(), 3.5 * p.programmes.relief_per_hour, 1e-4);
  EXPECT_EQ(play.world.actives.wellbeing[asks].value(), 0) << "no direct effect";
  EXPECT_EQ(in_town(play.world, hours_tenths_in(ProgrammeKind::support_family)), 35);
  EXPECT_EQ(in_town(play.world, Flow::hours_with_other_adults_tenths), 35);
  EXPECT_EQ(in_town(play.world, Flow::giving_hours_tenths), 35);
}

// 7.1: a tie begins at first_strength, then grows by g h (1 - s) with h the fifth of 3.5 hours in which adults meet.
TEST_F(TwoHomes, the_tie_grows_as_any_other) {
  p.ties.half_life = p.ties.half_life_young = 5000, p.programmes.trial_passed = 1;
  Play play = start(lever_of(LeverKind::buurtgezinnen));
  while (play.world.matches.size() == 0) organise_week(play);
  for (int i = 0; i < 8; ++i) organise_week(play);
  const World& now = play.world;
  const ActiveId asks = now.adults.active[parent], gives = now.adults.active[giver];
  const std::size_t ab = now.ties.find(asks, PersonRef::of(giver)), ba = now.ties.find(gives, PersonRef::of(parent));
  ASSERT_NE(ab, Ties::not_found);
  ASSERT_NE(ba, Ties::not_found);
  double s = first_strength;
  for (int i = 0; i < 7; ++i) s += 0.7 * p.ties.growth_per_hour * (1 - s);
  EXPECT_NEAR(now.ties.strength[asks][ab].value(), s, 2e-3);
  EXPECT_EQ(now.ties.strength[gives][ba], now.ties.strength[asks][ab]);
}

TEST_F(TwoHomes, a_match_that_the_giver_breaks_off_early_disappoints) {
  for (const bool early : {true, false}) {
    p.programmes.trial_passed = 0.98, p.programmes.giver_load_weight = 1000, p.programmes.short_match = early ? 13 : 4;
    Play play = start(lever_of(LeverKind::buurtgezinnen));
    while (play.world.matches.size() == 0) organise_week(play);
    play.world.actives.load[play.world.adults.active[giver]] = Fixed(2);  // far too much: the giver stops at the first review
    while (play.world.matches.is_open(MatchId(std::size_t{0}), play.world.week)) organise_week(play);
    EXPECT_EQ(play.world.matches.until[MatchId(std::size_t{0})] - play.world.matches.start[MatchId(std::size_t{0})], 8);
    EXPECT_NEAR(play.world.actives.trust_in_asking[play.world.adults.active[parent]].value(), early ? 1 - p.support.trust_lost : 1, 1e-3);
  }
}

TEST(Nurses, come_until_the_second_birthday) {
  SmallWorld fresh;
  World& t = fresh.world;
  const StreetId s = fresh.street(fresh.neighbourhood());
  const HouseholdId young = fresh.household(s, {21});
  find_reachable_places(t, 1);
  activate(t, fresh.adult(young), 0);
  t.adults.flags[fresh.adult(young)] = Adults::expecting;
  t.households.due_week[young] = short_week(t.week + 20);
  Lever lever = visits_by(VisitorKind::nurse);
  Play play(t, eager());
  play.levers = {lever};
  play.process("apply_levers");
  for (int i = 0; i < 8; ++i) organise_week(play);
  ASSERT_EQ(play.world.matches.size(), 1u);
  const MatchId m(std::size_t{0});
  EXPECT_FALSE(play.world.matches.giver[m].exists());
  EXPECT_FALSE(play.world.matches.child[m].exists());
  while (play.world.week.number < 20) organise_week(play);
  add_newborn(play.world, DayPlaces(play.world), play.luck, play.parameters, young, fresh.adult(young), play.world.week);
  while (play.world.matches.is_open(m, play.world.week) && play.world.week.number < 400) organise_week(play);
  EXPECT_NEAR(play.world.matches.until[m], 20 + 2 * weeks_per_year, 2);
  EXPECT_EQ(play.world.actives.balance[play.world.adults.active[fresh.adult(young)]].value(), 0) << "nothing is owed to a professional";
}

TEST_F(TwoHomes, care_gives_hours_and_ends_with_its_lever) {
  Lever lever = lever_of(LeverKind::out_of_school_care);
  lever.out_of_school_care.places_per_1000_children = 1000, lever.out_of_school_care.length_in_weeks = 5200, lever.end = Week{20};
  Play play = start(lever);
  for (int i = 0; i < 10; ++i) organise_week(play);
  ASSERT_EQ(play.world.matches.size(), 1u);
  const ActiveId asks = play.world.adults.active[parent];
  EXPECT_GT(play.world.actives.relief[asks].value(), 0.1);
  EXPECT_LE(play.world.actives.relief[asks].value(), 0.6 + 1e-4) << "kept in 1/65536";
  EXPECT_EQ(play.world.actives.balance[asks].value(), 0);
  while (play.world.week.number < 25) organise_week(play);
  EXPECT_EQ(play.world.matches.until[MatchId(std::size_t{0})], 20);
}

// Two families, one place: the heavier load goes first, whatever the slots.
TEST(Care, goes_to_the_heaviest_load) {
  for (const bool swap : {false, true}) {
    SmallWorld made;
    const StreetId s = made.street(made.neighbourhood());
    const HouseholdId a = made.household(s, {35}, {6}), b = made.household(s, {36}, {7});
    find_reachable_places(made.world, 1);
    for (const HouseholdId h : {a, b}) made.world.adults.openness[made.adult(h)] = Share8(1);
    const HouseholdId heavy = swap ? a : b;
    made.world.actives.load[made.active(a)] = Fixed(0.6), made.world.actives.load[made.active(b)] = Fixed(0.6);
    made.world.actives.load[made.active(heavy)] = Fixed(0.9);
    Play play(made.world, eager());
    Lever lever = lever_of(LeverKind::out_of_school_care);
    lever.out_of_school_care.places_per_1000_children = 500;
    play.levers = {lever};
    play.process("apply_levers");
    play.parameters.programmes.asks_per_week = 1;
    play.process("take_stock");
    for (int i = 0; i < 5 && play.world.applications.size() < 2; ++i) {
      play.process("ask_programmes");
      ++play.world.week;
    }
    play.process("match_families");
    ASSERT_EQ(play.world.matches.size(), 1u);
    EXPECT_EQ(play.world.adults.household[play.world.matches.asker[MatchId(std::size_t{0})]], heavy);
  }
}

// --- Capacity in a town ---------------------------------------------------------------------------------------

std::size_t open_matches(const World& w) {
  std::size_t open = 0;
  for (std::size_t i = 0; i < w.matches.size(); ++i) open += w.matches.is_open(MatchId(i), w.week);
  return open;
}

TEST(Capacity, is_never_exceeded_by_any_programme) {
  for (Lever lever : {visits_by(VisitorKind::volunteer), visits_by(VisitorKind::mother), lever_of(LeverKind::mentors)}) {
    lever.home_visits.coordinators_fte = lever.mentors.coordinators_fte = 1;
    lever.home_visits.families_per_fte_per_year = lever.mentors.matches_per_fte_per_year = 20;
    lever.home_visits.open_families_per_fte = lever.mentors.open_matches_per_fte = 7;
    Parameters p;
    p.programmes.asks_per_week = 0.5, p.programmes.heard_of_share = 1, p.programmes.offers_share = 0.3, p.programmes.asks_from_load = 0.1;
    p.wellbeing.support_centre = 1;
    Play play(hofbuurt_of(900), p);
    play.levers = {lever};
    std::size_t most = 0;
    std::int64_t made = 0;
    play.weeks(60, [&](const World& w) {
      most = std::max(most, open_matches(w));
      made += in_town(w, Flow::matches_made);
      ASSERT_LE(static_cast<double>(made), 20 * w.week.number / weeks_per_year + 1e-9);
    });
    // First babies are too few to fill the caseload of those who visit their mothers.
    const bool few = lever.kind == LeverKind::home_visits && lever.home_visits.visitor == VisitorKind::mother;
    EXPECT_LE(most, 7u);
    EXPECT_GE(most, few ? 2u : 7u) << static_cast<int>(lever.kind);
    EXPECT_EQ(broken_invariants(play.world), std::vector<std::string>{});
  }
}

TEST(Capacity, care_has_its_places_and_no_more) {
  Parameters p;
  p.programmes.asks_per_week = 0.5, p.programmes.heard_of_share = 1, p.programmes.asks_from_load = 0.1;
  Play play(hofbuurt(), p);
  Lever lever = lever_of(LeverKind::out_of_school_care);
  lever.out_of_school_care.places_per_1000_children = 20;
  play.levers = {lever};
  std::size_t most = 0;
  play.weeks(40, [&](const World& w) {
    double minors = 0;
    for (std::size_t i = 0; i < w.children.size(); ++i)
      minors += !w.children.gone[ChildId(i)] && age_in_years(w.children.birth_week[ChildId(i)], w.week) < 18;
    most = std::max(most, open_matches(w));
    ASSERT_LE(static_cast<double>(open_matches(w)), 0.02 * minors + 1);  // one may turn 18 in a week
  });
  EXPECT_GE(most, 4u);
}

TEST(Capacity, without_means_exactly_nothing_changes) {
  std::vector<Lever> nothing;
  Lever families = lever_of(LeverKind::buurtgezinnen, "a"), visits = lever_of(LeverKind::home_visits, "b"), mentors = lever_of(LeverKind::mentors, "c"),
        care = lever_of(LeverKind::out_of_school_care, "d"), room = lever_of(LeverKind::group_programme, "e"),
        officers = lever_of(LeverKind::bridge_officers, "f"), norms = lever_of(LeverKind::shared_norms, "g");
  families.buurtgezinnen.coordinators_fte = visits.home_visits.coordinators_fte = mentors.mentors.coordinators_fte = 0;
  care.out_of_school_care.places_per_1000_children = 0, room.group_programme.uptake = 0, officers.bridge_officers.hours_per_school = 0;
  norms.shared_norms.parents_reached = 0, norms.shared_norms.leisure_hours_factor = 1;
  Play with(hofbuurt()), without(hofbuurt());
  with.levers = {families, visits, mentors, care, room, officers, norms};
  for (int week = 0; week < 30; ++week) {
    with.weeks(1), without.weeks(1);
    ASSERT_EQ(difference(tallies_of(with.world), tallies_of(without.world)), "");
  }
  EXPECT_EQ(difference(records_of(with.world), records_of(without.world)), "");
}

}  // namespace
}  // namespace weefsel
