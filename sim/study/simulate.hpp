// What: one future: the run-in of a town, and a scenario lived from there.
#pragma once

#include <atomic>
#include <functional>
#include <optional>

#include "output/trajectories.hpp"
#include "population/town.hpp"
#include "scenario/scenario.hpp"
#include "schedule/advance_one_week.hpp"
#include "study/checkpoints.hpp"

namespace weefsel {

/// Called after each week; returning false stops the run (the result is then empty).
using AfterWeek = std::function<bool(const World&)>;
/// Called after each year of 52 weeks of a scenario but the last: what is recorded so far, the rest blank.
using AfterYear = std::function<void(const Trajectory& rows)>;

/// Builds the town and lives the years before the scenario starts, without levers, until ages of ties, network
/// size and wellbeing have settled. The result may be copied: every scenario with equal town, start, run-in, seed
/// and parameters branches from it. Empty when `after_week` stopped it.
[[nodiscard]] std::optional<World> run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                                          const AfterWeek& after_week = {}, ProcessTimes* times = nullptr,
                                          Checkpoints* checkpoints = nullptr);

/// The two halves of `run_in`: the town as it is built, and the years lived from there.
[[nodiscard]] World before_run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate);
[[nodiscard]] std::optional<World> live_run_in(const Scenario& scenario, World start, std::uint32_t replicate,
                                               const AfterWeek& after_week = {}, ProcessTimes* times = nullptr,
                                               Checkpoints* checkpoints = nullptr);

/// Lives the scenario from `start` (week 0) to its horizon and records it. Empty when `after_week` stopped it.
/// `placebo`: the week in which one family is kept home (study/placebo.hpp). `checkpoints`: where it may be kept on the way;
/// a run-in goes on from there by itself, and calls `after_week` for
/// weeks that it need not live again; a scenario goes on by `live_on`.
[[nodiscard]] std::optional<Trajectory> live(const Scenario& scenario, World start, std::uint32_t replicate,
                                             const AfterWeek& after_week = {}, ProcessTimes* times = nullptr,
                                             std::optional<Week> placebo = {}, Checkpoints* checkpoints = nullptr,
                                             const AfterYear& after_year = {});

/// The same from where it was left.
[[nodiscard]] std::optional<Trajectory> live_on(const Scenario& scenario, Unfinished unfinished, std::uint32_t replicate,
                                                const AfterWeek& after_week = {}, std::optional<Week> placebo = {},
                                                Checkpoints* checkpoints = nullptr, const AfterYear& after_year = {});

/// May two scenarios branch from one run-in?
[[nodiscard]] bool share_run_in(const Scenario& a, const Scenario& b);

}  // namespace weefsel
