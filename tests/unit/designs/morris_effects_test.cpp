#include "designs/morris_effects.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "base/errors.hpp"
#include "designs/make_design.hpp"

namespace weefsel {
namespace {

constexpr double hole = std::numeric_limits<double>::quiet_NaN();

Points design_of(std::size_t factors, std::size_t trajectories, std::uint64_t seed = 4) {
  DesignRequest request;
  request.method = Method::morris;
  request.factors = factors;
  request.points = trajectories;
  request.seed = seed;
  return make_design(request);
}

template <class Model>
Outcomes play(const Points& design, std::size_t replicates, Model model) {
  Outcomes outcomes(design.count, replicates);
  for (std::size_t i = 0; i < design.count; ++i)
    for (std::size_t r = 0; r < replicates; ++r) outcomes.at(i, r) = model(i, r);
  return outcomes;
}

/// Uniform with mean 0 and variance 1.
double noise(std::mt19937_64& bits) { return (static_cast<double>(bits() >> 11) / 9007199254740992.0 - 0.5) * std::sqrt(12.0); }

TEST(MorrisEffects, of_a_linear_model_are_its_coefficients) {
  const Points x = design_of(3, 20);
  const auto model = [&](std::size_t i, std::size_t) { return 5 + 3 * x.at(i, 0) - 2 * x.at(i, 1); };
  const MorrisEffects effects = morris_effects(x, play(x, 1, model));
  const double coefficient[] = {3, -2, 0};
  for (std::size_t j = 0; j < 3; ++j) {
    EXPECT_NEAR(effects.factors[j].mu.value, coefficient[j], 1e-12);
    EXPECT_NEAR(effects.factors[j].mu_star.value, std::fabs(coefficient[j]), 1e-12);
    EXPECT_NEAR(effects.factors[j].sigma.value, 0, 1e-7);
    EXPECT_EQ(effects.factors[j].effects_used, 20U);
    EXPECT_TRUE(std::isnan(effects.factors[j].p_luck));
  }
  EXPECT_FALSE(effects.chance_apart);
}

// y = (x1 - 1/2) x2: an effect of x2 is x1 - 1/2 with x1 even on 0, 1/3, 2/3, 1: mean 0, mean size 1/3, variance 5/36.
// 400 trajectories: standard errors 0.373 / 20 = 0.019 for mu, 0.167 / 20 = 0.008 for mu_star, about 0.008 for sigma; four each.
TEST(MorrisEffects, working_together_shows_in_sigma) {
  const Points x = design_of(2, 400);
  const MorrisEffects effects = morris_effects(x, play(x, 1, [&](std::size_t i, std::size_t) { return (x.at(i, 0) - 0.5) * x.at(i, 1); }));
  const MorrisEffects::Factor& second = effects.factors[1];
  EXPECT_NEAR(second.mu.value, 0, 0.075);
  EXPECT_NEAR(second.mu_star.value, 1.0 / 3, 0.034);
  EXPECT_NEAR(second.sigma.value, std::sqrt(5.0 / 36), 0.032);
  EXPECT_LT(second.mu.low, 0);
  EXPECT_GT(second.mu.high, 0);
  EXPECT_NEAR(second.mu.high - second.mu.low, 2 * 1.96 * 0.0187, 0.02);
}

// y = x1 + luck, for each member with standard deviation 0.5, R = 4: the mean of an effect has by luck a standard
// deviation of 0.5 sqrt(2) / (2/3) / 2 = 0.53. The true sigma is 0. With 100 trajectories sigma^2, uncorrected 0.28, has a
// standard error of 0.28 sqrt(2/100) = 0.04: sigma stays below sqrt(4 * 0.04) = 0.4.
TEST(MorrisEffects, luck_is_taken_out_of_sigma) {
  std::mt19937_64 bits(3);
  const Points x = design_of(2, 100);
  const MorrisEffects effects = morris_effects(x, play(x, 4, [&](std::size_t i, std::size_t) { return x.at(i, 0) + 0.5 * noise(bits); }));
  EXPECT_TRUE(effects.chance_apart);
  EXPECT_LT(effects.factors[0].sigma.value, 0.4);
  EXPECT_NEAR(effects.factors[0].chance_sd, 0.53, 0.06);
  EXPECT_NEAR(effects.factors[1].mu_star_by_luck, 0.53 * 0.798, 0.05);
  EXPECT_NEAR(effects.factors[1].mu_star.value, effects.factors[1].mu_star_by_luck, 4 * 0.53 * 0.6 / 10);
  EXPECT_TRUE(effects.factors[0].beyond_luck);
}

// Luck for each member, and luck that moves the effect alike in all trajectories. Of 20 idle factors in 20 studies, 5% at most
// should seem to matter: 20 of 400, standard deviation 4.4; four of these more is 37. Luck here is nearly normal (a sum of four).
TEST(MorrisEffects, an_idle_factor_seldom_seems_to_matter) {
  std::size_t false_alarms = 0;
  for (std::uint64_t study = 0; study < 20; ++study) {
    std::mt19937_64 bits(study + 100);
    const Points x = design_of(20, 10, study);
    const auto normal = [&] { return (noise(bits) + noise(bits) + noise(bits) + noise(bits)) / 2; };
    std::vector<double> shared(20 * 3);
    for (double& s : shared) s = normal();
    const MorrisEffects effects = morris_effects(x, play(x, 3, [&](std::size_t i, std::size_t r) {
      double y = normal();
      for (std::size_t j = 0; j < 20; ++j) y += x.at(i, j) * shared[j * 3 + r];
      return y;
    }), 0);
    for (const MorrisEffects::Factor& factor : effects.factors) false_alarms += factor.beyond_luck ? 1 : 0;
  }
  EXPECT_LE(false_alarms, 37U);
  EXPECT_GE(false_alarms, 1U);  // a test that never alarms would not see a true effect either
}

// The effect of the second factor has mean 0 and is large: the spread gives it away.
TEST(MorrisEffects, an_effect_that_changes_sign_is_beyond_luck) {
  std::mt19937_64 bits(8);
  const Points x = design_of(2, 20);
  const MorrisEffects effects = morris_effects(x, play(x, 3, [&](std::size_t i, std::size_t) {
    return 4 * (x.at(i, 0) - 0.5) * (x.at(i, 1) - 0.5) + 0.1 * noise(bits);
  }));
  EXPECT_TRUE(effects.factors[1].beyond_luck);
  EXPECT_GT(effects.factors[1].sigma.value, 1);
}

TEST(MorrisEffects, failed_members_are_counted) {
  const Points x = design_of(2, 10);
  Outcomes outcomes = play(x, 2, [&](std::size_t i, std::size_t r) { return x.at(i, 0) + static_cast<double>(r); });
  outcomes.at(1, 0) = hole;  // the middle point of the first trajectory: both effects lose a replicate
  outcomes.at(4, 0) = hole;  // the middle point of the second: both effects are lost
  outcomes.at(4, 1) = hole;
  const MorrisEffects effects = morris_effects(x, outcomes);
  for (const MorrisEffects::Factor& factor : effects.factors) {
    EXPECT_EQ(factor.effects_used, 9U);
    EXPECT_EQ(factor.effects_dropped, 1U);
  }
  EXPECT_NEAR(effects.factors[0].mu.value, 1, 1e-12);
}

TEST(MorrisEffects, refuses_another_design) {
  const Points x = design_of(2, 4);
  EXPECT_THROW((void)morris_effects(x, Outcomes(11, 1)), Fault);
  Points still = x;
  for (std::size_t j = 0; j < 2; ++j) still.at(1, j) = still.at(0, j);
  EXPECT_THROW((void)morris_effects(still, Outcomes(12, 1)), Fault);
}

}  // namespace
}  // namespace weefsel
