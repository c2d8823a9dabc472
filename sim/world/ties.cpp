#include "world/ties.hpp"

#include "random/distributions.hpp"

namespace weefsel {
namespace {

constexpr int longest_age_weeks = 60 * 53;  // beyond any horizon plus run-in

/// What is left by age, running product of weekly losses; appended to `left`, its inverse to `inverse`.
void append_curve(double loss_young, double loss_old, double maturing_time, std::vector<double>& left, std::vector<double>& inverse) {
  double product = 1;
  for (int age = 0; age <= longest_age_weeks; ++age) {
    if (age > 0) {
      const double youth = rounded_exp(-(age - 1) / maturing_time > -40 ? -(age - 1) / maturing_time : -40);
      product *= 1 - (loss_old + (loss_young - loss_old) * youth);
    }
    left.push_back(product), inverse.push_back(1 / product);
  }
}

double weekly_loss(double half_life_weeks) { return 1 - rounded_exp(-0.6931471805599453 / half_life_weeks); }

}  // namespace

FadingCurve::FadingCurve(double half_life, double half_life_young, double maturing_time, double kin_fading) {
  const double old_loss = weekly_loss(half_life), young_loss = weekly_loss(half_life_young);
  append_curve(young_loss, old_loss, maturing_time, left_, inverse_);
  of_kin_ = static_cast<std::int32_t>(left_.size());
  append_curve(young_loss * kin_fading, old_loss * kin_fading, maturing_time, left_, inverse_);
}

}  // namespace weefsel
