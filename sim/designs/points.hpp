// What: the plain tables that designs, indices and robustness work on. Nothing here knows of towns or scenarios.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace weefsel {

/// Points of the unit cube, a row each: factor j of point i is `at(i, j)`, from 0 to 1.
struct Points {
  std::size_t count = 0, factors = 0;
  std::vector<double> values;  ///< row-major, count x factors

  Points() = default;
  Points(std::size_t points, std::size_t columns) : count(points), factors(columns), values(points * columns) {}
  [[nodiscard]] double& at(std::size_t point, std::size_t factor) { return values[point * factors + factor]; }
  [[nodiscard]] double at(std::size_t point, std::size_t factor) const { return values[point * factors + factor]; }
};

/// One output of all members of a study: of point i, replicate r. Replicate r has the same luck at every point.
struct Outcomes {
  std::size_t points = 0, replicates = 0;
  std::vector<double> values;  ///< row-major, points x replicates; NaN: that member failed, or has no value

  Outcomes() = default;
  Outcomes(std::size_t p, std::size_t r) : points(p), replicates(r), values(p * r, std::numeric_limits<double>::quiet_NaN()) {}
  [[nodiscard]] double& at(std::size_t point, std::size_t replicate) { return values[point * replicates + replicate]; }
  [[nodiscard]] double at(std::size_t point, std::size_t replicate) const { return values[point * replicates + replicate]; }
};

/// A number with its 95% interval. NaN: not known.
struct Interval {
  double value = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace weefsel
