// What: a mean over replicates with its standard error, as every report of the program prints it.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace weefsel {

struct Estimate {
  double mean = std::numeric_limits<double>::quiet_NaN();   ///< NaN: nowhere measured
  double error = std::numeric_limits<double>::quiet_NaN();  ///< standard error of the mean; NaN for fewer than two replicates
  std::size_t count = 0;                                    ///< replicates in which something was measured
};

/// The mean of the values that are numbers: NaN stands for a replicate in which nothing was measured.
[[nodiscard]] Estimate estimate_of(const std::vector<double>& values);

/// Half of the 95% interval (Student's t); NaN for fewer than two replicates.
[[nodiscard]] double margin_of(const Estimate& estimate);

}  // namespace weefsel
