#include "processes/keep_in_touch.hpp"

#include <algorithm>

namespace weefsel {
namespace {

double wanted(const ModelTables& tables, double strength) {
  return tables.hours_wanted[static_cast<std::size_t>(round_to_int(std::min(strength, 1.0) * 255))];
}

}  // namespace

void keep_in_touch(const World& world, const WeekContext& now, WeekScratch& scratch) {
  const auto& p = now.parameters.ties;
  scratch.contact_scale.assign(world.actives.size(), 1.0);
  scratch.guest_of.resize(world.actives.size()), scratch.home_circles.resize(world.actives.size());

  for_each<ActiveId>(world.actives.size(), [&](ActiveId a) {
    const AdultId adult = world.actives.adult[a];
    double hours = 0;
    for (std::size_t s = 0; s < world.ties.count[a]; ++s)
      if (!world.ties.partner[a][s].is_professional()) hours += wanted(now.tables, scratch.strength[a.slot][s]);
    const double spare = std::clamp(1.5 - world.adults.working_hours[adult] / 48.0, 0.4, 1.5);
    // Who fares badly withdraws; hours already spent at somebody's home are spent.
    const double mood = std::clamp(1 + p.contact_withdrawal * world.actives.wellbeing[a].value(), 0.2, 1.5);
    const bool at_home_with_friends = scratch.guest_of[a.slot].exists() || scratch.home_circles[a.slot].count > 0;
    const double budget = std::max(0.0, p.contact_hours_per_week * spare * mood * (0.5 + world.adults.sociability[adult].value()) -
                                            (at_home_with_friends ? now.parameters.meeting.home_circle_hours : 0));
    scratch.contact_scale[a.slot] = hours > budget ? budget / hours : 1.0;
  });

  const Salt salt = now.luck.salt(Purpose::keep_in_touch, now.week);
  const auto contacts_meant = [&](double strength, double scale) {
    return wanted(now.tables, strength) * scale * world.home_contact_percent / 100.0 / p.hours_per_contact;
  };
  for_each<ActiveId>(world.actives.size(), [&](ActiveId a) {
    const AdultId adult = world.actives.adult[a];
    if (world.adults.has(adult, Adults::gone)) return;
    Encounters& mine = scratch.encounters[a.slot];
    for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
      const Tie tie = world.ties.get(a, s);
      if (tie.partner.is_professional()) continue;  // met at work, not at home
      double strength = scratch.strength[a.slot][s], scale = scratch.contact_scale[a.slot];
      const double most = contacts_meant(strength, scale);
      if (most <= 0) continue;
      const Key me = world.adults.key[adult], them = world.key_of(tie.partner);
      const double u = unit_interval(tie.partner.is_adult() ? salt.of_pair(me, them) : salt.of(me, them));
      if (u >= most) continue;  // the other's hours and side of the tie can only make it less: no need to look at them
      if (tie.partner.is_adult() && !tie.mark.has(TieMark::one_sided) && !world.is_gone(tie.partner)) {
        const ActiveId other = world.adults.active[tie.partner.adult()];
        scale = std::min(scale, scratch.contact_scale[other.slot]);
        if (tie.mark.has(TieMark::uneven)) {
          const std::size_t back = world.ties.find(other, PersonRef::of(adult));
          strength = back == Ties::not_found ? 0 : std::min<double>(strength, scratch.strength[other.slot][back]);
        }
      }
      const double mean = contacts_meant(strength, scale);
      if (mean <= 0) continue;
      const auto whole = static_cast<std::int64_t>(mean);
      const std::int64_t contacts = whole + (u < mean - static_cast<double>(whole) ? 1 : 0);
      if (contacts == 0) continue;
      mine.hours_hundredths[s] = static_cast<std::uint16_t>(std::min<std::int64_t>(60000, mine.hours_hundredths[s] + contacts * round_to_int(p.hours_per_contact * now.tables.meeting_hours * 100)));
      mine.contacts = static_cast<std::uint8_t>(std::min<std::int64_t>(mine.contacts + contacts, 200));
    }
  });
}

}  // namespace weefsel
