// What: the few distributions the model draws from, each a pure function of uniform numbers.
// Logarithms and exponentials differ between CPUs in the last bit (glibc picks a variant at run time),
// so every value that reaches the world is read from a table made once and rounded to 2^-24.
#pragma once

#include <cstdint>

namespace weefsel {

/// Standard exponential quantile of `u` in (0, 1): rounded to 2^-24.
[[nodiscard]] double exponential_quantile(double u);

/// Standard normal quantile at 16 bits of `bits` (Boost.Math, rounded to 2^-24); tails end at about +-4.3.
[[nodiscard]] double normal_quantile16(std::uint16_t bits);

/// The table behind normal_quantile16 and gumbel_quantile16, for loops that read it millions of times: 65,536 values.
[[nodiscard]] const float* normal_table16();
[[nodiscard]] const float* gumbel_table16();

/// Standard Gumbel (extreme value type I) quantile at 16 bits of `bits`; range about -2.5 to 11.8.
[[nodiscard]] double gumbel_quantile16(std::uint16_t bits);

/// exp(x) rounded to 24 significant bits; x in [-40, 40]. For tables and slowly changing values.
[[nodiscard]] double rounded_exp(double x);
/// ln(x) rounded to 2^-24; x > 0.
[[nodiscard]] double rounded_log(double x);

/// 1 / (1 + e^-x) from a table in steps of 1/64; beyond [-8, 8] the value at the end.
[[nodiscard]] double logistic(double x);

/// The logarithm of a positive stable variable of index `lambda` in (0, 1], which is what the options of a
/// nest share in a nested logit: if S is positive stable and the e_j are Gumbel, then max_j (V_j +
/// lambda (e_j + ln S)) against home + e_0 gives nested-logit choices (McFadden 1978), with one property that
/// two-stage draws lack: taking an option away changes only the choices that fell on it.
/// Kanter's (1975) form, with the sine part tabulated once per `lambda`. lambda = 1 gives 0: plain logit.
class NestShock {
 public:
  explicit NestShock(double lambda);
  [[nodiscard]] double at(std::uint16_t angle_bits, std::uint16_t exponential_bits) const;
  [[nodiscard]] double lambda() const { return lambda_; }

 private:
  double lambda_;
  double angle_part_[1024];
};

}  // namespace weefsel
