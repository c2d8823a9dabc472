#include "population/professionals_at_start.hpp"

#include "population/team_staffing.hpp"

namespace weefsel {
namespace {

ProfessionalDescription described(const TownDescription& town, ProfessionalKind kind) {
  for (const ProfessionalDescription& one : town.professionals)
    if (one.kind == kind) return one;
  return default_professional(kind);
}

}  // namespace

ProfessionalDescription default_professional(ProfessionalKind kind) {
  ProfessionalDescription one;
  one.kind = kind;
  one.source = "default of the model: judgement";
  switch (kind) {
    case ProfessionalKind::teacher: one.hours_per_week_per_1000_children = 40; break;
    case ProfessionalKind::childcare_worker: one.hours_per_week_per_1000_children = 10; break;
    case ProfessionalKind::youth_health_nurse:
      one.hours_per_week_per_1000_children = 20, one.normalising_skill = 0.6;
      break;
    case ProfessionalKind::general_practitioner: one.hours_per_week_per_1000_children = 10; break;
    case ProfessionalKind::family_team_worker:
      one.hours_per_week_per_1000_children = 40, one.normalising_skill = 0.6;
      break;
    default: one.hours_per_week_per_1000_children = 15; break;  // youth worker
  }
  return one;
}

void employ_professionals(World& world, const TownDescription& town, Week now) {
  Staffing& staffing = world.staffing;
  staffing.known = true;
  const auto describe = [&](ProfessionalKind kind) {
    const ProfessionalDescription like = described(town, kind);
    staffing.hours_per_1000[static_cast<std::size_t>(kind)] = Fixed(like.hours_per_week_per_1000_children);
    staffing.skill[static_cast<std::size_t>(kind)] = Share8(like.normalising_skill);
  };
  describe(ProfessionalKind::teacher), describe(ProfessionalKind::childcare_worker);
  for (const ProfessionalKind kind : neighbourhood_teams) describe(kind);
  staffing.tier1_per_1000 = Fixed(town.tier1_places_per_1000_children);
  staffing.tier2_per_1000 = Fixed(town.tier2_places_per_1000_children);
  for (std::size_t i = 0; i < world.neighbourhoods.size(); ++i)
    for (const ProfessionalKind kind : neighbourhood_teams) {
      const NeighbourhoodId n(i);
      add_team(world, kind, world.names.neighbourhood_code[n], PlaceId{}, n);
    }
  staff_by_children(world, now);
  world.professionals.hours_per_week = world.professionals.base_hours;
  world.tier1_capacity = staffing.tier1_places;
}

}  // namespace weefsel
