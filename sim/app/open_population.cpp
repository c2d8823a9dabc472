#include "checks/open_population.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "app/check_request.hpp"
#include "study/progress_line.hpp"
#include "base/errors.hpp"

namespace weefsel::app {

int open_population(const CheckRequest& request) {
  OpenPopulationRequest asked;
  asked.scenario = scenario_to_check(request);
  asked.threads = request.threads;
  if (request.replicates > 0) asked.replicates = request.replicates;
  if (request.years > 0) asked.years = std::max(2, static_cast<std::int32_t>(request.years + 0.5));
  if (asked.replicates < 2) throw UserMistake("--replicates: an open population takes at least 2 futures, for an error of the trend");
  fmt::print("An open population in {}: {} futures x {} years without levers, after a run-in of {:g}.\n", request.file, asked.replicates, asked.years,
             asked.scenario.run_in_years);
  ProgressLine line(request.quiet);
  const std::vector<Drift> drifts = check_open_population(asked, [&](std::int64_t done, std::int64_t total) { line.show(done, total); });
  line.finish();
  fmt::print("\n{:<32} {:>18} {:>18} {:>20} {:>9}   met\n", "figure", "start (first year)", "end (last year)", "drift", "bound");
  bool all = true;
  for (const Drift& d : drifts) {
    const bool share = d.figure.kind == TownFigure::Kind::share;
    const auto cell = [&](const Estimate& e) { return share ? fmt::format("{:.1f}% ± {:.1f}", 100 * e.mean, 100 * e.error) : fmt::format("{:.4f} ± {:.4f}", e.mean, e.error); };
    const std::string drift = share ? fmt::format("{:+.2f} ± {:.2f} points", 100 * d.drift.mean, 100 * d.drift.error)
                                    : fmt::format("{:+.5f} ± {:.5f} /y", d.drift.mean, d.drift.error);
    const std::string bound = share ? fmt::format("{:g}", 100 * d.bound) : fmt::format("{:.5f}", d.bound);
    fmt::print("{:<32} {:>18} {:>18} {:>20} {:>9}   {}\n", d.figure.name, cell(d.start), cell(d.end), drift, bound, d.met ? "yes" : "NO");
    all = all && d.met;
  }
  fmt::print("\nrequired: shares within 2 points; no trend (zero within the 95% interval of the slope, or less than 5% in all): {}\n", met_text(all));
  return exit_well;
}

}  // namespace weefsel::app
