// Pedagogical richness on a small world, person by person and place by place.
#include "measures/children_measures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/small_world.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {
using namespace tests;

//  child of 6 (years at the address: all of them)
//    mother -- kin 0.7 -- grandmother         0.0138 h a week keeps it, if one tie loses 1% a week ...
//           -- neighbour 0.5 -- friend
//    own: coach 30 h, parent of a friend 10 h
//    places: school, sports club 30 h, library 5 h
struct Rich : ::testing::Test {
  SmallWorld made{Week{600}};
  World& w = made.world;
  Parameters p = [] {
    Parameters with;
    with.ties.growth_per_hour = 0.0045;
    return with;
  }();
  StreetId street = made.street(made.neighbourhood());
  HouseholdId home = made.household(street, {36, 37}, {6});
  ChildId child = w.households.first_child[home];
  // Half-life of 69 weeks at any age: a loss of 1% a week; kin as others.
  FadingCurve fading{68.967563936528, 68.967563936528, 75, 1};

  Richness richness() const { return richness_of(w, fading, p, child); }
};

TEST_F(Rich, nobody_and_nothing_knows_a_child_without_ties_or_places) {
  EXPECT_EQ(richness().adults, 0);
  EXPECT_EQ(richness().places, 0);
  EXPECT_EQ(richness().spheres, 0);
}

TEST_F(Rich, kin_and_friends_of_parents_know_it_once_their_hours_with_it_are_twenty) {
  // A tie of 0.5 that loses 1% a week takes 0.01 x 0.5 / (0.0045 x 0.5) = 2.2 hours a week; of these the child sees
  // 30%: 0.67 hours. Twenty hours take thirty weeks.
  for (const auto& [weeks, known] : {std::pair{29, 0}, {31, 1}}) {
    World other = w;
    w.ties.count[made.active(home)] = 0;
    made.hold(made.adult(home), PersonRef::outside(5), 0.5, 0, TieKind::neighbour, weeks);
    EXPECT_EQ(richness().adults, known) << weeks;
    EXPECT_EQ(richness().spheres, known);
    w = other;
  }
  // Kin at the same strength: half of the hours, so eighteen weeks.
  for (const auto& [weeks, known] : {std::pair{17, 0}, {19, 1}}) {
    World other = w;
    made.hold(made.adult(home), PersonRef::outside(5), 0.5, 0, TieKind::kin, weeks);
    EXPECT_EQ(richness().adults, known) << weeks;
    w = other;
  }
}

TEST_F(Rich, an_old_tie_counts_from_birth_and_a_weak_one_does_not) {
  made.hold(made.adult(home), PersonRef::outside(5), 0.5, 0, TieKind::kin, 500);
  w.children.birth_week[child] = short_week(w.week + -17);
  EXPECT_EQ(richness().adults, 0);
  w.children.birth_week[child] = short_week(w.week + -19);
  EXPECT_EQ(richness().adults, 1);
  made.hold(made.adult(home), PersonRef::outside(6), 0.30, 0, TieKind::neighbour, 500);
  w.children.birth_week[child] = short_week(w.week + -312);
  EXPECT_EQ(richness().adults, 1) << "below support";
}

TEST_F(Rich, one_whom_both_parents_know_counts_once_and_professionals_of_parents_do_not) {
  for (const std::size_t i : {0u, 1u}) {
    made.hold(made.adult(home, i), PersonRef::outside(5), 0.6, 0, TieKind::kin, 300);
    made.hold(made.adult(home, i), PersonRef::of(ProfessionalId(std::size_t{0})), 0.6, 0, TieKind::professional, 300);
  }
  spend_time_with(w, child, PersonRef::outside(5), OwnRole::mentor, 30, w.week);
  EXPECT_EQ(richness().adults, 1);
  EXPECT_EQ(richness().spheres, 1);
}

TEST_F(Rich, parents_are_not_counted_where_the_other_parent_holds_them) {
  const HouseholdId elsewhere = made.household(street, {40});
  w.children.parents[child] = {made.adult(home), made.adult(elsewhere)};
  made.hold(made.adult(home), PersonRef::of(made.adult(elsewhere)), 0.9, 0, TieKind::friendship, 400);
  EXPECT_EQ(richness().adults, 0);
}

TEST_F(Rich, own_people_places_and_spheres) {
  const PlaceId school = made.place(PlaceKind::primary_school), club = made.place(PlaceKind::sports_club), library = made.place(PlaceKind::library);
  w.children.day_place[child] = school;
  spend_time_with(w, child, PersonRef::outside(7), OwnRole::coach, 30, w.week), spend_time_at(w, child, club, 30, w.week);
  spend_time_with(w, child, PersonRef::outside(8), OwnRole::parent_of_friend, 10, w.week), spend_time_at(w, child, library, 5, w.week);
  EXPECT_EQ(richness().adults, 2) << "team of the school and coach";
  EXPECT_EQ(richness().places, 2);
  EXPECT_EQ(richness().spheres, 2) << "school, organised leisure";
  spend_time_with(w, child, PersonRef::outside(8), OwnRole::parent_of_friend, 10, w.week), spend_time_at(w, child, library, 15, w.week);
  EXPECT_EQ(richness().adults, 3);
  EXPECT_EQ(richness().places, 3);
  EXPECT_EQ(richness().spheres, 4) << "and the network, and independent leisure";
  w.places.open[school] = 0;
  EXPECT_EQ(richness().adults, 2);
  EXPECT_EQ(richness().places, 2);
}

TEST(ChildMeasures, are_means_by_phase_and_blank_for_few) {
  SmallWorld made(Week{600});
  World& w = made.world;
  const StreetId street = made.street(made.neighbourhood(), 80);
  for (int i = 0; i < 40; ++i) {
    const HouseholdId h = made.household(street, {44}, {14});
    if (i < 10) spend_time_with(w, w.households.first_child[h], PersonRef::outside(7), OwnRole::youth_worker, 30, w.week);
    if (i < 29) made.child(h, 5);
    for (unsigned k = 0; i == 0 && k < 5; ++k)  // one is known by six
      spend_time_with(w, w.children.next_in_household[w.households.first_child[h]], PersonRef::outside(k), OwnRole::mentor, 30, w.week);
  }
  const ChildMeasures all = measure_children(w, lasting(), {});
  const ChildSums& sums = all.by_group[static_cast<std::size_t>(Group::all)];
  const auto phase = static_cast<std::size_t>(Phase::age_12_16), young = static_cast<std::size_t>(Phase::age_4_12);
  EXPECT_EQ(sums.children[phase], 40);
  EXPECT_DOUBLE_EQ(sums.mean(sums.adults, phase), 15.0 / 40);
  EXPECT_TRUE(std::isnan(sums.mean(sums.adults, young))) << "29 children";
  EXPECT_DOUBLE_EQ(sums.per_youngster(sums.with_own_adult), 0.25);
  EXPECT_DOUBLE_EQ(sums.share_in_step(0), 68.0 / 69);
  EXPECT_DOUBLE_EQ(sums.share_in_step(1), 1.0 / 69);
  EXPECT_EQ(all.by_neighbourhood[0].youngsters, 40);
}

TEST(ChildMeasures, friends_count_from_weak_on_and_only_of_youngsters) {
  SmallWorld made;
  World& w = made.world;
  const StreetId street = made.street(made.neighbourhood());
  const HouseholdId a = made.household(street, {44}, {14}), b = made.household(street, {44}, {14});
  const ChildId one = w.households.first_child[a], other = w.households.first_child[b];
  Friends& ones = w.children.friends.give(one);
  ones.who[0] = other, ones.strength[0] = Share16(0.21);
  Friends& others = w.children.friends.give(other);
  others.who[0] = one, others.strength[0] = Share16(0.19);
  EXPECT_EQ(measure_children(w, lasting(), {}).by_neighbourhood[0].friends, 1);
}

}  // namespace
}  // namespace weefsel
