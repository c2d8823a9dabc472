// What: effects that need no model of the outcome, for three kinds of design (make_design.hpp).
//   one_at_a_time    of each factor and level: the difference with the base, within a replicate (the same luck);
//   factorial        of each factor: the difference between its highest and its lowest level, the other factors alike;
//   latin_hypercube  of each factor: standardised regression coefficient and partial rank correlation, of the points' means.
// Threads: pure.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "designs/points.hpp"

namespace weefsel {

struct LevelEffect {
  std::size_t factor = 0, level = 0;
  double u = 0;          ///< the level in the unit cube
  Interval difference;   ///< outcome there minus outcome at the base, mean over replicates
  std::size_t pairs_used = 0, pairs_dropped = 0;  ///< replicates that finished in both points, or did not
};

/// In the order of the design. Interval: Student's t over replicates; none with fewer than two. It is the interval of the
/// mean effect over all luck, not of one future. Fault if design, levels and outcomes do not fit.
[[nodiscard]] std::vector<LevelEffect> one_at_a_time_effects(const Points& design, const std::vector<std::size_t>& levels_of,
                                                             const Outcomes& outcomes);

struct MainEffect {
  Interval difference;  ///< outcome at the highest level minus outcome at the lowest, over all settings of the other factors
  std::size_t pairs_used = 0, pairs_dropped = 0;  ///< pairs of members that differ in this factor alone
};

/// In the order of the factors. The points are all there are, no sample: only luck makes an effect uncertain. So each
/// replicate gives an effect, its mean over pairs, and the interval is Student's t over replicates; none with fewer than
/// two. (A bootstrap of two to ten replicates would be too narrow, and one of points would measure how much the effect
/// depends on the other factors.) A replicate in which more pairs failed counts as any other.
[[nodiscard]] std::vector<MainEffect> factorial_effects(const std::vector<std::size_t>& levels_of, const Outcomes& outcomes);

struct RegressionEffects {
  struct Factor {
    Interval standardised;      ///< standard deviations of the outcome per standard deviation of the factor (SRC)
    Interval rank_correlation;  ///< partial rank correlation, -1 to 1 (PRCC): monotone, the other factors' part taken off
  };
  std::vector<Factor> factors;
  Interval r_squared;  ///< of the linear regression: below about 0.7 the standardised coefficients tell but part of the story
  std::size_t points_used = 0, points_left_out = 0;  ///< left out: no replicate finished
  std::string why_unknown;  ///< not empty: all of it is NaN, and this is why
};

/// Means are over the replicates that finished, the luck of those that did not taken into account (split_two_way.hpp).
/// Luck that is left in the means lowers R^2 and draws standardised and rank coefficients towards 0. Interval: 95%, by drawing
/// points anew, with the ranks they have among all. Unknown with fewer than factors + 2 points, when the outcome is the
/// same everywhere, and when the factors cannot be told apart. R^2, and its interval even more, flatters when the points are
/// not many times the factors.
/// Why not OpenTURNS' CorrelationAnalysis: it fits two regressions for each factor, too slow for a thousand resamples; one
/// correlation matrix gives all. A test says that both agree.
[[nodiscard]] RegressionEffects regression_effects(const Points& design, const Outcomes& outcomes, std::size_t bootstraps = 1000);

}  // namespace weefsel
