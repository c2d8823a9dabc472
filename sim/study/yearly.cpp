#include "study/yearly.hpp"

#include <algorithm>

namespace weefsel {

std::string lay_out_years(const Scenario& scenario, Layout& layout) {
  const std::string name = scenario.recording.flows_every_weeks == weeks_between_years ? "time" : "time_year";
  if (std::any_of(layout.dimensions.begin(), layout.dimensions.end(),
                  [&](const Dimension& d) { return d.name == name; }))
    return name;
  std::vector<double> days;
  for (std::int32_t week = 0; week + weeks_between_years <= weeks_from_years(scenario.years);
       week += weeks_between_years)
    days.push_back(7.0 * week);
  layout.dimensions.push_back({name, days.size(), days, "days since " + to_string(scenario.start), "time",
                               "First day of the period; states are those at its end.", "proleptic_gregorian"});
  return name;
}

}  // namespace weefsel
