// What: plays the small town on one thread under callgrind, so that the instructions of each process can be counted
// (instructions/check starts it). Without valgrind it just plays.
// How: the run-in is not counted. Then, after each process, callgrind writes what was counted since the one before it
// under the name of the process, and starts from nought.
// Prints `key: value` lines that say what was counted, with which compiler.
#include <valgrind/callgrind.h>

#include <cstdio>
#include <string>

#include "support/start.hpp"

namespace weefsel::benchmarks {
namespace {

/// Two months from a week in which the year turns: everything that has a rhythm happens in them, but the half-yearly.
constexpr int counted_weeks = 9;

void count() {
  const Start& start = start_of(0);
  World world = start.world;
  WeekScratch scratch = start.scratch;
  while (world.week.number % 52 != 0) start.live_a_week(world, scratch);
  long long adult_weeks = 0;
  CALLGRIND_START_INSTRUMENTATION;
  for (int i = 0; i < counted_weeks; ++i) {
    adult_weeks += static_cast<long long>(world.actives.size());
    CALLGRIND_ZERO_STATS;
    start.live_a_week(world, scratch, [](std::string_view process, const World&, const WeekScratch&) {
      CALLGRIND_DUMP_STATS_AT(process.data());  // a literal of the_week(), so it ends with a zero
    });
  }
  CALLGRIND_STOP_INSTRUMENTATION;
  std::printf("compiler: %s\nflags: %s\nadult_weeks: %lld\n", WEEFSEL_COMPILER, WEEFSEL_FLAGS, adult_weeks);
  for (const Process& process : the_week()) std::printf("process: %s\n", process.name.data());
}

}  // namespace
}  // namespace weefsel::benchmarks

int main() { weefsel::benchmarks::on_threads(1, weefsel::benchmarks::count); }
