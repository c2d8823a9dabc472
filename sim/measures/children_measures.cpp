#include "measures/children_measures.hpp"

#include <algorithm>
#include <limits>

#include "base/parallel.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Hours a child has spent with someone its parent has a tie with, as the tie and its strength of today tell.
double hours_with(const World& world, const FadingCurve& fading, const Parameters& p, ChildId c, const Tie& tie, double strength) {
  const bool kin = tie.mark.kind() == TieKind::kin;
  if (strength < (kin ? weak_tie : support_tie) || p.ties.growth_per_hour <= 0) return 0;
  const auto last_week = static_cast<ShortWeek>(world.week.number - 1);
  const double loss = 1 - fading.left(tie.mark.kind(), tie.started, last_week, world.week);
  const double hours_per_week = loss * strength / (p.ties.growth_per_hour * std::max(1 - strength, 0.01));
  const std::int32_t weeks = world.week.number - std::max(tie.started, world.children.birth_week[c]);
  return std::max(weeks, 0) * hours_per_week * (kin ? p.childhood.kin_presence : p.childhood.friend_presence);
}

/// Kin and friends of the parents who know the child, each once.
void people_of_parents(const World& world, const FadingCurve& fading, const Parameters& p, ChildId c, std::vector<PersonRef>& known) {
  const auto take = [&](AdultId parent) {
    const ActiveId a = parent.exists() ? world.adults.active[parent] : ActiveId{};
    if (!a.exists()) return;
    const std::array<double, tie_slots> strengths = strengths_at(world.ties, fading, a, world.week);
    for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
      if (strengths[s] < std::min(weak_tie, support_tie)) continue;  // most, and nothing else need be asked of them
      const Tie tie = world.ties.get(a, s);
      if (tie.partner.is_professional() || world.week.number - tie.touched > known_within_weeks) continue;
      if (hours_with(world, fading, p, c, tie, strengths[s]) >= known_after_hours) known.push_back(tie.partner);
    }
  };
  const auto members = world.households.adults[world.children.household[c]];
  for (const AdultId a : members) take(a);
  for (const AdultId a : world.children.parents[c])
    if (a.exists() && a != members[0] && a != members[1] && !world.adults.has(a, Adults::gone)) take(a);
}

bool is_at_a_place(OwnRole role) { return role == OwnRole::coach || role == OwnRole::host || role == OwnRole::youth_worker; }

}  // namespace

Richness richness_of(const World& world, const FadingCurve& fading, const Parameters& p, ChildId c) {
  const Children& children = world.children;
  std::vector<PersonRef> known;
  people_of_parents(world, fading, p, c, known);
  bool network = !known.empty();
  for (std::size_t i = 0; i < own_people_per_child; ++i) {
    if (!person_knows(children, c, i, world.week)) continue;
    known.push_back(children.own_people[c].who[i]);
    network = network || !is_at_a_place(children.own_people[c].as[i].role());
  }
  const auto& parents = children.parents[c];
  const auto is_of_the_household = [&](PersonRef who) {
    return who.is_adult() && (who.adult() == parents[0] || who.adult() == parents[1] || world.adults.household[who.adult()] == children.household[c]);
  };
  known.erase(std::remove_if(known.begin(), known.end(), is_of_the_household), known.end());
  std::sort(known.begin(), known.end(), [](PersonRef a, PersonRef b) { return a.raw < b.raw; });
  Richness richness;
  richness.adults = std::unique(known.begin(), known.end()) - known.begin();

  unsigned spheres = network ? 1U << static_cast<unsigned>(Sphere::supporting_network) : 0;
  const auto count_place = [&](PlaceId place) {
    ++richness.places;
    spheres |= 1U << static_cast<unsigned>(sphere_of(world.places.kind_of(place)));
  };
  if (const PlaceId day = children.day_place[c]; day.exists() && world.places.open[day]) count_place(day), ++richness.adults;
  for (std::size_t i = 0; i < own_places_per_child; ++i)
    if (place_knows(children, c, i, world.week)) count_place(children.haunt[c][i]);
  richness.spheres = __builtin_popcount(spheres);
  return richness;
}

void ChildSums::add(const ChildSums& o) {
  for (std::size_t i = 0; i < phase_count; ++i) {
    children[i] += o.children[i], adults[i] += o.adults[i];
    places[i] += o.places[i], spheres[i] += o.spheres[i];
  }
  for (std::size_t i = 0; i < adults_known_steps; ++i) by_adults_known[i] += o.by_adults_known[i];
  youngsters += o.youngsters, with_own_adult += o.with_own_adult, friends += o.friends;
}

double ChildSums::mean(const std::array<std::int64_t, phase_count>& sum, std::size_t phase) const {
  return children[phase] < least_families ? nan : static_cast<double>(sum[phase]) / static_cast<double>(children[phase]);
}

double ChildSums::share_in_step(std::size_t step) const {
  std::int64_t all = 0;
  for (const std::int64_t n : children) all += n;
  return all < least_families ? nan : static_cast<double>(by_adults_known[step]) / static_cast<double>(all);
}

double ChildSums::per_youngster(std::int64_t count) const {
  return youngsters < least_families ? nan : static_cast<double>(count) / static_cast<double>(youngsters);
}

ChildMeasures measure_children(const World& world, const FadingCurve& fading, const Parameters& parameters) {
  ChildMeasures total(world.neighbourhoods.size());
  gather_blocks(world.children.size(), total, ChildMeasures(world.neighbourhoods.size()),
                [&](std::size_t begin, std::size_t end, ChildMeasures& sums) {
                  for (std::size_t i = begin; i < end; ++i) {
                    const ChildId c(i);
                    if (world.children.gone[c]) continue;
                    const double age = age_in_years(world.children.birth_week[c], world.week);
                    const auto phase = static_cast<std::size_t>(phase_at(age));
                    const Richness r = richness_of(world, fading, parameters, c);
                    const auto step = std::min<std::size_t>(static_cast<std::size_t>(r.adults) / 5, adults_known_steps - 1);
                    const bool youngster = age >= youngster_age;
                    const bool own_adult = youngster && has_own_adult(world.children, c, world.week);
                    std::int64_t friends = 0;
                    const auto& all = world.children.friends[c].who;
                    for (std::size_t f = 0; youngster && f < friends_per_child && all[f].exists(); ++f)
                      friends += !world.children.gone[all[f]] &&
                                 friendship_strength(world.children, fading, c, f, world.week) >= weak_tie;
                    sums.each(belongs(world, world.children.household[c]), [&](ChildSums& s) {
                      ++s.children[phase], ++s.by_adults_known[step];
                      s.adults[phase] += r.adults, s.places[phase] += r.places, s.spheres[phase] += r.spheres;
                      s.youngsters += youngster, s.with_own_adult += own_adult, s.friends += friends;
                    });
                  }
                },
                [](ChildMeasures& a, const ChildMeasures& b) { a.add(b); });
  return total;
}

}  // namespace weefsel
