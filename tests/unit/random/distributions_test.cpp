// Quantile tables have the moments of their distributions, and the rounded functions are as near as they say.
#include <gtest/gtest.h>

#include <cmath>

#include "random/distributions.hpp"

namespace weefsel {
namespace {

struct Moments {
  double mean = 0, variance = 0, skewness = 0, kurtosis = 0;
};

template <class Quantile>
Moments moments16(Quantile quantile) {
  constexpr double count = 65536;
  double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
  for (unsigned i = 0; i < 65536; ++i) m1 += quantile(static_cast<std::uint16_t>(i)) / count;
  for (unsigned i = 0; i < 65536; ++i) {
    const double d = quantile(static_cast<std::uint16_t>(i)) - m1;
    m2 += d * d / count, m3 += d * d * d / count, m4 += d * d * d * d / count;
  }
  return {m1, m2, m3 / std::pow(m2, 1.5), m4 / (m2 * m2)};
}

// A table of midpoints cuts the tails at 2^-17 on either side, which takes a few 10^-5 from the variance and
// about 10^-2 from the kurtosis.
TEST(Tables, normal_moments) {
  const Moments m = moments16(normal_quantile16);
  EXPECT_NEAR(m.mean, 0, 1e-9);
  EXPECT_NEAR(m.variance, 1, 3e-4);
  EXPECT_NEAR(m.skewness, 0, 1e-9);
  EXPECT_NEAR(m.kurtosis, 3, 0.02);
  EXPECT_NEAR(normal_quantile16(65535), 4.324, 0.01);
  EXPECT_EQ(normal_quantile16(0), -normal_quantile16(65535));
}

TEST(Tables, gumbel_moments) {
  const Moments m = moments16(gumbel_quantile16);
  EXPECT_NEAR(m.mean, 0.5772156649, 1e-4);
  EXPECT_NEAR(m.variance, 1.6449340668, 3e-3);
  EXPECT_NEAR(m.skewness, 1.1395, 0.02);
}

TEST(Tables, rise_from_end_to_end) {
  for (unsigned i = 1; i < 65536; ++i) {
    const auto before = static_cast<std::uint16_t>(i - 1), at = static_cast<std::uint16_t>(i);
    ASSERT_GT(normal_quantile16(at), normal_quantile16(before));
    ASSERT_GT(gumbel_quantile16(at), gumbel_quantile16(before));
  }
}

TEST(Tables, exponential_quantile_inverts_its_distribution) {
  for (double u = 1e-6; u < 1; u += 0.00037) EXPECT_NEAR(1 - std::exp(-exponential_quantile(u)), u, 1e-7);
  EXPECT_NEAR(exponential_quantile(0.5), std::log(2.0), 0x1.0p-24);
}

TEST(Rounded, exp_log_and_logistic_stay_close) {
  for (double x = -40; x <= 40; x += 0.0371) EXPECT_NEAR(rounded_exp(x) / std::exp(x), 1, 0x1.0p-23) << x;
  for (double x = 1e-6; x < 100; x *= 1.07) EXPECT_NEAR(rounded_log(x), std::log(x), 0x1.0p-24) << x;
  // Steps of 1/64 and a slope of at most 1/4: half a step is 0.002.
  for (double x = -8; x <= 8; x += 0.0013) EXPECT_NEAR(logistic(x), 1 / (1 + std::exp(-x)), 0.00196) << x;
  EXPECT_EQ(logistic(-1e9), logistic(-8));
  EXPECT_EQ(logistic(1e9), logistic(8));
}

}  // namespace
}  // namespace weefsel
