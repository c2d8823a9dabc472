#include "designs/robustness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/errors.hpp"

namespace weefsel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void check(const std::vector<Outcomes>& policies) {
  for (const Outcomes& o : policies)
    if (o.points != policies.front().points || o.replicates != policies.front().replicates || o.values.size() != o.points * o.replicates)
      throw Fault(fmt::format("policies of different shape: {} points and {} replicates beside {} and {}", o.points, o.replicates,
                              policies.front().points, policies.front().replicates));
}

/// Points at which every policy has every replicate.
std::vector<std::size_t> shared_points(const std::vector<Outcomes>& policies) {
  std::vector<std::size_t> shared;
  if (policies.empty() || policies.front().replicates == 0) return shared;
  for (std::size_t i = 0; i < policies.front().points; ++i) {
    bool all = true;
    for (const Outcomes& o : policies)
      for (std::size_t r = 0; r < o.replicates; ++r) all = all && !std::isnan(o.at(i, r));
    if (all) shared.push_back(i);
  }
  return shared;
}

double mean_at(const Outcomes& outcomes, std::size_t point) {
  double sum = 0;
  for (std::size_t r = 0; r < outcomes.replicates; ++r) sum += outcomes.at(point, r);
  return sum / static_cast<double>(outcomes.replicates);
}

double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

/// Does policy a differ from policy b at this point by more than twice the standard error of the paired difference?
bool clearly_differ(const Outcomes& a, const Outcomes& b, std::size_t point) {
  const auto n = static_cast<double>(a.replicates);
  double mean = 0, squares = 0;
  for (std::size_t r = 0; r < a.replicates; ++r) mean += (a.at(point, r) - b.at(point, r)) / n;
  for (std::size_t r = 0; r < a.replicates; ++r) squares += std::pow(a.at(point, r) - b.at(point, r) - mean, 2);
  return std::abs(mean) > 2 * std::sqrt(squares / (n - 1) / n);
}

/// The means of all policies at a point, turned so that higher is better, and the policies from best to worst.
struct Race {
  std::vector<double> value;
  std::vector<std::size_t> order;
};

Race race_at(const std::vector<Outcomes>& policies, std::size_t point, bool higher_is_better) {
  Race race;
  for (const Outcomes& o : policies) race.value.push_back(higher_is_better ? mean_at(o, point) : -mean_at(o, point));
  race.order.resize(policies.size());
  std::iota(race.order.begin(), race.order.end(), std::size_t{0});
  std::stable_sort(race.order.begin(), race.order.end(), [&](std::size_t a, std::size_t b) { return race.value[a] > race.value[b]; });
  return race;
}

PolicyRegret summary_of(const std::vector<double>& regret, double best, double clearly) {
  if (regret.empty()) return {nan, nan, nan, nan, nan};
  const auto n = static_cast<double>(regret.size());
  return {std::accumulate(regret.begin(), regret.end(), 0.0) / n, quantile(regret, 0.9), *std::max_element(regret.begin(), regret.end()),
          best / n, clearly / n};
}

}  // namespace

RegretTable regret_of(const std::vector<Outcomes>& policies, bool higher_is_better) {
  check(policies);
  RegretTable table;
  if (policies.empty()) return table;
  const std::vector<std::size_t> shared = shared_points(policies);
  table.points = shared.size(), table.left_out = policies.front().points - shared.size();
  const bool luck_known = policies.front().replicates > 1;
  std::vector<std::vector<double>> regret(policies.size());
  std::vector<double> best(policies.size(), 0), clearly(policies.size(), luck_known ? 0 : nan);
  for (const std::size_t i : shared) {
    const Race race = race_at(policies, i, higher_is_better);
    const double top = race.value[race.order.front()];
    const auto equals = static_cast<double>(std::count(race.value.begin(), race.value.end(), top));
    for (std::size_t p = 0; p < policies.size(); ++p) {
      regret[p].push_back(top - race.value[p]);
      if (race.value[p] == top) best[p] += 1 / equals;
    }
    if (luck_known && policies.size() > 1 && clearly_differ(policies[race.order[0]], policies[race.order[1]], i))
      clearly[race.order[0]] += 1;
  }
  for (std::size_t p = 0; p < policies.size(); ++p) {
    table.policies.push_back(summary_of(regret[p], best[p], clearly[p]));
    table.decided += table.policies.back().clearly_best;
  }
  return table;
}

Interval wilson_interval(std::size_t met, std::size_t count) {
  if (count == 0) return {};
  constexpr double z = 1.959963984540054;  // 97.5% of the normal distribution
  const auto n = static_cast<double>(count);
  const double share = static_cast<double>(met) / n, middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {share, met == 0 ? 0 : middle - half, met == count ? 1 : middle + half};
}

std::vector<Satisficing> satisficing_of(const std::vector<Outcomes>& policies, double threshold, bool higher_is_better) {
  check(policies);
  const std::vector<std::size_t> shared = shared_points(policies);
  std::vector<Satisficing> answers;
  for (const Outcomes& o : policies) {
    Satisficing answer;
    answer.points = shared.size(), answer.left_out = o.points - shared.size();
    for (const std::size_t i : shared) {
      const double value = mean_at(o, i);
      if (higher_is_better ? value >= threshold : value <= threshold) ++answer.met;
    }
    answer.share = wilson_interval(answer.met, answer.points);
    answers.push_back(answer);
  }
  return answers;
}

std::vector<std::vector<std::size_t>> equal_budget_groups(const std::vector<double>& costs, double tolerance) {
  for (std::size_t p = 0; p < costs.size(); ++p)
    if (std::isnan(costs[p])) throw UserMistake(fmt::format("Policy {} has no cost", p + 1));
  std::vector<std::size_t> order(costs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return costs[a] < costs[b]; });
  std::vector<std::vector<std::size_t>> groups;
  for (const std::size_t p : order) {
    const double cheapest = groups.empty() ? 0 : costs[groups.back().front()];
    if (groups.empty() || costs[p] > cheapest + tolerance * std::abs(cheapest)) groups.emplace_back();
    groups.back().push_back(p);
  }
  return groups;
}

}  // namespace weefsel
