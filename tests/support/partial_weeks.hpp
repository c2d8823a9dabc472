// Plays of some processes only, and jumps in time: what no process of the week was there to do is no fault.
#pragma once

#include <string>
#include <vector>

#include "world/world.hpp"

namespace weefsel::tests {

/// broken_invariants, but for births that are overdue and children too old to be at home: where `have_children` and
/// `grow_up` did not run, nobody is born and nobody leaves.
inline std::vector<std::string> broken_but_for_births(const World& world) {
  std::vector<std::string> broken;
  for (const std::string& one : broken_invariants(world))
    if (one.rfind("births_come_in_time:", 0) != 0 && (one.rfind("ages_fit:", 0) != 0 || one.find(" years old and at home") == std::string::npos))
      broken.push_back(one);
  return broken;
}

}  // namespace weefsel::tests
