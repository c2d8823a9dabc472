#include "processes/keep_in_touch.hpp"

#include <algorithm>

namespace weefsel {
namespace {

/// Hours a week wanted with a tie of a strength of 0 to 1.
double wanted(const ModelTables& tables, double strength) { return tables.hours_wanted[static_cast<std::size_t>(strength * 255 + 0.5)]; }

/// The share of the hours an adult wants with all its ties that fits in its week.
double share_that_fits(const World& world, const WeekContext& now, const WeekScratch& scratch, ActiveId a) {
  const auto& p = now.parameters.ties;
  const AdultId adult = world.actives.adult[a];
  double hours = 0;
  for (std::size_t s = 0; s < world.ties.count[a]; ++s)
    if (!world.ties.partner[a][s].is_professional()) hours += wanted(now.tables, scratch.strength[a.slot][s]);
  const double spare = std::clamp(1.5 - world.adults.working_hours[adult] / 48.0, 0.4, 1.5);
  // Who fares badly withdraws; hours already spent at somebody's home are spent.
  const double mood = std::clamp(1 + p.contact_withdrawal * world.actives.wellbeing[a].value(), 0.2, 1.5);
  const bool at_home_with_friends = scratch.guest_of[a.slot].exists() || scratch.home_circles[a].count > 0;
  const double budget = std::max(0.0, p.contact_hours_per_week * spare * mood * (0.5 + world.adults.sociability[adult].value()) -
                                          (at_home_with_friends ? now.parameters.meeting.home_circle_hours : 0));
  return hours > budget ? budget / hours : 1.0;
}

class ContactKeeper {
 public:
  ContactKeeper(const World& world, const WeekContext& now, WeekScratch& scratch)
      : world_(world), now_(now), scratch_(scratch), salt_(now.luck.salt(Purpose::keep_in_touch, now.week)),
        hundredths_(round_to_int(now.parameters.ties.hours_per_contact * now.tables.meeting_hours * 100)) {
    constexpr double rounding = 1 + 1e-9;
    most_per_hour_ = world.home_contact_percent / 100.0 / now.parameters.ties.hours_per_contact * rounding;
  }

  void keep_in_touch(ActiveId a) const {
    const Key me = world_.adults.key[world_.actives.adult[a]];
    const Salt own = salt_.own(me);
    const double scale = scratch_.contact_scale[a.slot];
    Encounters& mine = scratch_.encounters[a.slot];
    for (std::size_t s = 0; s < world_.ties.count[a]; ++s) {
      const PersonRef partner = world_.ties.partner[a][s];
      const double hours = wanted(now_.tables, scratch_.strength[a.slot][s]);
      if (hours <= 0 || partner.is_professional()) continue;  // those are met at work, not at home
      const Key them = world_.key_of(partner);
      // Of a pair the lower key comes first, so that both draw the same.
      const double u = unit_interval(partner.is_adult() && them < me ? salt_.of(them, me) : own.of(them));
      // The other's hours and side of the tie can only make it less: where one's own are too few, no need to look at them.
      if (u >= hours * scale * most_per_hour_) continue;
      const double mean = contacts_meant(a, s);
      const auto whole = static_cast<std::int64_t>(mean);
      const std::int64_t contacts = whole + (u < mean - static_cast<double>(whole) ? 1 : 0);
      if (contacts == 0) continue;
      mine.hours_hundredths[s] = static_cast<std::uint16_t>(std::min<std::int64_t>(60000, mine.hours_hundredths[s] + contacts * hundredths_));
      mine.contacts = static_cast<std::uint8_t>(std::min<std::int64_t>(mine.contacts + contacts, 200));
    }
  }

 private:
  /// Mean number of contacts this week: as many as the one with fewer hours has for it, by the weaker side of the tie.
  double contacts_meant(ActiveId a, std::size_t s) const {
    const PersonRef partner = world_.ties.partner[a][s];
    const TieMark mark = world_.ties.mark[a][s];
    double strength = scratch_.strength[a.slot][s], scale = scratch_.contact_scale[a.slot];
    if (partner.is_adult() && !mark.has(TieMark::one_sided) && !world_.is_gone(partner)) {
      const ActiveId other = world_.adults.active[partner.adult()];
      scale = std::min(scale, scratch_.contact_scale[other.slot]);
      if (mark.has(TieMark::uneven)) {
        const std::size_t back = world_.ties.find(other, PersonRef::of(world_.actives.adult[a]));
        strength = back == Ties::not_found ? 0 : std::min<double>(strength, scratch_.strength[other.slot][back]);
      }
    }
    return wanted(now_.tables, strength) * scale * world_.home_contact_percent / 100.0 / now_.parameters.ties.hours_per_contact;
  }

  const World& world_;
  const WeekContext& now_;
  WeekScratch& scratch_;
  Salt salt_;
  std::int64_t hundredths_;
  double most_per_hour_;  ///< contacts for an hour that is wanted and fits
};

}  // namespace

void keep_in_touch(const World& world, const WeekContext& now, WeekScratch& scratch) {
  const std::size_t count = world.actives.size();
  scratch.contact_scale.resize(count);
  scratch.guest_of.resize(count), scratch.home_circles.resize(count);
  for_each<ActiveId>(count, [&](ActiveId a) { scratch.contact_scale[a.slot] = share_that_fits(world, now, scratch, a); });
  const ContactKeeper keeper(world, now, scratch);
  for_each<ActiveId>(count, [&](ActiveId a) {
    if (!world.adults.has(world.actives.adult[a], Adults::gone)) keeper.keep_in_touch(a);
  });
}

}  // namespace weefsel
