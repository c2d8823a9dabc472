#include "report/weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>

#include "base/ranks.hpp"
#include "output/headlines.hpp"
#include "report/assumption_words.hpp"

namespace weefsel {
namespace {
constexpr double error = 0.05;
constexpr std::size_t deals = 9999;  // with the one that was found 10,000: the 500th largest of these is the bound
constexpr std::size_t shown_at_least = 6;

/// The same on every machine: the standard fixes these bits, and not what std::shuffle makes of them.
void deal(std::vector<std::int64_t>& ranks, std::mt19937_64& bits) {
  for (std::size_t i = ranks.size() - 1; i > 0; --i) std::swap(ranks[i], ranks[bits() % (i + 1)]);
}

/// Not even a perfect order is rarer than 2 in n!.
std::size_t least_draws_for(std::size_t parameters) {
  double orders = 2;
  std::size_t draws = 2;
  while (2 * static_cast<double>(parameters) / orders > error) orders *= static_cast<double>(++draws);
  return draws;
}

/// Of the variance between the means of draws: what luck makes of it.
double luck_share_of(const std::vector<double>& by_run, const std::vector<std::size_t>& draw_of, std::size_t draws) {
  const SpreadParts parts = parts_of(by_run, std::vector<double>(draw_of.begin(), draw_of.end()));
  const double runs_per_draw = static_cast<double>(by_run.size()) / static_cast<double>(draws);
  const double luck = parts.chance * parts.chance / runs_per_draw;
  const double all = parts.ignorance * parts.ignorance + luck;
  return all > 0 ? luck / all : std::numeric_limits<double>::quiet_NaN();
}

std::string luck_in_words(double share, bool dutch) {
  if (std::isnan(share)) {
    return dutch ? "Hoeveel daarbij toeval is, is niet te zeggen: er is één nabootsing per invulling."
                 : "How much of it is luck cannot be told: there is one run a draw.";
  }
  const int tenths = static_cast<int>(std::lround(10 * share));
  const std::string part = tenths == 0 ? (dutch ? "minder dan een tiende" : "less than a tenth")
                           : tenths == 10
                               ? (dutch ? "bijna alles" : "nearly all")
                               : fmt::format(fmt::runtime(dutch ? "ongeveer {}%" : "about {}%"), 10 * tenths);
  return fmt::format(fmt::runtime(dutch ? "Van wat tussen de invullingen verschilt, is {} toeval."
                                        : "Of what differs between the draws, {} is luck."),
                     part);
}
}  // namespace

DrawnParameters drawn_parameters(const OutputReader& reader, std::size_t scenario) {
  DrawnParameters drawn;
  const StoredVariable* value = reader.find("parameter_value");
  const StoredVariable* sampled = reader.find("parameter_sampled");
  const StoredVariable* grade = reader.find("parameter_grade");
  if (reader.find("draw") == nullptr || value == nullptr || sampled == nullptr || grade == nullptr) return drawn;
  const std::vector<std::string> names = reader.texts(*reader.find("parameter")), grades = reader.texts(*grade);
  const std::size_t draws = reader.find("draw")->shape.front();
  // A scenario that sets a parameter does not draw it; the other of the two may.
  const std::vector<std::size_t> both = {0, scenario};
  std::vector<std::vector<double>> is_sampled, values;
  for (const std::size_t s : both)
    is_sampled.push_back(reader.numbers(*sampled, {s})), values.push_back(reader.numbers(*value, {s}));
  for (std::size_t p = 0; p < names.size(); ++p)
    for (std::size_t s = 0; s < both.size(); ++s) {
      if (is_sampled[s][p] == 0) continue;
      drawn.names.push_back(names[p]);
      drawn.grades.push_back(grades[p] == "A" ? Grade::A : grades[p] == "B" ? Grade::B : Grade::C);
      drawn.values.emplace_back();
      for (std::size_t d = 0; d < draws; ++d) drawn.values.back().push_back(values[s][d * names.size() + p]);
      break;
    }
  return drawn;
}

const char* name_of(WeightsKind kind) {
  switch (kind) {
    case WeightsKind::some_stand_out: return "some_stand_out";
    case WeightsKind::none_stands_out: return "none_stands_out";
    case WeightsKind::too_few_draws: return "too_few_draws";
    case WeightsKind::no_difference: return "no_difference";
    case WeightsKind::not_known: return "not_known";
  }
  return "";
}

Weigher::Weigher(DrawnParameters drawn) : drawn_(std::move(drawn)) {
  for (const std::vector<double>& values : drawn_.values) {
    const Ranks& ranks = ranks_.emplace_back(whole_ranks_of(values));
    const auto squares = std::inner_product(ranks.begin(), ranks.end(), ranks.begin(), std::int64_t{0});
    lengths_.push_back(std::sqrt(static_cast<double>(squares)));
  }
}

Weigher::Ranks Weigher::whole_ranks_of(const std::vector<double>& values) {
  const std::vector<double> ranks = ranks_of(values);
  Ranks whole(ranks.size());
  std::transform(ranks.begin(), ranks.end(), whole.begin(), [&](double rank) {
    return static_cast<std::int64_t>(2 * rank) - static_cast<std::int64_t>(values.size()) - 1;
  });
  return whole;
}

double Weigher::bound_of(const Ranks& differences) {
  Ranks dealt = differences;
  std::sort(dealt.begin(), dealt.end());
  const auto known = bounds_.find(dealt);
  if (known != bounds_.end()) return known->second;
  const Ranks sorted = dealt;
  const double length =
      std::sqrt(static_cast<double>(std::inner_product(sorted.begin(), sorted.end(), sorted.begin(), std::int64_t{0})));
  std::mt19937_64 bits(1);
  std::vector<double> maxima;
  for (std::size_t i = 0; i < deals; ++i) {
    deal(dealt, bits);
    double largest = 0;
    for (std::size_t p = 0; p < ranks_.size(); ++p) {
      if (lengths_[p] == 0) continue;
      const auto product = std::inner_product(dealt.begin(), dealt.end(), ranks_[p].begin(), std::int64_t{0});
      largest = std::max(largest, std::abs(static_cast<double>(product)) / (lengths_[p] * length));
    }
    maxima.push_back(largest);
  }
  const auto at = static_cast<std::ptrdiff_t>(error * static_cast<double>(deals + 1)) - 1;
  std::nth_element(maxima.begin(), maxima.begin() + at, maxima.end(), std::greater<>());
  return bounds_[sorted] = maxima[static_cast<std::size_t>(at)];
}

Weights Weigher::weigh(const std::vector<double>& by_run, const std::vector<std::size_t>& draw_of) {
  Weights weights;
  weights.draws = drawn_.draws(), weights.parameters = drawn_.names.size();
  weights.least_draws = least_draws_for(weights.parameters);
  std::vector<double> means(weights.draws, 0), runs(weights.draws, 0);
  for (std::size_t r = 0; r < by_run.size(); ++r) means[draw_of[r]] += by_run[r], runs[draw_of[r]] += 1;
  for (std::size_t d = 0; d < means.size(); ++d) means[d] /= runs[d];
  if (means.empty() || std::any_of(means.begin(), means.end(), [](double m) { return std::isnan(m); })) return weights;
  if (std::all_of(means.begin(), means.end(), [&](double m) { return m == means.front(); })) {
    weights.kind = WeightsKind::no_difference;
    return weights;
  }
  weights.luck_share = luck_share_of(by_run, draw_of, weights.draws);
  const Ranks differences = whole_ranks_of(means);
  const double length = std::sqrt(static_cast<double>(
      std::inner_product(differences.begin(), differences.end(), differences.begin(), std::int64_t{0})));
  for (std::size_t p = 0; p < ranks_.size(); ++p) {
    if (lengths_[p] == 0) continue;
    const auto product = std::inner_product(differences.begin(), differences.end(), ranks_[p].begin(), std::int64_t{0});
    weights.largest.push_back({p, static_cast<double>(product) / (lengths_[p] * length)});
  }
  std::stable_sort(
      weights.largest.begin(), weights.largest.end(),
      [](const RankedAssumption& a, const RankedAssumption& b) { return std::abs(a.rho) > std::abs(b.rho); });
  weights.bound = bound_of(differences);
  while (weights.standing_out < weights.largest.size() &&
         std::abs(weights.largest[weights.standing_out].rho) > weights.bound)
    ++weights.standing_out;
  const std::size_t shown = std::max(shown_at_least, weights.standing_out);
  if (weights.largest.size() > shown) weights.largest.resize(shown);
  if (weights.draws < weights.least_draws) weights.standing_out = 0;
  weights.kind = weights.draws < weights.least_draws ? WeightsKind::too_few_draws
                 : weights.standing_out > 0          ? WeightsKind::some_stand_out
                                                     : WeightsKind::none_stands_out;
  return weights;
}

std::string direction_in_words(const RankedAssumption& driver, Language language) {
  if (language == Language::nl)
    return driver.rho > 0 ? "is dat meer, dan schuift het verschil omhoog"
                          : "is dat meer, dan schuift het verschil omlaag";
  return driver.rho > 0 ? "when that is more, the difference moves up" : "when that is more, the difference moves down";
}

std::string in_words(const Weights& weights, const DrawnParameters& drawn, Language language) {
  const bool dutch = language == Language::nl;
  switch (weights.kind) {
    case WeightsKind::not_known:
      return dutch ? "Hierover is niets te zeggen: te weinig gezinnen."
                   : "Nothing can be told about this: too few families.";
    case WeightsKind::no_difference:
      return dutch ? "Het verschil is bij elke invulling gelijk: het hangt van geen aanname af."
                   : "The difference is the same in every draw: it hangs on no assumption.";
    case WeightsKind::too_few_draws:
      return fmt::format(
          fmt::runtime(dutch
                           ? "Met {} invullingen van de aannames kan geen enkele aanname boven het toeval uitsteken; "
                             "daar zijn er minstens {} voor nodig."
                           : "With {} draws of the assumptions none can stand out from luck; that takes {} at least."),
          weights.draws, weights.least_draws);
    case WeightsKind::none_stands_out:
      return fmt::format(fmt::runtime(dutch ? "Geen aanname steekt boven het toeval uit. {}"
                                            : "No assumption stands out from luck. {}"),
                         luck_in_words(weights.luck_share, dutch));
    case WeightsKind::some_stand_out: break;
  }
  const RankedAssumption& first = weights.largest.front();
  return fmt::format(fmt::runtime(dutch ? "Dit hangt in het model het meest af van {} ({}): {}. {}"
                                        : "In the model this hangs most on {} ({}): {}. {}"),
                     words_of_assumption(drawn.names[first.parameter]).in(language),
                     words_of_grade(drawn.grades[first.parameter]).in(language), direction_in_words(first, language),
                     luck_in_words(weights.luck_share, dutch));
}

}  // namespace weefsel
