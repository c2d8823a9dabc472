// What: what the time of each process is linear in, so that "time per unit" can be laid side by side for two sizes.
#pragma once

#include <string_view>

#include "processes/week_context.hpp"
#include "world/world.hpp"

namespace weefsel::benchmarks {

/// Something of which a larger town has more.
struct Unit {
  std::string_view name;  ///< "ties", for people; "week": the work does not grow with the town
  /// How many there are, just before or just after the process.
  double (*count)(const World&, const WeekScratch&);
};

/// The unit of a process of the_week(). Throws Fault for a process without a row in the table: add it there.
[[nodiscard]] const Unit& unit_of(std::string_view process);

}  // namespace weefsel::benchmarks
