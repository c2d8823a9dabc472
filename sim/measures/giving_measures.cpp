#include "measures/giving_measures.hpp"

#include <limits>

#include "base/parallel.hpp"

namespace weefsel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double ratio(std::int64_t part, std::int64_t whole) { return whole == 0 ? nan : static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

void GivingSums::add(const GivingSums& o) {
  families += o.families, parents += o.parents, giving_parents += o.giving_parents;
  givers += o.givers, heavy += o.heavy;
  quarters.add(o.quarters);
}
double GivingSums::giving_share() const { return families < least_families ? nan : ratio(giving_parents, parents); }
double GivingSums::heavy_share() const { return families < least_families ? nan : ratio(heavy, givers); }
double GivingSums::hours_at(double share) const {
  return families < least_families || givers == 0 ? nan : static_cast<double>(quarters.step_at(share)) / RecentHours::per_hour;
}

GivingMeasures measure_giving(const World& world) {
  const GivingMeasures empty(world.neighbourhoods.size());
  GivingMeasures total = empty;
  gather_blocks(world.households.size(), total, empty,
                [&](std::size_t begin, std::size_t end, GivingMeasures& sums) {
                  for (std::size_t i = begin; i < end; ++i) {
                    const HouseholdId h(i);
                    if (world.households.gone[h]) continue;
                    const bool family = is_family(world, h);
                    const Belongs who = belongs(world, h);
                    if (family) sums.each(who, [](GivingSums& s) { ++s.families; });
                    for (const AdultId a : world.households.adults[h]) {
                      const ActiveId active = a.exists() ? world.adults.active[a] : ActiveId{};
                      if (!active.exists()) continue;
                      const bool parent = family || is_parent(world, a);
                      const std::uint32_t quarters = world.actives.given[active].quarters();
                      sums.each(who, [&](GivingSums& s) {
                        s.parents += parent;
                        if (quarters == 0) return;
                        s.giving_parents += parent;
                        ++s.givers, s.heavy += quarters > heavy_giving_hours * RecentHours::per_hour;
                        s.quarters.add(quarters);
                      });
                    }
                  }
                },
                [](GivingMeasures& a, const GivingMeasures& b) { a.add(b); });
  return total;
}

}  // namespace weefsel
