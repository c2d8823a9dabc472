// Network figures of small worlds made by hand, with answers worked out on paper.
#include <gtest/gtest.h>

#include <cmath>

#include "measures/network_measures.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Thirty families of one parent and a toddler, f[0] to f[29], in one neighbourhood: the fewest that are shown.
struct ThirtyFamilies : ::testing::Test {
  ThirtyFamilies() {
    for (int i = 0; i < 30; ++i) f.push_back(made.household(street, {34}, {3}));
  }
  AdultId parent(std::size_t i) { return made.adult(f[i]); }
  NetworkSums measured(bool clustering = false) { return measure_network(made.world, fading, clustering).by_neighbourhood[0]; }

  SmallWorld made;
  NeighbourhoodId here = made.neighbourhood();
  StreetId street = made.street(here, 60);
  std::vector<HouseholdId> f;
  FadingCurve fading = lasting();
};

//   f0 --- f1          f5 ... f6 (0.19)
//    \    /
//     \  /             L = 4, N = 30: density 8 / 870, local degree 8 / 30
//      f2 --- f3
TEST_F(ThirtyFamilies, density_and_local_degree_count_linked_families) {
  made.tie(parent(0), parent(1), 0.5), made.tie(parent(1), parent(2), 0.2), made.tie(parent(0), parent(2), 0.9), made.tie(parent(2), parent(3), 0.3);
  made.tie(parent(5), parent(6), 0.19);
  const NetworkSums sums = measured();
  EXPECT_EQ(sums.families, 30);
  EXPECT_EQ(sums.family_links, 4);
  EXPECT_DOUBLE_EQ(sums.density(), 8.0 / (30 * 29));
  EXPECT_DOUBLE_EQ(sums.local_degree(), 8.0 / 30);
}

TEST_F(ThirtyFamilies, a_link_needs_both_directions_and_contact_within_a_quarter) {
  made.hold(parent(0), PersonRef::of(parent(1)), 0.8);  // one-sided
  made.tie(parent(2), parent(3), 0.8, 14);              // 14 weeks ago
  EXPECT_EQ(measured().family_links, 0);
  made.tie(parent(4), parent(5), 0.8, 13);
  EXPECT_EQ(measured().family_links, 1);
  made.hold(parent(6), PersonRef::of(parent(7)), 0.8), made.hold(parent(7), PersonRef::of(parent(6)), 0.1);
  EXPECT_EQ(measured().family_links, 1) << "weak enough on one side only";
}

TEST_F(ThirtyFamilies, two_pairs_of_adults_are_one_link) {
  const HouseholdId g = made.household(street, {40, 41}, {8}), h = made.household(street, {40, 41}, {8});
  made.tie(made.adult(g), made.adult(h), 0.5), made.tie(made.adult(g, 1), made.adult(h, 1), 0.6), made.tie(made.adult(g), made.adult(h, 1), 0.6);
  const NetworkSums sums = measured();
  EXPECT_EQ(sums.family_links, 1);
  EXPECT_EQ(sums.families, 32);
  EXPECT_EQ(sums.parents, 34);
}

TEST_F(ThirtyFamilies, links_stay_within_the_neighbourhood_and_among_families) {
  const HouseholdId elsewhere = made.household(made.street(made.neighbourhood()), {34}, {3});
  const HouseholdId childless = made.household(street, {50}), grown = made.household(street, {50}, {19});
  activate(made.world, made.adult(childless), 0), activate(made.world, made.adult(grown), 0);
  made.tie(parent(0), made.adult(elsewhere), 0.8), made.tie(parent(0), made.adult(childless), 0.8), made.tie(parent(0), made.adult(grown), 0.8);
  const NetworkSums sums = measured();
  EXPECT_EQ(sums.family_links, 0);
  EXPECT_EQ(sums.families, 30);
  EXPECT_DOUBLE_EQ(sums.per_parent(sums.ties), 3.0 / 30) << "all three are contacts of a parent";
}

TEST_F(ThirtyFamilies, degree_counts_kin_and_people_elsewhere_but_no_professionals) {
  made.hold(parent(0), PersonRef::outside(1), 0.7, 0, TieKind::kin);
  made.hold(parent(0), PersonRef::outside(2), 0.34, 0, TieKind::friendship);
  made.hold(parent(0), PersonRef::outside(3), 0.25, 0, TieKind::friendship);
  made.hold(parent(0), PersonRef::outside(4), 0.12, 0, TieKind::friendship);
  made.hold(parent(0), PersonRef::of(ProfessionalId(std::size_t{0})), 0.5, 0, TieKind::professional);
  const NetworkSums sums = measured();
  EXPECT_EQ(sums.ties, 3);
  EXPECT_EQ(sums.support_ties, 2);
  EXPECT_EQ(sums.close_ties, 1);
  EXPECT_EQ(sums.kin_ties, 1);
  EXPECT_EQ(sums.professional_ties, 1);
  EXPECT_EQ(sums.unsupported, 29);
  EXPECT_NEAR(sums.mean_trust(), (0.7 + 0.34 + 0.25) / 3, 1e-4);
}

TEST_F(ThirtyFamilies, ties_are_read_as_they_are_now) {
  made.tie(parent(0), parent(1), 0.5, 10);
  fading = FadingCurve(10, 10, 75, 1);
  EXPECT_EQ(measured().family_links, 1) << "0.25 after one half-life";
  fading = FadingCurve(7, 7, 75, 1);
  EXPECT_EQ(measured().family_links, 0) << "0.19";
}

TEST_F(ThirtyFamilies, isolated_is_less_than_weekly_contact_over_four_weeks) {
  auto& recent = made.world.actives.recent_contacts;
  recent[made.active(f[0])] = 0x1111;  // once a week
  recent[made.active(f[1])] = 0x4000;  // four times, three weeks ago
  recent[made.active(f[2])] = 0x0111;  // three times
  recent[made.active(f[3])] = 0x000f;  // many times this week
  EXPECT_EQ(measured().isolated, 27);
  EXPECT_DOUBLE_EQ(measured().per_parent(measured().isolated), 27.0 / 30);
}

//   f0 knows f1, f2, f3 and somebody elsewhere; f1 and f2 know each other: one of three pairs.
//   f1 knows f0 and f2, who know each other: 1. So does f2. f3 knows one: no figure. Mean (1/3 + 1 + 1) / 3.
TEST_F(ThirtyFamilies, clustering_is_the_mean_share_of_acquaintances_who_know_each_other) {
  made.tie(parent(0), parent(1), 0.5), made.tie(parent(0), parent(2), 0.5), made.tie(parent(0), parent(3), 0.5), made.tie(parent(1), parent(2), 0.5);
  made.hold(parent(0), PersonRef::outside(9), 0.8);
  const NetworkSums sums = measured(true);
  EXPECT_EQ(sums.clustered_parents, 3);
  EXPECT_NEAR(sums.mean_clustering(), (1.0 / 3 + 1 + 1) / 3, 1e-6);
}

//   f0 is held by f1 but does not hold it back: no acquaintance, for either.
TEST_F(ThirtyFamilies, acquaintances_hold_each_other) {
  made.tie(parent(0), parent(1), 0.5), made.tie(parent(0), parent(2), 0.5);
  made.hold(parent(1), PersonRef::of(parent(2)), 0.5);
  EXPECT_EQ(measured(true).clustered_parents, 1);
  EXPECT_EQ(measured(true).mean_clustering(), 0) << "f1 holds f2, f2 does not hold f1";
  made.hold(parent(2), PersonRef::of(parent(1)), 0.19);
  EXPECT_EQ(measured(true).mean_clustering(), 0);
}

//   f0 holds six: f1 0.9, f2 0.8, f3 0.7, f4 0.6, f5 0.5, f6 0.4. Of the five strongest, f1-f2 and f4-f5 are acquainted:
//   2 of 10 pairs. f5-f6 are too, but f6 is the sixth. f1, f2, f4 and f6 each know two who know each other: 1.
//   f5 knows f0, f4, f6: f0-f4 and f0-f6 are acquainted, f4-f6 are not (0.19): 2/3. f3 knows f0 only: no figure.
TEST_F(ThirtyFamilies, ego_density_is_among_the_five_strongest) {
  for (std::size_t i = 1; i <= 6; ++i) made.tie(parent(0), parent(i), 1 - 0.1 * static_cast<double>(i));
  made.tie(parent(1), parent(2), 0.3), made.tie(parent(4), parent(5), 0.3), made.tie(parent(5), parent(6), 0.3), made.tie(parent(4), parent(6), 0.19);
  const NetworkSums sums = measured();
  EXPECT_EQ(sums.ego_parents, 6);
  EXPECT_NEAR(sums.mean_ego_density(), (0.2 + 4 + 2.0 / 3) / 6, 1e-6);
}

TEST_F(ThirtyFamilies, linking_is_knowing_a_professional) {
  made.hold(parent(0), PersonRef::of(ProfessionalId(std::size_t{0})), 0.5, 0, TieKind::professional);
  made.hold(parent(0), PersonRef::of(ProfessionalId(std::size_t{1})), 0.3, 0, TieKind::professional);
  made.hold(parent(1), PersonRef::of(ProfessionalId(std::size_t{1})), 0.1, 0, TieKind::professional);
  const NetworkSums sums = measured();
  EXPECT_EQ(sums.professional_ties, 2);
  EXPECT_EQ(sums.with_professional, 1);
}

TEST_F(ThirtyFamilies, cells_of_fewer_families_are_blank) {
  const NetworkMeasures all = measure_network(made.world, fading, true);
  EXPECT_FALSE(std::isnan(all.by_neighbourhood[0].density()));
  const auto& single = all.by_group[static_cast<std::size_t>(Group::one_parent)];
  EXPECT_FALSE(std::isnan(single.per_parent(single.ties)));
  const auto& couples = all.by_group[static_cast<std::size_t>(Group::two_parents)];
  EXPECT_TRUE(std::isnan(couples.per_parent(couples.ties)));
  EXPECT_TRUE(std::isnan(couples.mean_trust()));
  remove_child(made.world, made.world.households.first_child[f[0]]);  // 29 families
  const NetworkSums sums = measured(true);
  EXPECT_EQ(sums.families, 29);
  EXPECT_TRUE(std::isnan(sums.density()));
  EXPECT_TRUE(std::isnan(sums.local_degree()));
  EXPECT_TRUE(std::isnan(sums.mean_clustering()));
  EXPECT_TRUE(std::isnan(sums.per_parent(sums.isolated)));
}

TEST_F(ThirtyFamilies, a_parent_of_children_elsewhere_is_a_parent) {
  const HouseholdId alone = made.household(street, {38});
  activate(made.world, made.adult(alone), 0);
  EXPECT_EQ(measured().parents, 30);
  made.world.adults.children_elsewhere[made.adult(alone)] = f[0];
  EXPECT_EQ(measured().parents, 31);
  EXPECT_EQ(measured().families, 30);
}

}  // namespace
}  // namespace weefsel
