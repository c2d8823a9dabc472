// What: the time of each process of the week by itself, on one thread, in a small town and in larger ones.
// How: a town is led to the moment just before the process. Every iteration starts from an equal copy of that moment,
// world and scratch; the copying is not timed. The week is one in which what happens every four weeks happens too.
// Counters: `fastest_seconds` of all iterations (the least disturbed by whatever else the machine does), `units` of
// what the process is linear in (the label says which), `ns_per_unit`, `active_adults`.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>

#include "support/run_added.hpp"
#include "support/start.hpp"
#include "support/timer.hpp"
#include "support/units.hpp"

namespace weefsel::benchmarks {
namespace {

struct Moment {
  World world;
  WeekScratch scratch;
};

/// Leads one town through one week, process by process.
class Walk {
 public:
  explicit Walk(double active_adults)
      : size_(active_adults), start_(start_of(active_adults)), now_{start_.world, start_.scratch} {}

  /// The moment just before a process of the_week(). Going back means starting the week anew.
  const Moment& before(std::size_t process) {
    if (process < next_) now_ = {start_.world, start_.scratch}, next_ = 0;
    while (next_ < process) run(next_++, now_);
    return now_;
  }
  void run(std::size_t process, Moment& on) const {
    const WeekContext now{on.world.week, start_.luck, start_.scenario.parameters, start_.tables};
    the_week()[process].run(on.world, now, start_.scenario.levers, on.scratch);
  }
  [[nodiscard]] double size() const { return size_; }

 private:
  double size_;
  const Start& start_;
  Moment now_;
  std::size_t next_ = 0;
};

Walk& walk_of(double active_adults) {
  static std::unique_ptr<Walk> last;
  if (!last || last->size() != active_adults) {
    last.reset();
    last = std::make_unique<Walk>(active_adults);
  }
  return *last;
}

void time_process(benchmark::State& state, std::size_t process, double active_adults) {
  on_threads(1, [&] {
    Walk& walk = walk_of(active_adults);
    const Moment& before = walk.before(process);
    Moment moment;
    double fastest = 1e9;
    for (auto _ : state) {
      moment = before;
      const double seconds = seconds_of([&] { walk.run(process, moment); });
      state.SetIterationTime(seconds);
      fastest = std::min(fastest, seconds);
    }
    // Some count what they find (ties), others what they have made (requests): the moment after has both.
    const Unit& unit = unit_of(the_week()[process].name);
    const double units = unit.count(moment.world, moment.scratch);
    state.SetLabel(std::string(unit.name));
    state.counters["fastest_seconds"] = fastest;
    state.counters["units"] = units;
    state.counters["ns_per_unit"] = units > 0 ? 1e9 * fastest / units : 0;
    state.counters["active_adults"] = static_cast<double>(moment.world.actives.size());
  });
}

void add_all(double active_adults, int iterations) {
  for (std::size_t process = 0; process < the_week().size(); ++process) {
    const std::string_view name = the_week()[process].name;
    (void)unit_of(name);  // a process without a unit is found at once
    benchmark::RegisterBenchmark(("processes/" + std::string(name) + "/" + name_of_size(active_adults)).c_str(),
                                 [=](benchmark::State& state) { time_process(state, process, active_adults); })
        ->UseManualTime()
        ->Unit(benchmark::kMicrosecond)
        ->Iterations(iterations);
  }
}

}  // namespace
}  // namespace weefsel::benchmarks

int main(int argc, char** argv) {
  using namespace weefsel::benchmarks;
  add_all(0, 50);
  add_all(10'000, 8);
  add_all(50'000, 3);
  if (long_form()) add_all(500'000, 2);
  return run_added(argc, argv);
}
