// `weefsel schedule SCENARIO --profile`: where the time of one future goes, by stage, step of the week and process.
#include <fmt/core.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "app/commands.hpp"
#include "base/errors.hpp"
#include "output/trajectory_files.hpp"
#include "population/read_town.hpp"
#include "scenario/read_scenario.hpp"
#include "study/recorder.hpp"
#include "study/simulate.hpp"

namespace weefsel::app {
namespace {

/// Seconds on the clock since it was made or asked last.
class Stopwatch {
 public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - since_).count();
    since_ = now;
    return seconds;
  }

 private:
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

double sum(const ProcessTimes& times) {
  double total = 0;
  for (const double seconds : times) total += seconds;
  return total;
}

/// What one future took. Seconds; an active adult-week is one active adult who lives one week.
struct RunTimes {
  double build = 0, run_in = 0, weeks = 0, measure = 0, write = 0;
  ProcessTimes processes = ProcessTimes(the_week().size(), 0.0);  ///< run-in and weeks together
  double adult_weeks = 0, run_in_adult_weeks = 0;                 ///< the first without the run-in
  int threads = 0;

  [[nodiscard]] double all() const { return build + run_in + weeks + measure + write; }
  void add(const ProcessTimes& times) {
    for (std::size_t i = 0; i < times.size(); ++i) processes[i] += times[i];
  }
};

/// Keeps the future on disk as `weefsel run` does, in a temporary folder, and throws it away.
void write_and_forget(const Scenario& scenario, const World& start, const Trajectory& trajectory) {
  struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("weefsel-{}", getpid());
    ~Folder() {
      std::error_code ignored;
      std::filesystem::remove_all(path, ignored);
    }
  } folder;
  std::error_code error;
  std::filesystem::create_directories(folder.path, error);
  if (error) throw SystemTrouble(fmt::format("cannot make the folder {}: {}", folder.path.string(), error.message()));
  Provenance provenance;
  provenance.scenarios.push_back({scenario.id,
                                  scenario.question.nl,
                                  scenario.question.en,
                                  scenario.description,
                                  scenario.resolved_text,
                                  parameter_rows(scenario.parameters, {}),
                                  {}});
  TrajectoryFiles files({(folder.path / "out.h5").string(), layout_of(scenario, start.names), provenance});
  files.keep(0, 0, trajectory);
  (void)files.publish();
}

RunTimes time_one_future(const Scenario& scenario) {
  RunTimes times;
  times.threads = tbb::this_task_arena::max_concurrency();
  ProcessTimes before(the_week().size(), 0.0), after(the_week().size(), 0.0);
  const TownDescription town = read_town(scenario.town_file);
  const auto counting = [](double& adult_weeks) {
    return
        [&adult_weeks](const World& world) { return adult_weeks += static_cast<double>(world.actives.size()), true; };
  };
  Stopwatch clock;
  const std::optional<World> start = run_in(scenario, town, 0, counting(times.run_in_adult_weeks), &before);
  times.run_in = sum(before), times.build = clock.lap() - times.run_in;
  const std::optional<Trajectory> trajectory = live(scenario, *start, 0, counting(times.adult_weeks), &after);
  times.weeks = sum(after), times.measure = clock.lap() - times.weeks;
  write_and_forget(scenario, *start, *trajectory);
  times.write = clock.lap();
  times.add(before), times.add(after);
  return times;
}

void print_row(const std::string& name, double seconds, double all, double adult_weeks) {
  const double share = all > 0 ? 100 * seconds / all : 0;
  if (adult_weeks > 0)
    fmt::print("{:<30} {:10.3f} s {:6.1f}% {:10.1f} ns\n", name, seconds, share, 1e9 * seconds / adult_weeks);
  else
    fmt::print("{:<30} {:10.3f} s {:6.1f}%\n", name, seconds, share);
}

void print_stages(const RunTimes& t) {
  fmt::print("\nstage                             seconds   share  per adult-week\n");
  print_row("build the town", t.build, t.all(), 0);
  print_row("run-in", t.run_in, t.all(), t.run_in_adult_weeks);
  print_row("weeks", t.weeks, t.all(), t.adult_weeks);
  print_row("measure", t.measure, t.all(), t.adult_weeks);
  print_row("write", t.write, t.all(), t.adult_weeks);
}

/// Steps with their processes below them; shares are of the time in which weeks were lived, run-in included.
void print_week(const RunTimes& t) {
  fmt::print("\nstep and process                  seconds   share  per adult-week\n");
  const std::span<const Process> week = the_week();
  const double all = sum(t.processes), adult_weeks = t.adult_weeks + t.run_in_adult_weeks;
  for (std::size_t first = 0, last = 0; first < week.size(); first = last) {
    double step = 0;
    for (; last < week.size() && week[last].step == week[first].step; ++last) step += t.processes[last];
    print_row(std::string(week[first].step), step, all, adult_weeks);
    for (std::size_t i = first; i < last; ++i)
      print_row("    " + std::string(week[i].name), t.processes[i], all, adult_weeks);
  }
}

}  // namespace

int time_run(const std::string& file, int weeks, int threads) {
  ScenarioOptions options;
  if (weeks > 0) options.years = weeks / weeks_per_year;  // checked as `run --years` is
  const Scenario scenario = read_scenario(file, options);
  if (threads <= 0) threads = tbb::this_task_arena::max_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  const RunTimes times = arena.execute([&] { return time_one_future(scenario); });
  const std::int32_t run_in_weeks = weeks_from_years(scenario.run_in_years), lived = weeks_from_years(scenario.years);
  const double a_week = lived > 0 ? times.adult_weeks / lived : 0;
  fmt::print("One future of {}: {} weeks of run-in and {} weeks, {:.0f} active adults, {} {}, {:.3f} s\n", file,
             run_in_weeks, lived, a_week, times.threads, times.threads == 1 ? "thread" : "threads", times.all());
  print_stages(times);
  print_week(times);
  return exit_well;
}

}  // namespace weefsel::app
