#include "processes/feel.hpp"

#include <algorithm>

namespace weefsel {
namespace {

struct ChildrenLoad {
  double concerns = 0;
  bool waiting = false;
};

/// How concerns count: as the parents feel them, or as requests follow from them.
enum class Concerns { felt, behind_requests };

ChildrenLoad load_of_children(const World& world, HouseholdId h, Concerns as) {
  ChildrenLoad load;
  world.for_each_child(h, [&](ChildId c) {
    for (std::size_t k = 0; k < concern_kind_count; ++k)
      load.concerns += as == Concerns::felt ? felt_severity(world.children, c, k) : world.children.perceived[c][k].value();
    for (const HelpState state : world.children.help[c]) load.waiting = load.waiting || state == HelpState::waiting;
  });
  return load;
}

/// All but help given and received.
double load_of_circumstances(const World& world, const Parameters& parameters, ActiveId a, Concerns as) {
  const auto& p = parameters.wellbeing;
  const AdultId adult = world.actives.adult[a];
  const HouseholdId home = world.adults.household[adult];
  const ChildrenLoad here = load_of_children(world, home, as);
  double load = here.concerns + (here.waiting ? p.waiting_load : 0);
  if (const HouseholdId elsewhere = world.adults.children_elsewhere[adult]; elsewhere.exists() && !world.households.gone[elsewhere])
    load += 0.5 * load_of_children(world, elsewhere, as).concerns;
  if (world.is_tight(home)) load += p.income_load;
  if (world.households.first_child[home].exists() && !world.adults.partner[adult].exists()) load += p.alone_load;
  return load + p.event_load * world.actives.event_strain[a].value();
}

}  // namespace

double load_carried(const World& world, const Parameters& parameters, ActiveId a) {
  return load_of_circumstances(world, parameters, a, Concerns::felt) + world.actives.giving_load[a].value();
}

double load_behind_requests(const World& world, const Parameters& parameters, ActiveId a) {
  const double by_support = world.actives.giving_load[a].value() - world.actives.relief[a].value();
  return std::max(0.0, load_of_circumstances(world, parameters, a, Concerns::behind_requests) + parameters.help.substitution * by_support);
}

void feel(World& world, const WeekContext& now, WeekScratch& scratch) {
  const auto& p = now.parameters.wellbeing;
  const ModelTables& tables = now.tables;
  ActiveAdults& actives = world.actives;
  for_each<ActiveId>(actives.size(), [&](ActiveId a) {
    const AdultId adult = actives.adult[a];
    if (world.adults.has(adult, Adults::gone)) return;
    const double load = std::max(0.0, load_carried(world, now.parameters, a) - actives.relief[a].value());
    actives.load[a] = Fixed(load);
    actives.event_strain[a] = Fixed(actives.event_strain[a].value() * (1 - tables.event_fading));
    actives.relief[a] = Fixed(actives.relief[a].value() * (1 - tables.relief_fading));
    actives.balance[a] = Fixed(actives.balance[a].value() * tables.balance_keeping);
    const double trust = actives.trust_in_asking[a].value();
    actives.trust_in_asking[a] = Share16(trust + tables.trust_recovery * (1 - trust));

    const std::uint8_t events = scratch.events[a.slot];
    const auto week_with = [&](WeekEvent e) { return (events & e) != 0 ? 1.0 : 0.0; };
    const double resources = p.support_weight * (actives.counted_on[a].value() - p.support_centre) +
                             p.belonging_weight * (week_with(met_known_people) - p.belonging_centre) +
                             p.heard_weight * week_with(was_heard) +
                             (load < 1 ? p.meaning_weight * week_with(gave_help) : 0);
    const double risks = p.load_weight * (load - p.load_centre);
    const Draws draws = now.luck.draws(Purpose::mood, now.week, world.adults.key[adult]);
    const double noise = p.noise * normal_quantile16(static_cast<std::uint16_t>(draws.word[0] >> 16));
    const double b = actives.wellbeing[a].value();
    actives.wellbeing[a] = Fixed(b + tables.wellbeing_return * (actives.level[a].value() + resources - risks - b) + noise);
  });
}

}  // namespace weefsel
