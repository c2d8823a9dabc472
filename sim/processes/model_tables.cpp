#include "processes/week_context.hpp"

namespace weefsel {
namespace {
constexpr double ln2 = 0.6931471805599453;
}

double ModelTables::loss_per_week(double half_life_weeks) { return 1 - rounded_exp(-ln2 / half_life_weeks); }

ModelTables::ModelTables(const Parameters& p)
    : fading(p.ties.half_life, p.ties.half_life_young, p.ties.maturing_time, p.ties.kin_fading),
      nest(p.outings.nest),
      wellbeing_return(loss_per_week(p.wellbeing.half_life)),
      event_fading(loss_per_week(p.wellbeing.event_half_life)),
      relief_fading(loss_per_week(p.support.relief_half_life)),
      balance_keeping(1 - loss_per_week(p.support.balance_half_life)),
      trust_recovery(loss_per_week(p.support.trust_half_life)),
      attitude_return(loss_per_week(p.attitudes.half_life)),
      cooperation_fading(loss_per_week(p.cooperation.half_life)) {
  for (std::size_t i = 0; i < hours_wanted.size(); ++i) {
    const double strength = static_cast<double>(i) / 255.0;
    if (strength >= p.ties.kept_up_from && i > 0)
      hours_wanted[i] = static_cast<std::int32_t>(round_to_int(65536 * p.ties.hours_wanted * rounded_exp(p.ties.contact_concentration * rounded_log(strength))));
  }
  passing = {loss_per_week(p.concerns.everyday_half_life), loss_per_week(p.concerns.strain_half_life),
             loss_per_week(p.concerns.child_borne_half_life)};
}

}  // namespace weefsel
