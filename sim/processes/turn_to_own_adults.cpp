#include "processes/turn_to_own_adults.hpp"

#include <algorithm>

#include "processes/raise_concerns.hpp"
#include "processes/turn_to_professionals.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

/// Index and true severity of the concern that weighs most; a youngster knows its own.
std::pair<std::size_t, double> worst_concern(const Children& children, ChildId c) {
  const auto& severity = children.severity[c];
  const auto worst = std::max_element(severity.begin(), severity.end());
  return {static_cast<std::size_t>(worst - severity.begin()), worst->value()};
}

/// What a talk does to a concern: as informational help does (7.13), scaled by substitution.
void ease(World& world, const WeekContext& now, ChildId c, std::size_t kind, Tally& tally, const Belongs& who) {
  const auto type = static_cast<ConcernKind>(kind);
  if (type == ConcernKind::child_borne) return;
  Share8& severity = world.children.severity[c][kind];
  const double share = now.parameters.help.substitution * now.parameters.support.resolving * (type == ConcernKind::everyday ? 1.0 : 0.5);
  severity = Share8(severity.value() * (1 - share));
  see_as(world.children, c, kind, world.children.perceived[c][kind].value() * (1 - share));
  if (severity.value() >= settled_below) return;
  end_concern(world.children, c, kind);
  tally.add(Flow::concerns_settled_in_network, who);
}

/// Calls f(youngster, severity of its worst concern, kind of it, tally) for each youngster with a concern.
template <class F>
void for_each_worried_youngster(World& world, const WeekContext& now, F&& f) {
  tally_blocks(world, world.children.size(), [&](std::size_t begin, std::size_t end, Tally& tally) {
    for (std::size_t i = begin; i < end; ++i) {
      const ChildId c(i);
      if (world.children.gone[c] || age_in_years(world.children.birth_week[c], now.week) < youngster_age) continue;
      const auto [kind, severity] = worst_concern(world.children, c);
      if (severity > 0) f(c, severity, kind, tally);
    }
  });
}

}  // namespace

void confide(World& world, const WeekContext& now, WeekScratch&) {
  for_each_worried_youngster(world, now, [&](ChildId c, double severity, std::size_t kind, Tally& tally) {
    if (!has_own_adult(world.children, c, now.week)) return;
    const double rate = now.parameters.support.asks_per_week * now.parameters.youngsters.confides * severity;
    if (!now.luck.draws(Purpose::own_help, now.week, world.children.key[c]).happens(0, rate / (1 + rate))) return;
    const Belongs who = belongs(world, world.children.household[c]);
    tally.add(Flow::youth_confided, who);
    ease(world, now, c, kind, tally, who);
  });
}

void seek_help_themselves(World& world, const WeekContext& now, WeekScratch&) {
  const auto& p = now.parameters;
  const auto supply = supply_factors(world, p);
  for_each_worried_youngster(world, now, [&](ChildId c, double severity, std::size_t, Tally& tally) {
    if (severity < 0.5 * p.help.need) return;
    const double known = has_own_adult(world.children, c, now.week) ? 1 : 0;
    const double gateway = std::max(0.1, 1 + p.help.gateway * (known - p.youngsters.known_centre));
    const double chance = p.help.self_request_per_week * p.youngsters.self_request * severity * gateway * supply[0];
    if (now.luck.draws(Purpose::own_help, now.week, world.children.key[c]).happens(1, chance))
      turn_to_help(world, now, c, 0, Route::youngster, tally, belongs(world, world.children.household[c]));
  });
}

}  // namespace weefsel
