// What: weeks as a run lives them, measures included, by size of the town and by threads: the numbers to quote.
// How: a quarter (13 weeks) from a town that has lived for a while. Building it and its run-in are not timed, nor is
// the file and the hash of the end state, which a run makes once in twenty years (see stages). Counters are defined in
// README.md beside this file. The work of a week is counted in the last weeks of the run-in, not while the clock runs.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "study/recorder.hpp"
#include "support/run_added.hpp"
#include "support/start.hpp"
#include "support/timer.hpp"

namespace weefsel::benchmarks {
namespace {

constexpr int timed_weeks = 13;

void report(benchmark::State& state, const Start& start, int threads, double rate) {
  const auto adults = static_cast<double>(start.memory.active_adults);
  state.counters["active_adults"] = adults;
  state.counters["threads"] = threads;
  state.counters["adult_weeks_per_second"] = rate;
  state.counters["participations_per_second"] = rate * start.per_adult_week(&WeekWork::participations);
  state.counters["tie_visits_per_second"] = rate * start.per_adult_week(&WeekWork::tie_visits);
  state.counters["participations_per_adult_week"] = start.per_adult_week(&WeekWork::participations);
  state.counters["bytes_per_adult"] = static_cast<double>(start.memory.of_active) / adults;
  state.counters["bytes_per_light_adult"] =
      static_cast<double>(start.memory.of_light) / static_cast<double>(start.memory.light_adults);
  state.counters["scratch_bytes_per_adult"] = static_cast<double>(start.memory.scratch) / adults;
}

void live_a_quarter(benchmark::State& state, double size, int threads) {
  on_threads(static_cast<int>(std::thread::hardware_concurrency()), [&] { (void)start_of(size); });
  const Start& start = start_of(size);
  Scenario scenario = start.scenario;
  scenario.years = (first_timed_week.number + timed_weeks) / weeks_per_year;
  double adult_weeks = 0, fastest = 1e9;
  for (auto _ : state) {
    World world = start.world;
    WeekScratch scratch = start.scratch;
    adult_weeks = 0;
    on_threads(threads, [&] {
      const double seconds = seconds_of([&] {
        Recorder recorder(scenario, world, 0);
        for (int week = 0; week < timed_weeks; ++week) {
          adult_weeks += static_cast<double>(world.actives.size());
          start.live_a_week(world, scratch);
          recorder.observe(world);
        }
        benchmark::DoNotOptimize(recorder.take({}));
      });
      state.SetIterationTime(seconds);
      fastest = std::min(fastest, seconds);
    });
  }
  report(state, start, threads, adult_weeks / fastest);  // the iteration that was disturbed least
}

void add(double size, int iterations) {
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  std::vector<int> counts = {1};
  for (int threads = 2; threads < cores; threads *= 2) counts.push_back(threads);
  if (cores > 1) counts.push_back(cores);
  for (const int threads : counts)
    benchmark::RegisterBenchmark(("end_to_end/" + name_of_size(size) + "/threads:" + std::to_string(threads)).c_str(),
                                 [=](benchmark::State& state) { live_a_quarter(state, size, threads); })
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond)
        ->Iterations(iterations);
}

}  // namespace
}  // namespace weefsel::benchmarks

int main(int argc, char** argv) {
  using namespace weefsel::benchmarks;
  add(0, 10);
  add(10'000, 5);
  add(100'000, 2);
  if (long_form()) {
    add(1'000'000, 1);
    add(5'000'000, 1);
  }
  return run_added(argc, argv);
}
