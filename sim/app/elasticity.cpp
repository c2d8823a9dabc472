#include "checks/elasticity.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "app/check_request.hpp"
#include "study/progress_line.hpp"
#include "base/errors.hpp"
#include "study/estimate.hpp"

namespace weefsel::app {
namespace {

constexpr std::size_t most_drivers = 8;

double quantile_of(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

void print_signs(const ElasticityResult& r) {
  fmt::print("\nsign of the elasticity     share of draws\n");
  fmt::print("  more hours, more demand  {:5.1f}% ± {:.1f}\n", 100 * r.positive, 100 * r.share_error);
  fmt::print("  more hours, less demand  {:5.1f}% ± {:.1f}\n", 100 * r.negative, 100 * r.share_error);
  fmt::print("  the same without chance  {:5.1f}% more, {:.1f}% less (normal between draws)\n", 100 * r.positive_without_chance,
             100 * (1 - r.positive_without_chance));
}

void print_sizes(const ElasticityResult& r) {
  std::vector<double> means;
  for (const ElasticityOfDraw& d : r.draws) means.push_back(d.mean);
  const Estimate middle = estimate_of(means), whole = estimate_of(r.whole), counted = estimate_of(r.counted);
  fmt::print("\nelasticity over draws      {:+.4f} ± {:.4f} (standard error of the mean)\n", middle.mean, middle.error);
  fmt::print("  deciles 1, 5, 9          {:+.4f}  {:+.4f}  {:+.4f}\n", quantile_of(means, 0.1), quantile_of(means, 0.5), quantile_of(means, 0.9));
  fmt::print("  ignorance (sd)           {:.4f} between draws\n", r.parts.ignorance);
  fmt::print("  chance (sd)              {:.4f} between futures of a draw\n", r.parts.chance);
  fmt::print("with all that follows from help itself {:+.4f} ± {:.4f}; as counted {:+.3f} ± {:.3f} (more noise)\n", whole.mean, whole.error,
             counted.mean, counted.error);
}

}  // namespace

int elasticity(const CheckRequest& request) {
  ElasticityRequest asked;
  asked.scenario = scenario_to_check(request);
  asked.draws = request.draws, asked.threads = request.threads, asked.change = request.change;
  if (request.replicates > 0) asked.replicates_per_draw = request.replicates;
  if (request.years > 0) asked.years = request.years;
  fmt::print("Elasticity of modelled demand for help (tiers 1 and 2) to hours together, {:+g}% at every visit, gate, street, evening and play at homes and contact.\n"
             "{}: {} draws x {} futures, {:g} years after a run-in of {:g}, twins.\n",
             100 * asked.change, request.file, asked.draws, asked.replicates_per_draw, asked.years, asked.scenario.run_in_years);
  ProgressLine line(request.quiet);
  const ElasticityResult r = elasticity_of_demand(asked, [&](std::int64_t done, std::int64_t total) { line.show(done, total); });
  line.finish();
  print_signs(r), print_sizes(r);
  fmt::print("\nwhat it goes with          rank correlation over draws (chance alone: ± {:.2f})\n", 1 / std::sqrt(static_cast<double>(r.draws.size() - 1)));
  for (std::size_t i = 0; i < std::min(most_drivers, r.drivers.size()); ++i) fmt::print("  {:<34} {:+.2f}\n", r.drivers[i].parameter, r.drivers[i].correlation);
  for (const Driver& d : r.drivers)
    if (d.parameter == "help.substitution" || d.parameter == "help.gateway" || d.parameter == "help.supply")
      fmt::print("  {:<34} {:+.2f}  (open on purpose)\n", d.parameter, d.correlation);
  fmt::print("\nrequired: each sign in at least {:.0f}% of draws: {}\n", 100 * least_share_of_a_sign, met_text(r.met()));
  return exit_well;
}

}  // namespace weefsel::app
