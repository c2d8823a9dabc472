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

}  // namespace

Key placebo_household(const World& world, const Luck& luck) {
  const Salt salt = luck.salt(Purpose::placebo, Week{0});
  Key best = 0;
  bool best_at_gate = false;
  std::uint64_t highest = 0;
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h] || !is_family(world, h)) continue;
    const Key key = world.households.key[h];
    const bool at_gate = stands_at_a_gate(world, h);
    const std::uint64_t lot = salt.of(key);
    if (best != 0 && (at_gate != best_at_gate ? best_at_gate : lot <= highest)) continue;
    best = key, best_at_gate = at_gate, highest = lot;
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
