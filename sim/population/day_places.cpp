#include "population/day_places.hpp"

#include <algorithm>
#include <cmath>

#include "population/keyed_shapes.hpp"

namespace weefsel {
namespace {

constexpr double childcare_and_school_reach_km = 0.3, secondary_school_reach_km = 2.0;
constexpr double pull_of_siblings = 3.0;
constexpr std::uint64_t wants_childcare = 1;
constexpr double first_look_in_reaches = 2;

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

/// One child that looks at places, one after the other; in which order does not matter.
class DayPlaces::Choice {
 public:
  Choice(const World& world, const Luck& luck, ChildId c, const OfKind& among)
      : own_(luck.salt(Purpose::new_school, of_a_lifetime).own(world.children.key[c])), among_(among) {
    const HouseholdId h = world.children.household[c];
    const DwellingId home = world.households.dwelling[h];
    x_ = world.dwellings.x[home], y_ = world.dwellings.y[home];
    world.for_each_child(h, [&](ChildId other) {
      if (world.children.birth_week[other] < world.children.birth_week[c] && world.children.day_place[other].exists())
        of_siblings_.push_back(world.children.day_place[other]);
    });
  }

  /// Where siblings go comes first, however far away: after that nothing has more than its own luck.
  PlaceId best(const Column<PlaceId, std::uint32_t>& number_of) {
    for (const PlaceId p : of_siblings_)
      if (const std::uint32_t i = number_of[p]; i < among_.offers.size() && among_.offers[i].place == p) look(among_.offers[i]);
    const double most_luck = gumbel_quantile16(65535), metres = 1000 * among_.reach_km;
    among_.near.look_around(
        x_, y_, first_look_in_reaches * metres, [&](std::uint32_t i) { look(among_.offers[i]); },
        [&](double beyond) { return best_.exists() && -beyond / metres + among_.most + most_luck < highest_ - 1e-6; });
    return best_;
  }

 private:
  [[nodiscard]] bool is_of_siblings(PlaceId p) const {
    return std::find(of_siblings_.begin(), of_siblings_.end(), p) != of_siblings_.end();
  }
  void look(const Offer& one) {
    const double dx = one.x - x_, dy = one.y - y_;
    const double km = std::sqrt(dx * dx + dy * dy) / 1000.0;
    double attraction = -km / among_.reach_km + one.size + one.quality + gumbel(own_.of(one.key));
    if (is_of_siblings(one.place)) attraction += pull_of_siblings;
    if (best_.exists() && (attraction < highest_ || (attraction == highest_ && one.key <= best_key_))) return;
    best_ = one.place, best_key_ = one.key, highest_ = attraction;
  }

  Salt own_;
  const OfKind& among_;
  double x_ = 0, y_ = 0;
  std::vector<PlaceId> of_siblings_;
  PlaceId best_;
  Key best_key_ = 0;
  double highest_ = 0;
};

DayPlaces::DayPlaces(const World& world) {
  const Places& places = world.places;
  number_of_.assign(places.size(), not_offered);
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    OfKind& all = of_kind_[k];
    all.reach_km = kinds[k] == PlaceKind::secondary_school ? secondary_school_reach_km : childcare_and_school_reach_km;
    std::vector<Nearby::Point> points;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const PlaceId p(i);
      if (!places.open[p] || places.kind_of(p) != kinds[k]) continue;
      const Offer one{p, places.key[p], static_cast<double>(places.x[p]), static_cast<double>(places.y[p]),
                      rounded_log(std::max(1.0, static_cast<double>(places.capacity[p]))),
                      rounded_log(std::max(0.01, places.quality[p].value()))};
      number_of_[p] = static_cast<std::uint32_t>(all.offers.size());
      points.push_back({one.x, one.y, number_of_[p]});
      all.most = all.offers.empty() ? one.size + one.quality : std::max(all.most, one.size + one.quality);
      all.offers.push_back(one);
    }
    all.near = Nearby(points);
  }
}

const DayPlaces::OfKind* DayPlaces::find(PlaceKind kind) const {
  const auto found = std::find(kinds.begin(), kinds.end(), kind);
  return found == kinds.end() ? nullptr : &of_kind_[static_cast<std::size_t>(found - kinds.begin())];
}

bool DayPlaces::any_open(PlaceKind kind) const {
  const OfKind* all = find(kind);
  return all != nullptr && !all->offers.empty();
}

PlaceId DayPlaces::best_for(const World& world, const Luck& luck, ChildId c, PlaceKind kind) const {
  const OfKind* all = find(kind);
  return all == nullptr ? PlaceId{} : Choice(world, luck, c, *all).best(number_of_);
}

void assign_day_place(World& world, const DayPlaces& places, const Luck& luck, ChildId c, Week now) {
  Children& children = world.children;
  const PlaceKind kind = day_place_kind(age_in_years(children.birth_week[c], now));
  const Salt taste = luck.salt(Purpose::new_school, of_a_lifetime);
  const bool wanted = kind != PlaceKind::childcare ||
                      happens(p_childcare(world, children.household[c]), taste.of(children.key[c], wants_childcare));
  children.day_place[c] = wanted ? places.best_for(world, luck, c, kind) : PlaceId{};
}

bool needs_new_day_place(const World& world, const DayPlaces& places, ChildId c, Week now) {
  const PlaceId place = world.children.day_place[c];
  const PlaceKind kind = day_place_kind(age_in_years(world.children.birth_week[c], now));
  // While everything of a kind is shut, children keep their place for when it opens again.
  if (place.exists())
    return world.places.kind_of(place) != kind || (!world.places.open[place] && places.any_open(kind));
  const bool of_school_age = kind == PlaceKind::primary_school || kind == PlaceKind::secondary_school;
  return of_school_age && places.any_open(kind);
}

}  // namespace weefsel
