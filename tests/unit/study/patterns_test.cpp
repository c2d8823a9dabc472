// The instruments of the pattern table, on worlds made by hand whose answers one can count on one's fingers, and on a
// town: looking on changes nothing.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/errors.hpp"
#include "study/estimate.hpp"
#include "study/pattern_help.hpp"
#include "study/pattern_moment.hpp"
#include "study/pattern_names.hpp"
#include "study/pattern_outings.hpp"
#include "study/pattern_report.hpp"
#include "study/pattern_support.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

struct Instruments : ::testing::Test {
  SmallWorld made{Week{100}};
  World& world = made.world;
  NeighbourhoodId here = made.neighbourhood(), there = made.neighbourhood();
  StreetId street = made.street(here), other_street = made.street(here), far_street = made.street(there);
  FadingCurve fading = lasting();
  Findings findings;

  AdultId parent(StreetId s, double age = 40, const std::vector<double>& children = {5}) { return made.adult(made.household(s, {age}, children)); }
  ActiveId active(AdultId a) { return world.adults.active[a]; }
  std::set<std::uint32_t> named_by(AdultId a) {
    std::set<std::uint32_t> who;
    for (const NamedPerson& n : names_given(world, fading, active(a))) who.insert(n.who);
    return who;
  }
  static std::uint32_t bits(Key key) { return PersonRef::outside(key).outside_bits(); }
};

// Strengths and weeks since contact of friends elsewhere:
//   1..6  0.90 0.80 ... 0.40, long ago      advice: the five strongest, 1 to 5
//   7     0.25, this month                  visiting: 7 only
//   8     0.25, five weeks ago              nobody asks for 8; nor for 9, which is too weak
TEST_F(Instruments, names_follow_the_rules_of_three_questions) {
  const AdultId me = parent(street);
  for (Key k = 1; k <= 6; ++k) made.hold(me, PersonRef::outside(k), 1.0 - 0.1 * static_cast<double>(k), 30, TieKind::friendship);
  made.hold(me, PersonRef::outside(7), 0.25, 4, TieKind::friendship);
  made.hold(me, PersonRef::outside(8), 0.25, 5, TieKind::friendship);
  made.hold(me, PersonRef::outside(9), 0.19, 0, TieKind::friendship);
  made.hold(me, PersonRef::of(ProfessionalId(std::size_t{0})), 0.95, 0, TieKind::professional);
  EXPECT_EQ(named_by(me), (std::set<std::uint32_t>{1, 2, 3, 4, 5, 7}));
}

TEST_F(Instruments, practical_help_comes_from_near_and_from_kin) {
  const AdultId me = parent(street), neighbour = parent(other_street), in_town = parent(far_street);
  made.hold(me, PersonRef::of(neighbour), 0.21, 30);
  made.hold(me, PersonRef::of(in_town), 0.22, 30);
  made.hold(me, PersonRef::outside(1), 0.23, 30, TieKind::kin);
  made.hold(me, PersonRef::outside(2), 0.24, 30, TieKind::friendship);
  EXPECT_EQ(named_by(me), (std::set<std::uint32_t>{bits(world.adults.key[neighbour]), bits(world.adults.key[in_town]), 1}));
  for (Key k = 11; k <= 14; ++k) made.hold(me, PersonRef::outside(k), 0.9, 30, TieKind::kin);  // stronger, but further
  const auto names = named_by(me);
  EXPECT_TRUE(names.count(bits(world.adults.key[neighbour])) && names.count(bits(world.adults.key[in_town])));
  EXPECT_FALSE(names.count(1)) << "five have been named for practical help";
}

// Round one: a, b, c, d are named. Round two: b, c and a newcomer e; a has been forgotten, d has left town, still a friend.
// 3 of 4 are named again, and 4 are named against 4.
TEST_F(Instruments, names_again_are_joined_on_who_people_are) {
  const AdultId me = parent(street), a = parent(street), d = parent(street);
  made.hold(me, PersonRef::of(a), 0.5), made.hold(me, PersonRef::of(d), 0.6);
  made.hold(me, PersonRef::outside(101), 0.5), made.hold(me, PersonRef::outside(102), 0.5);
  NamePanel panel;
  panel.interview(world, fading);
  world.ties.remove(active(me), world.ties.find(active(me), PersonRef::of(a)));
  world.ties.remove(active(me), world.ties.find(active(me), PersonRef::of(d)));
  made.hold(me, PersonRef::outside(world.adults.key[d]), 0.6);
  made.hold(me, PersonRef::outside(103), 0.5);
  panel.interview(world, fading);
  panel.report(findings);
  EXPECT_DOUBLE_EQ(findings.of("named_again"), 0.75);
  EXPECT_DOUBLE_EQ(findings.of("named_size_ratio"), 1.0);
}

TEST_F(Instruments, only_who_answers_twice_is_in_the_panel) {
  const AdultId stays = parent(street), leaves = parent(street);
  made.hold(stays, PersonRef::outside(1), 0.5), made.hold(leaves, PersonRef::outside(2), 0.5);
  NamePanel panel;
  panel.interview(world, fading);
  panel.report(findings);
  EXPECT_TRUE(std::isnan(findings.of("named_again"))) << "one round says nothing";
  dissolve_household(world, world.adults.household[leaves], world.week);
  made.hold(parent(street), PersonRef::outside(3), 0.5);
  panel.interview(world, fading);
  panel.report(findings);
  EXPECT_DOUBLE_EQ(findings.of("named_again"), 1.0);
}

// Three homes: (p, q) where q got babysitting and p was heard; r got advice; s asked in vain; t came during the year.
TEST_F(Instruments, help_received_in_a_year) {
  const HouseholdId couple = made.household(street, {35, 36}, {4});
  const ActiveId p = made.active(couple), q = made.active(couple, 1), r = active(parent(street)), s = active(parent(street));
  SupportYear year;
  year.open(world);
  const ActiveId t = active(parent(street));
  WeekScratch week;
  week.requests = {{q, 0, SupportKind::practical, true}, {s, 0, SupportKind::practical, false}, {r, 0, SupportKind::normative, true}, {t, 0, SupportKind::emotional, true}};
  year.observe(world, week);
  week.requests = {{p, 0, SupportKind::emotional, true}, {q, 0, SupportKind::practical, true}};
  year.observe(world, week);
  year.ask(world, findings);
  year.report(findings);
  EXPECT_DOUBLE_EQ(findings.of("support_any"), 3.0 / 4);
  EXPECT_DOUBLE_EQ(findings.of("support_babysitting"), 2.0 / 4) << "both parents of the couple";
  EXPECT_DOUBLE_EQ(findings.of("support_listening"), 1.0 / 4);
  EXPECT_DOUBLE_EQ(findings.of("support_advice"), 1.0 / 4);
}

// Five children: one in help since before the year, one whose help starts and ends in it, one who only waits, one under
// protection from this year, one of whom nothing is known. Two more do not count: one grown up, one who came later.
TEST_F(Instruments, youth_care_in_a_year) {
  const HouseholdId h = made.household(street, {40}, {5, 6, 7, 8, 9, 19});
  std::vector<ChildId> c;
  world.for_each_child(h, [&](ChildId child) { c.push_back(child); });
  std::sort(c.begin(), c.end());
  Children& children = world.children;
  children.help[c[0]][1] = HelpState::helped, children.help_since[c[0]][1] = 60;
  HelpYear year;
  year.open(world);
  children.help[made.child(h, 5)][0] = HelpState::helped;
  const auto live_week = [&] {
    world.tally.clear();
    ++world.week;
    year.observe(world, {});
  };
  children.help[c[1]][0] = HelpState::helped, children.help_since[c[1]][0] = 100;
  children.help[c[2]][1] = HelpState::waiting, children.help_since[c[2]][1] = 100;
  children.help[c[5]][0] = HelpState::helped, children.help_since[c[5]][0] = 100;
  live_week();  // week 100
  children.protected_until[c[3]] = 150;
  live_week();
  children.help[c[1]][0] = HelpState::none;
  children.help[c[0]][1] = HelpState::none;
  live_week();  // week 102: lengths 2 and 42
  world.tally.add(demand_by(Route::family), belongs(world, h), 3);
  world.tally.add(demand_by(Route::school), belongs(world, h), 1);
  ++world.week;
  year.observe(world, {});
  year.close(world, findings);
  year.report(findings);
  EXPECT_DOUBLE_EQ(findings.of("youth_care"), 3.0 / 5);
  EXPECT_DOUBLE_EQ(findings.of("youth_care_on_a_day"), 1.0 / 5);
  EXPECT_DOUBLE_EQ(findings.of("youth_care_starts"), 2.0 / 5);
  EXPECT_DOUBLE_EQ(findings.of("protection"), 1.0 / 5);
  EXPECT_DOUBLE_EQ(findings.of("trajectory_weeks"), 42);
  EXPECT_DOUBLE_EQ(findings.of("route_none"), 0.75);
  EXPECT_DOUBLE_EQ(findings.of("route_municipality"), 0.25);
  EXPECT_DOUBLE_EQ(findings.of("route_gp"), 0);
}

// Four homes with a child of three: one talked to a nurse, one asked a friend, one did both, one asked for babysitting.
TEST_F(Instruments, help_sought_for_a_three_year_old) {
  std::vector<HouseholdId> h;
  std::vector<ChildId> c;
  for (int i = 0; i < 4; ++i) {
    h.push_back(made.household(street, {34}, {3.5}));
    c.push_back(world.households.first_child[h.back()]);
    world.children.perceived[c.back()][0] = Share8(0.4);
  }
  made.child(h[1], 8);  // without a concern: a talk is not about this one
  HelpYear year;
  year.open(world);
  WeekScratch week;
  week.talked_about = {c[0], c[2]};
  week.requests = {{made.active(h[1]), 0, SupportKind::emotional, false}, {made.active(h[2]), 0, SupportKind::informational, true},
                   {made.active(h[3]), 0, SupportKind::practical, true}};
  world.children.perceived[c[1]][0] = Share8{};  // the talk settled it: the concern of before still counts
  world.tally.clear();
  ++world.week;
  year.observe(world, week);
  year.close(world, findings);
  year.report(findings);
  EXPECT_DOUBLE_EQ(findings.of("sought_formal"), 0.5);
  EXPECT_DOUBLE_EQ(findings.of("sought_informal"), 0.5);
  EXPECT_DOUBLE_EQ(findings.of("sought_any"), 0.75);
}

TEST_F(Instruments, weekly_contact_is_three_weeks_of_four) {
  const AdultId me = parent(street), near = parent(street), far = parent(far_street), young = parent(street, 30);
  made.tie(me, near, 0.25), made.tie(me, far, 0.25);
  made.hold(me, PersonRef::outside(1), 0.3, 60, TieKind::kin);
  made.hold(young, PersonRef::outside(1), 0.9, 0, TieKind::kin);
  ContactWeeks contacts;
  WeekScratch scratch;
  scratch.gatherings.visit_count.assign(world.actives.size(), 0);
  const auto touch = [&](AdultId a, PersonRef b) { world.ties.touched[active(a)][world.ties.find(active(a), b)] = short_week(world.week); };
  for (int week = 0; week < ContactWeeks::weeks; ++week) {
    if (week < 3) touch(me, PersonRef::of(near)), touch(near, PersonRef::of(me));
    if (week < 2) touch(me, PersonRef::of(far)), touch(far, PersonRef::of(me));
    touch(me, PersonRef::outside(1));
    ++world.week;
    contacts.observe(world, scratch);
  }
  contacts.close(world);
  contacts.report(findings);
  // me, near and far are 35 or older. Neighbours: me and near. Family: me. Friends: none, for near is too weak a neighbour.
  EXPECT_DOUBLE_EQ(findings.of("contact_neighbours"), 2.0 / 3);
  EXPECT_DOUBLE_EQ(findings.of("contact_family"), 1.0 / 3);
  EXPECT_DOUBLE_EQ(findings.of("contact_friends"), 0);
}

TEST_F(Instruments, a_chat_in_the_street_is_contact_with_neighbours) {
  const AdultId me = parent(street), alone = parent(street);
  WeekScratch scratch;
  Gatherings& g = scratch.gatherings;
  g.visit_count = {1, 1}, g.plans.resize(2);
  for (const AdultId a : {me, alone}) {
    g.plans[active(a).slot][0] = {0, 50, static_cast<std::uint8_t>(TieKind::neighbour), 0};
  }
  g.close_plans();
  for (const AdultId a : {me, alone}) g.sit(active(a), 0, active(a).slot);
  g.circle_first = {0, 1}, g.circle_end = {1, 2};
  g.circle_end[active(me).slot] = g.circle_first[active(me).slot] + 2;  // one other in the circle of `me`
  ContactWeeks contacts;
  for (int week = 0; week < ContactWeeks::weeks; ++week) ++world.week, contacts.observe(world, scratch);
  contacts.close(world);
  contacts.report(findings);
  EXPECT_DOUBLE_EQ(findings.of("contact_neighbours"), 0.5);
}

// A couple that visits the library four times, a couple that does so three times, and a single parent who lives in it.
TEST_F(Instruments, the_library_is_counted_by_household) {
  const PlaceId library = made.place(PlaceKind::library);
  const HouseholdId readers = made.household(street, {35, 36}, {5}), others = made.household(street, {35, 36}, {5}), single = made.household(street, {35}, {14});
  VisitYear year;
  year.open(world);
  const auto week = [&](std::vector<std::pair<ActiveId, PlaceId>> went) {
    WeekScratch scratch;
    Gatherings& g = scratch.gatherings;
    g.visit_count.assign(world.actives.size(), 0), g.plans.resize(world.actives.size());
    for (const auto& [who, place] : went) {
      g.plans[who.slot][0] = {place.slot * Gatherings::occasions_per_place, 200, 0, 1};
      g.visit_count[who.slot] = 1;
    }
    g.close_plans();
    for (const auto& [who, place] : went) g.sit(who, 0, 0);
    year.observe(world, scratch);
  };
  for (int i = 0; i < 2; ++i) week({{made.active(readers), library}, {made.active(readers, 1), library}, {made.active(others), library}, {made.active(single), library}});
  week({{made.active(others), library}});
  year.close(world, findings);
  year.report(findings);
  EXPECT_DOUBLE_EQ(findings.of("library_couples"), 0.5);
}

//  a --- b      e knows a, b, c; a knows b: one of three pairs. A kin tie elsewhere and one more kin tie know each other.
//   \   /
//     e --- c
TEST_F(Instruments, pairs_who_know_each_other) {
  const AdultId e = parent(street), a = parent(street), b = parent(street), c = parent(street);
  made.tie(e, a, 0.5), made.tie(e, b, 0.5), made.tie(e, c, 0.5), made.tie(a, b, 0.25), made.tie(a, c, 0.19);
  const KnownPairs in_town = pairs_in_town(world, fading, active(e));
  EXPECT_EQ(in_town.pairs, 3);
  EXPECT_EQ(in_town.closed, 1);
  made.hold(e, PersonRef::outside(1), 0.9, 0, TieKind::kin), made.hold(e, PersonRef::outside(2), 0.9, 0, TieKind::kin);
  const KnownPairs most = pairs_named(world, fading, active(e), false), least = pairs_named(world, fading, active(e), true);
  EXPECT_EQ(most.pairs, 4);
  EXPECT_EQ(most.closed, 2);
  EXPECT_EQ(least.pairs, 10);
  EXPECT_EQ(least.closed, 2);
}

TEST_F(Instruments, a_couple_of_friends_know_each_other) {
  const AdultId e = parent(street);
  const HouseholdId friends = made.household(street, {40, 41}, {5});
  made.tie(e, made.adult(friends), 0.5), made.tie(e, made.adult(friends, 1), 0.5);
  EXPECT_EQ(pairs_in_town(world, fading, active(e)).closed, 1);
  Moments moments;
  moments.look(world, fading, findings);
  moments.report(findings);
  EXPECT_TRUE(std::isnan(findings.of("transitivity"))) << "one pair among three parents says too little";
}

TEST(Statistics, of_patterns) {
  EXPECT_DOUBLE_EQ(mark_exceeded_by({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.2), 8);
  EXPECT_TRUE(std::isnan(mark_exceeded_by({}, 0.2)));
  EXPECT_DOUBLE_EQ(correlation({1, 2, 3}, {2, 4, 6}), 1);
  EXPECT_DOUBLE_EQ(correlation({1, 2, 3}, {5, 3, 1}), -1);
  EXPECT_DOUBLE_EQ(skewness({-1, 0, 1}), 0);
  EXPECT_NEAR(skewness({0, 0, 0, 4}), 2 / std::sqrt(3.0), 1e-12);  // m3 = 6, m2 = 3
  const Estimate e = estimate_of({1, 3, std::numeric_limits<double>::quiet_NaN()});
  EXPECT_DOUBLE_EQ(e.mean, 2);
  EXPECT_DOUBLE_EQ(e.error, 1);
  EXPECT_TRUE(std::isnan(estimate_of({1}).error));
}

// Ten couples; in two of them both adults count on little: 4 of 20 are beyond a mark for one in five.
TEST_F(Instruments, anchors_set_marks_and_concerns_are_counted_at_home) {
  for (int i = 0; i < 20; ++i) {
    const HouseholdId h = made.household(street, {35, 36}, {5});
    for (int k = 0; k < 2; ++k) {
      world.actives.counted_on[made.active(h, static_cast<std::size_t>(k))] = Share16(i < 1 ? 0.1 : 0.9);
      world.actives.load[made.active(h, static_cast<std::size_t>(k))] = Fixed(i < 1 ? 2.0 : 0.1);
    }
    if (i < 6) world.children.perceived[world.households.first_child[h]][0] = Share8(0.3);
    if (i < 2) world.children.severity[world.households.first_child[h]][0] = Share8(0.8);
  }
  Moments moments;
  moments.look(world, fading, findings);
  moments.report(findings);
  EXPECT_DOUBLE_EQ(findings.of("worried"), 0.3);
  EXPECT_NEAR(findings.of("counted_on_and_load"), -1, 1e-6);
  EXPECT_NEAR(findings.of("lonely_mark"), 0.1, 1e-4) << "two of forty parents lie beyond it: the most that are not more than 5.5%";
  EXPECT_NEAR(findings.of("ladder_moderate_mark"), 0.8, 0.01);
  EXPECT_DOUBLE_EQ(findings.of("ladder_mild_mark"), 0);
  EXPECT_DOUBLE_EQ(findings.of("lonely", Group::two_parents), 0.05);
  EXPECT_TRUE(std::isnan(findings.of("lonely", Group::one_parent))) << "fewer than thirty answers";
  ASSERT_EQ(moments.years().size(), 1u);
  EXPECT_DOUBLE_EQ(moments.years()[0].single_parent_share, 0);
}

TEST(PatternTable, is_whole) {
  std::set<std::string_view> names;
  for (const Pattern& p : pattern_table()) {
    EXPECT_TRUE(names.insert(p.name).second) << p.name;
    EXPECT_FALSE(p.what.empty() || p.who.empty() || p.unit.empty()) << p.name;
    if (p.kind == PatternKind::emerges) {
      EXPECT_TRUE(std::isnan(p.low)) << p.name << ": what emerges has no band to meet";
    } else {
      EXPECT_FALSE(p.source.empty()) << p.name;
    }
    const bool judged = p.kind == PatternKind::fit || p.kind == PatternKind::input;
    EXPECT_TRUE(!judged || (p.low < p.high && p.low <= p.target && p.target <= p.high)) << p.name;
  }
  Findings findings;
  EXPECT_THROW(findings.set("no such pattern", 1), Fault);
  EXPECT_TRUE(std::isnan(findings.of("named_again")));
}

TEST(PatternTable, never_calls_an_anchor_met) {
  for (const Pattern& p : pattern_table()) {
    EXPECT_EQ(verdict(p, std::numeric_limits<double>::quiet_NaN()), "not measured");
    if (p.kind != PatternKind::fit && p.kind != PatternKind::input) {
      EXPECT_EQ(verdict(p, p.target), p.kind == PatternKind::anchor ? "sets a mark" : std::isnan(p.target) ? "not measured" : "-") << p.name;
      continue;
    }
    EXPECT_EQ(verdict(p, p.target), "yes") << p.name;
    EXPECT_EQ(verdict(p, p.high + 0.01), "no") << p.name;
  }
}

Scenario eight_years() {
  Scenario s = small_scenario();
  s.years = 8, s.run_in_years = 2, s.replicates = 2;
  return s;
}

TEST(Patterns, looking_on_changes_nothing) {
  const Scenario s = eight_years();
  const TownDescription town = hofbuurt();
  const auto looked = look_for_patterns(s, town, 0);
  ASSERT_TRUE(looked);
  std::optional<World> plain = run_in(s, town, 0);
  const Luck luck(s.seed, 0);
  const ModelTables tables(s.parameters);
  WeekScratch scratch;
  for (int week = 0; week < 8 * 52; ++week) advance_one_week(*plain, luck, s.parameters, tables, s.levers, scratch);
  EXPECT_EQ(looked->state_hash, state_hash(*plain));
}

TEST(Patterns, are_measured_and_the_same_for_any_number_of_threads) {
  const Scenario s = eight_years();
  PatternOptions one, three;
  one.threads = 1, three.threads = 3;
  const auto a = look_for_patterns(s, one), b = look_for_patterns(s, three);
  const std::string text = pattern_report(s, a, PatternFormat::json);
  EXPECT_EQ(text, pattern_report(s, b, PatternFormat::json));
  const auto json = nlohmann::json::parse(text);
  for (const auto& row : json["patterns"]) {
    const bool drift = row["name"].get<std::string>().rfind("drift", 0) == 0;  // needs fifteen years
    EXPECT_EQ(row["mean"].is_null(), drift) << row["name"];
    EXPECT_EQ(row["values"].size(), 2u);
    if (row["unit"] == "share" && row["kind"] != "anchor" && !drift) {
      EXPECT_GE(row["mean"].get<double>(), 0) << row["name"];
      EXPECT_LE(row["mean"].get<double>(), 1) << row["name"];
    }
  }
  for (const auto& row : json["contrasts"]) EXPECT_FALSE(row["groups"]["all"]["mean"].is_null()) << row["name"];
  for (const PatternFormat format : {PatternFormat::text, PatternFormat::markdown})
    for (const Pattern& p : pattern_table()) EXPECT_NE(pattern_report(s, a, format).find(p.what), std::string::npos) << p.what;
}

TEST(Patterns, stop_when_asked_to) {
  const std::atomic<bool> interrupted{true};
  PatternOptions options;
  options.interrupted = &interrupted;
  EXPECT_TRUE(look_for_patterns(eight_years(), options).empty());
}

}  // namespace
}  // namespace weefsel
