#include "designs/resample.hpp"

#include <algorithm>
#include <cmath>

namespace weefsel {
namespace {

/// Between two neighbours in the ordered values, linearly.
double percentile(const std::vector<double>& ordered, double share) {
  const double place = share * static_cast<double>(ordered.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, ordered.size() - 1);
  return ordered[below] + (place - static_cast<double>(below)) * (ordered[above] - ordered[below]);
}

}  // namespace

void draw_again(std::mt19937_64& bits, std::vector<double>& times) {
  std::fill(times.begin(), times.end(), 0.0);
  for (std::size_t i = 0; i < times.size(); ++i) times[number_below(bits, times.size())] += 1;
}

Interval percentile_interval(double value, std::vector<double> resampled) {
  const std::size_t drawn = resampled.size();
  std::erase_if(resampled, [](double v) { return !std::isfinite(v); });
  Interval interval;
  interval.value = value;
  if (!std::isfinite(value) || resampled.empty() || 20 * resampled.size() < 19 * drawn) return interval;
  std::sort(resampled.begin(), resampled.end());
  interval.low = percentile(resampled, 0.025);
  interval.high = percentile(resampled, 0.975);
  return interval;
}

}  // namespace weefsel
