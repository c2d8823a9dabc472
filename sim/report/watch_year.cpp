#include "report/watch_year.hpp"

#include "random/distributions.hpp"

namespace weefsel {
namespace {

int people_known(const World& world, const FadingCurve& fading, ActiveId a) {
  int known = 0;
  for (std::size_t slot = 0; slot < world.ties.count[a]; ++slot)
    known += strength_at(world.ties, fading, a, slot, world.week) >= weak_tie ? 1 : 0;
  return known;
}

}  // namespace

void YearWatch::see(const World& world, const WeekScratch& scratch, const Parameters& parameters, const FadingCurve& fading) {
  ++weeks_;
  see_visits(world, scratch);
  see_families(world, fading);
  const double load_per_hour = parameters.support.giving_load;
  for (std::size_t i = 0; i < world.actives.size() && load_per_hour > 0; ++i)
    if (const double load = world.actives.giving_load[ActiveId(i)].value(); load > 0)
      hours_given_[world.adults.key[world.actives.adult[ActiveId(i)]]] += load / load_per_hour;
}

void YearWatch::see_visits(const World& world, const WeekScratch& scratch) {
  const Gatherings& g = scratch.gatherings;
  for (std::size_t i = 0; i < g.visit_count.size() && i < world.actives.size(); ++i)
    for (std::size_t v = 0; v < g.visit_count[i]; ++v) {
      const Visit& visit = g.visit(ActiveId(i), v);
      const std::size_t place = visit.group / Gatherings::occasions_per_place;
      if (!visit.chosen || place >= world.places.size() || g.seat_of(ActiveId(i), v) == Gatherings::no_seat) continue;
      HouseholdYear& year = households_[world.households.key[world.adults.household[world.actives.adult[ActiveId(i)]]]];
      if (year.visits.size() < world.places.size()) year.visits.resize(world.places.size());
      ++year.visits[place];
    }
}

void YearWatch::see_families(const World& world, const FadingCurve& fading) {
  const std::int32_t week = world.week.number - 1;  // the week that has just been lived
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h] || !is_family(world, h)) continue;
    double wellbeing = 0, known = 0;
    int parents = 0;
    for (const AdultId a : world.households.adults[h]) {
      const ActiveId active = a.exists() ? world.adults.active[a] : ActiveId{};
      if (!active.exists()) continue;
      ++parents;
      wellbeing += logistic(world.actives.wellbeing[active].value());
      known += people_known(world, fading, active);
    }
    if (parents == 0) continue;
    HouseholdYear& year = households_[world.households.key[h]];
    ++year.weeks;
    year.wellbeing += wellbeing / parents, year.known += known / parents;
    world.for_each_child(h, [&](ChildId c) {
      if (age_in_years(world.children.birth_week[c], Week{week}) >= 18) return;
      ++year.child_weeks;
      for (const ShortWeek counted : world.children.counted_week[c]) year.demand += counted == week ? 1 : 0;
    });
  }
}

}  // namespace weefsel
