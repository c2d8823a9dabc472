#include <fmt/core.h>

#include "app/commands.hpp"
#include "study/progress_line.hpp"
#include "base/errors.hpp"
#include "scenario/read_scenario.hpp"
#include "study/pattern_report.hpp"

namespace weefsel::app {

int patterns(const PatternRequest& request, const std::atomic<bool>& interrupted) {
  ScenarioOptions options;
  options.replicates = request.replicates, options.years = request.years, options.seed = request.seed, options.set = request.set, options.town = request.town;
  const Scenario scenario = read_scenario(request.scenario, options);
  ProgressLine progress(request.quiet);
  PatternOptions looking;
  looking.threads = request.threads;
  looking.progress = [&](std::int64_t done, std::int64_t total) { progress.show(done, total); };
  looking.interrupted = &interrupted;
  const auto found = look_for_patterns(scenario, looking);
  if (found.empty()) return exit_interrupted;
  progress.finish();
  const PatternFormat format = request.format == "json"       ? PatternFormat::json
                               : request.format == "markdown" ? PatternFormat::markdown
                                                              : PatternFormat::text;
  fmt::print("{}", pattern_report(scenario, found, format));
  return exit_well;
}

}  // namespace weefsel::app
