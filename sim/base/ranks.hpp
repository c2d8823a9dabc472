// What: ranks, for correlations of order.
#pragma once

#include <vector>

namespace weefsel {

/// Ranks from 1, in the order of `values`; equal values share the mean of their ranks. None may be NaN.
[[nodiscard]] std::vector<double> ranks_of(const std::vector<double>& values);

}  // namespace weefsel
