#include "verdicts/signs.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/complement.hpp>
#include <cmath>

namespace weefsel {

SignCounts count_signs(const std::vector<double>& differences) {
  SignCounts counts;
  for (const double difference : differences) {
    if (std::isnan(difference)) continue;
    ++(difference > 0 ? counts.higher : difference < 0 ? counts.lower : counts.equal);
  }
  return counts;
}

double sign_test(std::size_t one_way, std::size_t known) {
  if (one_way == 0) return 1;
  const boost::math::binomial_distribution<double> luck(static_cast<double>(known), 0.5);
  return std::min(1.0, 2 * boost::math::cdf(boost::math::complement(luck, static_cast<double>(one_way) - 1)));
}

std::optional<std::size_t> least_one_way(std::size_t known, std::size_t cells, const Care& care) {
  const double usual = std::ceil(care.usually_share * static_cast<double>(known) - 1e-9);  // 0.66 x 50 is 33
  for (auto one_way = static_cast<std::size_t>(usual); one_way <= known; ++one_way)
    if (one_way > 0 && sign_test(one_way, known) * static_cast<double>(cells) <= care.error) return one_way;
  return std::nullopt;
}

std::size_t least_runs(std::size_t cells, const Care& care) {
  std::size_t runs = 1;
  while (!least_one_way(runs, cells, care)) ++runs;
  return runs;
}

}  // namespace weefsel
