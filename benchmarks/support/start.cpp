#include "support/start.hpp"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <cstdlib>
#include <memory>
#include <string_view>

#include "population/build_world.hpp"
#include "support/town_of.hpp"

namespace weefsel::benchmarks {
namespace {

constexpr int counted_weeks = 4;

Scenario as_it_is() {
  Scenario scenario;
  scenario.id = "benchmark", scenario.file = "benchmark.yaml", scenario.resolved_text = "id: benchmark\n";
  scenario.question = {"Hoe snel?", "How fast?"};
  scenario.run_in_years = 0;
  return scenario;
}

}  // namespace

Start::Start(double active_adults)
    : name(name_of_size(active_adults)),
      scenario(as_it_is()),
      luck(scenario.seed, 0),
      tables(scenario.parameters),
      world(build_world(active_adults > 0 ? town_of(active_adults) : hofbuurt(), scenario.parameters, luck,
                        first_timed_week + -run_in_weeks)) {
  const auto count = [this](std::string_view process, const World& w, const WeekScratch& s) {
    if (process == "meet") work += work_of_week(w, s);
  };
  while (world.week < first_timed_week)
    live_a_week(world, scratch, first_timed_week - world.week <= counted_weeks ? Onlooker(count) : Onlooker{});
  memory = memory_of(world, scratch);
}

void Start::live_a_week(World& lives, WeekScratch& with, const Onlooker& onlooker) const {
  advance_one_week(lives, luck, scenario.parameters, tables, scenario.levers, with, nullptr, onlooker);
}

double Start::per_adult_week(std::int64_t WeekWork::*of_week) const {
  return static_cast<double>(work.*of_week) / static_cast<double>(work.active_adults);
}

const Start& start_of(double active_adults) {
  static std::unique_ptr<Start> last;
  if (!last || last->name != name_of_size(active_adults)) {
    last.reset();  // two large towns at once may not fit
    last = std::make_unique<Start>(active_adults);
  }
  return *last;
}

std::string name_of_size(double active_adults) {
  return active_adults > 0 ? "adults:" + std::to_string(static_cast<long long>(active_adults)) : "hofbuurt";
}

void on_threads(int threads, const std::function<void()>& body) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute(body);
}

bool long_form() {
  const char* form = std::getenv("WEEFSEL_BENCHMARKS");
  return form != nullptr && std::string_view(form) == "long";
}

}  // namespace weefsel::benchmarks
