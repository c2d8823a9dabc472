#include "designs/sobol_indices.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <openturns/JansenSensitivityAlgorithm.hxx>
#include <random>

#include "base/errors.hpp"
#include "designs/make_design.hpp"

namespace weefsel {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double hole = std::numeric_limits<double>::quiet_NaN();

using Model = std::function<double(const Points& design, std::size_t point, std::size_t replicate)>;

Points design_of(std::size_t factors, std::size_t n, std::uint64_t seed = 3) {
  DesignRequest request;
  request.method = Method::sobol;
  request.factors = factors;
  request.points = n;
  request.seed = seed;
  return make_design(request);
}

Outcomes play(const Points& design, std::size_t replicates, const Model& model) {
  Outcomes outcomes(design.count, replicates);
  for (std::size_t i = 0; i < design.count; ++i)
    for (std::size_t r = 0; r < replicates; ++r) outcomes.at(i, r) = model(design, i, r);
  return outcomes;
}

/// Uniform with mean 0 and variance 1.
double noise(std::mt19937_64& bits) { return (static_cast<double>(bits() >> 11) / 9007199254740992.0 - 0.5) * std::sqrt(12.0); }

double ishigami(const Points& design, std::size_t i, std::size_t) {
  const auto x = [&](std::size_t j) { return pi * (2 * design.at(i, j) - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

void expect_covers(const Interval& interval, double truth, double tolerance) {
  EXPECT_LE(interval.low, truth);
  EXPECT_GE(interval.high, truth);
  EXPECT_NEAR(interval.value, truth, tolerance);
}

// Intervals of 2048 rows are about 0.1 wide; estimates from a scrambled sequence lie well inside them (0.02 with room).
TEST(SobolIndices, knows_ishigami) {
  const Outcomes outcomes = play(design_of(3, 2048), 1, ishigami);
  const SobolIndices indices = sobol_indices(outcomes, 3), saltelli = sobol_indices(outcomes, 3, 1000, FirstOrder::saltelli);
  const double first[] = {0.3139, 0.4424, 0}, total[] = {0.5576, 0.4424, 0.2437};
  for (std::size_t j = 0; j < 3; ++j) {
    expect_covers(indices.factors[j].first, first[j], 0.02);
    expect_covers(saltelli.factors[j].first, first[j], 0.02);
    EXPECT_EQ(saltelli.factors[j].total.value, indices.factors[j].total.value);
    expect_covers(indices.factors[j].total, total[j], 0.02);
  }
  EXPECT_NEAR(indices.variance, 13.8446, 0.3);  // a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2
  EXPECT_EQ(indices.rows_used, 2048U);
  EXPECT_FALSE(indices.chance_apart);
  EXPECT_TRUE(std::isnan(indices.chance_share.value));
  EXPECT_TRUE(indices.why_unknown.empty());
}

// Sobol's g: the product of (|4x - 2| + a) / (1 + a). V_j = 1 / (3 (1 + a_j)^2), V + 1 is the product of (1 + V_j).
TEST(SobolIndices, knows_the_g_function) {
  const double a[] = {0, 1, 4.5, 9};
  const auto g = [&](const Points& design, std::size_t i, std::size_t) {
    double product = 1;
    for (std::size_t j = 0; j < 4; ++j) product *= (std::fabs(4 * design.at(i, j) - 2) + a[j]) / (1 + a[j]);
    return product;
  };
  double whole = 1;
  const auto part = [&](std::size_t j) { return 1 / (3 * (1 + a[j]) * (1 + a[j])); };
  for (std::size_t j = 0; j < 4; ++j) whole *= 1 + part(j);
  const SobolIndices indices = sobol_indices(play(design_of(4, 2048), 1, g), 4);
  for (std::size_t j = 0; j < 4; ++j) {
    expect_covers(indices.factors[j].first, part(j) / (whole - 1), 0.02);
    expect_covers(indices.factors[j].total, part(j) * whole / (1 + part(j)) / (whole - 1), 0.02);
  }
}

// OpenTURNS divides by the variance of A alone, we by that of A and B: the numerators must be the same, to rounding.
TEST(SobolIndices, agrees_with_jansen_of_openturns) {
  const std::size_t n = 256, d = 3;
  const Points design = design_of(d, n);
  const Outcomes outcomes = play(design, 1, ishigami);
  OT::Sample inputs(n * (d + 2), d), outputs(n * (d + 2), 1);
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < design.count; ++i) {
    for (std::size_t j = 0; j < d; ++j) inputs(i, j) = design.at(i, j);
    outputs(i, 0) = outcomes.at(i, 0);
    if (i < n) sum += outcomes.at(i, 0), squares += outcomes.at(i, 0) * outcomes.at(i, 0);
  }
  const double variance_of_a = (squares - sum * sum / static_cast<double>(n)) / static_cast<double>(n - 1);
  const OT::JansenSensitivityAlgorithm theirs(inputs, outputs, n);
  const SobolIndices ours = sobol_indices(outcomes, d, 10);
  const OT::Point first = theirs.getFirstOrderIndices(), total = theirs.getTotalOrderIndices();
  for (std::size_t j = 0; j < d; ++j) {
    // OpenTURNS divides the sum of squares by 2 N - 1, we by 2 N.
    const double gauge = static_cast<double>(2 * n) / static_cast<double>(2 * n - 1) * ours.variance / variance_of_a;
    EXPECT_NEAR(total[j], ours.factors[j].total.value * gauge, 1e-9) << j;
    EXPECT_NEAR(1 - first[j], (1 - ours.factors[j].first.value) * gauge, 1e-9) << j;
  }
}

// f = x1 + x2, x3 does nothing: V = 1/6. Luck: 0.3 shared by all points, 0.4 for each member; so chance is
// (0.09 + 0.16) / (1/6 + 0.25) = 0.6. Four replicates.
class NoisySum : public testing::Test {
 protected:
  static Outcomes noisy(std::size_t n, std::size_t replicates, std::uint64_t seed) {
    std::mt19937_64 bits(seed);
    std::vector<double> shared(replicates);
    for (double& l : shared) l = 0.3 * noise(bits);
    return play(design_of(3, n), replicates, [&](const Points& design, std::size_t i, std::size_t r) {
      return 100 + design.at(i, 0) + design.at(i, 1) + shared[r] + 0.4 * noise(bits);
    });
  }
};

// Both formulas are unbiased; of a minor factor, Saltelli's has the smaller error. 40 studies of 64 rows.
TEST_F(NoisySum, of_a_minor_factor_saltelli_knows_more_than_jansen) {
  double jansen = 0, saltelli = 0, mean = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Outcomes outcomes = noisy(64, 4, seed);
    const double j = sobol_indices(outcomes, 3, 0).factors[2].first.value;
    const double s = sobol_indices(outcomes, 3, 0, FirstOrder::saltelli).factors[2].first.value;
    jansen += j * j / 40, saltelli += s * s / 40, mean += s / 40;
  }
  EXPECT_LT(saltelli, jansen);
  EXPECT_LT(std::fabs(mean), 4 * std::sqrt(saltelli / 40));
}

// Squared gaps of 512 rows: a gap of means has variance 2 * 0.04 by luck, its corrected square a standard deviation of about
// 0.14, the mean over rows 0.006, half of it over V 0.02. Four of these: 0.08.
TEST_F(NoisySum, luck_is_taken_out_of_the_indices) {
  const SobolIndices indices = sobol_indices(noisy(512, 4, 7), 3);
  ASSERT_TRUE(indices.why_unknown.empty());
  EXPECT_TRUE(indices.chance_apart);
  EXPECT_NEAR(indices.factors[0].total.value, 0.5, 0.08);
  EXPECT_NEAR(indices.factors[1].first.value, 0.5, 0.08);
  EXPECT_NEAR(indices.factors[2].total.value, 0, 0.08);
  EXPECT_NEAR(indices.factors[2].first.value, 0, 0.08);
  EXPECT_NEAR(indices.variance, 1.0 / 6, 0.02);
  const SobolIndices saltelli = sobol_indices(noisy(512, 4, 7), 3, 1000, FirstOrder::saltelli);
  EXPECT_NEAR(saltelli.factors[0].first.value, 0.5, 0.08);
  EXPECT_NEAR(saltelli.factors[2].first.value, 0, 0.08);
}

// Of 80 studies nine in ten at least should hold the truth, as the header says: 72, and 4 standard deviations (2.7) less is 61.
// That all do so would be too good for luck: then the interval is too wide. The bound of chance_share needs normal luck; this
// luck is uniform, of a smaller spread, and covered more often.
TEST_F(NoisySum, intervals_cover_the_truth) {
  std::size_t active = 0, idle = 0, chance = 0;
  double width = 0;
  const auto covers = [](const Interval& i, double truth) { return i.low <= truth && truth <= i.high; };
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    const SobolIndices indices = sobol_indices(noisy(64, 4, seed), 3, 200);
    active += covers(indices.factors[0].total, 0.5) ? 1 : 0;
    idle += covers(indices.factors[2].total, 0) ? 1 : 0;
    chance += covers(indices.chance_share, 0.6) ? 1 : 0;
    width += (indices.factors[2].total.high - indices.factors[2].total.low) / 80;
  }
  EXPECT_GE(active, 61U);
  EXPECT_GE(idle, 61U);
  EXPECT_LT(idle, 80U);
  EXPECT_GE(chance, 61U);
  EXPECT_LT(width, 0.4);
}

TEST_F(NoisySum, read_as_if_there_were_no_luck_the_idle_factor_seems_to_matter) {
  const Outcomes outcomes = noisy(512, 4, 7);
  Outcomes means(outcomes.points, 1);
  for (std::size_t i = 0; i < outcomes.points; ++i) {
    means.at(i, 0) = 0;
    for (std::size_t r = 0; r < 4; ++r) means.at(i, 0) += outcomes.at(i, r) / 4;
  }
  const SobolIndices naive = sobol_indices(means, 3);
  EXPECT_NEAR(naive.factors[2].total.value, 0.04 / (1.0 / 6 + 0.04), 0.05);  // 0.19
  EXPECT_GT(naive.factors[2].total.low, 0.1);
}

// The shared luck is known from replicates only: of 40, a variance has a standard error of 14% (uniform luck), which moves
// the share by 0.014; the rest is known well. Four of these.
TEST_F(NoisySum, chance_share_is_that_of_a_single_future) {
  const SobolIndices indices = sobol_indices(noisy(64, 40, 8), 3);
  expect_covers(indices.chance_share, 0.6, 0.055);
}

// Luck that changes what a factor does: Y = x1 + 0.7 (x2 - 1/2) L, E L = 0. So f = x1, V = 1/12, and x2 does nothing to f. With
// R = 3, who takes means for f sees total_2 V = 0.49 / 12 / R = 0.0136 on average; ours must be 0 on average. Over 400 studies
// (luck anew, the same points) it has a standard deviation of about 0.0136 * sqrt(2) = 0.02, the mean 0.001; four are 0.004.
TEST(SobolIndices, luck_that_changes_an_effect_is_not_read_as_an_effect) {
  const Points design = design_of(2, 32);
  std::mt19937_64 bits(11);
  double product = 0, saltelli = 0, variance = 0, chance = 0;
  for (int s = 0; s < 400; ++s) {
    const double luck[] = {noise(bits), noise(bits), noise(bits)};
    const auto model = [&](const Points& d, std::size_t i, std::size_t r) { return d.at(i, 0) + 0.7 * (d.at(i, 1) - 0.5) * luck[r]; };
    const SobolIndices indices = sobol_indices(play(design, 3, model), 2, 0);
    ASSERT_TRUE(indices.why_unknown.empty());
    product += indices.factors[1].total.value * indices.variance / 400;
    const SobolIndices other = sobol_indices(play(design, 3, model), 2, 0, FirstOrder::saltelli);
    saltelli += other.factors[1].first.value * other.variance / 400;
    variance += indices.variance / 400;
    chance += indices.chance_share.value / 400;
  }
  EXPECT_NEAR(product, 0, 0.004);
  EXPECT_NEAR(saltelli, 0, 0.004);
  EXPECT_NEAR(variance, 1.0 / 12, 0.005);
  EXPECT_NEAR(chance, 0.49 / 1.49, 0.05);  // a share of estimates is not quite unbiased
}

TEST(SobolIndices, a_failed_member_costs_its_row_one_replicate) {
  const std::size_t n = 64;
  Outcomes outcomes = play(design_of(3, n), 3, [](const Points& design, std::size_t i, std::size_t r) {
    return ishigami(design, i, r) + static_cast<double>(r);
  });
  const SobolIndices whole = sobol_indices(outcomes, 3);
  outcomes.at(5, 1) = hole;              // row 5, in A
  outcomes.at(4 * n + 7, 2) = hole;      // row 7, in AB_3
  outcomes.at(n + 9, 0) = hole;          // row 9, in B: two replicates fail, one is left, the row goes
  outcomes.at(2 * n + 9, 1) = hole;
  const SobolIndices indices = sobol_indices(outcomes, 3);
  EXPECT_EQ(indices.rows_used, n - 1);
  EXPECT_EQ(indices.rows_dropped, 1U);
  EXPECT_EQ(indices.cells_left_out, 2U);
  // Luck is the same for all points here, so holes alone change nothing: without row 9 it is the same study.
  Outcomes without(outcomes.points - 5, 3);
  std::size_t to = 0;
  for (std::size_t p = 0; p < outcomes.points; ++p)
    if (p % n != 9) {
      for (std::size_t r = 0; r < 3; ++r) without.at(to, r) = ishigami(design_of(3, n), p, r) + static_cast<double>(r);
      ++to;
    }
  const SobolIndices same = sobol_indices(without, 3);
  for (std::size_t j = 0; j < 3; ++j) {
    EXPECT_NEAR(indices.factors[j].total.value, same.factors[j].total.value, 1e-9);
    EXPECT_NEAR(indices.factors[j].first.value, same.factors[j].first.value, 1e-9);
    EXPECT_NE(indices.factors[j].total.value, whole.factors[j].total.value);
  }
}

TEST(SobolIndices, says_why_it_does_not_know) {
  Outcomes few = play(design_of(2, 16), 1, [](const Points& design, std::size_t i, std::size_t) { return design.at(i, 0); });
  for (std::size_t i = 0; i < 9; ++i) few.at(16 + i, 0) = hole;
  const SobolIndices short_of_rows = sobol_indices(few, 2);
  EXPECT_EQ(short_of_rows.rows_used, 7U);
  EXPECT_EQ(short_of_rows.rows_dropped, 9U);
  EXPECT_NE(short_of_rows.why_unknown.find("7 of 16"), std::string::npos);
  EXPECT_TRUE(std::isnan(short_of_rows.factors[0].first.value));

  const auto level = [](const Points&, std::size_t, std::size_t r) { return 0.1 + static_cast<double>(r); };
  const SobolIndices flat = sobol_indices(play(design_of(2, 16), 3, level), 2);
  EXPECT_NE(flat.why_unknown.find("does not differ"), std::string::npos);
  EXPECT_TRUE(std::isnan(flat.factors[0].total.value));
  EXPECT_NEAR(flat.chance_share.value, 1, 1e-9);
}

TEST(SobolIndices, of_luck_alone_it_makes_no_indices) {
  std::mt19937_64 bits(5);
  const auto luck = [&](const Points&, std::size_t, std::size_t) { return noise(bits); };
  const SobolIndices lottery = sobol_indices(play(design_of(4, 64), 3, luck), 4);
  EXPECT_FALSE(lottery.why_unknown.empty());
  EXPECT_TRUE(std::isnan(lottery.factors[0].total.value));
  EXPECT_GT(lottery.chance_share.value, 0.8);
}

TEST(SobolIndices, same_outcomes_same_bits) {
  const Outcomes outcomes = play(design_of(3, 64), 1, ishigami);
  const SobolIndices one = sobol_indices(outcomes, 3), two = sobol_indices(outcomes, 3);
  for (std::size_t j = 0; j < 3; ++j) {
    EXPECT_EQ(one.factors[j].first.low, two.factors[j].first.low);
    EXPECT_EQ(one.factors[j].total.high, two.factors[j].total.high);
  }
}

TEST(SobolIndices, refuses_outcomes_of_another_design) {
  EXPECT_THROW((void)sobol_indices(Outcomes(41, 1), 3), Fault);
  EXPECT_THROW((void)sobol_indices(Outcomes(40, 0), 3), Fault);
  EXPECT_THROW((void)sobol_indices(Outcomes(40, 1), 0), Fault);
}

}  // namespace
}  // namespace weefsel
