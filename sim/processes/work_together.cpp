#include "processes/work_together.hpp"

#include <algorithm>

#include "population/team_ties.hpp"
#include "processes/apply_levers.hpp"
#include "processes/staff_teams.hpp"

namespace weefsel {

void work_together(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  find_rest(world, now.parameters);
  std::vector<double> hours(world.professionals.size(), now.parameters.cooperation.hours_per_week);
  for (const Lever& lever : levers) {
    const double extra = lever.kind == LeverKind::professionals ? lever.professionals.cooperation_hours * intensity(lever, now.week) : 0;
    if (extra <= 0) continue;
    for (std::size_t i = 0; i < hours.size(); ++i)
      if (concerns_team(world, lever.professionals, ProfessionalId(i))) hours[i] += extra;
  }
  const std::vector<int> worked_with = teams_worked_with(world);
  for (std::size_t i = 0; i < world.cooperations.size(); ++i) {
    const CooperationId pair(i);
    Share16& strength = world.cooperations.strength[pair];
    const double growth = std::min(1.0, now.parameters.ties.growth_per_hour * hours_together(world, pair, hours, worked_with));
    const double s = strength.value();
    strength = Share16(s + growth * (1 - s) - now.tables.cooperation_fading * s);
  }
}

std::vector<double> cooperation_above_rest(const World& world) {
  std::vector<std::int64_t> sum(world.professionals.size(), 0), count(world.professionals.size(), 0);
  for (std::size_t i = 0; i < world.cooperations.size(); ++i) {
    const CooperationId pair(i);
    const std::int64_t above = std::int64_t{world.cooperations.strength[pair].raw} - world.cooperations.rest[pair].raw;
    for (const ProfessionalId team : {world.cooperations.a[pair], world.cooperations.b[pair]})
      sum[team.slot] += above, ++count[team.slot];
  }
  std::vector<double> closer(sum.size(), 0.0);
  for (std::size_t i = 0; i < sum.size(); ++i)
    if (count[i] > 0) closer[i] = static_cast<double>(sum[i]) / static_cast<double>(count[i]) / 65535.0;
  return closer;
}

}  // namespace weefsel
