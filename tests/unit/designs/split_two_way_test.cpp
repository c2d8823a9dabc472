#include "designs/split_two_way.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace weefsel {
namespace {

constexpr double hole = std::numeric_limits<double>::quiet_NaN();

Outcomes table_of(std::size_t rows, std::size_t replicates, const std::vector<double>& values) {
  Outcomes table(rows, replicates);
  table.values = values;
  return table;
}

// Row means 2, 5, 5 (overall 4); replicate means 3, 5 (parts -1, 1); leftovers +-0, +-1, +-1:
//   1 3 -> 2-1, 2+1: 0 0      5 5 -> 1 -1      3 7 -> -1 1
// Squares 0 + 2 + 2 = 4, free (3-1)(2-1) = 2, so leftover variance 2. Replicates: spread 2, less 2/3.
TEST(SplitTwoWay, gives_the_textbook_sums_of_a_full_table) {
  const TwoWay split = split_two_way(table_of(3, 2, {1, 3, 5, 5, 3, 7}));
  EXPECT_DOUBLE_EQ(split.overall, 4);
  EXPECT_NEAR(split.row_parts[0], -2, 1e-12);
  EXPECT_NEAR(split.row_parts[2], 1, 1e-12);
  EXPECT_NEAR(split.replicate_parts[0], -1, 1e-12);
  EXPECT_NEAR(split.replicate_parts[1], 1, 1e-12);
  EXPECT_NEAR(split.leftover_variance, 2, 1e-12);
  EXPECT_NEAR(split.free_leftovers, 2, 1e-12);
  EXPECT_NEAR(split.replicate_variance, 2 - 2.0 / 3, 1e-12);
}

// value = row + replicate, with holes: the parts come back exactly, where plain means of rows would be off by up to 30.
TEST(SplitTwoWay, holes_do_not_move_the_parts) {
  const TwoWay split = split_two_way(table_of(4, 3, {1, hole, 31, 2, 12, 32, hole, 13, hole, hole, hole, hole}));
  EXPECT_EQ(split.rows, 3U);
  EXPECT_EQ(split.finished, (std::vector<std::size_t>{2, 3, 1, 0}));
  EXPECT_NEAR(split.row_parts[1] - split.row_parts[0], 1, 1e-9);
  EXPECT_NEAR(split.row_parts[2] - split.row_parts[0], 2, 1e-9);
  EXPECT_TRUE(std::isnan(split.row_parts[3]));
  EXPECT_NEAR(split.replicate_parts[2] - split.replicate_parts[0], 30, 1e-9);
  EXPECT_NEAR(split.leftover_variance, 0, 1e-15);
}

TEST(SplitTwoWay, one_replicate_tells_nothing_of_luck) {
  const TwoWay split = split_two_way(table_of(3, 1, {1, 2, 6}));
  EXPECT_DOUBLE_EQ(split.overall, 3);
  EXPECT_DOUBLE_EQ(split.row_parts[2], 3);
  EXPECT_TRUE(std::isnan(split.leftover_variance));
  EXPECT_TRUE(std::isnan(split.replicate_variance));
}

TEST(SplitTwoWay, an_empty_table_is_unknown) {
  const TwoWay split = split_two_way(Outcomes(3, 2));
  EXPECT_EQ(split.rows, 0U);
  EXPECT_TRUE(std::isnan(split.overall));
  EXPECT_TRUE(std::isnan(split.leftover_variance));
}

}  // namespace
}  // namespace weefsel
