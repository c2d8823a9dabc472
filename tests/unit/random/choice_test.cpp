// Choices by Gumbel-max have the shares of the logit, with a shared shock those of the nested logit, and closing an
// option moves only those who had chosen it.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "random/keys.hpp"
#include "random/luck.hpp"

#include "random/distributions.hpp"

namespace weefsel {
namespace {

constexpr std::size_t people = 200'000;
constexpr int home = -1;

/// What each of `people` chooses, drawn as "Gather" does: a draw per (person, place), a shock per person.
struct Chooser {
  std::vector<double> places;  ///< utilities without chance
  double stay = 0;
  double lambda = 1;

  [[nodiscard]] std::vector<int> choices(const std::vector<bool>& open) const {
    const NestShock nest(lambda);
    const Salt weekly = Luck(5, 0).salt(Purpose::outing, Week{3});
    std::vector<int> result(people, home);
    for (std::size_t i = 0; i < people; ++i) {
      const std::uint64_t own = weekly.of(static_cast<Key>(i));
      const Salt chance(mix64(own + 4));
      double best = -1e9;
      int choice = home;
      for (std::size_t j = 0; j < places.size(); ++j) {
        if (!open[j]) continue;
        const std::uint64_t bits = chance.of(key_of_member(9, static_cast<unsigned>(j)));
        const double u = places[j] + lambda * gumbel_quantile16(static_cast<std::uint16_t>(bits));
        if (u > best) best = u, choice = static_cast<int>(j);
      }
      const double shock = lambda * nest.at(static_cast<std::uint16_t>(mix64(own + 2)), static_cast<std::uint16_t>(mix64(own + 3)));
      if (best + shock > stay + gumbel_quantile16(static_cast<std::uint16_t>(mix64(own + 1)))) result[i] = choice;
    }
    return result;
  }

  /// McFadden 1978: with I = ln sum exp(V / lambda), P(out) = e^(lambda I) / (e^(lambda I) + e^V0), P(j | out) = e^(V_j / lambda - I).
  [[nodiscard]] std::vector<double> closed_form(const std::vector<bool>& open) const {
    double sum = 0;
    for (std::size_t j = 0; j < places.size(); ++j) sum += open[j] ? std::exp(places[j] / lambda) : 0;
    const double out = std::exp(lambda * std::log(sum)), p_out = out / (out + std::exp(stay));
    std::vector<double> shares = {1 - p_out};
    for (std::size_t j = 0; j < places.size(); ++j) shares.push_back(open[j] ? p_out * std::exp(places[j] / lambda) / sum : 0);
    return shares;
  }
};

std::vector<double> shares_of(const std::vector<int>& choices, std::size_t options) {
  std::vector<double> shares(options + 1, 0);
  for (const int c : choices) shares[static_cast<std::size_t>(c + 1)] += 1.0 / people;
  return shares;
}

/// Binomial error of the sample, and 0.001 for tables of 16 bits.
void expect_shares(const std::vector<double>& observed, const std::vector<double>& expected) {
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(observed[i], expected[i], 4.5 * std::sqrt(expected[i] * (1 - expected[i]) / people) + 0.001) << "option " << i;
}

TEST(Choice, gumbel_max_gives_logit_shares) {
  const Chooser chooser{{0.5, 0.0, -0.7, 1.2, -2.0}, 0.8, 1.0};
  const std::vector<bool> all(5, true);
  expect_shares(shares_of(chooser.choices(all), 5), chooser.closed_form(all));
}

TEST(Choice, nest_shock_gives_nested_logit_shares) {
  const std::vector<bool> all(5, true);
  for (const double lambda : {0.3, 0.5, 0.7, 0.9}) {
    SCOPED_TRACE(lambda);
    const Chooser chooser{{0.5, 0.0, -0.7, 1.2, -2.0}, 0.8, lambda};
    expect_shares(shares_of(chooser.choices(all), 5), chooser.closed_form(all));
  }
}

TEST(Choice, closing_an_option_moves_only_its_own_choices) {
  const std::vector<bool> all(5, true), without = {true, true, true, false, true};
  for (const double lambda : {0.3, 0.7, 1.0}) {
    SCOPED_TRACE(lambda);
    const Chooser chooser{{0.5, 0.0, -0.7, 1.2, -2.0}, 0.8, lambda};
    const auto before = chooser.choices(all), after = chooser.choices(without);
    std::size_t moved_home = 0, moved = 0;
    for (std::size_t i = 0; i < people; ++i) {
      if (before[i] != 3) {
        ASSERT_EQ(after[i], before[i]);
      } else {
        ++moved, moved_home += after[i] == home;
      }
    }
    expect_shares(shares_of(after, 5), chooser.closed_form(without));
    // The smaller lambda, the more another place replaces the closed one rather than home.
    const auto then = chooser.closed_form(all), now = chooser.closed_form(without);
    const double to_home = (now[0] - then[0]) / then[4];
    EXPECT_NEAR(static_cast<double>(moved_home) / static_cast<double>(moved), to_home, 0.01);
  }
}

TEST(NestShock, is_nothing_at_lambda_one) {
  const NestShock plain(1.0);
  EXPECT_EQ(plain.at(0, 0), 0.0);
  EXPECT_EQ(plain.at(65535, 65535), 0.0);
}

// The Laplace transform defines a positive stable variable: E exp(-t S) = exp(-t^lambda).
TEST(NestShock, is_the_logarithm_of_a_positive_stable_variable) {
  for (const double lambda : {0.4, 0.7, 0.9}) {
    const NestShock nest(lambda);
    for (const double t : {0.3, 1.0, 3.0}) {
      double sum = 0;
      constexpr int steps = 512;
      for (int i = 0; i < steps; ++i)
        for (int j = 0; j < steps; ++j)
          sum += std::exp(-t * std::exp(nest.at(static_cast<std::uint16_t>(i * 128 + 64), static_cast<std::uint16_t>(j * 128 + 64))));
      EXPECT_NEAR(sum / (steps * steps), std::exp(-std::pow(t, lambda)), 0.002) << lambda << " " << t;
    }
  }
}

}  // namespace
}  // namespace weefsel
