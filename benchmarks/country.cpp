// What: all Dutch households with children in one world, or a share of them: how long it takes to build it, to run it in,
// and to live weeks with measures; how much memory that takes; and what twenty years would take.
// How: one go on all threads, since a country does not fit twice and takes minutes. Weeks are lived with what
// scenarios/baseline.yaml records of the whole town and of groups; by neighbourhood twenty years of the country would be
// tens of gigabytes. Settings are taken from the environment, so that all twenty years can be run:
//   WEEFSEL_COUNTRY_SHARE  share of the country (default: 0.01; in the long form 0.1 and 1)
//   WEEFSEL_COUNTRY_RUN_IN weeks before anything else is timed (default 8)
//   WEEFSEL_COUNTRY_WEEKS  weeks timed (default 13; 1044 are twenty years)
// `seconds_of_20_years` is the weeks timed, extrapolated; `lived_20_years` is 1 when they were all of them. The fastest
// rate is not shown: an hour's work is not done twice.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdlib>
#include <string>
#include <thread>

#include "population/build_world.hpp"
#include "study/recorder.hpp"
#include "support/run_added.hpp"
#include "support/start.hpp"
#include "support/timer.hpp"
#include "support/town_of.hpp"

namespace weefsel::benchmarks {
namespace {

constexpr double years_asked = 20;

double setting(const char* name, double otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr && *text != '\0' ? std::atof(text) : otherwise;
}

/// The most memory that this program has had at once.
double peak_bytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return 1024.0 * static_cast<double>(used.ru_maxrss);
}

Scenario scenario_of(std::int32_t weeks) {
  Scenario scenario;
  scenario.id = "country", scenario.file = "country.yaml", scenario.resolved_text = "id: country\n";
  scenario.question = {"Hoe snel?", "How fast?"};
  scenario.run_in_years = 0;
  scenario.years = weeks / weeks_per_year;
  scenario.recording.by_neighbourhood = false;
  return scenario;
}

/// Households with children at home, up to 22 years old, and the parents in them, as the country counts them.
void count_people(benchmark::State& state, const World& world) {
  double parents = 0, families = 0, active = 0, adults = 0;
  for (std::size_t i = 0; i < world.adults.size(); ++i) {
    const AdultId a(i);
    if (world.adults.has(a, Adults::gone)) continue;
    ++adults, active += world.adults.active[a].exists();
  }
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    int children = 0;
    if (!world.households.gone[h]) world.for_each_child(h, [&](ChildId) { ++children; });
    if (children == 0) continue;
    ++families;
    for (const AdultId a : world.households.adults[h]) parents += a.exists();
  }
  state.counters["parents"] = parents;
  state.counters["households_with_children"] = families;
  state.counters["active_adults"] = active;
  state.counters["light_adults"] = adults - active;
  state.counters["neighbourhoods"] = static_cast<double>(world.neighbourhoods.size());
  state.counters["places"] = static_cast<double>(world.places.size());
}

void live_in_country(benchmark::State& state, double share) {
  const auto run_in = static_cast<std::int32_t>(setting("WEEFSEL_COUNTRY_RUN_IN", 8)),
             weeks = static_cast<std::int32_t>(setting("WEEFSEL_COUNTRY_WEEKS", 13));
  const Scenario scenario = scenario_of(weeks);
  const Luck luck(scenario.seed, 0);
  const ModelTables tables(scenario.parameters);
  for (auto _ : state) {
    const Country made = country(share);
    state.counters["municipalities"] = static_cast<double>(made.municipalities);
    World world;
    WeekScratch scratch;
    state.counters["build_seconds"] =
        seconds_of([&] { world = build_world(made.town, scenario.parameters, luck, Week{-run_in}); });
    state.counters["peak_bytes_after_build"] = peak_bytes();
    const auto live = [&](ProcessTimes* times) {
      advance_one_week(world, luck, scenario.parameters, tables, scenario.levers, scratch, times);
    };
    state.counters["run_in_seconds"] = seconds_of([&] {
      for (std::int32_t week = 0; week < run_in; ++week) live(nullptr);
    });
    count_people(state, world);

    ProcessTimes times;
    double adult_weeks = 0, recording = 0;
    const double seconds = seconds_of([&] {
      Recorder recorder(scenario, world, 0);
      for (std::int32_t week = 0; week < weeks; ++week) {
        adult_weeks += static_cast<double>(world.actives.size());
        live(&times);
        recording += seconds_of([&] { recorder.observe(world); });
      }
      benchmark::DoNotOptimize(recorder.take({}));
    });
    state.SetIterationTime(seconds);

    const std::int32_t asked = weeks_from_years(years_asked);
    const Memory memory = memory_of(world, scratch);
    state.counters["threads"] = static_cast<double>(std::thread::hardware_concurrency());
    state.counters["run_in_weeks"] = run_in, state.counters["weeks"] = weeks;
    state.counters["adult_weeks_per_second"] = adult_weeks / seconds;
    state.counters["seconds_of_20_years"] = seconds * asked / weeks;
    state.counters["lived_20_years"] = weeks >= asked;
    state.SetLabel(weeks >= asked ? "all 20 years lived" : "20 years extrapolated from " + std::to_string(weeks) + " weeks");
    state.counters["peak_bytes"] = peak_bytes();
    state.counters["state_bytes"] = static_cast<double>(memory.of_active + memory.of_light);
    state.counters["scratch_bytes"] = static_cast<double>(memory.scratch);
    state.counters["process:(measures)"] = recording;
    for (std::size_t i = 0; i < times.size(); ++i)
      state.counters["process:" + std::string(the_week()[i].name)] = times[i];
  }
}

void add(double share) {
  benchmark::RegisterBenchmark(("country/share:" + std::to_string(share)).c_str(),
                               [=](benchmark::State& state) { live_in_country(state, share); })
      ->UseManualTime()
      ->Unit(benchmark::kSecond)
      ->Iterations(1);
}

}  // namespace
}  // namespace weefsel::benchmarks

int main(int argc, char** argv) {
  using namespace weefsel::benchmarks;
  if (const double share = setting("WEEFSEL_COUNTRY_SHARE", 0); share > 0) {
    add(share);
  } else if (long_form()) {
    add(0.1), add(1);
  } else {
    add(0.01);
  }
  return run_added(argc, argv);
}
