#include "study/simulate.hpp"

#include <cstring>

#include "population/build_world.hpp"
#include "study/recorder.hpp"

namespace weefsel {

std::optional<World> run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                            const AfterWeek& after_week, ProcessTimes* times) {
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  World world = build_world(town, scenario.parameters, luck, Week{-weeks_from_years(scenario.run_in_years)});
  WeekScratch scratch;
  while (world.week < Week{0}) {
    advance_one_week(world, luck, scenario.parameters, tables, {}, scratch, times);
    if (after_week && !after_week(world)) return std::nullopt;
  }
  compact(world, tables.fading);
  return world;
}

std::optional<Trajectory> live(const Scenario& scenario, World world, std::uint32_t replicate, const AfterWeek& after_week,
                               ProcessTimes* times) {
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  Recorder recorder(scenario, world, replicate);
  WeekScratch scratch;
  for (const Week end{weeks_from_years(scenario.years)}; world.week < end;) {
    advance_one_week(world, luck, scenario.parameters, tables, scenario.levers, scratch, times);
    recorder.observe(world);
    if (after_week && !after_week(world)) return std::nullopt;
  }
  return recorder.take(state_hash(world));
}

bool share_run_in(const Scenario& a, const Scenario& b) {
  return a.town_file == b.town_file && a.start == b.start && a.run_in_years == b.run_in_years && a.seed == b.seed &&
         std::memcmp(&a.parameters, &b.parameters, sizeof(Parameters)) == 0;
}

}  // namespace weefsel
