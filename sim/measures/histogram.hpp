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
  [[nodiscard]] std::int64_t total() const { return sum_of(0, steps); }
  /// Quantile of grouped data, in steps from the start of the scale: within the step in which `share` of all is
  /// reached, values are taken as spread evenly. Between 0 and `steps`; 0 when nothing was added.
  [[nodiscard]] double quantile(double share) const {
    const double rank = share * static_cast<double>(total());
    const auto [step, below] = reached_at(rank);
    return step == steps ? 0 : static_cast<double>(step) + std::max(0.0, rank - below) / static_cast<double>(counts_[step]);
  }
  /// The smallest step at or below which `share` of all values are: for scales of whole units.
  [[nodiscard]] std::size_t step_at(double share) const {
    const std::size_t step = reached_at(share * static_cast<double>(total())).step;
    return step == steps ? 0 : step;
  }

 private:
  static constexpr std::size_t stride = 64;

  [[nodiscard]] std::int64_t sum_of(std::size_t first, std::size_t end) const {
    std::int64_t sum = 0;
    for (std::size_t i = first; i < end; ++i) sum += counts_[i];
    return sum;
  }
  struct Reached {
    std::size_t step;  ///< `steps`: nothing was added
    double below;      ///< how many are in steps before it
  };
  /// The first step with anybody in it, at or below which `rank` are. Steps are passed over a stride at a time.
  [[nodiscard]] Reached reached_at(double rank) const {
    double below = 0;
    for (std::size_t first = 0; first < steps; first += stride) {
      const std::size_t end = std::min(first + stride, steps);
      const auto here = static_cast<double>(sum_of(first, end));
      if (here == 0 || below + here < rank) {
        below += here;
        continue;
      }
      for (std::size_t i = first; i < end; ++i) {
        if (counts_[i] != 0 && below + counts_[i] >= rank) return {i, below};
        below += counts_[i];
      }
    }
    return {steps, below};
  }

  std::array<std::uint32_t, steps> counts_{};
};

}  // namespace weefsel
