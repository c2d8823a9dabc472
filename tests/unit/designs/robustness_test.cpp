// Regret, satisficing and budgets against tables worked out by hand.
#include "designs/robustness.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <tuple>

#include "base/errors.hpp"

namespace weefsel {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Rows are points, columns replicates.
Outcomes outcomes(const std::vector<std::vector<double>>& rows) {
  Outcomes o(rows.size(), rows.front().size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t r = 0; r < rows[i].size(); ++r) o.at(i, r) = rows[i][r];
  return o;
}

//  point   A   B   C    best   regret of A, B, C
//    0    10   8   4     A        0  2  6
//    1     3   7   7    B,C       4  0  0
//    2     5   5   2    A,B       0  0  3
//    3     -   1   9    left out: A has no value
//    4     6   2   1     A        0  4  5
TEST(Robustness, regrets_what_another_policy_would_have_given) {
  const RegretTable table = regret_of({outcomes({{10}, {3}, {5}, {none}, {6}}), outcomes({{8}, {7}, {5}, {1}, {2}}),
                                       outcomes({{4}, {7}, {2}, {9}, {1}})}, true);
  EXPECT_EQ(table.points, 4U);
  EXPECT_EQ(table.left_out, 1U);
  const auto& [a, b, c] = std::tie(table.policies[0], table.policies[1], table.policies[2]);
  EXPECT_DOUBLE_EQ(a.mean, 1);
  EXPECT_DOUBLE_EQ(b.mean, 1.5);
  EXPECT_DOUBLE_EQ(c.mean, 3.5);
  EXPECT_DOUBLE_EQ(a.maximum, 4);
  EXPECT_DOUBLE_EQ(b.maximum, 4);
  EXPECT_DOUBLE_EQ(c.maximum, 6);
  EXPECT_DOUBLE_EQ(a.p90, 0.7 * 4) << "sorted 0 0 0 4, place 0.9 x 3 = 2.7";
  EXPECT_DOUBLE_EQ(c.p90, 5 + 0.7) << "sorted 0 3 5 6";
  EXPECT_DOUBLE_EQ(a.best, 2.5 / 4);
  EXPECT_DOUBLE_EQ(b.best, 1.0 / 4);
  EXPECT_DOUBLE_EQ(c.best, 0.5 / 4);
  EXPECT_TRUE(std::isnan(a.clearly_best) && std::isnan(table.decided)) << "one replicate says nothing of luck";
}

// Lower is better: the regret of A, B, C at the same points is 6 4 0 / 0 4 4 / 3 3 0 / 5 1 0.
TEST(Robustness, turns_round_where_lower_is_better) {
  const RegretTable table = regret_of({outcomes({{10}, {3}, {5}, {6}}), outcomes({{8}, {7}, {5}, {2}}),
                                       outcomes({{4}, {7}, {2}, {1}})}, false);
  EXPECT_DOUBLE_EQ(table.policies[0].mean, 14.0 / 4);
  EXPECT_DOUBLE_EQ(table.policies[1].mean, 12.0 / 4);
  EXPECT_DOUBLE_EQ(table.policies[2].mean, 1);
  EXPECT_DOUBLE_EQ(table.policies[2].best, 0.75);
  EXPECT_DOUBLE_EQ(table.policies[0].best, 0.25);
}

//  point    A         B       A - B      mean   standard error
//    0    3 5 7     2 4 6     1  1  1     1     0: clear, though each policy by itself spreads widely
//    1    3 5 7     7 1 4    -4  4  3     1     2.517: not clear
//    2    1 2 3     3 4 7    -2 -2 -4   -2.667  0.667: clear, for B (2.667 > 1.333)
//    3    2 2 2     2 2 2     0  0  0     0     0: equal, and so not clear
TEST(Robustness, tells_a_better_policy_from_better_luck) {
  const RegretTable table = regret_of({outcomes({{3, 5, 7}, {3, 5, 7}, {1, 2, 3}, {2, 2, 2}}),
                                       outcomes({{2, 4, 6}, {7, 1, 4}, {3, 4, 7}, {2, 2, 2}})}, true);
  EXPECT_DOUBLE_EQ(table.policies[0].best, 2.5 / 4);
  EXPECT_DOUBLE_EQ(table.policies[1].best, 1.5 / 4);
  EXPECT_DOUBLE_EQ(table.policies[0].clearly_best, 0.25);
  EXPECT_DOUBLE_EQ(table.policies[1].clearly_best, 0.25);
  EXPECT_DOUBLE_EQ(table.decided, 0.5);
}

TEST(Robustness, leaves_out_a_point_that_misses_one_replicate) {
  const RegretTable table = regret_of({outcomes({{1, none}, {2, 2}}), outcomes({{3, 3}, {1, 1}})}, true);
  EXPECT_EQ(table.left_out, 1U);
  EXPECT_DOUBLE_EQ(table.policies[0].best, 1);
  const RegretTable nothing = regret_of({outcomes({{none}}), outcomes({{1}})}, true);
  EXPECT_EQ(nothing.points, 0U);
  EXPECT_TRUE(std::isnan(nothing.policies[1].mean));
}

// Wilson for 3 of 4: middle (0.75 + 3.8415/8) / (1 + 3.8415/4) = 0.6275; half 1.96/1.9604 x sqrt(0.1875/4 + 3.8415/64)
// = 0.3269: from 0.3006 to 0.9544. For 0 of 10: from 0 to 3.8415 / (10 + 3.8415) = 0.2775.
TEST(Robustness, counts_the_futures_in_which_a_policy_is_good_enough) {
  const std::vector<Satisficing> answers = satisficing_of({outcomes({{4, 6}, {5, 5}, {9, 9}, {1, 1}, {none, 9}}),
                                                           outcomes({{1, 1}, {1, 1}, {1, 1}, {1, 1}, {9, 9}})}, 5, true);
  EXPECT_EQ(answers[0].met, 3U) << "a mean of exactly the threshold is enough";
  EXPECT_EQ(answers[0].points, 4U);
  EXPECT_EQ(answers[1].left_out, 1U) << "left out for all, though this policy has a value";
  EXPECT_DOUBLE_EQ(answers[0].share.value, 0.75);
  EXPECT_NEAR(answers[0].share.low, 0.3006, 1e-4);
  EXPECT_NEAR(answers[0].share.high, 0.9544, 1e-4);
  EXPECT_EQ(answers[1].met, 0U);
  EXPECT_NEAR(wilson_interval(0, 10).high, 0.2775, 1e-4);
  EXPECT_EQ(wilson_interval(0, 10).low, 0);
  EXPECT_EQ(wilson_interval(10, 10).high, 1);
  EXPECT_TRUE(std::isnan(wilson_interval(0, 0).value));
  EXPECT_EQ(satisficing_of({outcomes({{4, 6}, {5, 5}, {9, 9}, {1, 1}})}, 5, false)[0].met, 3U) << "at most 5: all but the 9";
}

TEST(Robustness, groups_policies_that_cost_about_the_same) {
  // 100 103 105 | 106 110 | 0 stands alone: no share of nothing is something
  const auto groups = equal_budget_groups({103, 0, 110, 100, 106, 105}, 0.05);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0], std::vector<std::size_t>{1});
  EXPECT_EQ(groups[1], (std::vector<std::size_t>{3, 0, 5}));
  EXPECT_EQ(groups[2], (std::vector<std::size_t>{4, 2}));
  EXPECT_TRUE(equal_budget_groups({}, 0.05).empty());
  EXPECT_THROW((void)equal_budget_groups({1, none}, 0.05), UserMistake);
  const auto savings = equal_budget_groups({-100, -96, -94}, 0.05);
  ASSERT_EQ(savings.size(), 2U) << "a saving of 96 is within 5% of one of 100, one of 94 is not";
  EXPECT_EQ(savings[0], (std::vector<std::size_t>{0, 1}));
}

TEST(Robustness, refuses_policies_of_different_shape) {
  EXPECT_THROW((void)regret_of({outcomes({{1}, {2}}), outcomes({{1}})}, true), Fault);
  EXPECT_THROW((void)satisficing_of({outcomes({{1, 2}}), outcomes({{1}})}, 0, true), Fault);
}

}  // namespace
}  // namespace weefsel
