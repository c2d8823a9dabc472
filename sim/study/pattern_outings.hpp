// What: who gets out, and who has whom in touch, as surveys ask it.
//   VisitYear     households whose adults come to a library four times a year or more
//   ContactWeeks  parents of 35 to 65 with contact in at least three of the last four weeks of a year with family outside
//                 the home, with friends, with neighbours (CBS: weekly contact)
// Both read visits and ties when a week has been lived, and write nothing.
#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "processes/week_context.hpp"
#include "study/pattern_table.hpp"

namespace weefsel {

class VisitYear {
 public:
  void open(const World& world);
  void observe(const World& world, const WeekScratch& scratch);
  void close(const World& world, Findings& findings);
  void report(Findings& findings) const;

 private:
  std::unordered_map<Key, std::int32_t> households_;  ///< visits to a library, of those that were there when the year began
  RunningMean library_couples_;
};

class ContactWeeks {
 public:
  static constexpr std::int32_t weeks = 4;
  /// Call after each of the last four weeks of a year: nobody is renumbered between them.
  void observe(const World& world, const WeekScratch& scratch);
  /// Call after the last of them.
  void close(const World& world);
  void report(Findings& findings) const;

 private:
  enum With : std::uint8_t { neighbours = 0, family, friends };
  std::vector<std::array<std::uint8_t, 3>> weeks_with_;  ///< by active adult
  std::array<RunningMean, 3> weekly_;
};

}  // namespace weefsel
