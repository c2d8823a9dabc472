#include "designs/simple_effects.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <openturns/CorrelationAnalysis.hxx>
#include <random>

#include "base/errors.hpp"
#include "designs/make_design.hpp"

namespace weefsel {
namespace {

constexpr double hole = std::numeric_limits<double>::quiet_NaN();

/// Uniform with mean 0 and variance 1.
double noise(std::mt19937_64& bits) { return (static_cast<double>(bits() >> 11) / 9007199254740992.0 - 0.5) * std::sqrt(12.0); }

Points hypercube_of(std::size_t factors, std::size_t points) {
  DesignRequest request;
  request.method = Method::latin_hypercube;
  request.factors = factors;
  request.points = points;
  request.seed = 12;
  return make_design(request);
}

// Differences 1, 2, 3: mean 2, standard deviation 1; Student's t with two degrees of freedom 4.302653, over the root of 3.
TEST(OneAtATimeEffects, pair_the_replicates) {
  DesignRequest request;
  request.factors = 2;
  request.levels_of = {2, 3};
  request.base = {0.5, 0};
  const Points design = make_design(request);
  Outcomes outcomes(6, 3);
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t r = 0; r < 3; ++r) outcomes.at(i, r) = 1000.0 * static_cast<double>(r);  // luck that cancels
  for (std::size_t r = 0; r < 3; ++r) outcomes.at(2, r) += static_cast<double>(r + 1);
  outcomes.at(4, 0) = outcomes.at(4, 1) = hole;
  outcomes.at(5, 0) = outcomes.at(5, 1) = outcomes.at(5, 2) = hole;
  const std::vector<LevelEffect> effects = one_at_a_time_effects(design, request.levels_of, outcomes);
  ASSERT_EQ(effects.size(), 5U);
  EXPECT_EQ(effects[1].factor, 0U);
  EXPECT_EQ(effects[1].level, 1U);
  EXPECT_EQ(effects[3].factor, 1U);
  EXPECT_DOUBLE_EQ(effects[3].u, 0.5);
  EXPECT_DOUBLE_EQ(effects[1].difference.value, 2);
  EXPECT_NEAR(effects[1].difference.high, 2 + 4.302653 / std::sqrt(3.0), 1e-5);
  EXPECT_DOUBLE_EQ(effects[0].difference.value, 0);
  EXPECT_EQ(effects[3].pairs_used, 1U);
  EXPECT_EQ(effects[3].pairs_dropped, 2U);
  EXPECT_TRUE(std::isnan(effects[3].difference.low));  // one pair has no interval
  EXPECT_TRUE(std::isnan(effects[4].difference.value));
  EXPECT_THROW((void)one_at_a_time_effects(design, {2, 2}, outcomes), Fault);
}

// y = 2 a + 4 a b + luck, a and b from 0 to 1: the mean effect of a is 2 + 4 * 1/2 = 4, of b 2. In replicate r the
// effect of a is 4 + d_r with d = -1, 1: mean 4, error 1, t with one degree of freedom 12.7062.
TEST(FactorialEffects, are_means_over_the_other_factors) {
  DesignRequest request;
  request.method = Method::factorial;
  request.factors = 2;
  request.levels_of = {3, 2};
  const Points x = make_design(request);
  Outcomes outcomes(6, 2);
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t r = 0; r < 2; ++r)
      outcomes.at(i, r) = 2 * x.at(i, 0) + 4 * x.at(i, 0) * x.at(i, 1) + (r == 0 ? -1 : 1) * x.at(i, 0) + 50 * static_cast<double>(r);
  const std::vector<MainEffect> effects = factorial_effects(request.levels_of, outcomes);
  EXPECT_NEAR(effects[0].difference.value, 4, 1e-12);
  EXPECT_NEAR(effects[0].difference.high, 4 + 12.7062, 1e-3);
  EXPECT_EQ(effects[0].pairs_used, 4U);
  EXPECT_NEAR(effects[1].difference.value, 2, 1e-12);
  EXPECT_NEAR(effects[1].difference.low, 2, 1e-12);
  EXPECT_EQ(effects[1].pairs_used, 6U);
  outcomes.at(0, 0) = hole;
  const std::vector<MainEffect> fewer = factorial_effects(request.levels_of, outcomes);
  EXPECT_EQ(fewer[0].pairs_dropped, 1U);
  EXPECT_EQ(fewer[1].pairs_dropped, 1U);
  EXPECT_NEAR(fewer[1].difference.value, 2.5, 1e-12);  // effects of b are 0, 2, 4: 3 without the first, 2 in the other replicate
}

TEST(RegressionEffects, of_a_linear_model) {
  const Points x = hypercube_of(3, 100);
  Outcomes outcomes(100, 1);
  for (std::size_t i = 0; i < 100; ++i) outcomes.at(i, 0) = 7 + 2 * x.at(i, 0) - x.at(i, 1);
  const RegressionEffects effects = regression_effects(x, outcomes);
  // Columns of a Latin hypercube of 100 have equal variances but for a percent, and correlations of about 0.1.
  EXPECT_NEAR(effects.factors[0].standardised.value, 2 / std::sqrt(5.0), 0.1);
  EXPECT_NEAR(effects.factors[1].standardised.value, -1 / std::sqrt(5.0), 0.1);
  EXPECT_NEAR(effects.factors[0].standardised.value / effects.factors[1].standardised.value, -2, 0.05);
  EXPECT_NEAR(effects.factors[2].standardised.value, 0, 1e-12);
  EXPECT_NEAR(effects.r_squared.value, 1, 1e-12);
  EXPECT_GT(effects.factors[0].rank_correlation.value, 0.95);
  EXPECT_LT(effects.factors[1].rank_correlation.value, -0.9);
}

// With luck of the same size as the outcome, so that nothing is trivial. OpenTURNS reckons by regressions, we by the
// correlation matrix: the same numbers, to rounding.
TEST(RegressionEffects, agree_with_openturns) {
  const std::size_t n = 60, d = 4;
  const Points x = hypercube_of(d, n);
  std::mt19937_64 bits(2);
  Outcomes outcomes(n, 1);
  OT::Sample inputs(n, d), outputs(n, 1);
  for (std::size_t i = 0; i < n; ++i) {
    outcomes.at(i, 0) = std::exp(3 * x.at(i, 0)) - 5 * x.at(i, 1) * x.at(i, 2) + 3 * noise(bits);
    outputs(i, 0) = outcomes.at(i, 0);
    for (std::size_t j = 0; j < d; ++j) inputs(i, j) = x.at(i, j);
  }
  const OT::CorrelationAnalysis theirs(inputs, outputs);
  const OT::Point coefficients = theirs.computeSRC(), ranks = theirs.computePRCC();
  const RegressionEffects ours = regression_effects(x, outcomes);
  for (std::size_t j = 0; j < d; ++j) {
    EXPECT_NEAR(ours.factors[j].standardised.value, coefficients[j], 1e-9) << j;
    EXPECT_NEAR(ours.factors[j].rank_correlation.value, ranks[j], 1e-9) << j;
    EXPECT_LT(ours.factors[j].rank_correlation.low, ours.factors[j].rank_correlation.value);
    EXPECT_GT(ours.factors[j].rank_correlation.high, ours.factors[j].rank_correlation.value);
  }
  // The idle one: four standard errors of a coefficient.
  EXPECT_LT(std::fabs(ours.factors[3].standardised.value), 4 * std::sqrt((1 - ours.r_squared.value) / 55));
  EXPECT_GT(ours.factors[0].standardised.low, 0.3);
}

TEST(RegressionEffects, luck_of_missing_replicates_does_not_leak_into_the_means) {
  const Points x = hypercube_of(2, 40);
  Outcomes outcomes(40, 3);
  for (std::size_t i = 0; i < 40; ++i)
    for (std::size_t r = 0; r < 3; ++r)
      if ((i + r) % 4 != 0) outcomes.at(i, r) = x.at(i, 0) + 100 * static_cast<double>(r);
  for (std::size_t r = 0; r < 3; ++r) outcomes.at(17, r) = hole;
  const RegressionEffects effects = regression_effects(x, outcomes);
  EXPECT_EQ(effects.points_used, 39U);
  EXPECT_EQ(effects.points_left_out, 1U);
  EXPECT_NEAR(effects.r_squared.value, 1, 1e-9);
  EXPECT_NEAR(effects.factors[1].standardised.value, 0, 1e-6);
}

TEST(RegressionEffects, say_why_they_do_not_know) {
  const Points x = hypercube_of(3, 4);
  Outcomes outcomes(4, 1);
  for (std::size_t i = 0; i < 4; ++i) outcomes.at(i, 0) = x.at(i, 0);
  EXPECT_NE(regression_effects(x, outcomes).why_unknown.find("at least 5"), std::string::npos);

  const Points wide = hypercube_of(2, 30);
  Outcomes flat(30, 1);
  for (double& v : flat.values) v = 0.1;
  EXPECT_NE(regression_effects(wide, flat).why_unknown.find("outcome is the same"), std::string::npos);

  Points twin = wide;
  for (std::size_t i = 0; i < 30; ++i) twin.at(i, 1) = twin.at(i, 0), flat.at(i, 0) = static_cast<double>(i);
  const RegressionEffects tangled = regression_effects(twin, flat);
  EXPECT_NE(tangled.why_unknown.find("move together"), std::string::npos);
  EXPECT_TRUE(std::isnan(tangled.factors[0].standardised.value));
}

}  // namespace
}  // namespace weefsel
