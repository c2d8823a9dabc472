// What: where a figure is given: per neighbourhood, per household group over the whole town, and as a gap between
// the two sides of a group. A figure over fewer than `least_families` families is left blank: it would tell more about
// luck than about the cell. Sizes of cells themselves are always given, and so are counts of the whole town.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "world/world.hpp"

namespace weefsel {

inline constexpr std::int64_t least_families = 30;

/// Are there children at home, or anybody with a mood and ties? Of other households nothing is counted.
[[nodiscard]] inline bool has_figures(const World& world, HouseholdId h) {
  const auto& adults = world.households.adults[h];
  return world.households.first_child[h].exists() ||
         std::any_of(adults.begin(), adults.end(), [&](AdultId a) { return a.exists() && world.adults.active[a].exists(); });
}

/// One accumulator per neighbourhood (or none, where only the whole town and groups are asked for) and one per group.
template <class T>
struct Cells {
  std::vector<T> by_neighbourhood;
  std::vector<T> by_group;

  explicit Cells(std::size_t neighbourhoods = 0) : by_neighbourhood(neighbourhoods), by_group(group_count) {}

  /// Calls f(accumulator) for each cell someone is counted in.
  template <class F>
  void each(const Belongs& who, F&& f) {
    if (!by_neighbourhood.empty()) f(by_neighbourhood[who.neighbourhood.slot]);
    for (GroupMask rest = who.groups; rest != 0; rest &= rest - 1) f(by_group[static_cast<std::size_t>(__builtin_ctz(rest))]);
  }
  void add(const Cells& other) {
    for (std::size_t i = 0; i < by_neighbourhood.size(); ++i) by_neighbourhood[i].add(other.by_neighbourhood[i]);
    for (std::size_t i = 0; i < by_group.size(); ++i) by_group[i].add(other.by_group[i]);
  }
  [[nodiscard]] const T& of(Group g) const { return by_group[static_cast<std::size_t>(g)]; }
};

/// Two sides of one way to group households. A gap is the figure of `side` less that of `other`: it says what the two
/// meet in the model, and nothing about who they are. Phases of childhood have no two sides.
struct GroupGap {
  Group side, other;
  std::string_view name;
};
inline constexpr std::array<GroupGap, 5> group_gaps = {{
    {Group::income_tight, Group::income_sufficient, "income_tight_less_sufficient"},
    {Group::one_parent, Group::two_parents, "one_parent_less_two_parents"},
    {Group::education_low, Group::education_high, "education_low_less_high"},
    {Group::reading_hard, Group::reading_easy, "reading_hard_less_easy"},
    {Group::newcomer, Group::settled, "newcomer_less_settled"},
}};

}  // namespace weefsel
