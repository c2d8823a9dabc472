// What: the name generators of the network survey (Mollenhorst, Voelker & Flap 2014): whom would you turn to for advice,
// for practical help, whom do you visit? Names follow from ties by fixed rules, up to five a question:
//   advice          support ties (0.33 or more), strongest first
//   practical help  weak or stronger ties: who lives in the own neighbourhood first, then in town, then kin elsewhere
//   visiting        weak or stronger ties with contact in the last four weeks, latest contact first
// Equals go by strength, then by who they are. Professionals and the partner are not named. The same questions are put to
// the same people seven years later; names are joined on who somebody is, so a friend who has left town since is still
// the same friend.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "study/pattern_table.hpp"
#include "world/world.hpp"

namespace weefsel {

inline constexpr std::size_t names_per_question = 5;
inline constexpr std::int32_t years_between_interviews = 7;

struct NamedPerson {
  std::uint32_t who;  ///< 30 bits of a key, the same in town and elsewhere
  bool kin;
  PersonRef person;
  friend bool operator==(const NamedPerson& a, const NamedPerson& b) { return a.who == b.who; }
};

/// Everybody whom `a` names on one or more of the three questions; in order of `who`.
[[nodiscard]] std::vector<NamedPerson> names_given(const World& world, const FadingCurve& fading, ActiveId a);

/// The panel. Interviews take place at the start of a year; answers of two rounds in a row are compared.
class NamePanel {
 public:
  void interview(const World& world, const FadingCurve& fading);
  void report(Findings& findings) const;

 private:
  std::unordered_map<Key, std::vector<std::uint32_t>> last_round_;
  std::int64_t named_before_ = 0, named_after_ = 0, named_again_ = 0;
};

}  // namespace weefsel
