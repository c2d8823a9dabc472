#include "designs/simple_effects.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "base/errors.hpp"
#include "base/ranks.hpp"
#include "designs/resample.hpp"
#include "designs/split_two_way.hpp"

namespace weefsel {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// The mean of a value per replicate, with Student's interval.
Interval student_interval(const std::vector<double>& values) {
  Interval interval;
  if (values.empty()) return interval;
  const auto count = static_cast<double>(values.size());
  interval.value = std::accumulate(values.begin(), values.end(), 0.0) / count;
  if (values.size() < 2) return interval;
  double squares = 0;
  for (const double v : values) squares += (v - interval.value) * (v - interval.value);
  const boost::math::students_t t(count - 1);
  const double margin = boost::math::quantile(t, 0.975) * std::sqrt(squares / (count - 1) / count);
  interval.low = interval.value - margin;
  interval.high = interval.value + margin;
  return interval;
}

LevelEffect level_effect(const Outcomes& outcomes, std::size_t point) {
  LevelEffect effect;
  std::vector<double> differences;
  for (std::size_t r = 0; r < outcomes.replicates; ++r) {
    const double difference = outcomes.at(point, r) - outcomes.at(0, r);
    if (std::isfinite(difference)) differences.push_back(difference);
  }
  effect.difference = student_interval(differences);
  effect.pairs_used = differences.size();
  effect.pairs_dropped = outcomes.replicates - differences.size();
  return effect;
}

}  // namespace

std::vector<LevelEffect> one_at_a_time_effects(const Points& design, const std::vector<std::size_t>& levels_of, const Outcomes& outcomes) {
  const std::size_t levels = std::accumulate(levels_of.begin(), levels_of.end(), std::size_t{0});
  if (design.factors != levels_of.size() || design.count != levels + 1 || outcomes.points != design.count)
    throw Fault("one-at-a-time effects: design, levels and outcomes do not fit");
  std::vector<LevelEffect> effects;
  for (std::size_t j = 0; j < levels_of.size(); ++j)
    for (std::size_t k = 0; k < levels_of[j]; ++k) {
      const std::size_t point = effects.size() + 1;
      LevelEffect effect = level_effect(outcomes, point);
      effect.factor = j;
      effect.level = k;
      effect.u = design.at(point, j);
      effects.push_back(effect);
    }
  return effects;
}

std::vector<MainEffect> factorial_effects(const std::vector<std::size_t>& levels_of, const Outcomes& outcomes) {
  std::size_t count = levels_of.empty() ? 0 : 1;
  for (const std::size_t levels : levels_of) count *= levels;
  if (count == 0 || outcomes.points != count) throw Fault("factorial effects: levels and outcomes do not fit");
  std::vector<MainEffect> effects;
  std::size_t stride = count;  // from a level of the factor to its next, the others alike
  for (const std::size_t levels : levels_of) {
    stride /= levels;
    MainEffect effect;
    std::vector<double> of_replicates;
    for (std::size_t r = 0; r < outcomes.replicates; ++r) {
      double sum = 0, pairs = 0;
      for (std::size_t low = 0; low < count; ++low) {
        if (low / stride % levels != 0) continue;
        const double difference = outcomes.at(low + (levels - 1) * stride, r) - outcomes.at(low, r);
        if (!std::isfinite(difference)) {
          ++effect.pairs_dropped;
          continue;
        }
        sum += difference, pairs += 1;
        ++effect.pairs_used;
      }
      if (pairs > 0) of_replicates.push_back(sum / pairs);
    }
    effect.difference = student_interval(of_replicates);
    effects.push_back(effect);
  }
  return effects;
}

namespace {

/// Factors and, in the last column, the outcome: a row for each point, every column with mean 0 and mean square 1.
struct Table {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;
  [[nodiscard]] const double* row(std::size_t i) const { return values.data() + i * columns; }
};

/// False when a column does not vary.
bool add_column(Table& table, std::size_t column, std::vector<double> values) {
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (double& v : values) v -= mean, squares += v * v;
  const double deviation = std::sqrt(squares / count);
  if (!(deviation > 1e-12 * std::fabs(mean))) return false;  // no more than adding up leaves
  for (std::size_t i = 0; i < values.size(); ++i) table.values[i * table.columns + column] = values[i] / deviation;
  return true;
}

/// The correlations of the columns (lower half of a square matrix), each row taken as often as `times` says.
/// Empty when a column no longer varies.
std::vector<double> correlations(const Table& table, const std::vector<double>& times) {
  const std::size_t c = table.columns;
  std::vector<double> sums(c, 0.0), products(c * c, 0.0), weighted(c);
  double count = 0;
  for (std::size_t i = 0; i < table.rows; ++i) {
    if (times[i] == 0) continue;
    const double* row = table.row(i);
    count += times[i];
    for (std::size_t a = 0; a < c; ++a) {
      weighted[a] = times[i] * row[a];
      sums[a] += weighted[a];
      for (std::size_t b = 0; b <= a; ++b) products[a * c + b] += weighted[a] * row[b];
    }
  }
  for (std::size_t a = 0; a < c; ++a)
    for (std::size_t b = 0; b <= a; ++b) products[a * c + b] -= sums[a] * sums[b] / count;
  std::vector<double> deviations(c);
  for (std::size_t a = 0; a < c; ++a) {
    if (!(products[a * c + a] > 1e-12 * count)) return {};
    deviations[a] = std::sqrt(products[a * c + a]);
  }
  for (std::size_t a = 0; a < c; ++a)
    for (std::size_t b = 0; b <= a; ++b) products[a * c + b] /= deviations[a] * deviations[b];
  return products;
}

/// What one correlation matrix says of a linear regression.
struct Regression {
  std::vector<double> coefficients, partial_correlations;  // empty: the factors cannot be told apart
  double r_squared = unknown;
};

/// Cholesky's root of the factors' correlations, in place; false when they are not independent.
bool take_root(std::vector<double>& m, std::size_t columns, std::size_t factors) {
  for (std::size_t a = 0; a < columns; ++a)
    for (std::size_t b = 0; b <= std::min(a, factors - 1); ++b) {
      double rest = m[a * columns + b];
      for (std::size_t k = 0; k < b; ++k) rest -= m[a * columns + k] * m[b * columns + k];
      if (a != b) m[a * columns + b] = rest / m[b * columns + b];
      else if (rest > 1e-10) m[a * columns + a] = std::sqrt(rest);
      else return false;
    }
  return true;
}

/// x with (root, transposed) x = y.
std::vector<double> solve_upper(const std::vector<double>& root, std::size_t columns, std::vector<double> y) {
  for (std::size_t a = y.size(); a-- > 0;) {
    for (std::size_t k = a + 1; k < y.size(); ++k) y[a] -= root[k * columns + a] * y[k];
    y[a] /= root[a * columns + a];
  }
  return y;
}

/// Diagonal of the inverse of the factors' correlations: how much the other factors know of each.
std::vector<double> inverse_diagonal(const std::vector<double>& root, std::size_t columns, std::size_t factors) {
  std::vector<double> diagonal(factors, 0.0), x(factors);
  for (std::size_t j = 0; j < factors; ++j) {  // x: column j of the inverse of the root, of which the squares add up
    for (std::size_t a = j; a < factors; ++a) {
      double rest = a == j ? 1 : 0;
      for (std::size_t k = j; k < a; ++k) rest -= root[a * columns + k] * x[k];
      x[a] = rest / root[a * columns + a];
      diagonal[j] += x[a] * x[a];
    }
  }
  return diagonal;
}

Regression regress(const Table& table, const std::vector<double>& times) {
  const std::size_t columns = table.columns, factors = columns - 1;
  Regression found;
  std::vector<double> root = correlations(table, times);
  if (root.empty() || !take_root(root, columns, factors)) return found;
  const auto last = root.begin() + static_cast<std::ptrdiff_t>(factors * columns);
  const std::vector<double> y(last, last + static_cast<std::ptrdiff_t>(factors));
  found.r_squared = std::min(1.0, std::inner_product(y.begin(), y.end(), y.begin(), 0.0));
  found.coefficients = solve_upper(root, columns, y);
  const double unexplained = std::max(1 - found.r_squared, 1e-14);  // of a perfect fit, rounding must not look like an effect
  const std::vector<double> known = inverse_diagonal(root, columns, factors);
  for (std::size_t j = 0; j < factors; ++j) {
    const double b = found.coefficients[j];
    found.partial_correlations.push_back(b / std::sqrt(b * b + unexplained * known[j]));
  }
  return found;
}

/// The rows of the design that have an outcome, as they are and as ranks. Says why not, if it cannot.
std::string make_tables(const Points& design, const TwoWay& means, Table& plain, Table& ranked) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < design.count; ++i)
    if (means.finished[i] > 0) kept.push_back(i);
  for (Table* table : {&plain, &ranked}) {
    table->rows = kept.size();
    table->columns = design.factors + 1;
    table->values.resize(table->rows * table->columns);
  }
  std::vector<double> column(kept.size());
  for (std::size_t j = 0; j <= design.factors; ++j) {
    for (std::size_t k = 0; k < kept.size(); ++k)
      column[k] = j < design.factors ? design.at(kept[k], j) : means.overall + means.row_parts[kept[k]];
    if (!add_column(plain, j, column) || !add_column(ranked, j, ranks_of(column)))
      return j < design.factors ? "a factor has the same value at all points" : "the outcome is the same at all points";
  }
  return "";
}

}  // namespace

RegressionEffects regression_effects(const Points& design, const Outcomes& outcomes, std::size_t bootstraps) {
  const std::size_t d = design.factors;
  if (d == 0 || outcomes.points != design.count) throw Fault("regression effects: design and outcomes do not fit");
  const TwoWay means = split_two_way(outcomes);
  RegressionEffects effects;
  effects.factors.resize(d);
  effects.points_used = means.rows;
  effects.points_left_out = design.count - means.rows;
  if (means.rows < d + 2) {
    effects.why_unknown = std::to_string(means.rows) + " points finished; " + std::to_string(d) + " factors need at least " +
                          std::to_string(d + 2);
    return effects;
  }
  Table plain, ranked;
  effects.why_unknown = make_tables(design, means, plain, ranked);
  if (!effects.why_unknown.empty()) return effects;
  const std::vector<double> once(plain.rows, 1.0);
  const Regression linear = regress(plain, once), by_rank = regress(ranked, once);
  if (linear.coefficients.empty() || by_rank.coefficients.empty()) {
    effects.why_unknown = "the factors move together, so that their effects cannot be told apart";
    return effects;
  }
  std::vector<double> times(plain.rows), r_squared;
  std::vector<std::vector<double>> coefficients(d), correlations_again(d);
  std::mt19937_64 bits(bootstrap_seed);
  for (std::size_t b = 0; b < bootstraps; ++b) {
    draw_again(bits, times);
    const Regression l = regress(plain, times), r = regress(ranked, times);
    r_squared.push_back(l.r_squared);
    for (std::size_t j = 0; j < d; ++j) {
      coefficients[j].push_back(l.coefficients.empty() ? unknown : l.coefficients[j]);
      correlations_again[j].push_back(r.partial_correlations.empty() ? unknown : r.partial_correlations[j]);
    }
  }
  effects.r_squared = percentile_interval(linear.r_squared, std::move(r_squared));
  for (std::size_t j = 0; j < d; ++j) {
    effects.factors[j].standardised = percentile_interval(linear.coefficients[j], std::move(coefficients[j]));
    effects.factors[j].rank_correlation = percentile_interval(by_rank.partial_correlations[j], std::move(correlations_again[j]));
  }
  return effects;
}

}  // namespace weefsel
