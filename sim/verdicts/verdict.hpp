// What: what may be said of twin differences, by rules that were fixed beforehand. The first that applies:
//
//  1. no_difference        every difference is exactly zero
//  2. cannot_say           unknown in some run (too few families), too few runs for any direction to pass, or a measure
//  of
//                          which it was not tested how well the model does it
//  3. built_in             the direction of this choice on this measure is an input of the model
//  4. hangs_on_assumptions fewer than 90% of the draws of the parameters agree on the sign, and that is more than luck
//  5. luck                 not told apart from luck: fewer one way than `least_one_way`, or no further from zero than
//  twins
//                          drift by luck (the placebo)
//  6. too_small            the middle difference is smaller than what was declared relevant
//  7. not_settled          a direction, of a measure of which evidence does not settle the sign, and assumptions not
//  sampled
//  8. usually, nearly_always
//
// Rule 4 needs sampled parameters. What varies between draws is ignorance and luck together, so it applies only where
// draws differ more than runs of one draw do (analysis of variance), or where the signs would pass for a direction
// otherwise. With draws, a draw (the mean of its runs) is the unit that counts: runs of one draw are not independent.
//
// Errors: with independent runs that luck alone moves either way, a direction is claimed in at most `Care::error` of
// tables. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verdicts/signs.hpp"

namespace weefsel {

/// Differences of one cell (a measure, a moment, a neighbourhood or group): a scenario less its twin, by run.
struct TwinDifferences {
  std::vector<double> by_run;        ///< NaN: not known
  std::vector<std::size_t> draw_of;  ///< of each run; empty: parameters were not sampled
};

/// What was declared of the cell before the runs.
struct Declared {
  bool validated = true;         ///< it was tested how well the model does this measure
  bool built_in = false;         ///< the direction is an input
  double smallest_relevant = 0;  ///< in the unit of the measure; >= 0
  bool sign_settled = true;      ///< evidence says which way it goes in the world, or nobody draws conclusions from it
  double drift = 0;              ///< mean size of the placebo's differences; 0: not known
  std::size_t cells = 1;         ///< in the table that is shown; 1: a headline, fixed beforehand
};

enum class VerdictKind : std::uint8_t {
  no_difference,
  cannot_say,
  built_in,
  hangs_on_assumptions,
  luck,
  too_small,
  not_settled,
  usually,
  nearly_always
};

enum class Hindrance : std::uint8_t { none, too_few_families, too_few_runs, not_validated };

struct Verdict {
  VerdictKind kind = VerdictKind::cannot_say;
  Hindrance hindrance = Hindrance::none;  ///< of cannot_say
  SignCounts counts;                      ///< of runs, or of draws
  bool of_draws = false;
  std::size_t least = 0;  ///< one way, of those known, for a direction; of too_few_runs: how many runs it takes
  double middle = 0;      ///< median difference; NaN: not known

  /// A direction is claimed.
  [[nodiscard]] bool is_direction() const { return kind == VerdictKind::usually || kind == VerdictKind::nearly_always; }
  [[nodiscard]] bool is_higher() const { return counts.higher > counts.lower; }
};

[[nodiscard]] Verdict verdict_on(const TwinDifferences& differences, const Declared& declared, const Care& care = {});

/// The name of a kind, as in files: "nearly_always".
[[nodiscard]] const char* name_of(VerdictKind kind);

}  // namespace weefsel
