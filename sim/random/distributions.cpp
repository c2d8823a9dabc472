#include "random/distributions.hpp"

#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <vector>

#include "base/fixed_point.hpp"

namespace weefsel {
namespace {

constexpr double unit = 0x1.0p-24;
double rounded(double x) { return static_cast<double>(round_to_int(x / unit)) * unit; }

using Table16 = std::vector<float>;
template <class F>
Table16 table_of_quantiles(F quantile) {
  Table16 table(1 << 16);
  for (std::size_t i = 0; i < table.size(); ++i)
    table[i] = static_cast<float>(rounded(quantile((static_cast<double>(i) + 0.5) * 0x1.0p-16)));
  return table;
}

}  // namespace

double exponential_quantile(double u) { return rounded(-std::log1p(-u)); }

const float* normal_table16() {
  static const Table16 table = table_of_quantiles([](double u) {
    return -boost::math::constants::root_two<double>() * boost::math::erfc_inv(2.0 * u);
  });
  return table.data();
}

const float* gumbel_table16() {
  static const Table16 table = table_of_quantiles([](double u) { return -std::log(-std::log(u)); });
  return table.data();
}

double normal_quantile16(std::uint16_t bits) { return static_cast<double>(normal_table16()[bits]); }
double gumbel_quantile16(std::uint16_t bits) { return static_cast<double>(gumbel_table16()[bits]); }

double rounded_exp(double x) {
  int exponent = 0;
  const double mantissa = std::frexp(std::exp(x), &exponent);
  return std::ldexp(rounded(mantissa), exponent);
}

double rounded_log(double x) { return rounded(std::log(x)); }

double logistic(double x) {
  static const std::vector<double> table = [] {
    std::vector<double> values(1025);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = 1 / (1 + rounded_exp(-(static_cast<double>(i) - 512.0) / 64.0));
    return values;
  }();
  const double at = (x < -8 ? -8 : x > 8 ? 8 : x) * 64.0 + 512.0;
  return table[static_cast<std::size_t>(at + 0.5)];
}

NestShock::NestShock(double lambda) : lambda_(lambda) {
  const double pi = boost::math::constants::pi<double>();
  for (int i = 0; i < 1024; ++i) {
    const double u = (i + 0.5) / 1024.0;
    angle_part_[i] = lambda >= 1.0 ? 0.0
                                   : rounded((1 - lambda) / lambda * std::log(std::sin((1 - lambda) * pi * u)) +
                                             std::log(std::sin(lambda * pi * u)) -
                                             std::log(std::sin(pi * u)) / lambda);
  }
}

double NestShock::at(std::uint16_t angle_bits, std::uint16_t exponential_bits) const {
  if (lambda_ >= 1.0) return 0.0;
  // -ln E of a standard exponential E is a standard Gumbel draw.
  return angle_part_[angle_bits >> 6] + (1 - lambda_) / lambda_ * gumbel_quantile16(exponential_bits);
}

}  // namespace weefsel
