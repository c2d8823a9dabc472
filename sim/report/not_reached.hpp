// What: whom kinds of place do not reach, and why, as the output file has it (`kept_away_by_group`, model definition
// 7.2): of the groups of a report, at the end of the term of a council (four years after the change) or the last
// horizon before, without the choice and with it. Means over runs; it describes, and gives no verdict.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "report/comparison.hpp"
#include "study/kept_away.hpp"

namespace weefsel {

/// Shares of families: not reached, by reason in the order of `reason_names`. NaN: fewer than 30 families in some run.
struct NotReachedCell {
  std::string cell;  ///< a group
  Bilingual words;
  std::array<double, reason_count> without{}, with{};
};

/// One kind of place for one choice.
struct NotReached {
  std::size_t choice = 0;  ///< in ComparedScenarios::choices
  PlaceKind kind = PlaceKind::library;
  bool touched = false;               ///< the choice opens, closes or changes such places
  int horizon = 0;                    ///< years since the change
  std::vector<NotReachedCell> cells;  ///< all families first
};

/// Of the kinds that a report shows (report_measures.hpp) and those that the choice touches. Empty when the file does
/// not have it, or no whole year after the change.
[[nodiscard]] std::vector<NotReached> not_reached(const OutputReader& reader, const ComparedScenarios& comparison);

/// "die plek is er niet"
[[nodiscard]] const Words& words_for_reason(std::size_t reason);

}  // namespace weefsel
