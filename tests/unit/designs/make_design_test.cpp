#include "designs/make_design.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/errors.hpp"

namespace weefsel {
namespace {

DesignRequest request_of(Method method, std::size_t factors, std::size_t points, std::uint64_t seed = 1) {
  DesignRequest request;
  request.method = method;
  request.factors = factors;
  request.points = points;
  request.seed = seed;
  return request;
}

std::vector<double> row_of(const Points& design, std::size_t i) {
  std::vector<double> row;
  for (std::size_t j = 0; j < design.factors; ++j) row.push_back(design.at(i, j));
  return row;
}

/// Does each of n equal slices of the column hold one of the rows [from, from + n)?
bool has_one_in_each_slice(const Points& design, std::size_t column, std::size_t from, std::size_t n) {
  std::set<std::size_t> slices;
  for (std::size_t i = from; i < from + n; ++i) slices.insert(static_cast<std::size_t>(design.at(i, column) * static_cast<double>(n)));
  return slices.size() == n && *slices.rbegin() == n - 1;
}

TEST(MakeDesign, one_at_a_time_moves_each_factor_from_the_base) {
  DesignRequest request = request_of(Method::one_at_a_time, 2, 0);
  request.levels_of = {2, 3};
  request.base = {0.25, 0.5};
  const Points design = make_design(request);
  const std::vector<double> expected{0.25, 0.5, 0, 0.5, 1, 0.5, 0.25, 0, 0.25, 0.5, 0.25, 1};
  EXPECT_EQ(design.count, 6U);
  EXPECT_EQ(design.values, expected);
}

TEST(MakeDesign, factorial_runs_through_all_combinations_last_factor_fastest) {
  DesignRequest request = request_of(Method::factorial, 2, 0);
  request.levels_of = {2, 3};
  const std::vector<double> expected{0, 0, 0, 0.5, 0, 1, 1, 0, 1, 0.5, 1, 1};
  EXPECT_EQ(make_design(request).values, expected);
}

TEST(MakeDesign, latin_hypercube_has_each_slice_of_each_factor_once) {
  const Points design = make_design(request_of(Method::latin_hypercube, 7, 50));
  ASSERT_EQ(design.count, 50U);
  for (std::size_t j = 0; j < 7; ++j) EXPECT_TRUE(has_one_in_each_slice(design, j, 0, 50)) << j;
}

TEST(MakeDesign, sobol_blocks_are_a_and_b_and_a_with_one_column_of_b) {
  const std::size_t n = 64, d = 5;
  const Points design = make_design(request_of(Method::sobol, d, n));
  ASSERT_EQ(design.count, n * (d + 2));
  for (std::size_t block = 0; block < d; ++block)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < d; ++j)
        EXPECT_EQ(design.at((2 + block) * n + i, j), design.at((block == j ? n : 0) + i, j)) << block << ' ' << i << ' ' << j;
  EXPECT_NE(row_of(design, 0), row_of(design, n));
}

// With a power of two, Sobol's sequence has one point in each of N slices of every column, and scrambling keeps that.
// In the first two columns it has one point in each box of 8 x 8 as well.
TEST(MakeDesign, sobol_sample_is_balanced) {
  const std::size_t n = 64;
  const Points design = make_design(request_of(Method::sobol, 20, n, 9));
  for (std::size_t j = 0; j < 20; ++j) {
    EXPECT_TRUE(has_one_in_each_slice(design, j, 0, n)) << j;
    EXPECT_TRUE(has_one_in_each_slice(design, j, n, n)) << j;
  }
  std::set<std::size_t> boxes;
  for (std::size_t i = 0; i < n; ++i)
    boxes.insert(static_cast<std::size_t>(design.at(i, 0) * 8) * 8 + static_cast<std::size_t>(design.at(i, 1) * 8));
  EXPECT_EQ(boxes.size(), 64U);
}

// Columns of a good sample do not correlate. Of independent columns of 1024 points a correlation has standard error 1/32, and
// that one of 780 lies beyond 6 of them has chance 2e-6. (The sequence of OpenTURNS reaches 0.75 here.)
TEST(MakeDesign, sobol_columns_of_a_and_b_do_not_correlate) {
  const std::size_t n = 1024, d = 20;
  const Points design = make_design(request_of(Method::sobol, d, n));
  const auto column = [&](std::size_t i, std::size_t j) { return design.at((j < d ? 0 : n) + i, j % d) - 0.5; };
  for (std::size_t a = 0; a < 2 * d; ++a)
    for (std::size_t b = 0; b < a; ++b) {
      double product = 0;
      for (std::size_t i = 0; i < n; ++i) product += column(i, a) * column(i, b);
      EXPECT_LT(std::fabs(product / static_cast<double>(n) * 12), 6.0 / 32) << a << ' ' << b;
    }
}

TEST(MakeDesign, sobol_design_wider_than_the_sequence_is_a_latin_hypercube) {
  const std::size_t d = 1834, n = 1;  // 3668 columns; the sequence has 3667
  const Points design = make_design(request_of(Method::sobol, d, n));
  ASSERT_EQ(design.count, n * (d + 2));
  EXPECT_EQ(design.at(2, 0), design.at(1, 0));
  EXPECT_EQ(design.at(2, 1833), design.at(0, 1833));
  EXPECT_NE(design.at(0, 1833), design.at(1, 1833));
}

TEST(MakeDesign, morris_moves_each_factor_once_a_trajectory_by_the_step) {
  DesignRequest request = request_of(Method::morris, 6, 40);
  request.levels = 4;
  const Points design = make_design(request);
  ASSERT_EQ(design.count, 40U * 7);
  std::size_t up = 0;
  std::set<std::size_t> first_moved;
  for (std::size_t t = 0; t < 40; ++t) {
    std::set<std::size_t> moved;
    for (std::size_t k = 0; k < 6; ++k) {
      std::size_t moves = 0;
      for (std::size_t j = 0; j < 6; ++j) {
        const double step = design.at(t * 7 + k + 1, j) - design.at(t * 7 + k, j);
        if (step == 0) continue;
        EXPECT_NEAR(std::fabs(step), 2.0 / 3, 1e-15);  // 4 / (2 * 3)
        if (k == 0) first_moved.insert(j);
        up += step > 0 ? 1 : 0;
        moved.insert(j);
        ++moves;
      }
      EXPECT_EQ(moves, 1U);
    }
    EXPECT_EQ(moved.size(), 6U);
  }
  for (const double u : design.values) EXPECT_NEAR(u * 3, std::round(u * 3), 1e-15);
  EXPECT_EQ(first_moved.size(), 6U);  // 40 orders: that one factor never comes first has chance 6 (5/6)^40 = 0.004; the seed is fixed
  // Up or down by even lot: 240 steps, mean 120, standard deviation 7.7; four of these.
  EXPECT_NEAR(static_cast<double>(up), 120.0, 31.0);
}

TEST(MakeDesign, same_request_same_bits_whatever_came_before) {
  for (const Method method : {Method::latin_hypercube, Method::sobol, Method::morris}) {
    const Points first = make_design(request_of(method, 3, 16, 5));
    (void)make_design(request_of(Method::latin_hypercube, 9, 31, 6));
    EXPECT_EQ(make_design(request_of(method, 3, 16, 5)).values, first.values);
    EXPECT_NE(make_design(request_of(method, 3, 16, 6)).values, first.values);
    EXPECT_NE(make_design(request_of(method, 3, 16, 5 + (std::uint64_t{1} << 40))).values, first.values);
  }
}

TEST(MakeDesign, all_points_lie_in_the_unit_cube) {
  for (const Method method : {Method::latin_hypercube, Method::sobol, Method::morris})
    for (const double u : make_design(request_of(method, 4, 128)).values) EXPECT_TRUE(u >= 0 && u <= 1) << u;
}

TEST(MakeDesign, refuses_nonsense) {
  EXPECT_THROW((void)make_design(request_of(Method::latin_hypercube, 0, 5)), Fault);
  EXPECT_THROW((void)make_design(request_of(Method::latin_hypercube, 5, 0)), Fault);
  EXPECT_THROW((void)make_design(request_of(Method::sobol, 0, 8)), Fault);
  EXPECT_THROW((void)make_design(request_of(Method::sobol, 1000, most_points)), Fault);
  DesignRequest odd = request_of(Method::morris, 2, 5);
  odd.levels = 5;
  EXPECT_THROW((void)make_design(odd), Fault);
  DesignRequest levels = request_of(Method::factorial, 2, 0);
  levels.levels_of = {2};
  EXPECT_THROW((void)make_design(levels), Fault);
  levels.levels_of = {2, 1};
  EXPECT_THROW((void)make_design(levels), Fault);
  DesignRequest vast = request_of(Method::factorial, 64, 0);  // 4^64 would wrap round to 0
  vast.levels_of.assign(64, 4);
  EXPECT_THROW((void)make_design(vast), Fault);
  DesignRequest base = request_of(Method::one_at_a_time, 1, 0);
  base.levels_of = {2};
  EXPECT_THROW((void)make_design(base), Fault);
  base.base = {std::nan("")};
  EXPECT_THROW((void)make_design(base), Fault);
}

TEST(MakeDesign, a_word_for_each_method) {
  EXPECT_EQ(method_names[static_cast<std::size_t>(Method::one_at_a_time)], "one_at_a_time");
  EXPECT_EQ(method_names[static_cast<std::size_t>(Method::latin_hypercube)], "latin_hypercube");
  EXPECT_EQ(method_names[static_cast<std::size_t>(Method::morris)], "morris");
}

}  // namespace
}  // namespace weefsel
