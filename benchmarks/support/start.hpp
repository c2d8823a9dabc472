// What: towns that have lived for some weeks, from which benchmarks start; made once per size and program.
#pragma once

#include <functional>
#include <string>

#include "scenario/scenario.hpp"
#include "schedule/advance_one_week.hpp"
#include "support/counts.hpp"

namespace weefsel::benchmarks {

/// Weeks that a town lives before anything is timed. A town is built near the stationary state of the model, so a
/// quarter is enough for habits and groups of friends to be there, and every size has the same.
inline constexpr int run_in_weeks = 12;
/// The week in which a benchmark starts. What happens every four weeks happens in it; what happens every quarter, half
/// year or year does not.
inline constexpr Week first_timed_week{4};

/// A town after its run-in, with what its weeks need. Copy `world` and `scratch`; leave these as they are.
struct Start {
  explicit Start(double active_adults);  ///< 0: Hofbuurt

  std::string name;   ///< as in the names of benchmarks: "hofbuurt", "adults:10000"
  Scenario scenario;  ///< records what scenarios/baseline.yaml records
  Luck luck;
  ModelTables tables;
  World world;
  WeekScratch scratch;
  WeekWork work;  ///< of the last four weeks of the run-in together
  Memory memory;

  /// Lives one week of a copy of the town.
  void live_a_week(World& world, WeekScratch& scratch, const Onlooker& onlooker = {}) const;
  /// `of_week` per active adult and week.
  [[nodiscard]] double per_adult_week(std::int64_t WeekWork::*of_week) const;
};

/// The town of that size; the last one made is kept, so benchmarks of one size had better follow each other.
[[nodiscard]] const Start& start_of(double active_adults);
[[nodiscard]] std::string name_of_size(double active_adults);

/// Runs `body` on so many threads; the engine's loops see no more.
void on_threads(int threads, const std::function<void()>& body);
/// Is this the long form (environment variable WEEFSEL_BENCHMARKS=long)?
[[nodiscard]] bool long_form();

}  // namespace weefsel::benchmarks
