// What: how often each step of a scale occurs, for quantiles over many people: whole-number counts, so that blocks
// of people may be added in any order.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace weefsel {

/// The quantiles that are recorded, and their names in the output.
inline constexpr std::array<double, 3> shown_quantiles = {0.1, 0.5, 0.9};

template <std::size_t steps>
class Histogram {
 public:
  /// Values below the scale count in its first step, values above in its last.
  void add(std::int64_t step) { ++counts_[static_cast<std::size_t>(std::clamp<std::int64_t>(step, 0, steps - 1))]; }
  void add(const Histogram& other) {
    for (std::size_t i = 0; i < steps; ++i) counts_[i] += other.counts_[i];
  }
  [[nodiscard]] std::int64_t total() const {
    std::int64_t sum = 0;
    for (const std::uint32_t count : counts_) sum += count;
    return sum;
  }
  /// Quantile of grouped data, in steps from the start of the scale: within the step in which `share` of all is
  /// reached, values are taken as spread evenly. Between 0 and `steps`; 0 when nothing was added.
  [[nodiscard]] double quantile(double share) const {
    const double rank = share * static_cast<double>(total());
    double below = 0;
    for (std::size_t i = 0; i < steps; ++i) {
      if (counts_[i] == 0) continue;
      const auto here = static_cast<double>(counts_[i]);
      if (below + here >= rank) return static_cast<double>(i) + std::max(0.0, rank - below) / here;
      below += here;
    }
    return 0;
  }
  /// The smallest step at or below which `share` of all values are: for scales of whole units.
  [[nodiscard]] std::size_t step_at(double share) const {
    const double rank = share * static_cast<double>(total());
    double below = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < steps; ++i) {
      if (counts_[i] == 0) continue;
      below += static_cast<double>(counts_[i]), last = i;
      if (below >= rank) break;
    }
    return last;
  }

 private:
  std::array<std::uint32_t, steps> counts_{};
};

}  // namespace weefsel
