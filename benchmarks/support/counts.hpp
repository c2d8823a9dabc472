// What: how much work a week is and how much memory a town takes, counted on the side: nothing of the engine is slowed
// down or changed for it.
#pragma once

#include <cstdint>

#include "processes/week_context.hpp"
#include "world/world.hpp"

namespace weefsel::benchmarks {

/// Work of one week, in the words of the model and not of the way it is programmed: a faster program does as much.
struct WeekWork {
  std::int64_t active_adults = 0;
  /// One adult meets one other in one circle: in a place, at a gate, in a street, at somebody's home, while children
  /// play. Both sides count; partners do not meet. Neighbours without a tie table, and contact at home, are left out.
  std::int64_t participations = 0;
  /// One tie in use looked at for one purpose. The model has three for every tie in every week: what is left of it
  /// (take_stock), do the two keep in touch (keep_in_touch), do their hours make it grow or end (tend_ties). A program
  /// that goes through its table twice for one purpose, or once for two, counts the same.
  std::int64_t tie_visits = 0;

  WeekWork& operator+=(const WeekWork& other);
};
inline constexpr std::int64_t purposes_per_tie = 3;

/// The work of this week. To be called by an onlooker after `meet`: before that its circles are not known.
[[nodiscard]] WeekWork work_of_week(const World& world, const WeekScratch& scratch);
/// Ties in use, each side counted.
[[nodiscard]] std::int64_t ties_in_use(const World& world);

/// Bytes of state in use (sizes, not what vectors have in reserve).
struct Memory {
  /// Of active adults: themselves, their ties, the households and dwellings they live in, and all children.
  std::int64_t of_active = 0;
  /// Of light adults: themselves, and households and dwellings in which nobody is active.
  std::int64_t of_light = 0;
  /// What processes hand to each other within the week; nothing of it outlives the week.
  std::int64_t scratch = 0;
  std::int64_t active_adults = 0, light_adults = 0;
};
[[nodiscard]] Memory memory_of(const World& world, const WeekScratch& scratch);

}  // namespace weefsel::benchmarks
