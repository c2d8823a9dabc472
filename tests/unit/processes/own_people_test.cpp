// Children's own people in single processes: support families, leaving home, help of one's own accord, coming along.
#include <gtest/gtest.h>

#include "processes/go_along_with_parents.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {
using namespace tests;

TEST(SupportFamily, knows_the_child_after_twenty_hours_together) {
  SmallWorld made(Week{10});
  World& w = made.world;
  const StreetId street = made.street(made.neighbourhood());
  const HouseholdId asking = made.household(street, {36}, {6}), giving = made.household(street, {45}, {12});
  const ChildId child = w.households.first_child[asking];
  const MatchId m(append_row(w.matches));
  w.matches.key[m] = 1, w.matches.asker[m] = made.adult(asking), w.matches.giver[m] = made.adult(giving), w.matches.child[m] = child;
  w.matches.start[m] = 10, w.matches.until[m] = 500, w.matches.hours_per_week[m] = Fixed(4);
  w.matches.review[m] = 500, w.matches.length_in_weeks[m] = Fixed(400);
  Play play(w);
  const auto known_after = [&](int weeks) {
    Play other = play;
    for (int i = 0; i < weeks; ++i) other.only({"take_stock", "live_matches"});
    return person_knows(other.world.children, child, 0, other.world.week);
  };
  EXPECT_FALSE(known_after(4));
  EXPECT_TRUE(known_after(5)) << "five weeks of four hours";
  play.only({"take_stock", "live_matches"});
  EXPECT_EQ(play.world.children.own_people[child].who[0], PersonRef::of(made.adult(giving)));
  EXPECT_EQ(play.world.children.own_people[child].as[0].role(), OwnRole::support_family);
  EXPECT_FALSE(play.world.children.own_people[play.world.households.first_child[giving]].who[0].exists()) << "the giver's own child is not in the match";
}

struct LeavesHome : ::testing::Test {
  SmallWorld made{Week{10}};
  World& w = made.world;
  StreetId street = made.street(made.neighbourhood());
  HouseholdId home = made.household(street, {50}, {22.9}), other = made.household(street, {45}, {10});
  ChildId child = w.households.first_child[home];
  void know(double hours) { spend_time_with(w, child, PersonRef::of(made.adult(other)), OwnRole::parent_of_friend, hours, Week{9}); }
  Play leave(double stays) {
    Parameters p;
    p.demography.leavers_who_stay_share = stays;
    w.children.leaving_home[child].left = 1;
    Play play(w, p);
    play.only({"grow_up"});
    return play;
  }
};

TEST_F(LeavesHome, an_adult_who_knows_it_keeps_a_weak_tie_to_the_young_adult_in_town) {
  know(25);
  const Key key = w.children.key[child];
  const Play play = leave(1);
  const ActiveId owner = play.world.adults.active[made.adult(other)];
  ASSERT_EQ(play.world.ties.count[owner], 1);
  const Tie tie = play.world.ties.get(owner, 0);
  ASSERT_TRUE(tie.partner.is_adult());
  EXPECT_EQ(play.world.adults.key[tie.partner.adult()], key);
  EXPECT_NEAR(tie.strength.value(), weak_tie, 1e-4);
  EXPECT_TRUE(tie.mark.has(TieMark::one_sided));
  EXPECT_EQ(broken_invariants(play.world), std::vector<std::string>{});
}

TEST_F(LeavesHome, but_not_one_who_hardly_knew_it_nor_when_it_leaves_town) {
  know(10);
  EXPECT_EQ(leave(1).world.ties.count[made.active(other)], 0);
  know(20);
  EXPECT_EQ(leave(0).world.ties.count[made.active(other)], 0);
}

/// Demand by route in a year in which every youngster has a serious concern that nobody else brings anywhere.
std::int64_t demand_by_youngsters(double gateway, bool known, double self_request = 1, double age = 14) {
  SmallWorld made(Week{10});
  const StreetId street = made.street(made.neighbourhood(), 600);
  World& w = made.world;
  for (int i = 0; i < 500; ++i) {
    const HouseholdId h = made.household(street, {45}, {age});
    const ChildId c = w.households.first_child[h];
    w.children.severity[c][2] = w.children.perceived[c][2] = Share8(0.8);
    if (known) spend_time_with(w, c, PersonRef::outside(5), OwnRole::coach, 25, Week{10});
  }
  w.tier1_capacity = Fixed(1000);
  Parameters p;
  p.help.gateway = gateway, p.help.supply = 0, p.help.self_request_per_week = 0.02, p.youngsters.self_request = self_request;
  Play play(w, p);
  std::int64_t by_route = 0;
  for (int week = 0; week < 10; ++week) {
    play.only({"seek_help_themselves"});
    by_route += in_town(play.world, demand_by(Route::youngster));
    EXPECT_EQ(in_town(play.world, demand_by(Route::youngster)), in_town(play.world, Flow::demand_tier1));
  }
  return by_route;
}

TEST(HelpOfOnesOwnAccord, goes_by_its_own_route_from_twelve_on) {
  // 500 x (1 - (1 - 0.02 x 0.8)^10) = 74.5, sd 8.
  EXPECT_NEAR(static_cast<double>(demand_by_youngsters(0, false)), 74.5, 32);
  EXPECT_EQ(demand_by_youngsters(0, false, 0), 0);
  EXPECT_EQ(demand_by_youngsters(0, false, 1, 11.5), 0);
}

TEST(HelpOfOnesOwnAccord, an_adult_of_ones_own_opens_the_way_by_the_gateway_only) {
  EXPECT_EQ(demand_by_youngsters(0, true), demand_by_youngsters(0, false)) << "same luck, and no gateway";
  EXPECT_GT(demand_by_youngsters(1.5, true), demand_by_youngsters(0, true));
  EXPECT_LT(demand_by_youngsters(1.5, false), demand_by_youngsters(0, false));
}

TEST(Confiding, eases_what_can_be_eased_by_substitution_and_needs_someone_who_knows_one) {
  SmallWorld made(Week{10});
  const StreetId street = made.street(made.neighbourhood());
  const HouseholdId h = made.household(street, {45}, {14, 15});
  World& w = made.world;
  const ChildId known = w.households.first_child[h], alone = w.children.next_in_household[known];
  for (const ChildId c : {known, alone}) w.children.severity[c][0] = w.children.perceived[c][0] = Share8(0.8);
  spend_time_with(w, known, PersonRef::outside(5), OwnRole::youth_worker, 25, Week{10});
  const auto severity_after = [&](ChildId c, double substitution) {
    Parameters p;
    p.help.substitution = substitution, p.support.asks_per_week = 5, p.youngsters.confides = 10, p.support.resolving = 0.5;
    Play play(w, p);
    for (int i = 0; i < 3; ++i) play.only({"confide"});
    return play.world.children.severity[c][0].value();
  };
  EXPECT_LT(severity_after(known, 1), 0.3);
  EXPECT_NEAR(severity_after(known, 0), 0.8, 0.01);
  EXPECT_NEAR(severity_after(alone, 1), 0.8, 0.01);
}

TEST(ComingAlong, is_for_those_under_twelve_to_places_for_their_age) {
  EXPECT_TRUE(comes_along(PlaceKind::playground, 5));
  EXPECT_FALSE(comes_along(PlaceKind::playground, 0.5));
  EXPECT_TRUE(comes_along(PlaceKind::library, 0.5));
  EXPECT_FALSE(comes_along(PlaceKind::library, 12));
  EXPECT_FALSE(comes_along(PlaceKind::parent_child_cafe, 6));
  EXPECT_FALSE(comes_along(PlaceKind::youth_centre, 8));
}

}  // namespace
}  // namespace weefsel
