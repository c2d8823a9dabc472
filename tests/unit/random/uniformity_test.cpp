// Draws, salts and mixes, tested as one tests a generator. Seeds are fixed, so nothing here is flaky; a bound of
// five standard deviations would fail a good generator in one of two million such tests.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "random/keys.hpp"
#include "random/luck.hpp"

namespace weefsel {
namespace {

constexpr std::size_t n = 1 << 17;
using Series = std::vector<double>;

Series series(const std::function<double(std::size_t)>& draw) {
  Series u(n);
  for (std::size_t i = 0; i < n; ++i) u[i] = draw(i);
  return u;
}

/// Chi-square over 256 equal bins has mean 255 and variance 510.
void expect_uniform(const Series& u) {
  std::vector<double> bins(256, 0);
  for (const double x : u) {
    ASSERT_GE(x, 0.0);
    ASSERT_LT(x, 1.0);
    ++bins[static_cast<std::size_t>(x * 256)];
  }
  const double expected = static_cast<double>(n) / 256;
  double chi2 = 0;
  for (const double b : bins) chi2 += (b - expected) * (b - expected) / expected;
  EXPECT_NEAR(chi2, 255, 5 * std::sqrt(510.0));

  // Kolmogorov-Smirnov: sqrt(n) D exceeds 2.5 with chance 2 exp(-2 x 2.5^2) = 7e-6.
  Series sorted = u;
  std::sort(sorted.begin(), sorted.end());
  double d = 0;
  for (std::size_t i = 0; i < n; ++i)
    d = std::max({d, std::abs(sorted[i] - static_cast<double>(i) / n), std::abs(sorted[i] - static_cast<double>(i + 1) / n)});
  EXPECT_LT(std::sqrt(static_cast<double>(n)) * d, 2.5);
}

/// Chi-square over 32 x 32 cells of (x, y): mean 1023, variance 2046; and correlation, with sd 1 / sqrt(n).
void expect_independent(const Series& x, const Series& y) {
  std::vector<double> cells(1024, 0);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    ++cells[static_cast<std::size_t>(x[i] * 32) * 32 + static_cast<std::size_t>(y[i] * 32)];
    sum += (x[i] - 0.5) * (y[i] - 0.5);
  }
  const double expected = static_cast<double>(n) / 1024;
  double chi2 = 0;
  for (const double c : cells) chi2 += (c - expected) * (c - expected) / expected;
  EXPECT_NEAR(chi2, 1023, 5 * std::sqrt(2046.0));
  EXPECT_LT(std::abs(12 * sum / static_cast<double>(n)) * std::sqrt(static_cast<double>(n)), 5.0);
}

const Luck luck(1, 0);
Key small(std::size_t i) { return static_cast<Key>(i); }  // counting keys: the hardest case for a keyed generator
Key person(std::size_t i) { return key_of_member(1, static_cast<unsigned>(i)); }                       // as people have them: hashes

TEST(Uniformity, draws_of_many_people_in_one_week) {
  for (const int word : {0, 1, 2, 3}) expect_uniform(series([&](std::size_t i) { return luck.draws(Purpose::mood, Week{5}, small(i)).uniform(word); }));
}

TEST(Uniformity, draws_of_one_person_over_weeks_and_partners) {
  expect_uniform(series([&](std::size_t i) {
    return luck.draws(Purpose::mood, Week{static_cast<int>(i % 2048)}, 77, static_cast<std::uint8_t>(i / 2048)).uniform(0);
  }));
  expect_uniform(series([&](std::size_t i) { return luck.draws(Purpose::mood, Week{5}, 77, 0, static_cast<std::uint32_t>(i)).uniform(0); }));
}

TEST(Uniformity, words_weeks_purposes_and_replicates_are_independent) {
  const Series base = series([&](std::size_t i) { return luck.draws(Purpose::mood, Week{5}, small(i)).uniform(0); });
  expect_independent(base, series([&](std::size_t i) { return luck.draws(Purpose::mood, Week{5}, small(i)).uniform(1); }));
  expect_independent(base, series([&](std::size_t i) { return luck.draws(Purpose::mood, Week{6}, small(i)).uniform(0); }));
  expect_independent(base, series([&](std::size_t i) { return luck.draws(Purpose::asking, Week{5}, small(i)).uniform(0); }));
  expect_independent(base, series([&](std::size_t i) { return luck.draws(Purpose::mood, Week{5}, small(i + 1)).uniform(0); }));
  expect_independent(base, series([&](std::size_t i) { return Luck(1, 1).draws(Purpose::mood, Week{5}, small(i)).uniform(0); }));
  expect_independent(base, series([&](std::size_t i) { return Luck(2, 0).draws(Purpose::mood, Week{5}, small(i)).uniform(0); }));
}

TEST(Uniformity, salts_of_keys_pairs_and_candidates) {
  const Salt salt = luck.salt(Purpose::start_tie, Week{5});
  expect_uniform(series([&](std::size_t i) { return unit_interval(salt.of(small(i))); }));
  expect_uniform(series([&](std::size_t i) { return unit_interval(salt.of_pair(person(i / 512), person(1000 + i % 512))); }));
  expect_uniform(series([&](std::size_t i) { return unit_interval(salt.of_pair(person(1), person(2), i)); }));
  expect_uniform(series([&](std::size_t i) { return salt.of32(static_cast<std::uint32_t>(person(i))) * 0x1.0p-32; }));
  expect_uniform(series([&](std::size_t i) { return (salt.of32(static_cast<std::uint32_t>(person(i))) & 0xffff) * 0x1.0p-16; }));
  expect_uniform(series([&](std::size_t i) { return salt.of32(static_cast<std::uint32_t>(person(i / 512) + person(1000 + i % 512))) * 0x1.0p-32; }));
  expect_uniform(series([&](std::size_t i) { return unit_interval(salt.own(small(i)).of(key_of_name("place/library"))); }));
  // Each 16 bits of one mix serve a moment of the week.
  for (const unsigned shift : {0u, 16u, 32u, 48u})
    expect_uniform(series([&](std::size_t i) {
      return static_cast<double>((salt.own(small(i)).of(key_of_name("place/library")) >> shift) & 0xffff) / 65536;
    }));
}

TEST(Uniformity, salts_are_independent_between_candidates_weeks_and_moments) {
  const Key library = key_of_name("place/library"), cafe = key_of_name("place/cafe");
  const auto chance = [&](int week, Key place, unsigned shift) {
    const Salt salt = luck.salt(Purpose::outing, Week{week});
    return series([=](std::size_t i) { return static_cast<double>((salt.own(small(i)).of(place) >> shift) & 0xffff) / 65536; });
  };
  const Series base = chance(5, library, 0);
  expect_independent(base, chance(5, cafe, 0));
  expect_independent(base, chance(6, library, 0));
  expect_independent(base, chance(5, library, 16));
  const Salt salt = luck.salt(Purpose::start_tie, Week{5});
  expect_independent(series([&](std::size_t i) { return unit_interval(salt.of_pair(person(7), person(i + 8))); }),
                     series([&](std::size_t i) { return unit_interval(salt.of_pair(person(8), person(i + 9))); }));
  // A person's pairs, and its places by 32 bits, say nothing of the weeks before and after.
  const Salt next = luck.salt(Purpose::start_tie, Week{6});
  expect_independent(series([&](std::size_t i) { return unit_interval(salt.of_pair(person(7), person(i + 8))); }),
                     series([&](std::size_t i) { return unit_interval(next.of_pair(person(7), person(i + 8))); }));
  const auto short_draw = [&](Salt of, std::size_t who, Key place) { return of.own(person(who)).of32(static_cast<std::uint32_t>(place)) * 0x1.0p-32; };
  expect_independent(series([&](std::size_t i) { return short_draw(salt, i, library); }), series([&](std::size_t i) { return short_draw(next, i, library); }));
  expect_independent(series([&](std::size_t i) { return short_draw(salt, i, library); }), series([&](std::size_t i) { return short_draw(salt, i, cafe); }));
  expect_independent(series([&](std::size_t i) { return short_draw(salt, i, library); }), series([&](std::size_t i) { return short_draw(salt, i + 1, library); }));
}

TEST(Salt, pairs_are_the_same_from_both_sides) {
  const Salt salt = luck.salt(Purpose::start_tie, Week{5});
  for (Key a = 0; a < 50; ++a)
    for (Key b = 0; b < 50; ++b) {
      EXPECT_EQ(salt.of_pair(a, b), salt.of_pair(b, a));
      EXPECT_EQ(salt.of_pair(a, b, 3), salt.of_pair(b, a, 3));
      if (a != b) {
        EXPECT_NE(salt.of(a, b), salt.of(b, a));
      }
    }
}

/// 32 input and output bits, as expect_avalanche does for 64.
TEST(Mix32, changes_half_of_the_output_for_every_input_bit) {
  constexpr int trials = 4000;
  const double sd = 0.5 / std::sqrt(trials);
  for (unsigned in = 0; in < 32; ++in) {
    std::array<int, 32> flips{};
    for (int t = 0; t < trials; ++t) {
      const std::uint32_t x = static_cast<std::uint32_t>(t) * 0x9e3779b9U;
      const std::uint32_t changed = mix32(x) ^ mix32(x ^ (1U << in));
      for (unsigned out = 0; out < 32; ++out) flips[out] += static_cast<int>((changed >> out) & 1);
    }
    for (unsigned out = 0; out < 32; ++out) EXPECT_NEAR(flips[out] / static_cast<double>(trials), 0.5, 5.5 * sd) << "bit " << in << " to bit " << out;
  }
}

/// Share of trials in which each output bit changes when each input bit does: one half, with sd 0.5 / sqrt(trials).
/// Over 64 x 64 cells the largest deviation of a perfect mix is about 3.7 sd.
void expect_avalanche(const std::function<std::uint64_t(std::uint64_t)>& mix) {
  constexpr int trials = 4000;
  const double sd = 0.5 / std::sqrt(trials);
  for (unsigned in = 0; in < 64; ++in) {
    std::array<int, 64> flips{};
    for (int t = 0; t < trials; ++t) {
      const std::uint64_t x = static_cast<std::uint64_t>(t) * 0x9e3779b97f4a7c15ULL;
      const std::uint64_t changed = mix(x) ^ mix(x ^ (std::uint64_t{1} << in));
      for (unsigned out = 0; out < 64; ++out) flips[out] += static_cast<int>((changed >> out) & 1);
    }
    for (unsigned out = 0; out < 64; ++out)
      EXPECT_NEAR(flips[out] / static_cast<double>(trials), 0.5, 5.5 * sd) << "bit " << in << " to bit " << out;
  }
}

TEST(Mix, every_input_bit_changes_half_of_the_output) {
  expect_avalanche([](std::uint64_t x) { return join64(x, 5); });
  expect_avalanche([](std::uint64_t x) { return join64(5, x); });
  expect_avalanche([](std::uint64_t x) { return mix64(x + 0x9e3779b97f4a7c15ULL); });
}

TEST(Mix, order_of_joined_values_matters) {
  for (std::uint64_t a = 0; a < 30; ++a)
    for (std::uint64_t b = 0; b < a; ++b) EXPECT_NE(join64(a, b), join64(b, a));
}

TEST(Keys, of_one_origin_and_different_events_differ) {
  std::vector<Key> keys;
  for (Key k = 1; k <= 200; ++k) {
    const Key base = key_of_member(key_of_name("street"), static_cast<unsigned>(k));
    keys.push_back(base);
    for (unsigned i = 0; i < 4; ++i) keys.push_back(key_of_child(base, i)), keys.push_back(key_of_member(base, i));
    for (const int week : {-300, 0, 1, 500})
      keys.push_back(key_of_newcomers(base, Week{week})), keys.push_back(key_of_split(base, Week{week})), keys.push_back(key_of_new_partner(base, Week{week}));
  }
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

}  // namespace
}  // namespace weefsel
