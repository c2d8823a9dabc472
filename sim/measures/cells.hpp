// What: where a figure is given: per neighbourhood, and per household group over the whole town. A figure over
// fewer than `least_families` families is left blank, so that no family can be recognised.
#pragma once

#include <vector>

#include "world/world.hpp"

namespace weefsel {

inline constexpr std::int64_t least_families = 30;

/// One accumulator per neighbourhood and one per group.
template <class T>
struct Cells {
  std::vector<T> by_neighbourhood;
  std::vector<T> by_group;

  explicit Cells(std::size_t neighbourhoods = 0) : by_neighbourhood(neighbourhoods), by_group(group_count) {}

  /// Calls f(accumulator) for each cell someone is counted in.
  template <class F>
  void each(const Belongs& who, F&& f) {
    f(by_neighbourhood[who.neighbourhood.slot]);
    for (GroupMask rest = who.groups; rest != 0; rest &= rest - 1) f(by_group[static_cast<std::size_t>(__builtin_ctz(rest))]);
  }
  void add(const Cells& other) {
    for (std::size_t i = 0; i < by_neighbourhood.size(); ++i) by_neighbourhood[i].add(other.by_neighbourhood[i]);
    for (std::size_t i = 0; i < by_group.size(); ++i) by_group[i].add(other.by_group[i]);
  }
};

}  // namespace weefsel
