// The cube method for integerised(), see fit_to_margins.hpp.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/errors.hpp"
#include "population/fit_to_margins.hpp"

namespace weefsel {
namespace {

constexpr double most_of_a_kind = 1e9;

constexpr double next_to_nothing = 1e-7;  // as near to a whole number as that is taken to be one

/// The parts of weights above whole numbers, of which each step makes at least one 0 or 1.
class Cube {
 public:
  Cube(std::vector<double> parts, const std::vector<MarginCounts>& margins,
       const std::function<double(std::size_t)>& uniform)
      : parts_(std::move(parts)),
        margins_(margins.size()),
        counts_(parts_.size() * margins.size(), 0.0),
        uniform_(uniform) {
    for (std::size_t m = 0; m < margins.size(); ++m)
      for (const CountOfKind& counted : margins[m]) counts_[counted.kind * margins_ + m] = counted.count;
  }

  std::vector<double> whole() {
    for (std::size_t kept_from = 0; kept_from <= margins_; ++kept_from) fly(kept_from);
    return std::move(parts_);
  }

 private:
  [[nodiscard]] bool between(std::size_t kind) const {
    return parts_[kind] > next_to_nothing && parts_[kind] < 1 - next_to_nothing;
  }

  /// Steps that change none of the margins from `kept_from` on, until there is no such step.
  void fly(std::size_t kept_from) {
    std::vector<std::size_t> window;
    for (std::size_t next = 0;;) {
      std::erase_if(window, [&](std::size_t kind) { return !between(kind); });
      for (; next < parts_.size() && window.size() <= margins_ - kept_from; ++next)
        if (between(next)) window.push_back(next);
      if (!find_direction(window, kept_from)) return;
      step(window);
    }
  }

  /// direction_: changes of the kinds in the window with which no margin changes. False: there are none. Gauss-Jordan
  /// elimination, kind by kind, up to the first that depends on those before it.
  bool find_direction(const std::vector<std::size_t>& window, std::size_t kept_from) {
    const std::size_t rows = margins_ - kept_from;
    table_.assign(window.size(), {});
    for (std::size_t k = 0; k < window.size(); ++k) {
      const double* counts = &counts_[window[k] * margins_ + kept_from];
      table_[k].assign(counts, counts + rows);
    }
    direction_.assign(window.size(), 0.0);
    for (std::size_t k = 0; k < window.size(); ++k) {
      std::size_t pivot = k;
      for (std::size_t row = k; row < rows; ++row)
        if (std::abs(table_[k][row]) > std::abs(table_[k][pivot])) pivot = row;
      if (k >= rows || std::abs(table_[k][pivot]) < 1e-9) {
        for (std::size_t before = 0; before < k; ++before) direction_[before] = -table_[k][before];
        direction_[k] = 1;
        return true;
      }
      for (std::size_t j = k; j < window.size(); ++j) {
        std::vector<double>& column = table_[j];
        std::swap(column[k], column[pivot]);
        column[k] /= j == k ? 1.0 : table_[k][k];
      }
      for (std::size_t j = k + 1; j < window.size(); ++j)
        for (std::size_t row = 0; row < rows; ++row)
          if (row != k) table_[j][row] -= table_[k][row] * table_[j][k];
    }
    return false;
  }

  /// As far along the direction as can be, or back, so that the mean of all parts stays as it is.
  void step(const std::vector<std::size_t>& window) {
    double ahead = 1e300, back = 1e300;
    for (std::size_t k = 0; k < window.size(); ++k) {
      const double v = direction_[k], part = parts_[window[k]];
      if (v == 0) continue;
      ahead = std::min(ahead, v > 0 ? (1 - part) / v : part / -v);
      back = std::min(back, v > 0 ? part / v : (1 - part) / -v);
    }
    const double by = uniform_(draws_++) * (ahead + back) < back ? ahead : -back;
    for (std::size_t k = 0; k < window.size(); ++k)
      parts_[window[k]] = std::clamp(parts_[window[k]] + by * direction_[k], 0.0, 1.0);
  }

  std::vector<double> parts_;
  std::size_t margins_;
  std::vector<double> counts_;  ///< by kind, then by margin
  const std::function<double(std::size_t)>& uniform_;
  std::size_t draws_ = 0;
  std::vector<std::vector<double>> table_;
  std::vector<double> direction_;
};

}  // namespace

std::vector<std::size_t> integerised(const std::vector<double>& weights, const std::vector<MarginCounts>& margins,
                                     const std::function<double(std::size_t)>& uniform) {
  std::vector<std::size_t> counts;
  std::vector<double> parts;
  for (const double weight : weights) {
    if (!(weight >= 0 && weight < most_of_a_kind)) throw Fault("a weight that is to become a number is none");
    counts.push_back(static_cast<std::size_t>(weight));
    parts.push_back(weight - static_cast<double>(counts.back()));
  }
  parts = Cube(std::move(parts), margins, uniform).whole();
  for (std::size_t kind = 0; kind < counts.size(); ++kind) counts[kind] += parts[kind] > 0.5;
  return counts;
}

}  // namespace weefsel
