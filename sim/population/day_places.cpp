#include "population/day_places.hpp"

#include <algorithm>
#include <cmath>

#include "population/keyed_shapes.hpp"

namespace weefsel {
namespace {

constexpr double childcare_and_school_reach_km = 0.3, secondary_school_reach_km = 2.0;
constexpr double pull_of_siblings = 3.0;
constexpr std::uint64_t wants_childcare = 1;

bool any_open(const World& world, PlaceKind kind) {
  for (std::size_t i = 0; i < world.places.size(); ++i)
    if (const PlaceId p(i); world.places.open[p] && world.places.kind_of(p) == kind) return true;
  return false;
}

}  // namespace

double p_childcare(const World& world, HouseholdId h) {
  bool all_work = true;
  std::uint8_t education = 0;
  for (const AdultId a : world.households.adults[h])
    if (a.exists()) {
      all_work = all_work && world.adults.working_hours[a] >= 12;
      education = std::max(education, world.adults.education[a]);
    }
  double p = all_work ? 0.57 : 0.32;
  p += education == static_cast<std::uint8_t>(Education::high)  ? 0.14
       : education == static_cast<std::uint8_t>(Education::low) ? -0.16
                                                                : 0.0;
  if (world.households.tight_income[h]) p -= 0.18;
  return std::clamp(p, 0.05, 0.95);
}

void assign_day_place(World& world, const Luck& luck, ChildId c, Week now) {
  Children& children = world.children;
  const HouseholdId h = children.household[c];
  const PlaceKind kind = day_place_kind(age_in_years(children.birth_week[c], now));
  const Salt taste = luck.salt(Purpose::new_school, of_a_lifetime);
  const Key key = children.key[c];
  children.day_place[c] = PlaceId{};
  if (kind == PlaceKind::count) return;
  if (kind == PlaceKind::childcare && !happens(p_childcare(world, h), taste.of(key, wants_childcare))) return;

  const DwellingId home = world.households.dwelling[h];
  const double reach = kind == PlaceKind::secondary_school ? secondary_school_reach_km : childcare_and_school_reach_km;
  double best = 0;
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId p(i);
    if (!world.places.open[p] || world.places.kind_of(p) != kind) continue;
    const double dx = world.places.x[p] - world.dwellings.x[home], dy = world.places.y[p] - world.dwellings.y[home];
    const double km = std::sqrt(dx * dx + dy * dy) / 1000.0;
    double attraction = -km / reach + rounded_log(std::max(1.0, static_cast<double>(world.places.capacity[p]))) +
                        rounded_log(std::max(0.01, world.places.quality[p].value())) +
                        gumbel(taste.of(key, world.places.key[p]));
    bool sibling = false;
    world.for_each_child(h, [&](ChildId other) {
      sibling = sibling || (children.day_place[other] == p && children.birth_week[other] < children.birth_week[c]);
    });
    if (sibling) attraction += pull_of_siblings;
    const PlaceId chosen = children.day_place[c];
    if (!chosen.exists() || attraction > best ||
        (attraction == best && world.places.key[p] > world.places.key[chosen])) {
      best = attraction;
      children.day_place[c] = p;
    }
  }
}

bool needs_new_day_place(const World& world, ChildId c, Week now) {
  const PlaceId place = world.children.day_place[c];
  const PlaceKind kind = day_place_kind(age_in_years(world.children.birth_week[c], now));
  // While everything of a kind is shut, children keep their place for when it opens again.
  if (place.exists()) return world.places.kind_of(place) != kind || (!world.places.open[place] && any_open(world, kind));
  const bool of_school_age = kind == PlaceKind::primary_school || kind == PlaceKind::secondary_school;
  return of_school_age && any_open(world, kind);
}

}  // namespace weefsel
