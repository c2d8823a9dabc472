#include "checks/elasticity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/errors.hpp"
#include "population/read_town.hpp"
#include "study/draw_parameters.hpp"
#include "study/estimate.hpp"

namespace weefsel {
namespace {

struct Demand {
  double expected = 0, counted = 0;
  void add(const Tally& week) {
    expected += static_cast<double>(week.of(Flow::expected_demand_millionths, Group::all)) * 1e-6;
    counted += static_cast<double>(week.of(Flow::demand_tier1, Group::all) + week.of(Flow::demand_tier2, Group::all));
  }
};

/// Gives the children of `world` the help, queue and protection that they have in `other`. Births and moves do not depend
/// on hours together, so both have the same children in the same slots.
void take_over_help(World& world, const World& other) {
  Children& mine = world.children;
  const Children& theirs = other.children;
  if (mine.key != theirs.key) throw Fault("twins that differ in hours together have different children");
  mine.help = theirs.help, mine.help_since = theirs.help_since, mine.help_until = theirs.help_until;
  mine.counted_week = theirs.counted_week, mine.protected_until = theirs.protected_until;
}

struct Answers {
  Demand as_it_is, at_same_help, whole;
};

Answers ask(const World& start, const Luck& luck, const Parameters& parameters, double change, std::int32_t weeks) {
  LivingWorld as_it_is(start, luck, parameters), at_same_help = as_it_is, whole = as_it_is;
  at_same_help.tables.meeting_hours = whole.tables.meeting_hours = 1 + change;
  Answers answers;
  for (std::int32_t i = 0; i < weeks; ++i) {
    as_it_is.live_a_week(), at_same_help.live_a_week(), whole.live_a_week();
    answers.as_it_is.add(as_it_is.world.tally), answers.at_same_help.add(at_same_help.world.tally), answers.whole.add(whole.world.tally);
    take_over_help(at_same_help.world, as_it_is.world);
  }
  return answers;
}

double elasticity(double with, double without, double change) {
  if (with <= 0 || without <= 0) return std::numeric_limits<double>::quiet_NaN();
  return std::log(with / without) / std::log1p(change);
}

std::vector<Driver> drivers_of(const Scenario& scenario, const std::vector<Parameters>& drawn, const std::vector<ElasticityOfDraw>& draws) {
  std::vector<Driver> drivers;
  std::vector<double> answers;
  for (const ElasticityOfDraw& d : draws) answers.push_back(d.mean);
  for (const ParameterInfo& info : parameter_table()) {
    if (!is_sampled(scenario, info)) continue;
    std::vector<double> values;
    for (const Parameters& p : drawn) values.push_back(value_of(p, info));
    drivers.push_back({std::string(info.name), rank_correlation(values, answers)});
  }
  std::sort(drivers.begin(), drivers.end(), [](const Driver& a, const Driver& b) { return std::abs(a.correlation) > std::abs(b.correlation); });
  return drivers;
}

void summarise(ElasticityResult& result) {
  std::vector<double> means;
  for (const ElasticityOfDraw& d : result.draws) means.push_back(d.mean);
  const auto count = static_cast<double>(means.size());
  for (const double mean : means) result.positive += (mean > 0) / count, result.negative += (mean < 0) / count;
  result.share_error = std::sqrt(std::max(result.positive * (1 - result.positive), 0.25 / count) / count);
  result.parts = parts_of(result.values, result.draw_of);
  const double middle = estimate_of(means).mean, spread = result.parts.ignorance;
  result.positive_without_chance = spread > 0 ? normal_share_below(middle / spread) : middle > 0 ? 1 : 0;
}

}  // namespace

bool ElasticityResult::met() const {
  const double least = std::min({positive, negative, positive_without_chance, 1 - positive_without_chance});
  return least >= least_share_of_a_sign;
}

ElasticityResult elasticity_of_demand(const ElasticityRequest& request, const CheckProgress& progress) {
  Scenario scenario = request.scenario;
  scenario.draws = request.draws, scenario.replicates_per_draw = request.replicates_per_draw;
  scenario.replicates = request.draws * request.replicates_per_draw;
  scenario.levers.clear();
  const TownDescription town = read_town(scenario.town_file);
  const std::vector<Parameters> drawn = draw_parameters(scenario, scenario.draws);
  const auto futures = static_cast<std::size_t>(scenario.replicates);
  ElasticityResult result;
  result.values.resize(futures), result.whole.resize(futures), result.counted.resize(futures), result.draw_of.resize(futures);
  for_each_future(futures, request.threads, progress, [&](std::size_t i) {
    const auto r = static_cast<std::uint32_t>(i);
    const Scenario played = scenario_of_replicate(scenario, drawn, r);
    const std::uint32_t luck = luck_of_replicate(scenario, r);
    const World start = *run_in(played, town, luck);
    const Answers answers = ask(start, Luck(played.seed, luck), played.parameters, request.change, weeks_from_years(request.years));
    result.values[i] = elasticity(answers.at_same_help.expected, answers.as_it_is.expected, request.change);
    result.whole[i] = elasticity(answers.whole.expected, answers.as_it_is.expected, request.change);
    result.counted[i] = elasticity(answers.whole.counted, answers.as_it_is.counted, request.change);
    result.draw_of[i] = static_cast<double>(r / static_cast<std::uint32_t>(scenario.replicates_per_draw));
  });
  for (std::size_t d = 0; d < drawn.size(); ++d) {
    std::vector<double> own;
    for (std::size_t i = 0; i < futures; ++i)
      if (result.draw_of[i] == static_cast<double>(d) && !std::isnan(result.values[i])) own.push_back(result.values[i]);
    const auto& help = drawn[d].help;
    result.draws.push_back({own.empty() ? 0 : estimate_of(own).mean, help.substitution, help.gateway, help.supply});
  }
  summarise(result);
  result.drivers = drivers_of(scenario, drawn, result.draws);
  return result;
}

}  // namespace weefsel
