// Fitting to margins: known tables, what is preserved, contradictions, and whole numbers in place of weights.
#include "population/fit_to_margins.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "random/luck.hpp"

namespace weefsel {
namespace {

/// The margins of a table in rows: row sums, then column sums.
std::vector<MarginCounts> table_margins(std::uint32_t rows, std::uint32_t columns) {
  std::vector<MarginCounts> margins(rows + columns);
  for (std::uint32_t r = 0; r < rows; ++r)
    for (std::uint32_t c = 0; c < columns; ++c) {
      margins[r].push_back({r * columns + c, 1});
      margins[rows + c].push_back({r * columns + c, 1});
    }
  return margins;
}

TEST(FitToMargins, finds_the_table_with_the_odds_ratio_of_the_seed) {
  // Cross-product ratio 4; rows 40 and 60, columns 50 and 50. With x in the first cell:
  // x (10 + x) = 4 (40 - x) (50 - x), so 3 x^2 - 370 x + 8000 = 0 and x = (370 - 10 sqrt(409)) / 6 = 27.9604...
  const Fit fit = fit_to_margins({2, 1, 1, 2}, table_margins(2, 2), {40, 60, 50, 50});
  const double x = (370 - 10 * std::sqrt(409.0)) / 6;
  ASSERT_TRUE(fit.converged);
  EXPECT_NEAR(fit.weights[0], x, 1e-4);
  EXPECT_NEAR(fit.weights[1], 40 - x, 1e-4);
  EXPECT_NEAR(fit.weights[2], 50 - x, 1e-4);
  EXPECT_NEAR(fit.weights[3], 10 + x, 1e-4);
  for (const double error : fit.relative_errors) EXPECT_LE(std::abs(error), 1e-6);
}

TEST(FitToMargins, gives_the_product_of_margins_where_the_seed_knows_nothing) {
  const Fit fit = fit_to_margins(std::vector<double>(9, 1.0), table_margins(3, 3), {10, 30, 60, 20, 20, 60});
  const std::array<double, 3> rows = {10, 30, 60}, columns = {20, 20, 60};
  ASSERT_TRUE(fit.converged);
  EXPECT_LE(fit.sweeps, 2);
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(fit.weights[3 * r + c], rows[r] * columns[c] / 100, 1e-9);
}

TEST(FitToMargins, keeps_every_cross_product_ratio) {
  const std::vector<double> seed = {5, 1, 3, 2, 8, 1, 4, 4, 9};
  const Fit fit = fit_to_margins(seed, table_margins(3, 3), {200, 50, 150, 100, 120, 180});
  ASSERT_TRUE(fit.converged);
  const auto ratio = [](const std::vector<double>& w, std::size_t r, std::size_t c) {
    return w[3 * r + c] * w[3 * r + 4 + c] / (w[3 * r + 1 + c] * w[3 * r + 3 + c]);
  };
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t c = 0; c < 2; ++c) EXPECT_NEAR(ratio(fit.weights, r, c) / ratio(seed, r, c), 1, 1e-12);
}

TEST(FitToMargins, fits_households_and_the_people_in_them) {
  // Households of 1, 2 and 4 people from a flat seed: 100 households with 230 people. The weights are a, a f, a f^3 x
  // 100, so a (1 + f + f^3) = 1 and a (f + 3 f^3) = 1.3: 1.7 f^3 - 0.3 f - 1.3 = 0.
  const std::vector<MarginCounts> margins = {{{0, 1}, {1, 2}, {2, 4}}, {{0, 1}, {1, 1}, {2, 1}}};
  const Fit fit = fit_to_margins({1, 1, 1}, margins, {230, 100}, {.tolerance = 1e-9});
  ASSERT_TRUE(fit.converged);
  const double f = fit.weights[1] / fit.weights[0];
  EXPECT_NEAR(1.7 * f * f * f - 0.3 * f - 1.3, 0, 1e-6);
  EXPECT_NEAR(fit.weights[2] / fit.weights[0], f * f * f, 1e-9);
  EXPECT_NEAR(fit.weights[0] + 2 * fit.weights[1] + 4 * fit.weights[2], 230, 1e-4);
}

TEST(FitToMargins, finds_the_factor_of_one_step) {
  EXPECT_DOUBLE_EQ(factor_to_target({0, 4}, 10), 2.5);
  EXPECT_DOUBLE_EQ(factor_to_target({7, 0, 2}, 9), 1.5);                         // 2 x 2 f^2 = 9
  EXPECT_DOUBLE_EQ(factor_to_target({0, 1, 1, 1}, 1 * 2 + 2 * 4 + 3 * 8.0), 2);  // upward
  EXPECT_DOUBLE_EQ(factor_to_target({0, 1, 1, 1}, 0.5 + 0.5 + 0.375), 0.5);      // downward
  EXPECT_NEAR(factor_to_target({0, 0, 0, 0, 1}, 4e-9) / std::pow(1e-9, 0.25), 1, 1e-12);
}

TEST(FitToMargins, meets_the_last_of_margins_that_contradict_each_other) {
  const auto margins = table_margins(2, 2);
  const Fit columns_last = fit_to_margins({1, 2, 3, 4}, margins, {40, 40, 50, 50});
  EXPECT_FALSE(columns_last.converged);
  EXPECT_LT(columns_last.sweeps, FitSettings{}.most_sweeps);  // and does not go on for ever
  EXPECT_NEAR(columns_last.weights[0] + columns_last.weights[2], 50, 1e-9);
  EXPECT_NEAR(columns_last.weights[1] + columns_last.weights[3], 50, 1e-9);
  EXPECT_NEAR(columns_last.relative_errors[0], 0.25, 1e-6);  // both rows alike
  EXPECT_NEAR(columns_last.relative_errors[1], 0.25, 1e-6);
  EXPECT_NEAR(columns_last.relative_errors[3], 0, 1e-12);
}

TEST(FitToMargins, takes_targets_of_nothing) {
  const Fit fit = fit_to_margins({2, 1, 1, 2}, table_margins(2, 2), {0, 60, 25, 35});
  ASSERT_TRUE(fit.converged);
  EXPECT_EQ(fit.weights[0], 0);
  EXPECT_EQ(fit.weights[1], 0);
  EXPECT_NEAR(fit.weights[2], 25, 1e-9);
  EXPECT_EQ(fit.relative_errors[0], 0);

  // What a later margin asks for stays, whatever an earlier one says.
  const std::vector<MarginCounts> margins = {{{0, 1}}, {{0, 1}}};
  const Fit needed = fit_to_margins({1, 1}, margins, {0, 10});
  EXPECT_FALSE(needed.converged);
  EXPECT_NEAR(needed.weights[0], 10, 1e-9);
  EXPECT_NEAR(needed.relative_errors[0], 1, 1e-9);

  const Fit nothing = fit_to_margins({1, 1}, margins, {0, 0});
  EXPECT_TRUE(nothing.converged);
  EXPECT_EQ(nothing.weights, (std::vector<double>{0, 0}));
}

TEST(FitToMargins, passes_by_what_nothing_counts_for) {
  const Fit fit = fit_to_margins({1, 0}, {{{1, 1}}, {{0, 1}}}, {5, 10});
  EXPECT_FALSE(fit.converged);
  EXPECT_EQ(fit.relative_errors[0], -1);
  EXPECT_EQ(fit.weights[0], 10);
}

/// Weights of 40 kinds with two margins: how many, a whole number, and how much they count.
struct Some {
  std::vector<double> weights;
  std::vector<MarginCounts> margins{2};
};
Some some_weights() {
  Some some;
  const Salt salt(3);
  double rest = 30;
  for (std::uint32_t kind = 0; kind < 40; ++kind) {
    some.weights.push_back(kind == 39 ? rest : 1.5 * unit_interval(salt.of(kind)) * (kind % 3 == 0 ? 0.2 : 1.0));
    rest -= some.weights.back();
    some.margins[0].push_back({kind, 1 + kind % 4});
    some.margins[1].push_back({kind, 1});
  }
  return some;
}

TEST(Integerised, has_weights_as_means_and_is_within_one_of_each) {
  const Some some = some_weights();
  ASSERT_GT(some.weights.back(), 0);
  double amount = 0;
  for (const CountOfKind& counted : some.margins[0]) amount += some.weights[counted.kind] * counted.count;
  constexpr int tries = 20000;
  std::vector<double> sums(some.weights.size(), 0.0);
  for (int luck = 0; luck < tries; ++luck) {
    const Salt salt(mix64(static_cast<std::uint64_t>(luck) + 1));
    const auto counts =
        integerised(some.weights, some.margins, [&](std::size_t i) { return unit_interval(salt.of(i)); });
    ASSERT_EQ(std::accumulate(counts.begin(), counts.end(), std::size_t{0}), 30U);
    double reached = 0;
    for (const CountOfKind& counted : some.margins[0])
      reached += static_cast<double>(counts[counted.kind] * counted.count);
    // With the first margin let go, one pair of kinds is left that differ by 3 at most.
    ASSERT_LE(std::abs(reached - amount), 3 + 1e-6);
    for (std::size_t kind = 0; kind < counts.size(); ++kind) {
      ASSERT_LT(std::abs(static_cast<double>(counts[kind]) - some.weights[kind]), 1);
      sums[kind] += static_cast<double>(counts[kind]);
    }
  }
  // The standard deviation of one is at most 1/2, so that of a mean 0.0036: 5 of these.
  for (std::size_t kind = 0; kind < sums.size(); ++kind)
    EXPECT_NEAR(sums[kind] / tries, some.weights[kind], 5 * 0.5 / std::sqrt(tries)) << kind;
}

TEST(Integerised, leaves_whole_weights_and_takes_none) {
  const auto never = [](std::size_t) -> double {
    ADD_FAILURE() << "a draw";
    return 0;
  };
  EXPECT_EQ(integerised({3, 0, 7}, {{{0, 1}, {1, 1}, {2, 1}}}, never), (std::vector<std::size_t>{3, 0, 7}));
  EXPECT_TRUE(integerised({}, {{}}, never).empty());
}

TEST(Integerised, draws_by_lot_where_no_margin_speaks) {
  EXPECT_EQ(integerised({0.25}, {}, [](std::size_t) { return 0.2; })[0], 1U);
  EXPECT_EQ(integerised({0.25}, {}, [](std::size_t) { return 0.3; })[0], 0U);
}

TEST(FitToMargins, stays_finite_where_nothing_can_be_met) {
  // Families of up to 15 people, and a thousand times more people than these can be.
  const std::vector<MarginCounts> margins = {{{0, 15}, {1, 1}}, {{2, 2}}, {{0, 1}, {1, 1}, {2, 1}}};
  const Fit fit = fit_to_margins({1, 1, 1}, margins, {75000, 3, 1});
  double sum = 0;
  for (const double weight : fit.weights) {
    EXPECT_TRUE(std::isfinite(weight));
    sum += weight;
  }
  EXPECT_NEAR(sum, 1, 1e-9);  // the last margin
  EXPECT_FALSE(fit.converged);
}

}  // namespace
}  // namespace weefsel
