#include "study/simulate.hpp"

#include <cstring>

#include "population/build_world.hpp"
#include "study/household_recorder.hpp"
#include "study/placebo.hpp"
#include "study/recorder.hpp"

namespace weefsel {
namespace {

std::optional<Trajectory> live_to_the_end(const Scenario& scenario, World& world, std::uint32_t replicate, Recorder& recorder,
                                          HouseholdRecorder& households, const AfterWeek& after_week, ProcessTimes* times,
                                          std::optional<Week> placebo, Checkpoints* checkpoints, const AfterYear& after_year) {
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  WeekScratch scratch;
  for (const Week end{weeks_from_years(scenario.years)}; world.week < end;) {
    if (placebo && world.week == *placebo) world.kept_home = {placebo_household(world, luck), world.week};
    advance_one_week(world, luck, scenario.parameters, tables, scenario.levers, scratch, times);
    recorder.observe(world);
    households.observe(world);
    if (checkpoints != nullptr && world.week < end && checkpoints->are_due(world))
      checkpoints->keep(world, recorder.rows(), households.record(), recorder.low_mark());
    if (after_year && world.week < end && world.week.number % weeks_of_round == 0) after_year(recorder.rows());
    if (after_week && !after_week(world)) return std::nullopt;
  }
  Trajectory trajectory = recorder.take(state_hash(world));
  trajectory.households = households.take();
  return trajectory;
}

}  // namespace

World before_run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate) {
  return build_world(town, scenario.parameters, Luck(scenario.seed, replicate), Week{-weeks_from_years(scenario.run_in_years)});
}

std::optional<World> live_run_in(const Scenario& scenario, World world, std::uint32_t replicate, const AfterWeek& after_week, ProcessTimes* times,
                                 Checkpoints* checkpoints) {
  const Luck luck(scenario.seed, replicate);
  const ModelTables tables(scenario.parameters);
  WeekScratch scratch;
  if (checkpoints != nullptr)
    if (auto unfinished = checkpoints->latest(world)) {
      for (Week week = world.week; week < unfinished->world.week; ++week)
        if (after_week && !after_week(unfinished->world)) return std::nullopt;
      world = std::move(unfinished->world);
    }
  while (world.week < Week{0}) {
    advance_one_week(world, luck, scenario.parameters, tables, {}, scratch, times);
    if (checkpoints != nullptr && checkpoints->are_due(world)) checkpoints->keep(world);
    if (after_week && !after_week(world)) return std::nullopt;
  }
  compact(world, tables.fading);
  return world;
}

std::optional<World> run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                            const AfterWeek& after_week, ProcessTimes* times, Checkpoints* checkpoints) {
  return live_run_in(scenario, before_run_in(scenario, town, replicate), replicate, after_week, times, checkpoints);
}

std::optional<Trajectory> live(const Scenario& scenario, World world, std::uint32_t replicate, const AfterWeek& after_week,
                               ProcessTimes* times, std::optional<Week> placebo, Checkpoints* checkpoints, const AfterYear& after_year) {
  Recorder recorder(scenario, world, replicate);
  HouseholdRecorder households(scenario, world, Luck(scenario.seed, replicate));
  return live_to_the_end(scenario, world, replicate, recorder, households, after_week, times, placebo, checkpoints, after_year);
}

std::optional<Trajectory> live_on(const Scenario& scenario, Unfinished unfinished, std::uint32_t replicate,
                                  const AfterWeek& after_week, std::optional<Week> placebo, Checkpoints* checkpoints, const AfterYear& after_year) {
  World& world = unfinished.world;
  HouseholdRecorder households(scenario, std::move(unfinished.rows.households), world.week.number);
  Recorder recorder(scenario, world, replicate, std::move(unfinished.rows), unfinished.low_mark);
  return live_to_the_end(scenario, world, replicate, recorder, households, after_week, nullptr, placebo, checkpoints, after_year);
}

bool share_run_in(const Scenario& a, const Scenario& b) {
  return a.town_file == b.town_file && a.start == b.start && a.run_in_years == b.run_in_years && a.seed == b.seed &&
         std::memcmp(&a.parameters, &b.parameters, sizeof(Parameters)) == 0;
}

}  // namespace weefsel
