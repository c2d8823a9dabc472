#include "population/fit_to_margins.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/errors.hpp"

namespace weefsel {
namespace {

constexpr int most_newton_steps = 200;
// Margins that cannot be met together send weights to nothing and beyond all bounds; within these they stay finite.
constexpr double most_factor = 1e6, least_weight = 1e-100, most_weight = 1e100;
using ByCount = std::array<double, most_per_kind + 1>;

double size_of(double x) { return x < 0 ? -x : x; }

/// The root of sum of sums[c] x c x f^c - target, a convex, rising function of f: Newton from a point above the root
/// comes down to it and never passes it.
double root_from_above(const ByCount& sums, std::uint32_t highest, double target) {
  double now = 0;
  for (std::uint32_t c = 1; c <= highest; ++c) now += sums[c] * c;
  double f = std::max(1.0, target / now);  // for f >= 1 the function grows at least in proportion to f
  if (highest > 1) f = std::min(f, 10 * most_factor);
  for (int step = 0; step < most_newton_steps; ++step) {
    double value = 0, slope = 0;  // of value / f, by Horner
    for (std::uint32_t c = highest; c >= 1; --c) value = value * f + sums[c] * c, slope = slope * f + sums[c] * c * c;
    const double next = f - (value * f - target) / slope;
    if (!(next < f) || !(next > 0)) break;
    f = next;
  }
  return f;
}

/// One margin at a time, on weights that are changed in place.
class Sweeper {
 public:
  Sweeper(const std::vector<double>& seed, const std::vector<MarginCounts>& margins)
      : margins_(margins), weights_(seed) {
    for (const MarginCounts& margin : margins) {
      std::uint32_t highest = 0;
      for (const CountOfKind& counted : margin) {
        if (counted.count > most_per_kind) throw Fault("a kind counts more often for a margin than fitting allows");
        highest = std::max(highest, counted.count);
      }
      highest_.push_back(highest);
    }
  }

  [[nodiscard]] double reached(std::size_t m) const {
    double sum = 0;
    for (const CountOfKind& counted : margins_[m]) sum += weights_[counted.kind] * counted.count;
    return sum;
  }

  /// Meets margin m. Gives what had been reached before.
  double step(std::size_t m, double target) {
    ByCount sums{};
    for (const CountOfKind& counted : margins_[m]) sums[counted.count] += weights_[counted.kind];
    double before = 0;
    for (std::uint32_t c = 1; c <= highest_[m]; ++c) before += sums[c] * c;
    if (!(before > 0)) return before;
    double f = root_from_above(sums, highest_[m], target);
    if (highest_[m] > 1) f = std::min(f, most_factor);
    ByCount powers{1.0};
    for (std::uint32_t c = 1; c <= highest_[m]; ++c) powers[c] = powers[c - 1] * f;
    for (const CountOfKind& counted : margins_[m]) {
      double& weight = weights_[counted.kind];
      if (weight > 0) weight = std::clamp(weight * powers[counted.count], least_weight, most_weight);
    }
    return before;
  }

  /// Whether there was any: what counts for margin m has no weight from now on.
  bool drop(std::size_t m) {
    const bool any = reached(m) > 0;
    for (const CountOfKind& counted : margins_[m]) weights_[counted.kind] = 0;
    return any;
  }

  [[nodiscard]] std::vector<double> take_weights() { return std::move(weights_); }

 private:
  const std::vector<MarginCounts>& margins_;
  std::vector<double> weights_;
  std::vector<std::uint32_t> highest_;
};

}  // namespace

double factor_to_target(const std::vector<double>& sums, double target) {
  ByCount all{};
  if (sums.size() > all.size()) throw Fault("a kind counts more often for a margin than fitting allows");
  std::copy(sums.begin(), sums.end(), all.begin());
  return root_from_above(all, static_cast<std::uint32_t>(sums.size() - 1), target);
}

Fit fit_to_margins(const std::vector<double>& seed, const std::vector<MarginCounts>& margins,
                   const std::vector<double>& targets, const FitSettings& settings) {
  Fit fit;
  Sweeper sweeper(seed, margins);
  const double largest = targets.empty() ? 0.0 : *std::max_element(targets.begin(), targets.end());
  if (!(largest > 0)) {  // nothing of anything
    fit.weights.assign(seed.size(), 0.0), fit.relative_errors.assign(targets.size(), 0.0), fit.converged = true;
    return fit;
  }
  // What was reached just before each step, relative to the target, in this sweep and in the one before.
  std::vector<double> error(margins.size(), 0.0), last(margins.size(), 0.0);
  for (bool settled = false; !settled && fit.sweeps < settings.most_sweeps; ++fit.sweeps) {
    double largest_error = 0, largest_change = 0;
    for (std::size_t m = 0; m < margins.size(); ++m) {
      const double target = std::max(targets[m], settings.floor * largest);
      error[m] = (sweeper.step(m, target) - target) / (targets[m] > 0 ? targets[m] : largest);
      largest_error = std::max(largest_error, size_of(error[m]));
      largest_change = std::max(largest_change, size_of(error[m] - last[m]));
    }
    last = error;
    fit.converged = largest_error <= settings.tolerance;
    settled = fit.converged || largest_change <= settings.tolerance / 1000;
  }
  // A last sweep without what is next to nothing. What more important margins ask for is not, and stays.
  bool dropped = false;
  for (std::size_t m = 0; m < margins.size(); ++m)
    if (!(targets[m] > 0) && sweeper.reached(m) <= 1000 * settings.floor * largest) dropped |= sweeper.drop(m);
  for (std::size_t m = 0; dropped && m < margins.size(); ++m)
    sweeper.step(m, std::max(targets[m], settings.floor * largest));
  for (std::size_t m = 0; m < margins.size(); ++m)
    fit.relative_errors.push_back((sweeper.reached(m) - targets[m]) / (targets[m] > 0 ? targets[m] : largest));
  fit.weights = sweeper.take_weights();
  return fit;
}

}  // namespace weefsel
