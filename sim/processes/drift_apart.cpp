#include "processes/drift_apart.hpp"

#include <algorithm>

#include "population/settle.hpp"
#include "processes/household_events.hpp"

namespace weefsel {
namespace {

constexpr int weeks_between = 4;
/// What is left of a friendship that drifts: just above where ties end, below where they are kept up from home.
constexpr double last_bit = dropped_below + 0.005;

void drift(World& world, const WeekContext& now, ActiveId a, const Salt& salt, double chance) {
  const Key me = world.adults.key[world.actives.adult[a]];
  for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
    const PersonRef other = world.ties.partner[a][s];
    if (other.is_professional() || world.ties.mark[a][s].kind() == TieKind::kin) continue;
    const Key them = world.key_of(other);
    if (unit_interval(other.is_adult() ? salt.of_pair(me, them) : salt.of(me, them)) >= chance) continue;
    if (strength_at(world.ties, now.tables.fading, a, s, now.week) <= last_bit) continue;
    world.ties.strength[a][s] = Share16(last_bit);
    world.ties.touched[a][s] = short_week(now.week);
  }
}

}  // namespace

void drift_apart(World& world, const WeekContext& now) {
  if (now.week.number % weeks_between != 0) return;
  const auto& p = now.parameters.ties;
  const double chance = 1 - rounded_exp(-p.turnover_per_year * weeks_between / weeks_per_year);
  if (chance <= 0) return;
  const Salt drifting = now.luck.salt(Purpose::drift_apart, now.week), arriving = now.luck.salt(Purpose::friend_elsewhere, now.week);
  tally_blocks(world, world.actives.size(), [&](std::size_t begin, std::size_t end, Tally& tally) {
    for (std::size_t i = begin; i < end; ++i) {
      const ActiveId a(i);
      const AdultId adult = world.actives.adult[a];
      if (world.adults.has(adult, Adults::gone)) continue;
      drift(world, now, a, drifting, chance);
      const double sociable = 0.5 + world.adults.sociability[adult].value();
      const Salt own = arriving.own(world.adults.key[adult]);
      if (unit_interval(own.of(0)) < chance * p.outside_friends * sociable && befriend_elsewhere(world, own, a, now.week))
        tally.add(Flow::ties_started, belongs(world, world.adults.household[adult]));
    }
  });
}

}  // namespace weefsel
