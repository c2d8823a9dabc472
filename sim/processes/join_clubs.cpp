#include "processes/join_clubs.hpp"

#include <algorithm>

#include "processes/choose_outings.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr double first_year = 4;
constexpr double pull_of_own_club = 2;  // who is a member stays, unless another club suits far better; judgement
constexpr std::uint64_t whether = 1, which_week = 2;

/// The open club within reach that suits the child best; none without one.
PlaceId best_club(const World& world, const Parameters& p, ChildId c, Salt taste) {
  const HouseholdId h = world.children.household[c];
  const StreetId street = world.street_of(h);
  PlaceId best;
  double highest = 0;
  for (std::uint32_t i = world.reach.first[street.slot]; i < world.reach.first[street.slot + 1]; ++i) {
    const auto [place, km] = world.reach.options[i];
    const PlaceKind kind = world.places.kind_of(place);
    if (!is_club(kind)) continue;
    const Key place_key = world.places.key[place];
    const double attraction = kind == PlaceKind::sports_club ? p.attraction.sports_club : p.attraction.culture_club;
    const double money = world.is_tight(h) ? world.places.money[place].value() : 0;
    double u = attraction - static_cast<double>(km) / (p.outings.reach * reach_factor(kind)) +
               rounded_log(std::max(world.places.quality[place].value(), 0.01)) +
               p.outings.hours_weight * rounded_log(std::max(world.places.hours_per_week[place].value(), 0.1) / typical_hours(kind)) -
               p.outings.threshold_weight * (money + world.places.stigma[place].value()) +
               gumbel_quantile16(static_cast<std::uint16_t>(taste.of(place_key)));
    if (place == world.children.club[c]) u += pull_of_own_club;
    if (!best.exists() || u > highest || (u == highest && place_key > world.places.key[best])) best = place, highest = u;
  }
  return best;
}

bool is_within_reach(const World& world, ChildId c, PlaceId club) {
  const StreetId street = world.street_of(world.children.household[c]);
  for (std::uint32_t i = world.reach.first[street.slot]; i < world.reach.first[street.slot + 1]; ++i)
    if (world.reach.options[i].place == club) return true;
  return false;
}

}  // namespace

void join_clubs(World& world, const WeekContext& now) {
  const Salt lasting = now.luck.salt(Purpose::club, Week{0});
  const auto& p = now.parameters;
  for_each<ChildId>(world.children.size(), [&](ChildId c) {
    if (world.children.gone[c]) return;
    PlaceId& club = world.children.club[c];
    const double age = age_in_years(world.children.birth_week[c], now.week);
    if (age < first_year || age >= youngster_age) {
      club = PlaceId{};
      return;
    }
    const Key key = world.children.key[c];
    const std::int32_t week_of_year = ((now.week.number % 52) + 52) % 52;
    const bool decides = static_cast<std::int32_t>(lasting.of(key, which_week) % 52) == week_of_year;
    const bool lost = club.exists() && !is_within_reach(world, c, club);
    if (!decides && !lost) return;
    const double share = world.is_tight(world.children.household[c]) ? p.childhood.club_share_tight : p.childhood.club_share;
    if (unit_interval(lasting.of(key, whether)) >= share) {
      club = PlaceId{};
      return;
    }
    const PlaceId best = best_club(world, p, c, lasting.own(key));
    if (best.exists()) club = best;
    else if (lost && world.places.open[club]) club = PlaceId{};  // too far away now; of a club that is shut one stays a member
  });
}

}  // namespace weefsel
