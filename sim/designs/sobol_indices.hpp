// What: which factor is behind the differences between runs: first-order and total Sobol' indices, with chance kept apart.
//   first  the share of the variance that would go if the factor were known: what it does on its own;
//   total  the share that would be left if all others were known: on its own and together with others.
// How: the estimators of Jansen (1999) on Saltelli's scheme (make_design.hpp, method sobol). With f a point's mean over luck:
//   total_j = E[(f(A) - f(AB_j))^2] / 2 V        first_j = 1 - E[(f(B) - f(AB_j))^2] / 2 V
// Why not OpenTURNS' JansenSensitivityAlgorithm: it takes every difference for an effect of the factors. A future also
// differs by luck, and noise in the means of a few replicates would be read as interactions; and it has no word for a
// member that failed. With one replicate and no failures both give the same (a test says so).
// Chance: replicate r has the same luck at every point. Of a pair of points, d_r is the difference in replicate r, and
//   (mean d)^2 - variance(d) / R
// is an unbiased estimate of the squared difference of f. V is the variance of the means of the points of A and B, less
// the part that is luck, by a two-way analysis of variance (split_two_way.hpp). An index may fall a little below 0 or above
// 1 by chance; it is not cut off, since that would bias it.
// Failures: a row of the base sample stands or falls as a whole, so that all indices speak of the same rows. Of a row,
// those replicates count that finished in all its d + 2 points; it is dropped when fewer than two are left (fewer than one
// if the study has a single replicate). This assumes that failing has nothing to do with the outcome: if some corner of
// the cube fails, the indices are about the rest of the cube.
// Interval: 95%, by drawing rows anew. It is about the choice of points and about luck that differs between rows. Not in
// it, but for chance_share (there luck is taken for normal): that these R replicates, whose luck all points share, are
// themselves a sample. That matters where luck changes a factor's effect everywhere in the same direction, and shrinks
// with more replicates only. Measured with 128 rows: without such luck the intervals cover the truth in 90 to 100% of
// studies; when a factor's effect differs by 30% (one standard deviation) between replicates, in 82 to 98%; by 80%, in about half.
// Precision: with Jansen's formula, first-order indices of minor factors are the hard ones. That of Saltelli et al. (2010),
//   first_j = E[f(B) (f(AB_j) - f(A))] / V,  f less its mean,
// knows the same points and is much better there. Measured, 20 factors, no luck, three functions: root mean square error
//   N       first, Jansen    first, Saltelli    total
//   64      0.10 - 0.14      0.04 - 0.05        0.01 - 0.03
//   256     0.02 - 0.06      0.006 - 0.02       0.002 - 0.012
//   1024    0.003 - 0.02     0.002 - 0.008      0.0004 - 0.005
// Threads: pure.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "designs/points.hpp"

namespace weefsel {

struct SobolIndices {
  struct Factor {
    Interval first, total;
  };
  std::vector<Factor> factors;
  Interval chance_share;  ///< of the variance of a single future: how much is luck (0-1). Wide with few replicates
  double variance = std::numeric_limits<double>::quiet_NaN();  ///< V, of f; if luck is not apart, of single futures
  std::size_t rows_used = 0, rows_dropped = 0;
  std::size_t cells_left_out = 0;  ///< in the rows used: replicates that failed somewhere in the row
  bool chance_apart = false;       ///< false: one replicate, so the indices hold luck too, and chance_share is NaN
  std::string why_unknown;         ///< not empty: the indices are NaN, and this is why
};

/// The formula for first-order indices: see Precision.
enum class FirstOrder { jansen, saltelli };

/// The fewest rows from which indices are computed.
inline constexpr std::size_t fewest_rows = 8;

/// `outcomes` in the order of the design: N (factors + 2) points; Fault if it is not. The indices are unknown with fewer
/// than `fewest_rows` rows, and when the lower bound of V is not above 0: there is then nothing to divide into shares.
[[nodiscard]] SobolIndices sobol_indices(const Outcomes& outcomes, std::size_t factors, std::size_t bootstraps = 1000,
                                         FirstOrder first = FirstOrder::jansen);

}  // namespace weefsel
