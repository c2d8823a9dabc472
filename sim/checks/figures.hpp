// What: the little statistics that checks of the model need: a trend, a correlation, and whether two starts end in the same distribution.
#pragma once

#include <cstddef>
#include <vector>

namespace weefsel {

/// Least-squares slope of `values` per step.
[[nodiscard]] double slope_of(const std::vector<double>& values);

/// Standard normal distribution function.
[[nodiscard]] double normal_share_below(double z);

/// Rank correlation (Spearman) of two equally long lists.
[[nodiscard]] double rank_correlation(const std::vector<double>& a, const std::vector<double>& b);

/// Two-sample Kolmogorov-Smirnov distance: the largest difference between two distribution functions.
[[nodiscard]] double distance_between(std::vector<double> a, std::vector<double> b);

struct Comparison {
  double distance = 0;  ///< Kolmogorov-Smirnov, over all replicates together
  double chance = 1;    ///< how often so large a distance comes from swapping replicates: a p-value
};
/// Are two groups of replicates from one distribution? Households of one replicate are not independent, so the replicate
/// is what is swapped: replicate r of both groups had the same luck, and under equality either could have come from
/// either start. All 2^n swaps are tried, so the result is exact; n is at most 14.
[[nodiscard]] Comparison compare_by_replicate(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b);

}  // namespace weefsel
