#include "study/pattern_outings.hpp"

#include <algorithm>

namespace weefsel {
namespace {

constexpr std::int32_t uses_the_library = 4;  // times a year
constexpr std::uint8_t counts_as_weekly = 3;  // of four weeks

/// A chat in the street: being there with one or more others in the circle.
bool chatted_in_street(const Gatherings& g, ActiveId a) {
  for (std::size_t v = 0; v < g.visit_count[a.slot]; ++v) {
    const std::uint32_t seat = g.seat_of(a, v);
    if (g.visit(a, v).kind == static_cast<std::uint8_t>(TieKind::neighbour) && seat != Gatherings::no_seat && !g.visit(a, v).chosen &&
        g.circle_end[seat] - g.circle_first[seat] > 1)
      return true;
  }
  return false;
}

}  // namespace

void VisitYear::open(const World& world) {
  households_.clear();
  for (std::size_t i = 0; i < world.households.size(); ++i)
    if (!world.households.gone[HouseholdId(i)]) households_.emplace(world.households.key[HouseholdId(i)], 0);
}

void VisitYear::observe(const World& world, const WeekScratch& scratch) {
  const Gatherings& g = scratch.gatherings;
  for (std::size_t i = 0; i < g.visit_count.size(); ++i)
    for (std::size_t v = 0; v < g.visit_count[i]; ++v) {
      const Visit& visit = g.visit(ActiveId(i), v);
      if (!visit.chosen || g.seat_of(ActiveId(i), v) == Gatherings::no_seat) continue;
      if (world.places.kind_of(PlaceId(visit.group / Gatherings::occasions_per_place)) != PlaceKind::library) continue;
      const auto found = households_.find(world.households.key[world.adults.household[world.actives.adult[ActiveId(i)]]]);
      if (found != households_.end()) ++found->second;
    }
}

void VisitYear::close(const World& world, Findings& findings) {
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    const auto found = households_.find(world.households.key[h]);
    if (world.households.gone[h] || !is_family(world, h) || found == households_.end()) continue;
    const GroupMask groups = belongs(world, h).groups;
    const bool library = found->second >= uses_the_library;
    findings.add("library", groups, library);
    if ((groups & bit(Group::two_parents)) != 0) library_couples_.add(library);
  }
}

void VisitYear::report(Findings& findings) const {
  findings.set("library_couples", library_couples_.value());
}

void ContactWeeks::observe(const World& world, const WeekScratch& scratch) {
  const std::int32_t lived = world.week.number - 1;
  weeks_with_.resize(world.actives.size());
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId a(i);
    const StreetId street = world.street_of(world.adults.household[world.actives.adult[a]]);
    std::array<bool, 3> with{};
    with[neighbours] = i < scratch.gatherings.visit_count.size() && chatted_in_street(scratch.gatherings, a);
    for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
      const Tie tie = world.ties.get(a, s);
      if (tie.touched != lived || tie.partner.is_professional()) continue;
      if (tie.mark.kind() == TieKind::kin) {
        with[family] = true;
        continue;
      }
      const bool near = tie.partner.is_adult() && !world.is_gone(tie.partner) &&
                        world.street_of(world.adults.household[tie.partner.adult()]) == street;
      with[neighbours] = with[neighbours] || near;
      with[friends] = with[friends] || tie.strength.value() >= (near ? support_tie : weak_tie);
    }
    for (std::size_t k = 0; k < with.size(); ++k) weeks_with_[i][k] = static_cast<std::uint8_t>(weeks_with_[i][k] + (with[k] ? 1 : 0));
  }
}

void ContactWeeks::close(const World& world) {
  for (std::size_t i = 0; i < weeks_with_.size(); ++i) {
    const AdultId adult = world.actives.adult[ActiveId(i)];
    const double age = age_in_years(world.adults.birth_week[adult], world.week);
    if (!is_parent(world, adult) || age < 35 || age >= 65) continue;
    for (std::size_t k = 0; k < weekly_.size(); ++k) weekly_[k].add(weeks_with_[i][k] >= counts_as_weekly);
  }
  weeks_with_.clear();
}

void ContactWeeks::report(Findings& findings) const {
  findings.set("contact_neighbours", weekly_[neighbours].value()), findings.set("contact_family", weekly_[family].value());
  findings.set("contact_friends", weekly_[friends].value());
}

}  // namespace weefsel
