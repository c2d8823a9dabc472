#include "study/simulate.hpp"

#include <cstring>

#include "population/build_world.hpp"
#include "study/household_recorder.hpp"
#include "study/placebo.hpp"
#include "study/recorder.hpp"

namespace weefsel {

World before_run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate) {
  return build_world(town, scenario.parameters, Luck(scenario.seed, replicate), Week{-weeks_from_years(scenario.run_in_years)});
}

std::optional<World> live_run_in(const Scenario& scenario, World world, std::uint32_t replicate, const AfterWeek& after_week, ProcessTimes* times) {
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  WeekScratch scratch;
  while (world.week < Week{0}) {
    advance_one_week(world, luck, scenario.parameters, tables, {}, scratch, times);
    if (after_week && !after_week(world)) return std::nullopt;
  }
  compact(world, tables.fading);
  return world;
}

std::optional<World> run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                            const AfterWeek& after_week, ProcessTimes* times) {
  return live_run_in(scenario, before_run_in(scenario, town, replicate), replicate, after_week, times);
}

std::optional<Trajectory> live(const Scenario& scenario, World world, std::uint32_t replicate, const AfterWeek& after_week,
                               ProcessTimes* times, std::optional<Week> placebo) {
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  Recorder recorder(scenario, world, replicate);
  HouseholdRecorder households(scenario, world, luck);
  WeekScratch scratch;
  for (const Week end{weeks_from_years(scenario.years)}; world.week < end;) {
    if (placebo && world.week == *placebo) world.kept_home = {placebo_household(world, luck), world.week};
    advance_one_week(world, luck, scenario.parameters, tables, scenario.levers, scratch, times);
    recorder.observe(world);
    households.observe(world);
    if (after_week && !after_week(world)) return std::nullopt;
  }
  Trajectory trajectory = recorder.take(state_hash(world));
  trajectory.households = households.take();
  return trajectory;
}

bool share_run_in(const Scenario& a, const Scenario& b) {
  return a.town_file == b.town_file && a.start == b.start && a.run_in_years == b.run_in_years && a.seed == b.seed &&
         std::memcmp(&a.parameters, &b.parameters, sizeof(Parameters)) == 0;
}

}  // namespace weefsel
