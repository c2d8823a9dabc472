// What: what must fit together beyond the shape of each lever: with the time span, with the town, and with each other.
#pragma once

#include <vector>

#include "base/week.hpp"
#include "scenario/resolve_extends.hpp"
#include "scenario/town_names.hpp"
#include "world/levers.hpp"

namespace weefsel {

/// First day and number of weeks of a scenario.
struct Span {
  Date start;
  double years = 0;
  [[nodiscard]] Week end() const { return Week{weeks_from_years(years)}; }
};

/// Fills in x and y of levers that name a spot; `levers` are in the order of `values`. Spots that the town does not
/// have are problems.
void place_levers(const std::vector<LeverValue>& values, std::vector<Lever>& levers, const TownNames& town,
                  Problems& problems);

/// All other checks of levers. `town` may be missing (its own mistakes are reported elsewhere): then names are not
/// checked.
void check_levers(const std::vector<LeverValue>& values, const std::vector<Lever>& levers, const Span& span,
                  const TownNames* town, Problems& problems);

}  // namespace weefsel
