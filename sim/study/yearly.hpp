// What: the yearly axis of the output file, and the cells of what is recorded once a year beside the measures of the
// table (study/measure_table.hpp): by neighbourhood and by group, as the scenario asks.
#pragma once

#include <string>

#include "output/trajectories.hpp"
#include "scenario/scenario.hpp"

namespace weefsel {

inline constexpr std::int32_t weeks_between_years = 52;

/// Adds the yearly axis when the layout does not have it yet, under the name that the recorder gives a yearly rhythm.
/// Gives the name.
std::string lay_out_years(const Scenario& scenario, Layout& layout);

/// Calls f(ending of the variable's name, its dimension) for each way that cells are wanted.
template <class F>
void for_each_yearly_breakdown(const Scenario& scenario, F&& f) {
  if (scenario.recording.by_neighbourhood) f(std::string(), std::string("neighbourhood"));
  if (scenario.recording.by_group) f(std::string("_by_group"), std::string("group"));
}

}  // namespace weefsel
