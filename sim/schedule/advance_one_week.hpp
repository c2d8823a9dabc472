// What: one week of the town, on one page. Start reading here.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {

/// One process of the week: its step in the model description, its name, and one line on what it does.
struct Process {
  std::string_view step;  ///< "live", "gather", "meet" ...
  std::string_view name;
  std::string_view what;
  void (*run)(World&, const WeekContext&, const std::vector<Lever>&, WeekScratch&);
};

/// The processes in the order in which they run.
[[nodiscard]] std::span<const Process> the_week();

/// Seconds each process has taken so far; index as in the_week().
using ProcessTimes = std::vector<double>;

/// Looks on while a week is lived: called after each process, with its name, from the calling thread. What it is shown
/// is valid until it returns. It sees the world and what processes hand to each other, and can change neither.
using Onlooker = std::function<void(std::string_view process, const World&, const WeekScratch&)>;

/// Lives `world.week` and moves on to the next. `times` may be null, `onlooker` empty.
/// Same world, levers, parameters and luck: same result, for any number of threads.
/// Errors: UserMistake from levers that name what the town does not have; Fault when built with checks and an
/// invariant is broken.
void advance_one_week(World& world, const Luck& luck, const Parameters& parameters, const ModelTables& tables,
                      const std::vector<Lever>& levers, WeekScratch& scratch, ProcessTimes* times = nullptr,
                      const Onlooker& onlooker = {});

}  // namespace weefsel
