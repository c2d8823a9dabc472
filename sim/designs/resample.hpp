// What: the bootstrap (Efron 1979): draw a sample's items anew, with replacement, and see how far a result moves.
// How: from the raw bits of std::mt19937_64, which the standard fixes; its distributions differ between libraries.
// Every bootstrap here starts from the same seed: the same outcomes give the same interval.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "designs/points.hpp"

namespace weefsel {

inline constexpr std::uint64_t bootstrap_seed = 1979;

/// A whole number from 0 up to but not including n (n below 2^32), by multiplying and shifting.
[[nodiscard]] inline std::size_t number_below(std::mt19937_64& bits, std::size_t n) {
  return static_cast<std::size_t>(((bits() >> 32) * n) >> 32);
}

/// How often each of `times.size()` items is drawn when as many are drawn with replacement.
void draw_again(std::mt19937_64& bits, std::vector<double>& times);

/// `value` with the 2.5 and 97.5 percentiles of what resamples gave. No bounds when more than a twentieth of the
/// resamples gave no number, or when there are none.
[[nodiscard]] Interval percentile_interval(double value, std::vector<double> resampled);

}  // namespace weefsel
