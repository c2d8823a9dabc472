#include "processes/keep_in_touch.hpp"

#include <algorithm>

#include "base/eight.hpp"

namespace weefsel {
namespace {

/// Hours a week wanted with a tie of a strength of 0 to 1, in 1/65536.
std::int32_t wanted(const ModelTables& tables, float strength) { return tables.hours_wanted[static_cast<std::size_t>(static_cast<std::int32_t>(strength * 255 + 0.5F))]; }

/// The same of each tie of an adult; 0 where there is none. Professionals are met at work, not at home.
using WantedHours = std::array<std::int32_t, tie_slots>;
WantedHours wanted_of(const World& world, const ModelTables& tables, const WeekScratch& scratch, ActiveId a) {
  const auto& strength = scratch.strength[a.slot];
  const auto& partner = world.ties.partner[a];
  WantedHours hours;
  for (std::size_t s = 0; s < tie_slots; ++s) hours[s] = wanted(tables, strength[s]);
  for (std::size_t s = 0; s < tie_slots; ++s) hours[s] = partner[s].is_professional() ? 0 : hours[s];
  return hours;
}

/// The share of the hours an adult wants with all its ties that fits in its week.
double share_that_fits(const World& world, const WeekContext& now, const WeekScratch& scratch, ActiveId a, const WantedHours& wanted) {
  const auto& p = now.parameters.ties;
  const AdultId adult = world.actives.adult[a];
  std::int32_t all = 0;
  for (const std::int32_t one : wanted) all += one;
  const double hours = all / 65536.0;
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
    constexpr double rounding = 1 + 1e-5;
    contacts_per_hour_ = world.home_contact_percent / 100.0 / now.parameters.ties.hours_per_contact;
    most_per_hour_ = static_cast<float>(contacts_per_hour_ * rounding / 65536);
  }

  /// How much of its wishes fits in an adult's week, and the ties that this week's luck may put in touch, all slots at once.
  /// The other's hours and side of the tie can only make it less: where one's own are too few, no need to look at them.
  [[nodiscard]] SlotSet maybe_in_touch(ActiveId a) const {
    const WantedHours hours = wanted_of(world_, now_.tables, scratch_, a);
    const double scale = scratch_.contact_scale[a.slot] = share_that_fits(world_, now_, scratch_, a, hours);
    if (world_.adults.has(world_.actives.adult[a], Adults::gone)) return 0;
    std::array<std::uint32_t, tie_slots> pair{};
    for (std::size_t s = 0; s < world_.ties.count[a]; ++s) pair[s] = pair_of(a, s);
    const float most = static_cast<float>(scale) * most_per_hour_;
    std::array<float, tie_slots> margin;
    for (std::size_t s = 0; s < tie_slots; ++s) margin[s] = static_cast<float>(hours[s]) * most - luck(salt_.of32(pair[s]));
    SlotSet slots = 0;
    for (std::size_t s = 0; s < tie_slots; s += eight) slots |= above(&margin[s], 0) << s;
    return slots;
  }

  /// Contacts with `lucky` ties, when it is known how much of everybody's wishes fits.
  void keep_in_touch(ActiveId a, SlotSet lucky) const {
    Encounters& mine = scratch_.encounters[a.slot];
    for_each_slot(lucky, [&](std::size_t s) {
      const double mean = contacts_meant(a, s);
      const auto whole = static_cast<std::int64_t>(mean);
      const std::int64_t contacts = whole + (luck_of(a, s) < mean - static_cast<double>(whole) ? 1 : 0);
      if (contacts == 0) return;
      mine.hours_hundredths[s] = static_cast<std::uint16_t>(std::min<std::int64_t>(60000, mine.hours_hundredths[s] + contacts * hundredths_));
      mine.contacts = static_cast<std::uint8_t>(std::min<std::int64_t>(mine.contacts + contacts, 200));
    });
  }

 private:
  /// What the luck of a pair is drawn by: the same from both sides.
  [[nodiscard]] std::uint32_t pair_of(ActiveId a, std::size_t s) const {
    return static_cast<std::uint32_t>(world_.adults.key[world_.actives.adult[a]] + world_.key_of(world_.ties.partner[a][s]));
  }
  /// [0, 1), of 24 bits.
  [[nodiscard]] static float luck(std::uint32_t bits) { return static_cast<float>(static_cast<std::int32_t>(bits >> 8)) * 0x1.0p-24F; }
  [[nodiscard]] double luck_of(ActiveId a, std::size_t s) const { return static_cast<double>(luck(salt_.of32(pair_of(a, s)))); }

  /// Mean number of contacts this week: as many as the one with fewer hours has for it, by the weaker side of the tie.
  double contacts_meant(ActiveId a, std::size_t s) const {
    const PersonRef partner = world_.ties.partner[a][s];
    const TieMark mark = world_.ties.mark[a][s];
    float strength = scratch_.strength[a.slot][s];
    double scale = scratch_.contact_scale[a.slot];
    if (partner.is_adult() && !mark.has(TieMark::one_sided) && !world_.is_gone(partner)) {
      const ActiveId other = world_.adults.active[partner.adult()];
      scale = std::min(scale, scratch_.contact_scale[other.slot]);
      if (mark.has(TieMark::uneven)) {
        const std::size_t back = world_.ties.find(other, PersonRef::of(world_.actives.adult[a]));
        strength = back == Ties::not_found ? 0 : std::min(strength, scratch_.strength[other.slot][back]);
      }
    }
    return wanted(now_.tables, strength) / 65536.0 * scale * contacts_per_hour_;
  }

  const World& world_;
  const WeekContext& now_;
  WeekScratch& scratch_;
  Salt salt_;
  std::int64_t hundredths_;
  double contacts_per_hour_;  ///< for an hour that is wanted and fits
  float most_per_hour_;       ///< the same for 1/65536 of an hour, and a little more
};

}  // namespace

void keep_in_touch(const World& world, const WeekContext& now, WeekScratch& scratch) {
  const std::size_t count = world.actives.size();
  scratch.contact_scale.resize(count);
  scratch.guest_of.resize(count), scratch.home_circles.resize(count);
  const ContactKeeper keeper(world, now, scratch);
  std::vector<SlotSet> lucky(count);
  for_each<ActiveId>(count, [&](ActiveId a) { lucky[a.slot] = keeper.maybe_in_touch(a); });
  for_each<ActiveId>(count, [&](ActiveId a) { keeper.keep_in_touch(a, lucky[a.slot]); });
}

}  // namespace weefsel
