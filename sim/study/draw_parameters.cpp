#include "study/draw_parameters.hpp"

#include <algorithm>
#include <numeric>

#include "random/distributions.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

constexpr double wide = 10;  // a positive range wider than this factor is sampled by its logarithm

/// The slice of the range that each draw takes: a permutation keyed by the parameter.
std::vector<std::size_t> slices_of(const std::vector<Draws>& dice) {
  std::vector<std::size_t> order(dice.size()), slice(dice.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return dice[a].bits64(0) != dice[b].bits64(0) ? dice[a].bits64(0) < dice[b].bits64(0) : a < b;
  });
  for (std::size_t i = 0; i < order.size(); ++i) slice[order[i]] = i;
  return slice;
}

}  // namespace

bool is_sampled(const Scenario& scenario, const ParameterInfo& info) {
  const auto names_it = [&](const ParameterOverride& o) { return o.name == info.name; };
  const bool only_reads = info.name.starts_with("monitor.");  // anchors of the survey: set on a level, and nothing else reads them
  return info.grade != Grade::A && !only_reads && std::none_of(scenario.overrides.begin(), scenario.overrides.end(), names_it);
}

bool is_wide(double low, double high) { return low > 0 && high > wide * low; }

double plausible_value(const ParameterInfo& info, double u) {
  const double low = info.plausible_low, high = info.plausible_high;
  if (!is_wide(low, high)) return low + u * (high - low);
  const double from = rounded_log(low), to = rounded_log(high);
  return std::clamp(rounded_exp(from + u * (to - from)), low, high);
}

std::vector<Parameters> draw_parameters(const Scenario& scenario, std::int32_t draws) {
  const Luck luck(scenario.seed, 0);
  const auto count = static_cast<std::size_t>(draws);
  std::vector<Parameters> drawn(count, scenario.parameters);
  for (const ParameterInfo& info : parameter_table()) {
    if (!is_sampled(scenario, info)) continue;
    std::vector<Draws> dice;
    for (std::size_t d = 0; d < count; ++d)
      dice.push_back(luck.draws(Purpose::parameter_draw, Week{0}, key_of_name(info.name), 0, static_cast<std::uint32_t>(d)));
    const std::vector<std::size_t> slice = slices_of(dice);
    for (std::size_t d = 0; d < count; ++d)
      set_value(drawn[d], info, plausible_value(info, (static_cast<double>(slice[d]) + dice[d].uniform(2)) / static_cast<double>(count)));
  }
  return drawn;
}

Scenario scenario_of_replicate(const Scenario& scenario, const std::vector<Parameters>& drawn, std::uint32_t r) {
  Scenario played = scenario;
  if (scenario.draws > 0) played.parameters = drawn.at(r / static_cast<std::uint32_t>(scenario.replicates_per_draw));
  return played;
}

std::uint32_t luck_of_replicate(const Scenario& scenario, std::uint32_t r) {
  if (scenario.draws == 0) return r;
  const auto per_draw = static_cast<std::uint32_t>(scenario.replicates_per_draw);
  return ((r / per_draw) << 16) | (r % per_draw);
}

}  // namespace weefsel
