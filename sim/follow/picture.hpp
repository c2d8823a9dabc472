// What: what a Witness compares before and after a process: one household, without what is read from the week itself.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "measures/household_figures.hpp"
#include "world/world.hpp"

namespace weefsel {

struct AdultPicture {
  Key key = 0;
  double strain = 0;
};

struct ChildPicture {
  Key key = 0;
  std::array<bool, concern_kind_count> concern{};
  std::array<HelpState, asked_tiers> help{};
  ShortWeek protected_until = long_ago;
  Key day_place = 0;
};

struct MatchPicture {
  Key key = 0, programme = 0, child = 0;
  PersonMark other = 0;
  bool asks = false;  ///< this household asked; otherwise it helps
};

/// Everything by key, in an order of keys.
struct Picture {
  bool present = false;
  Key dwelling = 0;
  bool expecting = false;
  std::vector<AdultPicture> adults;
  std::vector<ChildPicture> children;
  std::vector<Key> hosts_at;
  std::vector<MatchPicture> matches;  ///< that last beyond this week
};

[[nodiscard]] Picture picture_of(const World& world, HouseholdId h);

/// Ties of a household by person: the strongest of its adults' ties.
struct TiePicture {
  double strength = 0;
  ShortWeek started = 0, touched = 0;
  TieKind kind = TieKind::neighbour;
  PersonRef person;
};
[[nodiscard]] std::map<PersonMark, TiePicture> ties_of(const World& world, HouseholdId h, const FadingCurve& fading);

/// The element with that key, or null.
template <class T>
[[nodiscard]] const T* with_key(const std::vector<T>& all, Key key) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.key == key; });
  return found == all.end() ? nullptr : &*found;
}

/// Does an adult of this household have a tie table? Parents of children under 18 do.
[[nodiscard]] bool is_followed(const World& world, HouseholdId h);

}  // namespace weefsel
