#include "designs/split_two_way.hpp"

#include <algorithm>
#include <cmath>

namespace weefsel {
namespace {

constexpr int most_rounds = 500;
constexpr double settled = 1e-13;  // of the largest value: a full table settles at once, one with holes in a few rounds

/// Mean of (value - part of the other way) along each row, or along each replicate.
void fit_rows(const Outcomes& table, TwoWay& fit) {
  for (std::size_t i = 0; i < table.points; ++i) {
    double sum = 0;
    for (std::size_t r = 0; r < table.replicates; ++r)
      if (std::isfinite(table.at(i, r))) sum += table.at(i, r) - fit.replicate_parts[r];
    fit.row_parts[i] = fit.finished[i] > 0 ? sum / static_cast<double>(fit.finished[i]) : std::numeric_limits<double>::quiet_NaN();
  }
}

/// The same along replicates; returns how far a part moved at most.
double fit_replicates(const Outcomes& table, TwoWay& fit) {
  double moved = 0;
  std::vector<double> parts(table.replicates, 0.0);
  double sum_of_parts = 0;
  for (std::size_t r = 0; r < table.replicates; ++r) {
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < table.points; ++i)
      if (std::isfinite(table.at(i, r))) sum += table.at(i, r) - fit.row_parts[i], count += 1;
    parts[r] = count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
    if (count > 0) sum_of_parts += parts[r];
  }
  for (std::size_t r = 0; r < table.replicates; ++r) {
    const double part = parts[r] - sum_of_parts / static_cast<double>(fit.replicates);
    if (!std::isnan(part)) moved = std::max(moved, std::fabs(part - fit.replicate_parts[r]));
    fit.replicate_parts[r] = part;
  }
  return moved;
}

void count_finished(const Outcomes& table, TwoWay& fit) {
  fit.finished.assign(table.points, 0);
  std::vector<bool> seen(table.replicates, false);
  for (std::size_t i = 0; i < table.points; ++i)
    for (std::size_t r = 0; r < table.replicates; ++r)
      if (std::isfinite(table.at(i, r))) ++fit.finished[i], seen[r] = true;
  fit.rows = static_cast<std::size_t>(std::count_if(fit.finished.begin(), fit.finished.end(), [](std::size_t n) { return n > 0; }));
  fit.replicates = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

void take_leftovers(const Outcomes& table, TwoWay& fit) {
  fit.leftover_squares.assign(table.points, 0.0);
  double squares = 0, spare = 0;
  for (std::size_t i = 0; i < table.points; ++i) {
    for (std::size_t r = 0; r < table.replicates; ++r) {
      if (!std::isfinite(table.at(i, r))) continue;
      const double leftover = table.at(i, r) - fit.row_parts[i] - fit.replicate_parts[r];
      fit.leftover_squares[i] += leftover * leftover;
    }
    squares += fit.leftover_squares[i];
    if (fit.finished[i] > 1) spare += static_cast<double>(fit.finished[i] - 1);
  }
  fit.free_leftovers = std::max(0.0, spare - static_cast<double>(fit.replicates - 1));
  fit.leftover_variance = fit.free_leftovers > 0 ? squares / fit.free_leftovers : std::numeric_limits<double>::quiet_NaN();
}

void take_replicate_variance(TwoWay& fit) {
  double squares = 0;
  for (const double part : fit.replicate_parts)
    if (!std::isnan(part)) squares += part * part;
  const double spread = squares / static_cast<double>(fit.replicates - 1);
  fit.replicate_variance = std::max(0.0, spread - fit.leftover_variance / static_cast<double>(fit.rows));
  if (std::isnan(fit.leftover_variance)) fit.replicate_variance = fit.leftover_variance;
}

}  // namespace

TwoWay split_two_way(const Outcomes& table) {
  TwoWay fit;
  fit.row_parts.assign(table.points, std::numeric_limits<double>::quiet_NaN());
  fit.replicate_parts.assign(table.replicates, 0.0);
  count_finished(table, fit);
  double largest = 0, sum = 0;
  for (const double v : table.values)
    if (std::isfinite(v)) largest = std::max(largest, std::fabs(v));
  fit_rows(table, fit);
  for (int round = 0; round < most_rounds && fit.replicates > 1; ++round) {
    const double moved = fit_replicates(table, fit);
    fit_rows(table, fit);
    if (moved <= settled * largest) break;
  }
  if (fit.rows == 0) {
    fit.leftover_variance = fit.replicate_variance = std::numeric_limits<double>::quiet_NaN();
    return fit;
  }
  take_leftovers(table, fit);
  take_replicate_variance(fit);
  for (std::size_t i = 0; i < table.points; ++i)
    if (fit.finished[i] > 0) sum += fit.row_parts[i];
  fit.overall = sum / static_cast<double>(fit.rows);
  for (double& part : fit.row_parts) part -= fit.overall;
  return fit;
}

}  // namespace weefsel
