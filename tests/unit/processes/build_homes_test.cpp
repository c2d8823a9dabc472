// An estate and newcomers: how many, where, who, and that the rest of the town stays who it is.
#include <gtest/gtest.h>

#include <set>

#include "base/errors.hpp"
#include "processes/build_homes.hpp"
#include "support/partial_weeks.hpp"
#include "support/play.hpp"
#include "support/records.hpp"

namespace weefsel {
namespace {
using namespace tests;

Lever estate(double dwellings, double per_week, double families = 0.5) {
  Lever lever;
  lever.id = "estate", lever.kind = LeverKind::new_housing;
  lever.new_housing.neighbourhood = "hof", lever.new_housing.dwellings = dwellings, lever.new_housing.dwellings_per_week = per_week;
  lever.new_housing.families_share = families, lever.new_housing.x = 141000, lever.new_housing.y = 511300;
  return lever;
}

Lever newcomers(double households, double weeks) {
  Lever lever;
  lever.id = "newcomers", lever.kind = LeverKind::newcomers;
  lever.newcomers.neighbourhood = "hof", lever.newcomers.households = households, lever.newcomers.over_weeks = weeks;
  return lever;
}

struct Homes : ::testing::Test {
  Play play{hofbuurt_of(200)};
  World& w = play.world;
  std::size_t homes = w.dwellings.size(), streets = w.streets.size(), households = w.households.size();
  void weeks(int count) {
    for (int i = 0; i < count; ++i) play.only({"apply_levers", "build_homes"});
  }
};

TEST_F(Homes, streets_are_delivered_as_a_whole_until_all_is_built) {
  play.levers = {estate(120, 10)};
  weeks(4);
  EXPECT_EQ(w.dwellings.size(), homes) << "40 of the 50 homes of the first street";
  weeks(1);
  EXPECT_EQ(w.dwellings.size(), homes + 50);
  EXPECT_EQ(in_town(w, Flow::moved_in), 50);
  weeks(7);
  EXPECT_EQ(w.dwellings.size(), homes + 120);
  EXPECT_EQ(w.streets.size(), streets + 3);
  weeks(20);
  EXPECT_EQ(w.dwellings.size(), homes + 120);
  EXPECT_EQ(w.households.size(), households + 120);
  EXPECT_EQ(w.reach.first.size(), w.streets.size() + 1) << "new streets reach places";
  EXPECT_EQ(broken_but_for_births(w), std::vector<std::string>{});
  for (std::size_t s = streets; s < w.streets.size(); ++s) {
    EXPECT_NEAR(w.streets.x[StreetId(s)], 141000, 200);
    EXPECT_NEAR(w.streets.y[StreetId(s)], 511300, 200);
  }
  std::set<Key> keys(w.dwellings.key.begin(), w.dwellings.key.end());
  EXPECT_EQ(keys.size(), w.dwellings.size());
}

TEST_F(Homes, an_end_stops_the_building_and_leaves_what_stands) {
  Lever lever = estate(500, 10);
  lever.end = Week{12};
  play.levers = {lever};
  weeks(40);
  EXPECT_EQ(w.dwellings.size(), homes + 100);
}

TEST_F(Homes, families_come_in_the_share_that_is_asked) {
  play.levers = {estate(200, 200, 1.0)};
  weeks(1);
  int young = 0;
  for (std::size_t i = households; i < w.households.size(); ++i) {
    const HouseholdId h(i);
    bool child = w.households.due_week[h] != long_ago;
    w.for_each_child(h, [&](ChildId c) { child = child || age_in_years(w.children.birth_week[c], w.week) < 4.1; });
    young += child;
  }
  EXPECT_EQ(young, 200) << "this town has young families to draw from";
}

TEST_F(Homes, children_of_the_estate_go_to_school_and_parents_are_active) {
  play.levers = {estate(100, 100)};
  weeks(1);
  int pupils = 0;
  for (std::size_t i = households; i < w.households.size(); ++i)
    w.for_each_child(HouseholdId(i), [&](ChildId c) {
      const double age = age_in_years(w.children.birth_week[c], w.week);
      if (age < 4.1 || age > 17) return;
      ++pupils;
      EXPECT_TRUE(w.children.day_place[c].exists());
    });
  EXPECT_GT(pupils, 0);
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{}) << "parents that are not active are among these";
}

TEST_F(Homes, newcomers_are_as_described_and_arrive_in_time) {
  Lever lever = newcomers(150, 10);
  lever.newcomers.with_children_share = 1, lever.newcomers.tight_income_share = 1, lever.newcomers.reading_ease = 0.2;
  play.levers = {lever};
  weeks(10);
  EXPECT_EQ(w.households.size(), households + 150);
  double reading = 0, adults = 0;
  for (std::size_t i = households; i < w.households.size(); ++i) {
    const HouseholdId h(i);
    EXPECT_TRUE(w.households.first_child[h].exists());
    EXPECT_TRUE(w.households.tight_income[h]);
    for (const AdultId a : w.households.adults[h])
      if (a.exists()) reading += w.adults.reading_ease[a].value(), ++adults;
  }
  EXPECT_NEAR(reading / adults, 0.2, 0.05) << "normal with sd 0.15, cut at 0.02; some 270 adults";
}

TEST_F(Homes, two_estates_and_newcomers_at_once_stay_whole_through_a_renumbering) {
  Lever other = estate(80, 7);
  other.id = "other", other.new_housing.x = 139500;
  play.levers = {estate(100, 9), other, newcomers(60, 20)};
  play.weeks(60);
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
  EXPECT_EQ(w.dwellings.size(), homes + 240);
}

TEST_F(Homes, who_lives_there_already_stays_who_they_are) {
  Play before = play;
  play.levers = {estate(100, 50)};
  weeks(2);
  for (int i = 0; i < 2; ++i) before.only({"apply_levers", "build_homes"});
  Records with = records_of(w);
  for (const auto& [name, record] : records_of(before.world)) EXPECT_EQ(with.at(name), record) << name.first;
}

TEST(HomesOfLevers, need_a_neighbourhood_that_exists) {
  Play play(hofbuurt_of(100));
  play.levers = {estate(10, 10)};
  play.levers[0].new_housing.neighbourhood = "nowhere";
  EXPECT_THROW(play.only({"apply_levers"}), UserMistake);
  play.levers = {newcomers(10, 1)};
  play.levers[0].newcomers.neighbourhood.clear();
  EXPECT_THROW(play.only({"apply_levers"}), UserMistake);
}

}  // namespace
}  // namespace weefsel
