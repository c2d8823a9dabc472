#include "processes/staff_teams.hpp"

#include <algorithm>

#include "population/team_staffing.hpp"
#include "population/team_ties.hpp"
#include "processes/apply_levers.hpp"

namespace weefsel {
namespace {

template <class List, class One>
bool none_or_has(const List& list, const One& one) {
  return list.empty() || std::find(list.begin(), list.end(), one) != list.end();
}

bool works_in(const World& world, ProfessionalId team, const std::vector<std::string>& codes) {
  return codes.empty() || none_or_has(codes, world.names.neighbourhood_code[world.professionals.neighbourhood[team]]);
}

/// Does a budget cut fall on this team? Without kinds: on those that a municipality pays.
bool is_cut(const World& world, const Lever& lever, ProfessionalId team) {
  const BudgetCutDescription& cut = lever.budget_cut;
  const auto kind = static_cast<ProfessionalKind>(world.professionals.kind[team]);
  if (!works_in(world, team, lever.places.neighbourhoods)) return false;
  if (cut.place_kinds.empty() && cut.professional_kinds.empty())
    return kind == ProfessionalKind::youth_health_nurse || kind == ProfessionalKind::youth_worker ||
           kind == ProfessionalKind::family_team_worker;
  return std::find(cut.professional_kinds.begin(), cut.professional_kinds.end(), kind) != cut.professional_kinds.end();
}

/// Hours and skill of a team under the levers of this week.
void set_team(World& world, const WeekContext& now, const std::vector<Lever>& levers, ProfessionalId team) {
  Professionals& teams = world.professionals;
  double hours = teams.base_hours[team].value(), skill = world.staffing.skill[teams.kind[team]].value();
  for (const Lever& lever : levers) {
    const double part = intensity(lever, now.week);
    if (part <= 0) continue;
    if (lever.kind == LeverKind::professionals && concerns_team(world, lever.professionals, team)) {
      hours *= 1 + (lever.professionals.hours_factor - 1) * part;
      skill += lever.professionals.skill_gain * part * (1 - skill);
    }
    if (lever.kind == LeverKind::budget_cut && is_cut(world, lever, team)) hours *= 1 - lever.budget_cut.share * part;
  }
  teams.hours_per_week[team] = Fixed(hours);
  teams.skill[team] = Share8(skill);
}

/// Places of tier 1 grow and shrink with the hours of all family teams.
void set_places_in_help(World& world) {
  std::int64_t hours = 0, base = 0;
  for (std::size_t i = 0; i < world.professionals.size(); ++i) {
    const ProfessionalId team(i);
    if (world.professionals.kind[team] != static_cast<std::uint8_t>(ProfessionalKind::family_team_worker)) continue;
    hours += world.professionals.hours_per_week[team].raw, base += world.professionals.base_hours[team].raw;
  }
  const bool as_before = hours == base || base <= 0;
  const double factor = as_before ? 1 : static_cast<double>(hours) / static_cast<double>(base);
  world.tier1_capacity = as_before ? world.staffing.tier1_places : Fixed(world.staffing.tier1_places.value() * factor);
}

}  // namespace

bool concerns_team(const World& world, const ProfessionalsDescription& professionals, ProfessionalId team) {
  return none_or_has(professionals.kinds, static_cast<ProfessionalKind>(world.professionals.kind[team])) &&
         works_in(world, team, professionals.neighbourhoods);
}

void staff_teams(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  if (!world.staffing.known) return;
  const bool anew = now.week.number % 52 == 0 || needs_new_staffing(world);
  if (anew) staff_by_children(world, now.week);
  for (std::size_t i = 0; i < world.professionals.size(); ++i) {
    const ProfessionalId team(i);
    if (world.staffing.hours_per_1000[world.professionals.kind[team]].raw > 0) set_team(world, now, levers, team);
  }
  set_places_in_help(world);
  if (anew || now.week.number % 13 == 0) link_teams(world);  // teams that have come
}

}  // namespace weefsel
