// A child's own people and places: when they know it, who gives way, and what a renumbering leaves of them.
#include "world/own_people.hpp"

#include <gtest/gtest.h>

#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

struct OneChild : ::testing::Test {
  SmallWorld made{Week{200}};
  World& w = made.world;
  StreetId street = made.street(made.neighbourhood());
  HouseholdId home = made.household(street, {40, 41}, {13});
  ChildId child = w.households.first_child[home];

  PersonRef coach(unsigned number) const { return PersonRef::outside(key_of_place_person(77, number)); }
  void meet(PersonRef who, double hours, int week = 200) { spend_time_with(w, child, who, OwnRole::coach, hours, Week{week}); }
  std::size_t slot_of(PersonRef who) const {
    const auto& row = w.children.own_people[child].who;
    return static_cast<std::size_t>(std::find(row.begin(), row.end(), who) - row.begin());
  }
  bool knows(PersonRef who, int week = 200) const {
    const std::size_t slot = slot_of(who);
    return slot < own_people_per_child && person_knows(w.children, child, slot, Week{week});
  }
};

TEST_F(OneChild, is_known_after_twenty_hours_with_contact_within_a_year) {
  meet(coach(1), 19.5, 190);
  EXPECT_FALSE(knows(coach(1), 190));
  EXPECT_FALSE(has_own_adult(w.children, child, Week{190}));
  meet(coach(1), 0.5, 200);
  EXPECT_TRUE(knows(coach(1), 200));
  EXPECT_TRUE(knows(coach(1), 252));
  EXPECT_FALSE(knows(coach(1), 253)) << "a year and a week without contact";
  EXPECT_TRUE(has_own_adult(w.children, child, Week{252}));
  EXPECT_FALSE(has_own_adult(w.children, child, Week{253}));
}

TEST_F(OneChild, hours_do_not_run_over) {
  for (int i = 0; i < 40; ++i) meet(coach(1), 100);
  EXPECT_EQ(w.children.own_people[child].hundredths[0], 65535);
}

TEST_F(OneChild, keeps_six_at_most_and_the_one_with_the_fewest_hours_gives_way) {
  for (unsigned i = 0; i < 6; ++i) meet(coach(i), 3 + i);
  meet(coach(9), 1);
  EXPECT_EQ(slot_of(coach(0)), own_people_per_child) << "three hours were the fewest";
  EXPECT_LT(slot_of(coach(9)), own_people_per_child);
  for (unsigned i = 1; i < 6; ++i) EXPECT_LT(slot_of(coach(i)), own_people_per_child);
  EXPECT_EQ(w.children.own_people[child].hundredths[slot_of(coach(9))], 100) << "the hours of the one who gave way do not count for the other";
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
}

TEST_F(OneChild, who_knows_it_does_not_give_way_to_a_stranger_until_a_year_has_passed) {
  for (unsigned i = 0; i < 6; ++i) meet(coach(i), 20 + i, 200);
  meet(coach(9), 1, 210);
  EXPECT_EQ(slot_of(coach(9)), own_people_per_child);
  for (unsigned i = 1; i < 6; ++i) meet(coach(i), 1, 230);
  w.week = Week{260};
  meet(coach(9), 1, 260);
  EXPECT_EQ(slot_of(coach(0)), own_people_per_child) << "the only one without contact for more than a year";
  EXPECT_LT(slot_of(coach(9)), own_people_per_child);
}

TEST_F(OneChild, does_not_depend_on_the_order_in_which_equals_came) {
  World other = w;
  for (unsigned i = 0; i < 6; ++i) meet(coach(i), 5);
  for (unsigned i = 6; i-- > 0;) spend_time_with(other, child, coach(i), OwnRole::coach, 5, Week{200});
  meet(coach(9), 1), spend_time_with(other, child, coach(9), OwnRole::coach, 1, Week{200});
  for (unsigned i = 0; i < 6; ++i) {
    const auto& row = other.children.own_people[child].who;
    EXPECT_EQ(slot_of(coach(i)) == own_people_per_child, std::find(row.begin(), row.end(), coach(i)) == row.end());
  }
}

TEST_F(OneChild, parents_and_adults_of_the_household_are_no_others) {
  meet(PersonRef::of(made.adult(home)), 50), meet(PersonRef::of(made.adult(home, 1)), 50);
  meet(PersonRef{}, 50), meet(coach(1), 0);
  EXPECT_FALSE(w.children.own_people[child].who[0].exists());
}

TEST_F(OneChild, places_know_it_likewise) {
  const PlaceId club = made.place(PlaceKind::sports_club);
  spend_time_at(w, child, club, 19, w.week);
  EXPECT_FALSE(place_knows(w.children, child, 0, w.week));
  spend_time_at(w, child, club, 1, w.week);
  EXPECT_TRUE(place_knows(w.children, child, 0, w.week));
  EXPECT_FALSE(place_knows(w.children, child, 0, w.week + 53));
}

TEST_F(OneChild, an_adult_who_leaves_town_becomes_someone_elsewhere_and_a_friend_who_leaves_is_let_go) {
  const HouseholdId b = made.household(street, {45}, {13}), c = made.household(street, {44}, {13});
  const ChildId gone = w.households.first_child[b], stays = w.households.first_child[c];
  const AdultId left = made.adult(b), here = made.adult(c);
  const Key left_key = w.adults.key[left], here_key = w.adults.key[here], stays_key = w.children.key[stays], child_key = w.children.key[child];
  meet(PersonRef::of(left), 25), meet(PersonRef::of(here), 30);
  w.children.friends.give(child) = {{gone, stays, ChildId{}, ChildId{}}, {Share16(0.9), Share16(0.4), Share16{}, Share16{}}, {100, 150, 0, 0}, {199, 199, 0, 0}};
  ASSERT_EQ(broken_invariants(w), std::vector<std::string>{});
  dissolve_household(w, b, w.week);
  compact(w, lasting());
  ASSERT_EQ(broken_invariants(w), std::vector<std::string>{});
  const ChildId me(static_cast<std::size_t>(std::find(w.children.key.begin(), w.children.key.end(), child_key) - w.children.key.begin()));
  EXPECT_EQ(w.children.own_people[me].who[0], PersonRef::outside(left_key));
  EXPECT_TRUE(person_knows(w.children, me, 0, w.week)) << "it is known as before, until a year has passed";
  ASSERT_TRUE(w.children.own_people[me].who[1].is_adult());
  EXPECT_EQ(w.adults.key[w.children.own_people[me].who[1].adult()], here_key);
  ASSERT_TRUE(w.children.friends[me].who[0].exists());
  EXPECT_EQ(w.children.key[w.children.friends[me].who[0]], stays_key);
  EXPECT_NEAR(w.children.friends[me].strength[0].value(), 0.4, 1e-4);
  EXPECT_FALSE(w.children.friends[me].who[1].exists());
}

TEST_F(OneChild, broken_promises_are_told) {
  const PlaceId library = made.place(PlaceKind::library);
  meet(coach(1), 3), meet(coach(2), 4);
  const World whole = w;
  const auto expect_broken = [&](auto&& edit, const char* what) {
    World other = whole;
    edit(other.children);
    EXPECT_NE(broken_invariants(other), std::vector<std::string>{}) << what;
  };
  ASSERT_EQ(broken_invariants(whole), std::vector<std::string>{});
  expect_broken([&](Children& c) { c.own_people.row(child).who[0] = PersonRef{}; }, "a gap");
  expect_broken([&](Children& c) { c.own_people.row(child).who[0] = c.own_people[child].who[1]; }, "twice the same");
  expect_broken([&](Children& c) { c.own_people.row(child).as[0] = RoleAndWeek(OwnRole::coach, 201); }, "contact in the future");
  expect_broken([&](Children& c) { c.own_people.row(child).hundredths[3] = 1; }, "hours with nobody");
  expect_broken([&](Children& c) { c.own_people.row(child).who[0] = PersonRef::of(made.adult(home)); }, "a parent");
  expect_broken([&](Children& c) { c.friends.give(child).who[0] = child; }, "a friend of itself");
  expect_broken([&](Children& c) { c.club[child] = library; }, "a member of a library");
}

}  // namespace
}  // namespace weefsel
