#include "world/ties.hpp"

#include "random/distributions.hpp"

namespace weefsel {
namespace {

constexpr int longest_age_weeks = 60 * 53;  // beyond any horizon plus run-in

template <class Curve>
Curve running_product(double loss_young, double loss_old, double maturing_time) {
  std::vector<double> left(longest_age_weeks + 1, 1.0), inverse(longest_age_weeks + 1, 1.0);
  for (int age = 1; age <= longest_age_weeks; ++age) {
    const double youth = rounded_exp(-(age - 1) / maturing_time > -40 ? -(age - 1) / maturing_time : -40);
    const double loss = loss_old + (loss_young - loss_old) * youth;
    const auto i = static_cast<std::size_t>(age);
    left[i] = left[i - 1] * (1 - loss);
    inverse[i] = 1 / left[i];
  }
  return {std::move(left), std::move(inverse)};
}

double weekly_loss(double half_life_weeks) { return 1 - rounded_exp(-0.6931471805599453 / half_life_weeks); }

}  // namespace

FadingCurve::FadingCurve(double half_life, double half_life_young, double maturing_time, double kin_fading) {
  const double old_loss = weekly_loss(half_life), young_loss = weekly_loss(half_life_young);
  others_ = running_product<Curve>(young_loss, old_loss, maturing_time);
  kin_ = running_product<Curve>(young_loss * kin_fading, old_loss * kin_fading, maturing_time);
}

}  // namespace weefsel
