// Whole numbers, weeks, ids and loops.
#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "base/errors.hpp"
#include "base/fixed_point.hpp"
#include "base/ids.hpp"
#include "base/parallel.hpp"
#include "base/week.hpp"

namespace weefsel {
namespace {

TEST(FixedPoint, rounds_half_up_on_both_sides_of_zero) {
  EXPECT_EQ(round_to_int(2.5), 3);
  EXPECT_EQ(round_to_int(2.4999), 2);
  EXPECT_EQ(round_to_int(-2.5), -2);
  EXPECT_EQ(round_to_int(-2.5001), -3);
  EXPECT_EQ(round_to_int(0.0), 0);
  EXPECT_EQ(round_to_int(-0.5), 0);
  EXPECT_EQ(round_to_int(-1.0), -1);
}

TEST(FixedPoint, shares_saturate_and_keep_their_ends) {
  EXPECT_EQ(Share8(-1.0).value(), 0.0);
  EXPECT_EQ(Share8(2.0).value(), 1.0);
  EXPECT_EQ(Share16(1.0).value(), 1.0);
  for (int i = 0; i <= 255; ++i) EXPECT_EQ(Share8(i / 255.0).raw, i);
  for (int i = 0; i <= 65535; ++i) ASSERT_EQ(Share16(i / 65535.0).raw, i);
}

TEST(FixedPoint, fixed_numbers_keep_themselves_and_saturate) {
  for (const double x : {0.0, 1.0, -1.0, 0.5, -0.25, 1000.125, -31999.0}) EXPECT_EQ(Fixed(x).value(), x);
  EXPECT_EQ(Fixed(1e9).value(), 32000.0);
  EXPECT_EQ(Fixed(-1e9).value(), -32000.0);
  EXPECT_NEAR(Fixed(0.1).value(), 0.1, 0.5 / 65536);
}

TEST(Weeks, dates_go_to_days_and_back) {
  EXPECT_EQ(days_since_1970({1970, 1, 1}), 0);
  EXPECT_EQ(days_since_1970({2026, 1, 5}), 20458);
  EXPECT_EQ(days_since_1970({2000, 3, 1}) - days_since_1970({2000, 2, 28}), 2);
  EXPECT_EQ(days_since_1970({1900, 3, 1}) - days_since_1970({1900, 2, 28}), 1);
  for (std::int64_t day = -40000; day < 40000; day += 37) EXPECT_EQ(days_since_1970(date_from_days(day)), day);
  EXPECT_EQ(to_string(Date{2027, 1, 4}), "2027-01-04");
  EXPECT_TRUE(is_valid({2028, 2, 29}));
  EXPECT_FALSE(is_valid({2027, 2, 29}));
  EXPECT_FALSE(is_valid({2027, 13, 1}));
  EXPECT_FALSE(is_valid({2027, 4, 31}));
}

TEST(Weeks, a_date_is_in_effect_from_the_first_week_that_starts_on_or_after_it) {
  const Date start{2026, 1, 5};
  EXPECT_EQ(week_of(start, start), Week{0});
  EXPECT_EQ(week_of({2026, 1, 6}, start), Week{1});
  EXPECT_EQ(week_of({2026, 1, 12}, start), Week{1});
  EXPECT_EQ(week_of({2027, 1, 4}, start), Week{52});
  EXPECT_EQ(week_of({2026, 1, 4}, start), Week{0});
  EXPECT_EQ(week_of({2025, 12, 29}, start), Week{-1});
}

TEST(Weeks, years_are_365_days_and_a_quarter) {
  EXPECT_EQ(weeks_from_years(1), 52);
  EXPECT_EQ(weeks_from_years(20), 1044);
  EXPECT_EQ(weeks_from_years(-10), -522);
  EXPECT_NEAR(age_in_years(-522, Week{0}), 10.0, 0.01);
  EXPECT_NEAR(per_week(1.0) * weeks_per_year, 1.0, 1e-15);
}

TEST(Ids, nobody_does_not_exist) {
  EXPECT_FALSE(AdultId{}.exists());
  EXPECT_TRUE(AdultId(std::size_t{0}).exists());
  Column<AdultId, int> column = {4, 5, 6};
  EXPECT_EQ(column[AdultId(std::size_t{2})], 6);
}

TEST(Loops, visit_everyone_once) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, block_size, block_size + 1, 10 * block_size + 7}) {
    std::vector<std::atomic<int>> visits(count);
    for_each<AdultId>(count, [&](AdultId a) { ++visits[a.slot]; });
    for (const auto& v : visits) ASSERT_EQ(v.load(), 1);
    std::int64_t sum = 0;
    gather_blocks(count, sum, std::int64_t{0},
                  [](std::size_t begin, std::size_t end, std::int64_t& local) { for (std::size_t i = begin; i < end; ++i) local += static_cast<std::int64_t>(i); },
                  [](std::int64_t& total, std::int64_t local) { total += local; });
    const auto n = static_cast<std::int64_t>(count);
    EXPECT_EQ(sum, n * (n - 1) / 2);
  }
}

TEST(Errors, exit_codes_tell_whose_mistake_it_was) {
  EXPECT_EQ(exit_well, 0);
  EXPECT_EQ(exit_user_mistake, 2);
  EXPECT_EQ(exit_system, 3);
  EXPECT_EQ(exit_fault, 70);
}

}  // namespace
}  // namespace weefsel
