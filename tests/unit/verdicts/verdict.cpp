// The rules one by one, then all of them on planted differences of known size.
#include "verdicts/verdict.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace weefsel {
namespace {

std::vector<double> runs(std::size_t higher, std::size_t equal, std::size_t lower, double size = 1) {
  std::vector<double> values(higher, size);
  values.insert(values.end(), equal, 0.0);
  values.insert(values.end(), lower, -size);
  return values;
}
VerdictKind kind_of(const std::vector<double>& values, const Declared& declared = {}) {
  return verdict_on({values, {}}, declared).kind;
}

TEST(Verdict, exact_zeros_are_no_difference_however_few) {
  EXPECT_EQ(kind_of(runs(0, 1, 0)), VerdictKind::no_difference);
  EXPECT_EQ(kind_of(runs(0, 50, 0), {.built_in = true}), VerdictKind::no_difference);
  EXPECT_EQ(kind_of(runs(1, 49, 0)), VerdictKind::luck);
}

TEST(Verdict, says_nothing_of_few_families_few_runs_and_what_was_not_tested) {
  std::vector<double> gap = runs(40, 0, 0);
  gap[3] = std::nan("");
  const Verdict unknown = verdict_on({gap, {}}, {});
  EXPECT_EQ(unknown.kind, VerdictKind::cannot_say);
  EXPECT_EQ(unknown.hindrance, Hindrance::too_few_families);
  const Verdict few = verdict_on({runs(5, 0, 0), {}}, {});
  EXPECT_EQ(few.hindrance, Hindrance::too_few_runs);
  EXPECT_EQ(few.least, 6U);
  EXPECT_EQ(verdict_on({runs(9, 0, 0), {}}, {.cells = 22}).least, 10U);
  EXPECT_EQ(verdict_on({{}, {}}, {}).hindrance, Hindrance::too_few_runs);
  EXPECT_EQ(verdict_on({runs(50, 0, 0), {}}, {.validated = false}).hindrance, Hindrance::not_validated);
}

TEST(Verdict, what_was_put_in_is_no_result) {
  EXPECT_EQ(kind_of(runs(50, 0, 0), {.built_in = true}), VerdictKind::built_in);
  EXPECT_EQ(kind_of(runs(25, 0, 25), {.built_in = true}), VerdictKind::built_in);
}

TEST(Verdict, counts_one_way_of_the_page) {
  EXPECT_EQ(kind_of(runs(32, 0, 18)), VerdictKind::luck);
  EXPECT_EQ(kind_of(runs(33, 0, 17)), VerdictKind::usually);
  EXPECT_EQ(kind_of(runs(6, 0, 44)), VerdictKind::usually);
  EXPECT_EQ(kind_of(runs(45, 5, 0)), VerdictKind::nearly_always);
  EXPECT_EQ(kind_of(runs(33, 0, 17), {.cells = 22}), VerdictKind::luck);
  EXPECT_EQ(kind_of(runs(8, 42, 0)), VerdictKind::luck) << "rarely anything is not usually something";
  EXPECT_FALSE(verdict_on({runs(6, 0, 44), {}}, {}).is_higher());
}

TEST(Verdict, small_differences_are_not_built_on) {
  EXPECT_EQ(kind_of(runs(50, 0, 0, 0.009), {.smallest_relevant = 0.01}), VerdictKind::too_small);
  EXPECT_EQ(kind_of(runs(50, 0, 0, 0.01), {.smallest_relevant = 0.01}), VerdictKind::nearly_always);
  // The middle counts: two large differences do not make the others relevant.
  std::vector<double> skewed = runs(48, 0, 0, 0.001);
  skewed.insert(skewed.end(), {5, 5});
  EXPECT_EQ(kind_of(skewed, {.smallest_relevant = 0.01}), VerdictKind::too_small);
}

TEST(Verdict, no_further_than_twins_drift_is_luck) {
  EXPECT_EQ(kind_of(runs(50, 0, 0, 0.02), {.drift = 0.0201}), VerdictKind::luck);
  EXPECT_EQ(kind_of(runs(50, 0, 0, 0.021), {.drift = 0.0201}), VerdictKind::nearly_always);
}

TEST(Verdict, claims_no_direction_that_evidence_does_not_settle) {
  EXPECT_EQ(kind_of(runs(50, 0, 0), {.sign_settled = false}), VerdictKind::not_settled);
  EXPECT_EQ(kind_of(runs(26, 0, 24), {.sign_settled = false}), VerdictKind::luck);
  // Sampled assumptions that agree are an answer under all of them.
  TwinDifferences draws{runs(40, 0, 0), {}};
  for (std::size_t i = 0; i < 40; ++i) draws.draw_of.push_back(i);
  EXPECT_EQ(verdict_on(draws, {.sign_settled = false}).kind, VerdictKind::nearly_always);
}

/// `draws` of `each` runs: a draw's mean is normal with `ignorance`, a run's deviation from it with `luck`.
TwinDifferences drawn(std::size_t draws, std::size_t each, double mean, double ignorance, double luck, unsigned seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  TwinDifferences result;
  for (std::size_t d = 0; d < draws; ++d) {
    const double of_draw = mean + ignorance * normal(random);
    for (std::size_t r = 0; r < each; ++r) {
      result.by_run.push_back(of_draw + luck * normal(random));
      result.draw_of.push_back(d);
    }
  }
  return result;
}

TEST(Verdict, tells_ignorance_from_luck_when_parameters_were_sampled) {
  EXPECT_EQ(verdict_on(drawn(32, 4, 0, 1, 0.1, 1), {}).kind, VerdictKind::hangs_on_assumptions);
  EXPECT_EQ(verdict_on(drawn(32, 4, 0, 0, 1, 2), {}).kind, VerdictKind::luck);
  EXPECT_EQ(verdict_on(drawn(32, 4, 1, 0.2, 0.2, 3), {}).kind, VerdictKind::nearly_always);
  // Three quarters of the draws one way would pass for "usually" if they were runs.
  TwinDifferences three_quarters{runs(30, 0, 10), {}};
  EXPECT_EQ(verdict_on(three_quarters, {}).kind, VerdictKind::usually);
  for (std::size_t i = 0; i < 40; ++i) three_quarters.draw_of.push_back(i);
  EXPECT_EQ(verdict_on(three_quarters, {}).kind, VerdictKind::hangs_on_assumptions);
  const Verdict of_draws = verdict_on(drawn(32, 4, 0, 1, 0.1, 1), {});
  EXPECT_TRUE(of_draws.of_draws);
  EXPECT_EQ(of_draws.counts.known(), 32U);
}

/// In how many of `tables` tables a direction is claimed of at least one of `cells` cells, and in how many of these one
/// that was not planted.
struct Claims {
  int any = 0, wrong = 0;
};
Claims claims(int tables, std::size_t cells, std::size_t each, double planted, std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  Claims result;
  for (int t = 0; t < tables; ++t) {
    bool any = false, wrong = false;
    for (std::size_t c = 0; c < cells; ++c) {
      std::vector<double> values(each);
      for (double& value : values) value = planted + normal(random);
      const Verdict verdict = verdict_on({values, {}}, {.cells = cells});
      any = any || verdict.is_direction();
      wrong = wrong || (verdict.is_direction() && verdict.is_higher() != (planted > 0));
    }
    result.any += any, result.wrong += wrong;
  }
  return result;
}

// Nothing planted: a table claims anything in at most 5% of cases, whatever its number of cells. 2,000 tables: the
// standard deviation of the count is at most sqrt(2000 x 0.05 x 0.95) = 9.7; three of them are 30.
TEST(PlantedDifferences, of_nothing_are_claimed_in_no_more_than_the_stated_error) {
  std::mt19937_64 random(7);
  for (const std::size_t cells : {1U, 22U})
    for (const std::size_t each : {6U, 20U, 50U})
      EXPECT_LE(claims(2000, cells, each, 0, random).any, 100 + 30) << cells << " cells, " << each << " runs";
}

// A shift of half a standard deviation puts 69.15% of runs above zero: 33 or more of 50 with probability 0.741
// (binomial); a shift of 0.2 puts 57.93% there, and 33 or more the other way with probability 0.0005. In 1,000 tables
// three standard deviations are at most 48, and 5 wrong ones have a probability below 0.001.
TEST(PlantedDifferences, are_found_as_often_as_the_runs_carry_and_never_turned_round) {
  std::mt19937_64 random(11);
  const Claims half = claims(1000, 1, 50, 0.5, random), small = claims(1000, 1, 50, 0.2, random),
               large = claims(1000, 22, 50, 1.5, random);
  EXPECT_NEAR(half.any, 1000 * 0.741, 48);
  EXPECT_EQ(half.wrong, 0);
  EXPECT_LE(small.wrong, 5);
  EXPECT_EQ(large.any, 1000);
  EXPECT_EQ(large.wrong, 0);
}

}  // namespace
}  // namespace weefsel
