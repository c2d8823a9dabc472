#include "verdicts/signs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace weefsel {
namespace {

TEST(CountSigns, leaves_out_what_is_not_known) {
  EXPECT_EQ(count_signs({0.2, 0, -1, std::nan(""), 3}), (SignCounts{2, 1, 1}));
  EXPECT_EQ(count_signs({}), SignCounts{});
}

TEST(SignTest, is_twice_the_tail_of_the_binomial) {
  EXPECT_DOUBLE_EQ(sign_test(6, 6), 2.0 / 64);
  EXPECT_DOUBLE_EQ(sign_test(9, 10), 2 * 11.0 / 1024);
  EXPECT_DOUBLE_EQ(sign_test(5, 10), 1);
  EXPECT_DOUBLE_EQ(sign_test(0, 10), 1);
}

// By the page's rule: 32 or fewer of 50 is luck, 33 is not.
TEST(LeastOneWay, is_33_of_50_and_rises_with_the_number_of_cells) {
  EXPECT_EQ(least_one_way(50, 1), 33U);
  EXPECT_EQ(least_one_way(20, 1), 15U);
  EXPECT_EQ(least_one_way(50, 22), 37U);
  EXPECT_EQ(least_one_way(10, 22), 10U);
  EXPECT_EQ(least_one_way(100, 88), 68U);
  // 1,000 runs exclude luck at 532, but 53% is not usually.
  EXPECT_LT(sign_test(540, 1000), 0.05);
  EXPECT_EQ(least_one_way(1000, 1), 660U);
}

TEST(LeastRuns, are_those_of_which_all_one_way_is_no_luck) {
  EXPECT_EQ(least_one_way(5, 1), std::nullopt);
  EXPECT_EQ(least_runs(1), 6U);
  EXPECT_EQ(least_runs(22), 10U);
  EXPECT_EQ(least_one_way(9, 22), std::nullopt);
  EXPECT_EQ(least_one_way(0, 1), std::nullopt);
}

}  // namespace
}  // namespace weefsel
