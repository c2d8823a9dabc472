#include "scenario/cost_of_levers.hpp"

#include <algorithm>

namespace weefsel {
namespace {
constexpr double weeks_in_year = 52;
}

double cost_of_levers(const Scenario& scenario) {
  const std::int32_t end = weeks_from_years(scenario.years);
  double cost = 0;
  for (const Lever& lever : scenario.levers) {
    const std::int32_t from = std::max(lever.start.number, 0), until = std::min(lever.end.number, end);
    cost += lever.cost_per_year * std::max(until - from, 0) / weeks_in_year;
  }
  return cost;
}

}  // namespace weefsel
