#include "checks/stability.hpp"

#include <fmt/core.h>

#include "app/check_request.hpp"
#include "study/progress_line.hpp"
#include "base/errors.hpp"

namespace weefsel::app {
namespace {

constexpr std::size_t name_width = 30;

struct StateFigure {
  const char* name;
  double TownState::*value;
  int digits;
};
constexpr StateFigure state_figures[] = {{"ties of a parent (mean_degree)", &TownState::mean_degree, 2},
                                         {"families known near by (local_degree)", &TownState::local_degree, 3},
                                         {"network_density", &TownState::network_density, 5},
                                         {"wellbeing b of parents", &TownState::wellbeing, 3},
                                         {"support counted on", &TownState::counted_on, 4}};

void print_trajectories(const StabilityResult& r) {
  for (const StateFigure& figure : state_figures) {
    fmt::print("\n{:<{}}", figure.name, name_width + 8);
    for (const std::int32_t year : r.years) fmt::print("{:>9}", fmt::format("year {}", year));
    fmt::print("   error\n");
    for (std::size_t s = 0; s < start_count; ++s) {
      fmt::print("  from: {:<{}}", start_names[s], name_width);
      Estimate last;
      for (const auto& states : r.states[s]) {
        std::vector<double> values;
        for (const TownState& state : states) values.push_back(state.*figure.value);
        last = estimate_of(values);
        fmt::print("{:>9.{}f}", last.mean, figure.digits);
      }
      fmt::print(" {:>7.{}f}\n", last.error, figure.digits);
    }
  }
}

void print_comparisons(const StabilityResult& r) {
  fmt::print("\nat the end, families against those of the ordinary start (Kolmogorov-Smirnov distance; chance of as large a one)\n");
  for (std::size_t s = 1; s < start_count; ++s)
    for (std::size_t k = 0; k < family_figure_count; ++k) {
      const Comparison& c = r.against_ordinary[s][k];
      fmt::print("  from: {:<{}} {:<26} {:.3f}   {:5.1f}%   {}\n", start_names[s], name_width, family_figure_names[k], c.distance, 100 * c.chance, is_same(c) ? "same" : "DIFFERENT");
    }
}

}  // namespace

int stability(const CheckRequest& request) {
  StabilityRequest asked;
  asked.scenario = scenario_to_check(request);
  asked.threads = request.threads;
  if (request.replicates > 0) asked.replicates = request.replicates;
  if (asked.replicates < 8 || asked.replicates > 14) throw UserMistake("--replicates: stability takes 8 to 14: with fewer, chance explains everything");
  if (request.years > 0) asked.years = static_cast<std::int32_t>(request.years + 0.5);
  fmt::print("Stability of {}: five starts x {} futures x {} years, without levers.\n", request.file, asked.replicates, asked.years);
  ProgressLine line(request.quiet);
  const StabilityResult r = check_stability(asked, [&](std::int64_t done, std::int64_t total) { line.show(done, total); });
  line.finish();
  print_trajectories(r), print_comparisons(r);
  fmt::print("\nloop gain: change of what wellbeing is drawn towards, when everybody's b is held {:g} sd higher, per sd\n", asked.lift);
  for (std::size_t year = 0; year < r.gain.size(); ++year) {
    const Estimate gain = estimate_of(r.gain[year]);
    fmt::print("  year {}  {:+.3f} ± {:.3f}\n", year + 1, gain.mean, gain.error);
  }
  fmt::print("\nrequired: four extreme starts end in the same distribution (chance at least {:g}%, or distance at most {:g}): {}\n", 100 * least_chance,
             unseen_distance, met_text(r.same_end()));
  fmt::print("required: loop gain below {:g}, margin of error included: {}\n", highest_gain, met_text(r.gain_is_low()));
  return exit_well;
}

}  // namespace weefsel::app
