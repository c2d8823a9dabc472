// What: the stages of a run, each by itself: building the town, the run-in, the weeks, the measures, the file.
// How: one thread, a year where it takes a year to see all rhythms. Counters: `adult_weeks_per_second` of active adults
// where weeks are lived; of `week` also the seconds of each process over that year (`process:NAME`), with all that
// happens once a month, quarter or year in it.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "output/trajectory_files.hpp"
#include "population/build_world.hpp"
#include "study/recorder.hpp"
#include "study/simulate.hpp"
#include "support/run_added.hpp"
#include "support/start.hpp"
#include "support/timer.hpp"
#include "support/town_of.hpp"

namespace weefsel::benchmarks {
namespace {

constexpr int weeks_in_year = 52;

TownDescription town_for(double size) { return size > 0 ? town_of(size) : hofbuurt(); }

void build(benchmark::State& state, double size) {
  const TownDescription town = town_for(size);
  const Parameters parameters;
  on_threads(1, [&] {
    for (auto _ : state) {
      const World world = build_world(town, parameters, Luck(1, 0), Week{0});
      benchmark::DoNotOptimize(world.adults.size());
      state.counters["active_adults"] = static_cast<double>(world.actives.size());
    }
  });
}

/// Building and the first half year, as a run does; without levers and without measures.
void run_in_half_a_year(benchmark::State& state, double size) {
  Scenario scenario;
  scenario.run_in_years = 0.5;
  const TownDescription town = town_for(size);
  on_threads(1, [&] {
    for (auto _ : state) {
      const auto world = run_in(scenario, town, 0);
      benchmark::DoNotOptimize(world->adults.size());
      state.counters["active_adults"] = static_cast<double>(world->actives.size());
    }
  });
}

void week(benchmark::State& state, double size) {
  const Start& start = start_of(size);
  on_threads(1, [&] {
    double adult_weeks = 0;
    ProcessTimes times;
    for (auto _ : state) {
      World world = start.world;
      WeekScratch scratch = start.scratch;
      state.SetIterationTime(seconds_of([&] {
        for (int i = 0; i < weeks_in_year; ++i) {
          adult_weeks += static_cast<double>(world.actives.size());
          advance_one_week(world, start.luck, start.scenario.parameters, start.tables, {}, scratch, &times);
        }
      }));
    }
    using benchmark::Counter;
    state.counters["adult_weeks_per_second"] = Counter(adult_weeks, Counter::kIsRate);
    state.counters["weeks"] = weeks_in_year;
    for (std::size_t i = 0; i < times.size(); ++i)
      state.counters["process:" + std::string(the_week()[i].name)] = Counter(times[i], Counter::kAvgIterations);
  });
}

/// Records as scenarios/baseline.yaml does: flows every week, the network every four, clustering every quarter.
void measure(benchmark::State& state, double size) {
  const Start& start = start_of(size);
  on_threads(1, [&] {
    for (auto _ : state) {
      World world = start.world;
      WeekScratch scratch = start.scratch;
      double seconds = 0;
      std::unique_ptr<Recorder> recorder;
      seconds += seconds_of([&] { recorder = std::make_unique<Recorder>(start.scenario, world, 0); });
      for (int i = 0; i < weeks_in_year; ++i) {
        start.live_a_week(world, scratch);
        seconds += seconds_of([&] { recorder->observe(world); });
      }
      state.SetIterationTime(seconds);
    }
    state.counters["weeks"] = weeks_in_year;
  });
}

/// Keeps one finished year of one replicate on disk and publishes it. Time is that of the disk too.
void write(benchmark::State& state, double size) {
  const Start& start = start_of(size);
  Scenario scenario = start.scenario;
  scenario.years = 1;
  const auto trajectory = live(scenario, start.world, 0);
  const Layout layout = layout_of(scenario, start.world.names);
  const auto folder = std::filesystem::temp_directory_path() / ("weefsel_benchmark_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  for (auto _ : state) {
    Provenance provenance;
    provenance.scenarios.push_back(
        {scenario.id, "", "", "", scenario.resolved_text, parameter_rows(scenario.parameters, {}), {}});
    TrajectoryFiles files({(folder / "out.h5").string(), layout, provenance});
    files.keep(0, 0, *trajectory);
    benchmark::DoNotOptimize(files.publish());
  }
  state.counters["bytes"] = static_cast<double>(std::filesystem::file_size(folder / "out.h5"));
  std::filesystem::remove_all(folder);
}

using Stage = void (*)(benchmark::State&, double);

void add(const char* name, Stage stage, double size, int iterations, bool manual = false) {
  auto* one = benchmark::RegisterBenchmark(("stages/" + std::string(name) + "/" + name_of_size(size)).c_str(),
                                           [=](benchmark::State& state) { stage(state, size); });
  one->Unit(benchmark::kMillisecond)->Iterations(iterations);
  manual ? one->UseManualTime() : one->UseRealTime();
}

void add_all(double size, int iterations) {
  add("build", build, size, iterations);
  add("run_in_half_a_year", run_in_half_a_year, size, iterations);
  add("week", week, size, iterations, true);
  add("measure", measure, size, iterations, true);
  add("write", write, size, 3);
}

}  // namespace
}  // namespace weefsel::benchmarks

int main(int argc, char** argv) {
  using namespace weefsel::benchmarks;
  add_all(0, 5);
  add_all(10'000, 1);
  if (long_form()) add_all(100'000, 1);
  return run_added(argc, argv);
}
