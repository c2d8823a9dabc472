#include "population/team_staffing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "random/keys.hpp"

namespace weefsel {
namespace {

bool is_childcare(const World& world, PlaceId p) { return world.places.kind_of(p) == PlaceKind::childcare; }
bool is_school(const World& world, PlaceId p) {
  return world.places.kind_of(p) == PlaceKind::primary_school || world.places.kind_of(p) == PlaceKind::secondary_school;
}

/// Teams that are staffed by the number of children, and not by a lever alone.
bool follows_children(const World& world, ProfessionalId team) {
  return world.staffing.hours_per_1000[world.professionals.kind[team]].raw > 0;
}

bool is_of_place(const World& world, ProfessionalId team) {
  const auto kind = static_cast<ProfessionalKind>(world.professionals.kind[team]);
  return kind == ProfessionalKind::teacher || kind == ProfessionalKind::childcare_worker;
}

void add_teams_at_places(World& world) {
  std::vector<std::uint8_t> has_team(world.places.size(), 0);
  for (std::size_t i = 0; i < world.professionals.size(); ++i)
    if (is_of_place(world, ProfessionalId(i))) has_team[world.professionals.place[ProfessionalId(i)].slot] = 1;
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId p(i);
    if (has_team[i] || (!is_school(world, p) && !is_childcare(world, p))) continue;
    const ProfessionalKind kind = is_school(world, p) ? ProfessionalKind::teacher : ProfessionalKind::childcare_worker;
    add_team(world, kind, world.names.place_id[p], p, world.places.neighbourhood[p]);
  }
}

/// Children under 18: in town, by neighbourhood, and by the open school or childcare where they go.
struct ChildrenCounted {
  double in_town = 0;
  Column<NeighbourhoodId, double> living;
  Column<PlaceId, double> pupils;  ///< one too many each, so that an empty one has hours too
  double at_school = 0, in_childcare = 0;
};

ChildrenCounted count_children(const World& world, Week now) {
  ChildrenCounted count;
  count.living.assign(world.neighbourhoods.size(), 0.0);
  count.pupils.assign(world.places.size(), 1.0);
  for (std::size_t i = 0; i < world.children.size(); ++i) {
    const ChildId c(i);
    if (world.children.gone[c] || age_in_years(world.children.birth_week[c], now) >= 18) continue;
    ++count.in_town, ++count.living[world.neighbourhood_of(world.children.household[c])];
    if (const PlaceId p = world.children.day_place[c]; p.exists()) ++count.pupils[p];
  }
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId p(i);
    if (!world.places.open[p]) count.pupils[p] = 0;
    if (is_school(world, p)) count.at_school += count.pupils[p];
    if (is_childcare(world, p)) count.in_childcare += count.pupils[p];
  }
  return count;
}

}  // namespace

ProfessionalId add_team(World& world, ProfessionalKind kind, std::string_view where, PlaceId place,
                        NeighbourhoodId neighbourhood) {
  const ProfessionalId team(append_row(world.professionals));
  const auto k = static_cast<std::size_t>(kind);
  world.professionals.key[team] = key_of_name(fmt::format("professional/{}/{}", professional_kind_names[k], where));
  world.professionals.kind[team] = static_cast<std::uint8_t>(kind);
  world.professionals.place[team] = place;
  world.professionals.neighbourhood[team] = neighbourhood;
  world.professionals.skill[team] = world.staffing.skill[k];
  return team;
}

void staff_by_children(World& world, Week now) {
  Staffing& staffing = world.staffing;
  add_teams_at_places(world);
  const ChildrenCounted count = count_children(world, now);
  Professionals& teams = world.professionals;
  for (std::size_t i = 0; i < teams.size(); ++i) {
    const ProfessionalId team(i);
    if (!follows_children(world, team)) continue;
    double children = 0;
    if (is_of_place(world, team)) {
      const PlaceId p = teams.place[team];
      const double all = is_school(world, p) ? count.at_school : count.in_childcare;
      if (all <= 0) continue;
      children = count.in_town * count.pupils[p] / all;
    } else {
      children = count.living[teams.neighbourhood[team]];
    }
    teams.base_hours[team] = Fixed(staffing.hours_per_1000[teams.kind[team]].value() * children / 1000.0);
  }
  staffing.tier1_places = Fixed(staffing.tier1_per_1000.value() * count.in_town / 1000);
  world.tier2_capacity = Fixed(staffing.tier2_per_1000.value() * count.in_town / 1000);
}

bool needs_new_staffing(const World& world) {
  std::vector<std::uint8_t> without(world.places.size(), 0);  // open, and no team seen yet
  bool school_open = false, childcare_open = false;
  for (std::size_t i = 0; i < without.size(); ++i) {
    const PlaceId p(i);
    if (!world.places.open[p]) continue;
    without[i] = is_school(world, p) || is_childcare(world, p);
    school_open = school_open || is_school(world, p), childcare_open = childcare_open || is_childcare(world, p);
  }
  for (std::size_t i = 0; i < world.professionals.size(); ++i) {
    const ProfessionalId team(i);
    if (!is_of_place(world, team) || !follows_children(world, team)) continue;
    const PlaceId p = world.professionals.place[team];
    const bool any_open = is_school(world, p) ? school_open : childcare_open;
    const bool staffed = world.professionals.base_hours[team].raw > 0, open = world.places.open[p] != 0;
    if (any_open && staffed != open) return true;
    without[p.slot] = 0;
  }
  return std::any_of(without.begin(), without.end(), [](std::uint8_t one) { return one != 0; });
}

}  // namespace weefsel
