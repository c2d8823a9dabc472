#include "processes/drift_norms.hpp"

#include <algorithm>

namespace weefsel {

void drift_norms(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  double pressure = 0, openness = 0, reciprocity = 0;
  for (const Lever& lever : levers) {
    if (lever.kind != LeverKind::norm_drift || now.week < lever.start) continue;
    const double years = (std::min(now.week + 1, lever.end) - lever.start) / weeks_per_year;
    pressure += years * lever.norm_drift.pressure_per_year;
    openness += years * lever.norm_drift.openness_per_year;
    reciprocity += years * lever.norm_drift.reciprocity_per_year;
  }
  world.norms = {Fixed(std::clamp(pressure, -1.0, 1.0)), Fixed(std::clamp(openness, -1.0, 1.0)), Fixed(std::clamp(reciprocity, -1.0, 1.0))};
}

}  // namespace weefsel
