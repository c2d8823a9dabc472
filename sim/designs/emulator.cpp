#include "designs/emulator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "base/errors.hpp"
#include "designs/fit_with_openturns.hpp"
#include "designs/split_two_way.hpp"

namespace weefsel {
namespace {

constexpr std::size_t held_out_every = 5, least_points = 10, least_points_per_factor = 3;

/// Points with the mean over their replicates.
struct Known {
  Points points;
  std::vector<double> values;
};

bool is_complete(const Outcomes& outcomes, std::size_t point) {
  for (std::size_t r = 0; r < outcomes.replicates; ++r)
    if (std::isnan(outcomes.at(point, r))) return false;
  return outcomes.replicates > 0;
}

double mean_at(const Outcomes& outcomes, std::size_t point) {
  double sum = 0;
  for (std::size_t r = 0; r < outcomes.replicates; ++r) sum += outcomes.at(point, r);
  return sum / static_cast<double>(outcomes.replicates);
}

std::vector<std::size_t> complete_points(const Outcomes& outcomes) {
  std::vector<std::size_t> complete;
  for (std::size_t i = 0; i < outcomes.points; ++i)
    if (is_complete(outcomes, i)) complete.push_back(i);
  return complete;
}

Known known_at(const std::vector<std::size_t>& chosen, const Points& points, const Outcomes& outcomes) {
  Known known{Points(chosen.size(), points.factors), {}};
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    for (std::size_t j = 0; j < points.factors; ++j) known.points.at(i, j) = points.at(chosen[i], j);
    known.values.push_back(mean_at(outcomes, chosen[i]));
  }
  return known;
}

/// The points to learn from and the points to be tested on: every fifth of a seeded shuffle (raw bits: the same everywhere).
struct Split {
  std::vector<std::size_t> training, held_out;
};

Split split(std::vector<std::size_t> points, std::uint64_t seed) {
  std::mt19937_64 bits(seed);
  for (std::size_t k = points.size(); k > 1; --k) std::swap(points[k - 1], points[bits() % k]);
  Split parts;
  for (std::size_t k = 0; k < points.size(); ++k) (k % held_out_every == 0 ? parts.held_out : parts.training).push_back(points[k]);
  return parts;
}

std::vector<double> row_of(const Points& points, std::size_t i) {
  const auto from = points.values.begin() + static_cast<std::ptrdiff_t>(i * points.factors);
  return {from, from + static_cast<std::ptrdiff_t>(points.factors)};
}

double mean_squared_error(const Emulator& emulator, const Known& known) {
  double squares = 0;
  for (std::size_t i = 0; i < known.values.size(); ++i)
    squares += std::pow(evaluate(emulator, row_of(known.points, i)) - known.values[i], 2);
  return squares / static_cast<double>(known.values.size());
}

/// Divided by the count, as the mean squared error is: their ratio is what q2 needs.
double variance_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  return std::accumulate(values.begin(), values.end(), 0.0, [&](double sum, double v) { return sum + (v - mean) * (v - mean); }) / n;
}

Emulator fitted(EmulatorKind kind, const Known& training, const EmulatorOptions& options) {
  Emulator emulator;
  emulator.kind = kind, emulator.factors = training.points.factors;
  if (kind == EmulatorKind::chaos) emulator.chaos = fit_chaos(training.points, training.values).chaos;
  else emulator.kriging = fit_kriging(training.points, training.values, options.covariance, options.trend).kriging;
  return emulator;
}

void check(const Points& points, const Outcomes& outcomes, std::size_t complete) {
  if (points.count != outcomes.points || points.factors == 0)
    throw Fault(fmt::format("an emulator of {} points with {} factors and {} outcomes", points.count, points.factors, outcomes.points));
  const std::size_t needed = std::max(least_points, least_points_per_factor * points.factors);
  if (complete < needed)
    throw UserMistake(fmt::format("An emulator of {} factors needs at least {} points that have a value in every replicate; there are {} "
                                  "of {}.", points.factors, needed, complete, points.count));
}

/// Both kinds, or the one that was asked for; the better one comes first.
std::vector<std::pair<double, Emulator>> tried(const Known& training, const Known& held_out, const EmulatorOptions& options) {
  const bool constant = variance_of(training.values) == 0;  // nothing to learn: one term says it all
  std::vector<std::pair<double, Emulator>> made;
  for (const EmulatorKind kind : {EmulatorKind::chaos, EmulatorKind::kriging}) {
    if (constant ? kind != EmulatorKind::chaos : options.kind != kind && options.kind != EmulatorKind::best) continue;
    Emulator emulator = fitted(kind, training, options);
    const double error = mean_squared_error(emulator, held_out);
    made.emplace_back(error, std::move(emulator));
  }
  std::stable_sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return made;
}

/// sqrt(2k+1) P_k(2u-1), by the recurrence k P_k = (2k-1) x P_(k-1) - (k-1) P_(k-2).
double legendre(std::size_t degree, double u) {
  const double x = 2 * u - 1;
  double before = 0, now = 1;
  for (std::size_t k = 1; k <= degree; ++k) {
    const auto n = static_cast<double>(k);
    const double next = ((2 * n - 1) * x * now - (n - 1) * before) / n;
    before = now, now = next;
  }
  return std::sqrt(2 * static_cast<double>(degree) + 1) * now;
}

double correlation(Covariance kind, double squared_distance) {
  if (kind == Covariance::squared_exponential) return std::exp(-squared_distance / 2);
  const double a = std::sqrt(squared_distance * (kind == Covariance::matern_3_2 ? 3 : 5));
  return (kind == Covariance::matern_3_2 ? 1 + a : 1 + a + a * a / 3) * std::exp(-a);
}

}  // namespace

Emulator fit_emulator(const Points& points, const Outcomes& outcomes, const EmulatorOptions& options) {
  const std::vector<std::size_t> complete = complete_points(outcomes);
  check(points, outcomes, complete.size());
  const Split parts = split(complete, options.seed);
  const Known training = known_at(parts.training, points, outcomes), held_out = known_at(parts.held_out, points, outcomes);
  std::vector<std::pair<double, Emulator>> made = tried(training, held_out, options);

  HeldOutError error;
  error.training = parts.training.size(), error.held_out = parts.held_out.size();
  for (const auto& [squares, emulator] : made)
    (emulator.kind == EmulatorKind::chaos ? error.rmse_chaos : error.rmse_kriging) = std::sqrt(squares);
  const double variance = variance_of(held_out.values);
  error.rmse = std::sqrt(made.front().first), error.spread = std::sqrt(variance);
  if (variance > 0) error.q2 = 1 - made.front().first / variance;
  const LuckInMeans luck = luck_in_means(outcomes);
  error.luck = luck.own, error.shared_luck = luck.shared;

  Emulator kept = std::move(made.front().second);
  kept.error = error, kept.left_out = points.count - complete.size();
  return kept;
}

double evaluate(const Chaos& chaos, const std::vector<double>& point) {
  double sum = 0;
  for (const ChaosTerm& term : chaos.terms) {
    double product = term.coefficient;
    for (std::size_t j = 0; j < term.degrees.size(); ++j)
      if (term.degrees[j] > 0) product *= legendre(term.degrees[j], point[j]);
    sum += product;
  }
  return sum;
}

double evaluate(const Kriging& kriging, const std::vector<double>& point) {
  double sum = kriging.constant;
  for (std::size_t j = 0; j < point.size(); ++j) sum += kriging.slopes[j] * point[j];
  for (std::size_t i = 0; i < kriging.points.count; ++i) {
    double squares = 0;
    for (std::size_t j = 0; j < point.size(); ++j) {
      const double apart = (point[j] - kriging.points.at(i, j)) / kriging.scales[j];
      squares += apart * apart;
    }
    sum += kriging.weights[i] * correlation(kriging.covariance, squares);
  }
  return sum;
}

double evaluate(const Emulator& emulator, const std::vector<double>& point) {
  if (point.size() != emulator.factors) throw Fault(fmt::format("an emulator of {} factors, asked at {}", emulator.factors, point.size()));
  return emulator.kind == EmulatorKind::chaos ? evaluate(emulator.chaos, point) : evaluate(emulator.kriging, point);
}

ChaosIndices indices_of(const Chaos& chaos, std::size_t factors) {
  ChaosIndices indices{std::vector<double>(factors, 0), std::vector<double>(factors, 0)};
  double variance = 0;
  for (const ChaosTerm& term : chaos.terms) {
    const double share = term.coefficient * term.coefficient;
    const auto active = std::count_if(term.degrees.begin(), term.degrees.end(), [](std::size_t d) { return d > 0; });
    if (active == 0) continue;
    variance += share;
    for (std::size_t j = 0; j < factors; ++j) {
      if (term.degrees[j] == 0) continue;
      indices.total[j] += share;
      if (active == 1) indices.first[j] += share;
    }
  }
  for (std::size_t j = 0; j < factors; ++j) indices.first[j] /= variance, indices.total[j] /= variance;  // 0/0: NaN
  return indices;
}

LuckInMeans luck_in_means(const Outcomes& outcomes) {
  const std::vector<std::size_t> complete = complete_points(outcomes);
  if (complete.size() < 2 || outcomes.replicates < 2) return {};
  Outcomes full(complete.size(), outcomes.replicates);
  for (std::size_t i = 0; i < complete.size(); ++i)
    for (std::size_t r = 0; r < outcomes.replicates; ++r) full.at(i, r) = outcomes.at(complete[i], r);
  const TwoWay parts = split_two_way(full);
  const auto replicates = static_cast<double>(outcomes.replicates);
  return {std::sqrt(parts.leftover_variance / replicates), std::sqrt(parts.replicate_variance / replicates)};
}

}  // namespace weefsel
