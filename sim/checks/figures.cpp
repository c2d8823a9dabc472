#include "checks/figures.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

#include "base/errors.hpp"
#include "base/ranks.hpp"

namespace weefsel {
namespace {

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// One value of one group, with its replicate.
struct Member {
  double value;
  std::size_t replicate;
  bool second;
};

/// Distance when the groups of the replicates in `swapped` (a bit each) are exchanged; `members` by value.
double distance_when(const std::vector<Member>& members, const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b,
                     std::uint32_t swapped) {
  double size[2] = {0, 0};
  for (std::size_t r = 0; r < a.size(); ++r) {
    const bool swap = (swapped >> r & 1U) != 0;
    size[swap ? 1 : 0] += static_cast<double>(a[r].size()), size[swap ? 0 : 1] += static_cast<double>(b[r].size());
  }
  double below[2] = {0, 0}, largest = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Member& m = members[i];
    below[m.second != ((swapped >> m.replicate & 1U) != 0) ? 1 : 0] += 1;
    if (i + 1 < members.size() && members[i + 1].value == m.value) continue;
    largest = std::max(largest, std::abs(below[0] / size[0] - below[1] / size[1]));
  }
  return largest;
}

}  // namespace

double slope_of(const std::vector<double>& values) {
  const double middle = static_cast<double>(values.size() - 1) / 2, mean = mean_of(values);
  double up = 0, down = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = static_cast<double>(i) - middle;
    up += x * (values[i] - mean), down += x * x;
  }
  return down > 0 ? up / down : 0;
}

double normal_share_below(double z) { return boost::math::cdf(boost::math::normal(), std::clamp(z, -30.0, 30.0)); }

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size() || a.size() < 2) throw Fault("rank correlation of lists of different or no length");
  const std::vector<double> x = ranks_of(a), y = ranks_of(b);
  const double mean_x = mean_of(x), mean_y = mean_of(y);
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mean_x) * (y[i] - mean_y);
    xx += (x[i] - mean_x) * (x[i] - mean_x), yy += (y[i] - mean_y) * (y[i] - mean_y);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

double distance_between(std::vector<double> a, std::vector<double> b) { return compare_by_replicate({std::move(a)}, {std::move(b)}).distance; }

Comparison compare_by_replicate(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
  if (a.size() != b.size() || a.empty() || a.size() > 14) throw Fault("a comparison takes two groups of 1 to 14 replicates");
  std::vector<Member> members;
  for (std::size_t r = 0; r < a.size(); ++r) {
    for (const double v : a[r]) members.push_back({v, r, false});
    for (const double v : b[r]) members.push_back({v, r, true});
  }
  std::sort(members.begin(), members.end(), [](const Member& x, const Member& y) { return x.value < y.value; });
  const double observed = distance_when(members, a, b, 0);
  // Swapping all replicates gives the same distance, so the last one need not be swapped.
  const std::uint32_t ways = 1U << (a.size() - 1);
  std::uint32_t as_large = 0;
  for (std::uint32_t swapped = 0; swapped < ways; ++swapped) as_large += distance_when(members, a, b, swapped) >= observed - 1e-12;
  return {observed, static_cast<double>(as_large) / static_cast<double>(ways)};
}

}  // namespace weefsel
