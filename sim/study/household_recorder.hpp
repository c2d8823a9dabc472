// What: records how single families fare, for the group `households` of the output file (opt-in). Reads the world and
// never writes to it. Which families: those in town at the start of the scenario, all or a sample by keyed lot; twins
// record the same ones, and a family that leaves stays in the record as absent.
#pragma once

#include "measures/household_figures.hpp"
#include "output/household_record.hpp"
#include "scenario/scenario.hpp"

namespace weefsel {

/// Empty when the scenario records no households.
[[nodiscard]] HouseholdLayout household_layout(const Scenario& scenario, const Names& names);

class HouseholdRecorder {
 public:
  /// `start`: the world before the first week of the scenario.
  HouseholdRecorder(const Scenario& scenario, const World& start, const Luck& luck);
  /// Goes on where another left off with this record, after so many weeks of the scenario.
  HouseholdRecorder(const Scenario& scenario, HouseholdRecord record, std::int32_t weeks);
  /// After each week.
  void observe(const World& world);
  [[nodiscard]] const HouseholdRecord& record() const { return record_; }
  [[nodiscard]] HouseholdRecord take() { return std::move(record_); }

 private:
  std::int32_t every_weeks_ = 4, weeks_ = 0;
  std::size_t moments_ = 0, written_ = 0;
  FadingCurve fading_;
  HouseholdRecord record_;
};

}  // namespace weefsel
