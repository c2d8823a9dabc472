#include "population/professionals_at_start.hpp"

#include <fmt/format.h>

#include "random/keys.hpp"

namespace weefsel {
namespace {

ProfessionalDescription described(const TownDescription& town, ProfessionalKind kind) {
  for (const ProfessionalDescription& one : town.professionals)
    if (one.kind == kind) return one;
  return default_professional(kind);
}

void add_team(World& world, const ProfessionalDescription& like, std::string_view where, PlaceId place,
              NeighbourhoodId neighbourhood, double children) {
  const ProfessionalId p(append_row(world.professionals));
  const auto kind = static_cast<std::size_t>(like.kind);
  world.professionals.key[p] = key_of_name(fmt::format("professional/{}/{}", professional_kind_names[kind], where));
  world.professionals.kind[p] = static_cast<std::uint8_t>(like.kind);
  world.professionals.place[p] = place;
  world.professionals.neighbourhood[p] = neighbourhood;
  world.professionals.hours_per_week[p] = Fixed(like.hours_per_week_per_1000_children * children / 1000.0);
  world.professionals.skill[p] = Share8(like.normalising_skill);
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
  Column<NeighbourhoodId, double> children(world.neighbourhoods.size(), 0.0);
  Column<PlaceId, double> pupils(world.places.size(), 1.0);  // one each, so that an empty school has a teacher too
  double in_town = 0;
  for (std::size_t i = 0; i < world.children.size(); ++i) {
    const ChildId c(i);
    if (age_in_years(world.children.birth_week[c], now) >= 18) continue;
    ++in_town, ++children[world.neighbourhood_of(world.children.household[c])];
    if (const PlaceId p = world.children.day_place[c]; p.exists()) ++pupils[p];
  }
  const auto is_childcare = [&](PlaceId p) { return world.places.kind_of(p) == PlaceKind::childcare; };
  const auto is_school = [&](PlaceId p) {
    return world.places.kind_of(p) == PlaceKind::primary_school ||
           world.places.kind_of(p) == PlaceKind::secondary_school;
  };
  double at_school = 0, in_childcare = 0;
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId p(i);
    if (is_school(p)) at_school += pupils[p];
    if (is_childcare(p)) in_childcare += pupils[p];
  }
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId p(i);
    if (!is_school(p) && !is_childcare(p)) continue;
    const double share = pupils[p] / (is_school(p) ? at_school : in_childcare);
    const ProfessionalKind kind = is_school(p) ? ProfessionalKind::teacher : ProfessionalKind::childcare_worker;
    add_team(world, described(town, kind), world.names.place_id[p], p, world.places.neighbourhood[p], share * in_town);
  }
  for (std::size_t i = 0; i < world.neighbourhoods.size(); ++i)
    for (const ProfessionalKind kind : {ProfessionalKind::youth_health_nurse, ProfessionalKind::general_practitioner,
                                        ProfessionalKind::youth_worker, ProfessionalKind::family_team_worker}) {
      const NeighbourhoodId n(i);
      add_team(world, described(town, kind), world.names.neighbourhood_code[n], PlaceId{}, n, children[n]);
    }
}

}  // namespace weefsel
