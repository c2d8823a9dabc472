#include "study/estimate.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace weefsel {

Estimate estimate_of(const std::vector<double>& values) {
  Estimate e;
  double sum = 0, squares = 0;
  for (const double v : values)
    if (!std::isnan(v)) sum += v, ++e.count;
  if (e.count == 0) return e;
  const auto n = static_cast<double>(e.count);
  e.mean = sum / n;
  for (const double v : values)
    if (!std::isnan(v)) squares += (v - e.mean) * (v - e.mean);
  if (e.count > 1) e.error = std::sqrt(squares / (n - 1) / n);
  return e;
}

double margin_of(const Estimate& estimate) {
  if (estimate.count < 2) return std::numeric_limits<double>::quiet_NaN();
  const boost::math::students_t t(static_cast<double>(estimate.count - 1));
  return estimate.error * boost::math::quantile(t, 0.975);
}

}  // namespace weefsel
