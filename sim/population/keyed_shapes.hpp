// What: shapes of distributions as functions of 64 keyed bits, and shares met by largest remainders. Pure.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "base/fixed_point.hpp"
#include "random/distributions.hpp"
#include "random/luck.hpp"

namespace weefsel {

/// Traits of a person that last a lifetime are drawn in this week, whenever they are asked for.
inline constexpr Week of_a_lifetime{0};

[[nodiscard]] inline double normal(std::uint64_t bits) {
  return normal_quantile16(static_cast<std::uint16_t>(bits >> 32));
}
[[nodiscard]] inline double gumbel(std::uint64_t bits) {
  return gumbel_quantile16(static_cast<std::uint16_t>(bits >> 32));
}
/// Standard exponential.
[[nodiscard]] inline double exponential(std::uint64_t bits) { return exponential_quantile(unit_interval(bits)); }
[[nodiscard]] inline double between(double low, double high, std::uint64_t bits) {
  return low + (high - low) * unit_interval(bits);
}
[[nodiscard]] inline bool happens(double p, std::uint64_t bits) { return unit_interval(bits) < p; }

/// A disposition 0-1: a bell around one half, cut well inside the ends.
[[nodiscard]] inline Share8 bell(std::uint64_t bits, double sd = 0.15) {
  return Share8(std::clamp(0.5 + sd * normal(bits), 0.02, 0.98));
}

/// [0, 1) with a density that goes in a straight line from `at_zero` to 2 - `at_zero`; 0 < at_zero < 2.
[[nodiscard]] inline double sloping(double at_zero, std::uint64_t bits) {
  const double u = unit_interval(bits), slope = 1 - at_zero;  // cdf: at_zero x + slope x^2
  if (slope == 0) return u;
  return (std::sqrt(at_zero * at_zero + 4 * slope * u) - at_zero) / (2 * slope);
}

/// Poisson with that mean, at most `most`.
[[nodiscard]] inline int poisson(double mean, int most, std::uint64_t bits) {
  double term = rounded_exp(-mean), sum = term;
  const double u = unit_interval(bits);
  int n = 0;
  while (n < most && u >= sum) term *= mean / ++n, sum += term;
  return n;
}

/// `total` things divided over shares so that each count is within one of total x share, by largest remainders
/// (Hamilton); of equal remainders the first. Shares need not add up to exactly 1.
[[nodiscard]] inline std::vector<std::size_t> largest_remainders(std::size_t total, const std::vector<double>& shares) {
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<std::size_t> counts(shares.size(), 0), order(shares.size());
  std::vector<double> rest(shares.size(), 0.0);
  std::size_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double exact = sum > 0 ? static_cast<double>(total) * shares[i] / sum : 0.0;
    counts[i] = static_cast<std::size_t>(exact), rest[i] = exact - static_cast<double>(counts[i]);
    given += counts[i], order[i] = i;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rest[a] > rest[b]; });
  for (std::size_t i = 0; given < total && !order.empty(); i = (i + 1) % order.size()) ++counts[order[i]], ++given;
  return counts;
}

}  // namespace weefsel
