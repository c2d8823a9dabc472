// Who is tied to whom, on graphs small enough to count by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "measures/network_measures.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Thirty families of one parent: f0 to f9 with a tight income, f10 to f29 without; all in one neighbourhood.
struct TwoIncomes : ::testing::Test {
  TwoIncomes() {
    for (int i = 0; i < 30; ++i) {
      f.push_back(made.household(street, {34}, {3}));
      made.world.households.tight_income[f.back()] = i < 10;
    }
  }
  AdultId parent(std::size_t i) { return made.adult(f[i]); }
  NetworkMeasures measured() { return measure_network(made.world, fading, false); }
  const NetworkSums& group(const NetworkMeasures& m, Group g) { return m.of(g); }

  SmallWorld made;
  NeighbourhoodId here = made.neighbourhood();
  StreetId street = made.street(here, 60);
  std::vector<HouseholdId> f;
  FadingCurve fading = lasting();
};

//   tight:       f0 === f1        three mutual ties, so six that are held:
//                 |               tight-tight 2, tight-sufficient 1, sufficient-tight 1, sufficient-sufficient 2
//   sufficient:  f10 === f11
TEST_F(TwoIncomes, ties_are_sorted_by_income) {
  made.tie(parent(0), parent(1), 0.5), made.tie(parent(0), parent(10), 0.5), made.tie(parent(10), parent(11), 0.5);
  const NetworkMeasures m = measured();
  const MixingSums& mixing = m.mixing[0];
  EXPECT_DOUBLE_EQ(mixing.bonding(MixingBy::income), 4.0 / 6);
  // Each of three ties of the tight would by lot go to one of 20 sufficient among 29 others, each of the other three to
  // one of 10 tight: 3 * 20/29 + 3 * 10/29 = 90/29 expected, 2 seen.
  EXPECT_DOUBLE_EQ(mixing.bridging(MixingBy::income), 2 / (90.0 / 29));
  // e = [[2 1] [1 2]] / 6: trace 4/6, sum a b = 1/2: (2/3 - 1/2) / (1 - 1/2).
  EXPECT_DOUBLE_EQ(mixing.assortativity(MixingBy::income), 1.0 / 3);
  EXPECT_DOUBLE_EQ(m.mixing_in_town.assortativity(MixingBy::income), 1.0 / 3);
  // All have toddlers and middle education: nobody of another kind to meet.
  EXPECT_DOUBLE_EQ(mixing.bonding(MixingBy::phase), 1);
  EXPECT_TRUE(std::isnan(mixing.bridging(MixingBy::phase)));
  EXPECT_TRUE(std::isnan(mixing.assortativity(MixingBy::phase)));
}

TEST_F(TwoIncomes, groups_bond_and_bridge_over_the_town) {
  made.tie(parent(0), parent(1), 0.5), made.tie(parent(0), parent(10), 0.5), made.tie(parent(10), parent(11), 0.5), made.tie(parent(11), parent(12), 0.5);
  const NetworkMeasures m = measured();
  const NetworkSums &tight = m.of(Group::income_tight), &sufficient = m.of(Group::income_sufficient), &town = m.of(Group::all);
  EXPECT_EQ(tight.family_ties, 3);
  EXPECT_EQ(tight.own_group_ties, 2);
  EXPECT_EQ(sufficient.family_ties, 5);
  EXPECT_EQ(sufficient.own_group_ties, 4);
  EXPECT_TRUE(std::isnan(tight.group_bonding(town))) << "ten families";
  NetworkSums many = tight;
  many.families = 30;
  EXPECT_DOUBLE_EQ(many.group_bonding(town), 2.0 / 3);
  EXPECT_DOUBLE_EQ(many.group_bridging(town), 1 / (3 * 20.0 / 29));
  EXPECT_TRUE(std::isnan(town.group_bonding(town))) << "everybody is of the town";
  EXPECT_TRUE(std::isnan(town.group_bridging(town)));
}

// Two of one kind and three of another, where everybody holds everybody: exactly as by lot. Assortativity of a complete
// graph is not 0 but -1 / (N - 1), for nobody is tied to themselves.
TEST(MixingMatrix, a_complete_graph_is_random_mixing) {
  MixingMatrix m(2);
  const std::size_t kinds[] = {0, 0, 1, 1, 1};
  for (const std::size_t a : kinds) m.add_parent(a);
  for (std::size_t i = 0; i < 5; ++i)
    for (std::size_t j = 0; j < 5; ++j)
      if (i != j) m.add_tie(kinds[i], kinds[j]);
  EXPECT_DOUBLE_EQ(m.bridging(), 1);
  EXPECT_DOUBLE_EQ(m.assortativity(), -0.25);
  EXPECT_DOUBLE_EQ(m.bonding(), 8.0 / 20);
}

//   here: f0 --- f1      elsewhere: g (a tight family);  f0 --- g: a tie of the town, not of the neighbourhood.
TEST_F(TwoIncomes, a_neighbourhood_counts_ties_within_it) {
  const HouseholdId g = made.household(made.street(made.neighbourhood()), {34}, {3});
  made.tie(parent(0), parent(10), 0.5), made.tie(parent(0), made.adult(g), 0.5);
  const NetworkMeasures m = measured();
  EXPECT_DOUBLE_EQ(m.mixing[0].bonding(MixingBy::income), 0);
  EXPECT_DOUBLE_EQ(m.mixing_in_town.bonding(MixingBy::income), 0);
  made.world.households.tight_income[g] = 1;
  EXPECT_DOUBLE_EQ(measured().mixing_in_town.bonding(MixingBy::income), 0.5);
  EXPECT_DOUBLE_EQ(measured().mixing[0].bonding(MixingBy::income), 0);
  EXPECT_TRUE(std::isnan(measured().mixing[1].bonding(MixingBy::income))) << "one family";
}

TEST_F(TwoIncomes, ties_of_the_house_and_to_those_without_children_are_no_mixing) {
  const HouseholdId pair = made.household(street, {34, 35}, {3}), childless = made.household(street, {50});
  activate(made.world, made.adult(childless), 0);
  made.tie(made.adult(pair), made.adult(pair, 1), 0.9), made.tie(parent(0), made.adult(childless), 0.8);
  made.hold(parent(0), PersonRef::outside(3), 0.8), made.tie(parent(0), parent(1), 0.19);
  EXPECT_EQ(measured().of(Group::all).family_ties, 0);
  EXPECT_TRUE(std::isnan(measured().mixing[0].bonding(MixingBy::income)));
}

TEST_F(TwoIncomes, community_is_a_property_of_the_person_and_of_no_group) {
  made.world.adults.community[parent(1)] = 2;
  made.tie(parent(0), parent(1), 0.5), made.tie(parent(2), parent(3), 0.5);
  EXPECT_DOUBLE_EQ(measured().mixing[0].bonding(MixingBy::community), 0.5);
}

}  // namespace
}  // namespace weefsel
