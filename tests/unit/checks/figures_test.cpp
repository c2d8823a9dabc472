// The little statistics behind the checks, against figures worked out on paper or known from tables.
#include "checks/figures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "random/luck.hpp"
#include "study/estimate.hpp"

namespace weefsel {
namespace {

TEST(Figures, estimates_slopes_and_margins) {
  const Estimate e = estimate_of({1, 2, 3, 4});
  EXPECT_DOUBLE_EQ(e.mean, 2.5);
  EXPECT_NEAR(e.error, std::sqrt(5.0 / 3 / 4), 1e-12);
  EXPECT_NEAR(margin_of(e), 3.182446 * e.error, 1e-5) << "Student's t, 3 degrees of freedom";
  EXPECT_TRUE(std::isnan(estimate_of({1}).error));
  EXPECT_DOUBLE_EQ(slope_of({1, 3, 5, 7}), 2);
  EXPECT_DOUBLE_EQ(slope_of({4, 4, 4}), 0);
  EXPECT_NEAR(normal_share_below(1.959964), 0.975, 1e-6);
}

TEST(Figures, rank_correlation_sees_order_only) {
  EXPECT_DOUBLE_EQ(rank_correlation({1, 2, 3, 4}, {1, 10, 100, 1000}), 1);
  EXPECT_DOUBLE_EQ(rank_correlation({1, 2, 3, 4}, {9, 7, 5, 1}), -1);
  EXPECT_NEAR(rank_correlation({1, 2, 2, 3}, {1, 2, 2, 3}), 1, 1e-12) << "ties share their rank";
  EXPECT_DOUBLE_EQ(rank_correlation({1, 2, 3}, {5, 5, 5}), 0);
}

//  a: 1 2 3 4      distribution functions differ most after 2: a 1/2, b 0
//  b:     3 4 5 6
TEST(Figures, distance_is_the_largest_gap_of_distribution_functions) {
  EXPECT_DOUBLE_EQ(distance_between({1, 2, 3, 4}, {3, 4, 5, 6}), 0.5);
  EXPECT_DOUBLE_EQ(distance_between({1, 1, 2}, {1, 1, 2}), 0);
  EXPECT_DOUBLE_EQ(distance_between({1}, {2}), 1);
}

std::vector<std::vector<double>> groups(std::uint64_t seed, double shift, double shift_of_replicate) {
  const Luck luck(seed, 0);
  std::vector<std::vector<double>> all(8);
  for (std::uint32_t r = 0; r < 8; ++r)
    for (std::uint32_t i = 0; i < 100; ++i)
      all[r].push_back(luck.draws(Purpose::sample, Week{0}, r, 0, i).uniform(0) + shift + shift_of_replicate * luck.draws(Purpose::sample, Week{1}, r).uniform(0));
  return all;
}

TEST(Figures, replicates_are_what_is_swapped) {
  EXPECT_GT(compare_by_replicate(groups(1, 0, 0), groups(2, 0, 0)).chance, 0.05) << "equal distributions";
  EXPECT_LE(compare_by_replicate(groups(1, 0.3, 0), groups(2, 0, 0)).chance, 1.0 / 128 + 1e-12) << "all eight are shifted";
  // Whole replicates that differ by chance: a plain Kolmogorov-Smirnov test of 800 against 800 would call this different.
  const Comparison clustered = compare_by_replicate(groups(1, 0, 1), groups(2, 0, 1));
  EXPECT_GT(clustered.chance, 0.02);
}

}  // namespace
}  // namespace weefsel
