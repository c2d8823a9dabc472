#include "verdicts/verdict.hpp"

#include <algorithm>
#include <boost/math/distributions/complement.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace weefsel {
namespace {
constexpr double agreeing_draws = 0.9;

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median_of(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto half = static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), values.begin() + half, values.end());
  const double upper = values[static_cast<std::size_t>(half)];
  return values.size() % 2 == 1 ? upper : (upper + *std::max_element(values.begin(), values.begin() + half)) / 2;
}

using Draws = std::vector<std::vector<double>>;

Draws by_draw(const TwinDifferences& differences) {
  std::map<std::size_t, std::vector<double>> draws;
  for (std::size_t i = 0; i < differences.by_run.size(); ++i)
    draws[differences.draw_of[i]].push_back(differences.by_run[i]);
  Draws result;
  for (auto& [draw, values] : draws) result.push_back(std::move(values));
  return result;
}

/// Do draws differ more than runs of one draw do? One-way analysis of variance; no when there is one run a draw.
bool draws_differ(const Draws& draws, double error) {
  double all = 0, within = 0, between = 0, sum = 0;
  for (const auto& values : draws) {
    all += static_cast<double>(values.size());
    sum += std::accumulate(values.begin(), values.end(), 0.0);
  }
  for (const auto& values : draws) {
    const double mean = mean_of(values);
    between += static_cast<double>(values.size()) * (mean - sum / all) * (mean - sum / all);
    for (const double value : values) within += (value - mean) * (value - mean);
  }
  const double draws_free = static_cast<double>(draws.size()) - 1, runs_free = all - static_cast<double>(draws.size());
  if (draws_free < 1 || runs_free < 1 || between <= 0) return false;
  if (within <= 0) return true;
  const boost::math::fisher_f_distribution<double> luck(draws_free, runs_free);
  return boost::math::cdf(boost::math::complement(luck, between / draws_free / (within / runs_free))) <= error;
}
}  // namespace

Verdict verdict_on(const TwinDifferences& differences, const Declared& declared, const Care& care) {
  Verdict verdict;
  std::vector<double> units = differences.by_run;
  Draws draws;
  if (!differences.draw_of.empty()) {
    draws = by_draw(differences);
    units.clear();
    for (const auto& values : draws) units.push_back(mean_of(values));
    verdict.of_draws = true;
  }
  verdict.counts = count_signs(units);
  const auto say = [&](VerdictKind kind, Hindrance hindrance = Hindrance::none) {
    verdict.kind = kind, verdict.hindrance = hindrance;
    return verdict;
  };
  const bool all_known = !units.empty() && verdict.counts.known() == units.size();
  verdict.middle = all_known ? median_of(units) : std::numeric_limits<double>::quiet_NaN();
  const bool all_zero =
      std::all_of(differences.by_run.begin(), differences.by_run.end(), [](double d) { return d == 0; });
  if (all_known && all_zero) return say(VerdictKind::no_difference);
  if (!all_known)
    return say(VerdictKind::cannot_say, units.empty() ? Hindrance::too_few_runs : Hindrance::too_few_families);
  if (!declared.validated) return say(VerdictKind::cannot_say, Hindrance::not_validated);
  const auto least = least_one_way(units.size(), declared.cells, care);
  verdict.least = least ? *least : least_runs(declared.cells, care);
  if (!least) return say(VerdictKind::cannot_say, Hindrance::too_few_runs);
  if (declared.built_in) return say(VerdictKind::built_in);
  const bool one_way = verdict.counts.one_way() >= *least;
  const double share = static_cast<double>(verdict.counts.one_way()) / static_cast<double>(units.size());
  if (verdict.of_draws && share < agreeing_draws && (one_way || draws_differ(draws, care.error)))
    return say(VerdictKind::hangs_on_assumptions);
  if (!one_way || std::abs(mean_of(units)) <= declared.drift) return say(VerdictKind::luck);
  if (std::abs(verdict.middle) < declared.smallest_relevant) return say(VerdictKind::too_small);
  if (!declared.sign_settled && !verdict.of_draws) return say(VerdictKind::not_settled);
  return say(share >= care.nearly_always_share ? VerdictKind::nearly_always : VerdictKind::usually);
}

const char* name_of(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::no_difference: return "no_difference";
    case VerdictKind::cannot_say: return "cannot_say";
    case VerdictKind::built_in: return "built_in";
    case VerdictKind::hangs_on_assumptions: return "hangs_on_assumptions";
    case VerdictKind::luck: return "luck";
    case VerdictKind::too_small: return "too_small";
    case VerdictKind::not_settled: return "not_settled";
    case VerdictKind::usually: return "usually";
    case VerdictKind::nearly_always: return "nearly_always";
  }
  return "";
}

}  // namespace weefsel
