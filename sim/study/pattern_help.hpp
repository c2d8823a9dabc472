// What: formal help as the registrations count it, and what parents of a three-year-old say they sought.
//   youth care in a year  children under 18, in town all year, with a week or more of family-team help, indicated help or
//                         protection (model definition 7.6); those in care when the year began, and the others
//   routes                first requests by who turned to help, from the tallies
//   trajectories          weeks of help that ended, whenever it began; who leaves town is left out
//   help sought           a question to a professional or a request; people known asked for an ear or advice while there is a
//                         concern of 0.2 or more (Luo 2022)
// Reads the world and what processes handed over within the week; writes nothing.
#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "processes/week_context.hpp"
#include "study/pattern_table.hpp"

namespace weefsel {

class HelpYear {
 public:
  /// Call at the start of a year, before its first week.
  void open(const World& world);
  /// Call when a week has been lived.
  void observe(const World& world, const WeekScratch& scratch);
  /// Call after the last week of a year.
  void close(const World& world, Findings& findings);
  void report(Findings& findings) const;

 private:
  struct Record {
    bool all_year = false;           ///< in town since the year began
    bool in_care_at_start = false, in_care = false, guarded = false;
    bool sought_formal = false, sought_informal = false;
    double concern = 0;              ///< the most severe as seen, when last looked at
    std::array<ShortWeek, asked_tiers> helped_since{long_ago, long_ago};
  };
  void note_sought_informally(const World& world, const Request& request);

  std::unordered_map<Key, Record> children_;
  RunningMean use_, starts_, on_a_day_, protection_, any_, formal_, informal_;
  std::array<std::int64_t, route_count> requests_{};
  std::vector<std::int32_t> ended_weeks_;
};

}  // namespace weefsel
