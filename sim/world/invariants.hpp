// What: the promises of the data structure, each with a name and one line on what it promises. All hold after every
// process of a week, but those marked `week`, which hold when a week is over.
// Adding one: a row in invariants.cpp or invariants_of_people.cpp, and a case in tests/unit/world/invariants_test.cpp that
// breaks it.
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "world/world.hpp"

namespace weefsel {

/// Gathers what is wrong: the first few cases of each invariant.
class Complaints {
 public:
  template <class... Args>
  void expect(bool holds, fmt::format_string<Args...> text, Args&&... args) {
    if (!holds && list_.size() < most) list_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }
  [[nodiscard]] const std::vector<std::string>& list() const { return list_; }

 private:
  static constexpr std::size_t most = 3;
  std::vector<std::string> list_;
};

struct Invariant {
  enum class Holds { always, week };
  std::string_view name;
  std::string_view promise;
  void (*check)(const World&, Complaints&);
  Holds holds = Holds::always;
};

/// Checked first: when a link leads out of the arrays or a column is too short, nothing else can be looked at.
[[nodiscard]] std::span<const Invariant> invariants_of_tables();
/// Households, adults, children, partners, moods.
[[nodiscard]] std::span<const Invariant> invariants_of_people();
/// Ties; concerns and help; places, teams, matches and counts.
[[nodiscard]] std::span<const Invariant> invariants_of_ties();
[[nodiscard]] std::span<const Invariant> invariants_of_town();
/// What levers and programmes change; what a child has of its own.
[[nodiscard]] std::span<const Invariant> invariants_of_programmes();

/// Those that hold at any moment within a week, too.
[[nodiscard]] std::vector<std::string> broken_within_a_week(const World& world);

}  // namespace weefsel
