#include "processes/relieve_poverty.hpp"

#include <algorithm>

#include "processes/apply_levers.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

/// A family in the area of the lever that cannot make ends meet on its own income.
bool needs_relief(const World& world, const Lever& lever, HouseholdId h) {
  if (world.households.gone[h] || !world.households.tight_income[h] || !is_family(world, h)) return false;
  const auto& codes = lever.poverty_relief.neighbourhoods;
  return codes.empty() ||
         std::find(codes.begin(), codes.end(), world.names.neighbourhood_code[world.neighbourhood_of(h)]) != codes.end();
}

void stop(World& world, HouseholdId h) { world.households.relief.row(h) = {}; }

/// Those who no longer need it let go; returns how many still have it.
std::size_t keep_the_needy(World& world, const Lever& lever, Key programme) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.relief[h].by != programme) continue;
    if (needs_relief(world, lever, h)) ++kept;
    else stop(world, h);
  }
  return kept;
}

void help_more(World& world, const WeekContext& now, const Lever& lever, Key programme, std::size_t more) {
  const Salt lot = now.luck.salt(Purpose::poverty_relief, Week{0});
  struct Candidate { std::uint64_t order; HouseholdId household; };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < world.households.size(); ++i)
    if (const HouseholdId h(i); world.households.relief[h].by == 0 && needs_relief(world, lever, h))
      candidates.push_back({lot.of(world.households.key[h], programme), h});
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.order > b.order; });
  candidates.resize(std::min(candidates.size(), more));
  for (const Candidate& one : candidates) {
    const bool relieved = unit_interval(mix64(one.order)) < lever.poverty_relief.relief;
    world.households.relief.give(one.household) = {programme, relieved};
  }
}

}  // namespace

double families_helped(const Lever& lever) {
  const PovertyReliefDescription& relief = lever.poverty_relief;
  if (relief.households > 0) return relief.households;
  return std::max(0.0, lever.cost_per_year) / relief.euro_per_household;
}

void relieve_poverty(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  for (const Lever& lever : levers) {
    if (lever.kind != LeverKind::poverty_relief || now.week < lever.start) continue;
    const Key programme = key_of_name(lever.id);
    if (!in_effect(lever, now.week)) {
      for (std::size_t i = 0; i < world.households.size(); ++i)
        if (world.households.relief[HouseholdId(i)].by == programme) stop(world, HouseholdId(i));
      continue;
    }
    const auto budget = static_cast<std::size_t>(families_helped(lever) * intensity(lever, now.week));
    const std::size_t kept = keep_the_needy(world, lever, programme);
    if (kept < budget) help_more(world, now, lever, programme, budget - kept);
  }
}

}  // namespace weefsel
