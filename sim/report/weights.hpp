// What: which sampled parameters a difference between twins hangs on, over the draws of a comparison.
//
// Spearman's rank correlation over draws, of each sampled parameter with the draw's mean difference. One stands out
// when its |rho| is beyond the bound: what the largest of *all* sampled parameters passes in 5% of cases when luck
// alone deals the differences over the draws (two-sided). The bound comes from dealing them anew, 9,999 times, in an
// order that is the same for everyone: the single-step correction of Westfall & Young (1993, Resampling-Based Multiple
// Testing). It holds with few draws and with ties. Why not Bonferroni over the t-approximation (Zar 1972, JASA
// 67:578-580): so far in the tail that is too narrow: with 32 draws and 192 parameters luck passes it in 7% of
// tables, with 10 draws in 10%.
//
// Each measure and horizon is a table of its own: of twenty tables luck names a parameter in one. What does not stand
// out may count all the same: 32 draws show a rank correlation of about 0.6 and more.
//
// Threads: a Weigher belongs to one thread.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "base/language.hpp"
#include "output/read_output.hpp"
#include "params/parameters.hpp"

namespace weefsel {

struct DrawnParameters {
  std::vector<std::string> names;  ///< "ties.half_life"
  std::vector<Grade> grades;
  std::vector<std::vector<double>> values;  ///< [parameter][draw]

  [[nodiscard]] std::size_t draws() const { return values.empty() ? 0 : values.front().size(); }
};

/// Those that were drawn anew in the first scenario or in `scenario`; none without draws.
[[nodiscard]] DrawnParameters drawn_parameters(const OutputReader& reader, std::size_t scenario);

enum class WeightsKind : std::uint8_t { some_stand_out, none_stands_out, too_few_draws, no_difference, not_known };
/// As in files: "some_stand_out".
[[nodiscard]] const char* name_of(WeightsKind kind);

/// One parameter with its rank correlation.
struct RankedAssumption {
  std::size_t parameter = 0;  ///< in DrawnParameters
  double rho = 0;             ///< -1 to 1; above 0: when the value is higher, so is the difference
};

struct Weights {
  WeightsKind kind = WeightsKind::not_known;
  std::size_t draws = 0, parameters = 0;
  double bound = std::numeric_limits<double>::quiet_NaN();  ///< |rho| beyond it stands out; NaN: nothing to judge
  std::size_t least_draws = 0;  ///< fewer, and not even a perfect order stands out among so many parameters
  double luck_share = std::numeric_limits<double>::quiet_NaN();  ///< of the variance between draws; NaN: one run a draw
  std::vector<RankedAssumption> largest;  ///< by |rho|, the largest first: all that stand out, and six at least
  std::size_t standing_out = 0;           ///< the first so many of `largest`
};

class Weigher {
 public:
  explicit Weigher(DrawnParameters drawn);

  [[nodiscard]] const DrawnParameters& drawn() const { return drawn_; }
  /// `by_run`: differences, NaN where not known; `draw_of`: of each run, 0 to draws - 1.
  [[nodiscard]] Weights weigh(const std::vector<double>& by_run, const std::vector<std::size_t>& draw_of);

 private:
  using Ranks = std::vector<std::int64_t>;  // twice the rank less its mean: whole numbers, also where values share one
  [[nodiscard]] static Ranks whole_ranks_of(const std::vector<double>& values);
  [[nodiscard]] double bound_of(const Ranks& differences);

  DrawnParameters drawn_;
  std::vector<Ranks> ranks_;
  std::vector<double> lengths_;     ///< of these, as vectors; 0: always the same
  std::map<Ranks, double> bounds_;  ///< by sorted ranks of the differences: what luck does hangs on their ties alone
};

/// What they say, in a sentence or three.
[[nodiscard]] std::string in_words(const Weights& weights, const DrawnParameters& drawn, Language language);
/// "when that is more, the difference moves up": behind the words of an assumption.
[[nodiscard]] std::string direction_in_words(const RankedAssumption& driver, Language language);

}  // namespace weefsel
