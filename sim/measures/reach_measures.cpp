#include "measures/reach_measures.hpp"

#include <algorithm>
#include <limits>

#include "base/parallel.hpp"

namespace weefsel {

std::array<ShortWeek, place_kind_count> latest_visits(const World& world, HouseholdId h) {
  std::array<ShortWeek, place_kind_count> latest;
  latest.fill(long_ago);
  for (const AdultId a : world.households.adults[h]) {
    const ActiveId active = a.exists() ? world.adults.active[a] : ActiveId{};
    if (!active.exists()) continue;
    const auto& visits = world.actives.last_visit[active];
    for (std::size_t k = 0; k < place_kind_count; ++k) latest[k] = std::max(latest[k], visits[k]);
  }
  return latest;
}

void ReachSums::add(const ReachSums& o) {
  families += o.families;
  for (std::size_t k = 0; k < place_kind_count; ++k) in_quarter[k] += o.in_quarter[k], in_year[k] += o.in_year[k];
}

double ReachSums::share_of_families(std::int64_t count) const {
  if (families < least_families) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(count) / static_cast<double>(families);
}

ReachMeasures measure_reach(const World& world) {
  const ReachMeasures empty(world.neighbourhoods.size());
  ReachMeasures total = empty;
  gather_blocks(world.households.size(), total, empty,
                [&](std::size_t begin, std::size_t end, ReachMeasures& sums) {
                  for (std::size_t i = begin; i < end; ++i) {
                    const HouseholdId h(i);
                    if (world.households.gone[h] || !is_family(world, h)) continue;
                    const auto latest = latest_visits(world, h);
                    sums.each(belongs(world, h), [&](ReachSums& s) {
                      ++s.families;
                      for (std::size_t k = 0; k < place_kind_count; ++k) {
                        const std::int32_t weeks_ago = world.week.number - latest[k];
                        s.in_quarter[k] += weeks_ago <= weeks_of_quarter, s.in_year[k] += weeks_ago <= weeks_of_year;
                      }
                    });
                  }
                },
                [](ReachMeasures& a, const ReachMeasures& b) { a.add(b); });
  return total;
}

}  // namespace weefsel
