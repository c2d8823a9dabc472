#include "output/noise_floor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/headlines.hpp"

namespace weefsel {
namespace {

constexpr std::size_t few_replicates = 10;  // a spread over fewer is itself little known; judgement

std::string with_deviation(double value, double deviation, const char* form) {
  const std::string text = fmt::format(fmt::runtime(form), value);
  return std::isnan(deviation) ? text : text + fmt::format(" ± {:.2g}", deviation);
}

std::string verdict(const Headline::Scenario& scenario, const Spread& placebo) {
  const double effect = std::abs(scenario.difference.mean);
  if (effect == 0 && !(scenario.difference.deviation > 0)) return "exactly zero";
  if (placebo.mean == 0) return "the placebo's is exactly zero";
  if (effect <= placebo.mean) return "no larger than the placebo's";
  return fmt::format("{:.1f} times the placebo's", effect / placebo.mean);
}

}  // namespace

std::string describe_noise_floor(const OutputReader& reader) {
  const StoredVariable* ids = reader.find("scenario");
  const StoredVariable* replicates = reader.find("replicate");
  if (ids == nullptr || replicates == nullptr) return {};
  const std::vector<std::string> names = reader.texts(*ids);
  std::string text;
  for (const Headline& headline : headlines_of(reader)) {
    if (std::isnan(headline.placebo.mean)) continue;
    text += fmt::format("\n  {} [{}]\n    {:<28} {}\n", headline.title, headline.units, "placebo",
                        with_deviation(headline.placebo.mean, headline.placebo.deviation, "|{:.3g}|"));
    for (std::size_t s = 1; s < headline.scenarios.size(); ++s)
      text += fmt::format("    {:<28} {:<24} {}\n", names[s],
                          with_deviation(headline.scenarios[s].difference.mean, headline.scenarios[s].difference.deviation, "{:+.3g}"),
                          verdict(headline.scenarios[s], headline.placebo));
  }
  if (text.empty()) return {};
  const std::size_t count = replicates->shape.front();
  std::string head = fmt::format(
      "\nEffects beside the noise floor: difference with {} in the last year, ± standard deviation over {} replicate{}.\n"
      "Placebo: one family is kept home for one week and nothing else differs; its mean absolute difference.\n",
      names.front(), count, count == 1 ? "" : "s");
  if (count < few_replicates) head += fmt::format("{} replicate{} tell{} little about either spread.\n", count, count == 1 ? "" : "s", count == 1 ? "s" : "");
  return head + text;
}

std::string describe_noise_floor(const std::string& path) { return describe_noise_floor(OutputReader(path)); }

}  // namespace weefsel
