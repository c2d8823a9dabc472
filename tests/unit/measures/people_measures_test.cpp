// Counts and means over people, on small worlds made by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "measures/people_measures.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

struct Families : ::testing::Test {
  Families() {
    for (int i = 0; i < 40; ++i) f.push_back(made.household(street, i < 30 ? std::vector<double>{34, 36} : std::vector<double>{34}, {2.5}));
  }
  PeopleSums of(Group g, double low_mark = -2) { return measure_people(made.world, low_mark).by_group[static_cast<std::size_t>(g)]; }

  SmallWorld made;
  StreetId street = made.street(made.neighbourhood(), 80);
  std::vector<HouseholdId> f;
};

TEST_F(Families, are_counted_with_parents_and_children_under_18) {
  made.child(f[0], 19), made.child(f[1], 12), made.household(street, {70, 72}), made.household(street, {50}, {20});
  const PeopleSums all = of(Group::all);
  EXPECT_EQ(all.families, 40);
  EXPECT_EQ(all.parents, 70);
  EXPECT_EQ(all.children, 41);
  EXPECT_EQ(measure_people(made.world, 0).by_neighbourhood[0].families, 40);
}

TEST_F(Families, wellbeing_is_the_mean_of_the_logistic_of_b) {
  for (std::size_t i = 0; i < made.world.actives.size(); ++i) made.world.actives.wellbeing[ActiveId(i)] = Fixed(i % 2 == 0 ? 1.0 : -2.0);
  const PeopleSums all = of(Group::all, -1.5);
  const double expected = 0.5 / (1 + std::exp(-1.0)) + 0.5 / (1 + std::exp(2.0));
  EXPECT_NEAR(all.mean_over_parents(all.wellbeing), expected, 0.002);
  EXPECT_NEAR(all.share_of_parents(all.low), 0.5, 1e-12);
  EXPECT_EQ(of(Group::all, -2.0).low, 0) << "below the mark, not at it";
}

TEST_F(Families, load_and_support_are_means) {
  made.world.actives.load[made.active(f[0])] = Fixed(7.0);
  made.world.actives.counted_on[made.active(f[1])] = Share16(1.0);
  const PeopleSums all = of(Group::all);
  EXPECT_NEAR(all.mean_over_parents(all.load), 0.1, 1e-4);
  EXPECT_NEAR(all.mean_over_parents(all.counted_on), 1.0 / 70, 1e-6);
}

TEST_F(Families, help_and_worries_are_counted) {
  Children& children = made.world.children;
  const ChildId a = made.world.households.first_child[f[0]], b = made.world.households.first_child[f[1]];
  children.help[a] = {HelpState::waiting, HelpState::helped};
  children.help[b] = {HelpState::helped, HelpState::none};
  children.protected_until[b] = short_week(made.world.week + 5);
  children.perceived[a][1] = Share8(0.2), children.perceived[b][0] = Share8(0.19);
  const PeopleSums all = of(Group::all);
  EXPECT_EQ(all.waiting[0], 1);
  EXPECT_EQ(all.waiting[1], 0);
  EXPECT_EQ(all.helped[0], 1);
  EXPECT_EQ(all.helped[1], 1);
  EXPECT_EQ(all.in_protection, 1);
  EXPECT_EQ(all.worried_parents, 2) << "both parents of the first child";
}

TEST_F(Families, groups_are_of_families_by_form_phase_and_means) {
  made.world.households.tight_income[f[3]] = 1;
  made.world.households.since[f[4]] = short_week(made.world.week + -103);
  made.world.adults.education[made.adult(f[5], 1)] = static_cast<std::uint8_t>(Education::high);
  EXPECT_EQ(of(Group::two_parents).families, 30);
  EXPECT_EQ(of(Group::one_parent).families, 10);
  EXPECT_EQ(of(Group::youngest_2_4).families, 40);
  EXPECT_EQ(of(Group::income_tight).families, 1);
  EXPECT_EQ(of(Group::newcomer).families, 1);
  EXPECT_EQ(of(Group::education_high).families, 1) << "the highest in the house";
  EXPECT_TRUE(std::isnan(of(Group::one_parent).mean_over_parents(1))) << "ten families are too few to show";
}

TEST_F(Families, low_mark_is_the_tenth_percentile_of_parents) {
  for (std::size_t i = 0; i < made.world.actives.size(); ++i) made.world.actives.wellbeing[ActiveId(i)] = Fixed(static_cast<double>(i));
  EXPECT_EQ(low_wellbeing_mark(made.world), 7.0);
  const PeopleSums all = of(Group::all, low_wellbeing_mark(made.world));
  EXPECT_EQ(all.low, 7);
  EXPECT_LT(low_wellbeing_mark(SmallWorld().world), -1.2) << "without parents: that of the normal distribution";
}

}  // namespace
}  // namespace weefsel
