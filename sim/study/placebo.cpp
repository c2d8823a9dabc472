#include "study/placebo.hpp"

#include <algorithm>

#include "random/luck.hpp"

namespace weefsel {
namespace {

bool stands_at_a_gate(const World& world, HouseholdId h) {
  constexpr double gate_until = 12;  // nobody waits at secondary school
  bool found = false;
  world.for_each_child(h, [&](ChildId c) {
    const PlaceId place = world.children.day_place[c];
    found = found || (place.exists() && world.places.open[place] && age_in_years(world.children.birth_week[c], world.week) < gate_until);
  });
  return found;
}

/// Someone to meet: a school acquaintance, or a place where one usually finds people one knows. Whoever sits among
/// strangers only may miss a week without a trace.
bool has_company(const World& world, HouseholdId h) {
  for (const AdultId adult : world.households.adults[h]) {
    const ActiveId a = adult.exists() ? world.adults.active[adult] : ActiveId{};
    if (!a.exists()) continue;
    for (std::size_t k = 0; k < haunts_per_adult; ++k)
      if (world.actives.haunt[a][k].exists() && world.actives.haunt_regulars[a][k].raw > 0) return true;
    for (std::size_t s = 0; s < world.ties.count[a]; ++s)
      if (world.ties.mark[a][s].kind() == TieKind::school && world.ties.partner[a][s].is_adult()) return true;
  }
  return false;
}

}  // namespace

Key placebo_household(const World& world, const Luck& luck) {
  const Salt salt = luck.salt(Purpose::placebo, Week{0});
  Key best = 0;
  int most_to_miss = 0;
  std::uint64_t highest = 0;
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h] || !is_family(world, h)) continue;
    const Key key = world.households.key[h];
    const int to_miss = (stands_at_a_gate(world, h) ? 1 : 0) + (has_company(world, h) ? 1 : 0);
    const std::uint64_t lot = salt.of(key);
    if (best != 0 && (to_miss != most_to_miss ? to_miss < most_to_miss : lot <= highest)) continue;
    best = key, most_to_miss = to_miss, highest = lot;
  }
  return best;
}

Week placebo_week(const std::vector<Scenario>& scenarios) {
  const Week end{weeks_from_years(scenarios.front().years)};
  Week first = end;
  for (const Scenario& scenario : scenarios)
    for (const Lever& lever : scenario.levers)
      if (lever.end > Week{0}) first = std::min(first, std::max(lever.start, Week{0}));
  return first < end ? first : Week{0};
}

}  // namespace weefsel
