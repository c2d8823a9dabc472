// What: iterative proportional fitting. Kinds of things, each with a weight, get new weights, as near to the old ones
// as can be, with which they add up to given totals ("margins"). Then weights become whole numbers. Pure mathematics:
// nothing here knows of households or neighbourhoods.
//
// A margin is a linear constraint: the sum over kinds of weight x count is the target, where the count says how often
// one thing of that kind counts for that margin. With counts of 0 and 1 only this is the table fitting of Deming &
// Stephan (1940, Annals of Mathematical Statistics 11:427-444). Larger counts fit households and the people in them at
// once, as the iterative proportional updating of Ye et al. (2009, TRB 88th annual meeting, paper 09-2096) does; but
// each step here is the exact I-projection on the one constraint (Csiszar 1975, Annals of Probability 3:146-158):
// weight x f^count, with the one f > 0 that meets the target. So the limit is the set of weights with the least
// relative entropy against the seed, and what the margins do not speak of keeps the odds ratios of the seed.
//
// Margins that contradict each other have no such limit. Then the order decides: each sweep takes the margins from the
// first to the last, so the last is met exactly, and the first take what is left.
//
// Only + - * / are used, in a fixed order: equal on every processor, to the last bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace weefsel {

/// One thing of that kind counts so many times.
struct CountOfKind {
  std::uint32_t kind;
  std::uint32_t count;  ///< 1 to most_per_kind; kinds that do not count are left out
};
inline constexpr std::uint32_t most_per_kind = 15;
/// What one margin counts, in order of kind.
using MarginCounts = std::vector<CountOfKind>;

struct FitSettings {
  int most_sweeps = 1000;
  double tolerance = 1e-6;  ///< of each margin, relative; a sweep that changes a thousandth of this is the last
  double floor = 1e-9;  ///< stands in for a target of zero, x the largest target: nothing dies before the last sweep
};

struct Fit {
  std::vector<double> weights;
  int sweeps = 0;
  bool converged = false;  ///< all margins are met. False: they contradict each other, or sweeps ran out
  /// Per margin (reached - target) / target; of a target of zero: reached / the largest target.
  std::vector<double> relative_errors;
};

/// `seed`: a weight >= 0 for each kind; `targets`: >= 0, one for each margin, the most important last. A margin that no
/// kind with a weight counts for cannot be met: it is passed by, and its error says so.
/// Sweeps end when all margins are met, when a sweep does what the last one did (margins that contradict each other),
/// or after `most_sweeps`: a sweep takes away a fixed part of the error, a small one where margins count nearly the
/// same.
[[nodiscard]] Fit fit_to_margins(const std::vector<double>& seed, const std::vector<MarginCounts>& margins,
                                 const std::vector<double>& targets, const FitSettings& settings = {});

/// The factor of one step: f >= 0 with sum over c of sums[c] x c x f^c = target. `sums[c]`: the weight of kinds that
/// count c times; at least one with c >= 1 is above 0. Newton from above; exact within the last bits.
[[nodiscard]] double factor_to_target(const std::vector<double>& sums, double target);

/// Whole numbers in place of weights, by balanced sampling (the cube method: Deville & Tille 2004, Biometrika
/// 91:893-912). The mean of each over all luck is its weight, each is within one of its weight, and all margins stay as
/// they are until no more kinds are left between two whole numbers than there are margins. Then margins are let go one
/// by one, the first first; the last are kept exactly where they are whole. `uniform(i)`: the i-th draw in [0, 1).
/// Kinds that follow each other should be alike: they are weighed against each other.
[[nodiscard]] std::vector<std::size_t> integerised(const std::vector<double>& weights,
                                                   const std::vector<MarginCounts>& margins,
                                                   const std::function<double(std::size_t)>& uniform);

}  // namespace weefsel
