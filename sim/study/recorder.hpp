// What: turns weeks that have been lived into the rows of the output file. Reads the world and never writes to
// it, so recording more or less cannot change what happens.
#pragma once

#include <memory>

#include "measures/network_measures.hpp"
#include "measures/people_measures.hpp"
#include "output/trajectories.hpp"
#include "scenario/scenario.hpp"

namespace weefsel {

/// Dimensions and variables of a run of `scenario` in a town with these names.
/// Rhythms: flows and people over `time`, the network and children's own people over `time_4_weeks`, clustering over `time_quarter` (the
/// name follows the rhythm). A flow is the sum over its period; all else is the state at the period's end. The
/// coordinate is the first day of the period.
[[nodiscard]] Layout layout_of(const Scenario& scenario, const Names& names);

/// Everybody is renumbered by street at the end of each year of so many weeks, as `open_the_week` has it.
inline constexpr std::int32_t weeks_of_round = 52;

class Recorder {
 public:
  /// `start`: the world at the start of the scenario, before its first week; sets the mark below which wellbeing counts as low.
  /// `replicate`: whose luck draws the sample of the virtual monitor.
  Recorder(const Scenario& scenario, const World& start, std::uint32_t replicate);
  /// Goes on where another left off: `now` is the world at the end of a year of 52 weeks of the scenario, the rest what that
  /// recorder had then. Every rhythm of flows divides such a year, so no sum is under way. Throws Fault at another moment.
  Recorder(const Scenario& scenario, const World& now, std::uint32_t replicate, Trajectory rows, double low_mark);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// Call after each week of the scenario, in order.
  void observe(const World& world);
  /// The rows so far, those to come still blank, and the mark that was set at the start.
  [[nodiscard]] const Trajectory& rows() const;
  [[nodiscard]] double low_mark() const;
  /// Gives the rows away; complete when all weeks have been observed.
  [[nodiscard]] Trajectory take(std::string state_hash);

 private:
  /// `weeks`: of the scenario, that were observed before.
  void begin(const Scenario& scenario, const World& now, std::uint32_t replicate, Trajectory rows, double low_mark, std::int32_t weeks);

  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace weefsel
