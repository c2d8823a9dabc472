// What: the question of the SCP (2021-14) to parents of children under 18: did you receive help with bringing up in the
// past year from people you know, and was it babysitting, a listening ear, advice? Reads the requests that were granted,
// week by week, and writes nothing to the world.
#pragma once

#include <array>
#include <unordered_map>

#include "processes/week_context.hpp"
#include "study/pattern_table.hpp"

namespace weefsel {

class SupportYear {
 public:
  /// Call when a week has been lived.
  void observe(const World& world, const WeekScratch& scratch);
  /// Call after the last week of a year: asks all parents who were in town when the year began.
  void ask(const World& world, Findings& findings);
  /// Call at the start of a year.
  void open(const World& world);
  void report(Findings& findings) const;

 private:
  using Times = std::array<std::uint16_t, support_kind_count>;
  std::unordered_map<Key, Times> received_;  ///< by adult: those who were there when the year began
  RunningMean any_, babysitting_, listening_, advice_;
};

}  // namespace weefsel
