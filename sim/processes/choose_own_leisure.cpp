#include "processes/choose_own_leisure.hpp"

#include <algorithm>

#include "processes/choose_outings.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr double not_for_youngsters = -1e3;
constexpr double evening_hours = 8;  // hours a week that make one evening at which people come together; judgement
constexpr std::uint32_t most_moments = 4;
constexpr double full_age = 18;      // a youth centre is for those of 12 to 18

double attraction_of(PlaceKind kind, double age, const Parameters& p) {
  const auto& y = p.youngsters;
  const double in_clubs = age >= 16 ? y.club_from_16 : 0;
  switch (kind) {
    case PlaceKind::youth_centre: return y.to_youth_centre + (age >= full_age ? p.attraction.not_served : 0);
    case PlaceKind::sports_club: return y.to_sports_club + in_clubs;
    case PlaceKind::culture_club: return y.to_culture_club + in_clubs;
    case PlaceKind::library: return y.to_library;
    case PlaceKind::cafe_or_market: return y.to_cafe_or_market + (age < 16 ? y.cafe_before_16 : 0);
    case PlaceKind::community_centre: return y.to_community_centre;
    case PlaceKind::place_of_worship: return y.to_place_of_worship;
    case PlaceKind::playground: return y.to_playground;
    case PlaceKind::online_group: return y.to_online_group;
    default: return not_for_youngsters;
  }
}

/// What does not depend on the youngster; worked out once a week.
struct PlaceAppeal {
  PlaceKind kind = PlaceKind::library;
  double constant = 0, per_km = 0, money = 0, host = 0;
};

PlaceAppeal appeal_of(const World& world, const Parameters& p, PlaceId place) {
  const Places& places = world.places;
  PlaceAppeal appeal;
  appeal.kind = places.kind_of(place);
  const double weight = appeal.kind == PlaceKind::youth_centre ? p.youngsters.evening_weight : p.outings.hours_weight;
  appeal.constant = rounded_log(std::max(places.quality[place].value(), 0.01)) +
                    weight * rounded_log(std::max(places.hours_per_week[place].value(), 0.1) / typical_hours(appeal.kind)) -
                    p.outings.threshold_weight * places.stigma[place].value();
  appeal.per_km = 1 / (p.youngsters.reach * reach_factor(appeal.kind));
  appeal.money = p.outings.threshold_weight * places.money[place].value();
  appeal.host = std::max(places.host[place].value(), places.volunteer[place].exists() ? p.volunteering.host_quality : 0);
  return appeal;
}

double utility(const Parameters& p, double age, bool tight, const PlaceAppeal& appeal, double km) {
  return attraction_of(appeal.kind, age, p) + appeal.constant - km * appeal.per_km - (tight ? appeal.money : 0);
}

class LeisureChooser {
 public:
  LeisureChooser(const World& world, const WeekContext& now)
      : world_(world), now_(now), p_(now.parameters), weekly_(now.luck.salt(Purpose::own_leisure, now.week)),
        lasting_(now.luck.salt(Purpose::own_leisure_taste, Week{0})) {
    for (std::size_t i = 0; i < world.places.size(); ++i) appeals_.push_back(appeal_of(world, p_, PlaceId(i)));
  }

  void choose(ChildId c, Leisure& leisure) const {
    const double age = age_in_years(world_.children.birth_week[c], now_.week);
    if (age >= youngster_age) choose_places(c, age, leisure);
    else go_to_club(c, leisure);
  }

 private:
  void go_to_club(ChildId c, Leisure& leisure) const {
    const PlaceId club = world_.children.club[c];
    if (!club.exists() || !world_.places.open[club]) return;
    leisure.add(c, {club, hundredths(p_.childhood.club_hours_per_week), moment_at(c, club, 0), 1});
  }

  void choose_places(ChildId c, double age, Leisure& leisure) const {
    const Key key = world_.children.key[c];
    const std::uint64_t own = weekly_.of(key);
    const Salt taste = lasting_.own(key), chance(mix64(own + 4));
    const std::uint32_t moments = moments_free(own, taste);
    if (moments == 0) return;
    const HouseholdId h = world_.children.household[c];
    const bool tight = world_.households.tight_income[h] != 0;
    const StreetId street = world_.street_of(h);
    const double lambda = now_.tables.nest.lambda();
    std::array<double, most_moments> best{};
    std::array<PlaceId, most_moments> choice{};
    for (std::uint32_t i = world_.reach.first[street.slot]; i < world_.reach.first[street.slot + 1]; ++i) {
      const auto [place, km] = world_.reach.options[i];
      const PlaceAppeal& appeal = appeals_[place.slot];
      const double plain = utility(p_, age, tight, appeal, static_cast<double>(km));
      if (plain < 0.5 * not_for_youngsters) continue;
      const Key place_key = world_.places.key[place];
      const double v = plain + p_.outings.taste * static_cast<double>(normal_[static_cast<std::uint16_t>(taste.candidate(place_key))]) +
                       pull(c, place, appeal.host);
      const std::uint64_t dice = chance.candidate(place_key);
      for (std::uint32_t m = 0; m < moments; ++m) {
        const double u = v + lambda * static_cast<double>(gumbel_[static_cast<std::uint16_t>(dice >> (16 * m))]);
        if (!choice[m].exists() || u > best[m] || (u == best[m] && place_key > world_.places.key[choice[m]])) best[m] = u, choice[m] = place;
      }
    }
    const std::uint64_t home_chance = mix64(own + 1), nest_angle = mix64(own + 2), nest_size = mix64(own + 3);
    for (std::uint32_t m = 0; m < moments; ++m) {
      const unsigned shift = 16 * m;
      const double shock = lambda * now_.tables.nest.at(static_cast<std::uint16_t>(nest_angle >> shift), static_cast<std::uint16_t>(nest_size >> shift));
      const double stay = p_.youngsters.stay_home_utility + gumbel_quantile16(static_cast<std::uint16_t>(home_chance >> shift));
      if (choice[m].exists() && best[m] + shock > stay)
        leisure.add(c, {choice[m], hundredths(p_.outings.hours_per_visit), free_moment(c, choice[m], mix64(own + 5 + m), leisure), 1});
    }
  }

  /// Some youngsters go out more than others, for good.
  std::uint32_t moments_free(std::uint64_t dice, Salt lasting) const {
    const double mean = p_.youngsters.moments_per_week * (0.5 + unit_interval(lasting.of(0)));
    const auto whole = static_cast<std::uint32_t>(mean);
    return std::min(most_moments, whole + (unit_interval(dice) < mean - whole ? 1 : 0));
  }

  /// Habit, friends who come there, and a host for those who are new.
  double pull(ChildId c, PlaceId place, double host) const {
    const double known = habit(c, place);
    int friends = 0;
    for (const ChildId other : world_.children.friends[c]) {
      if (!other.exists()) break;
      if (!world_.children.gone[other] && habit(other, place) >= 1) ++friends;
    }
    return p_.youngsters.habit_weight * known + p_.youngsters.friends_weight * std::min(friends, 2) +
           p_.outings.host_attraction * host * (1 - known);
  }

  /// How well a place knows a youngster, 0 to 1; 0 after a quarter without a visit.
  double habit(ChildId c, PlaceId place) const {
    const auto& haunts = world_.children.haunt[c];
    for (std::size_t i = 0; i < own_places_per_child && haunts[i].exists(); ++i)
      if (haunts[i] == place)
        return now_.week.number - world_.children.haunt_last[c][i] > 13
                   ? 0
                   : std::min(1.0, world_.children.haunt_hundredths[c][i] / (100 * known_after_hours));
    return 0;
  }

  /// Who comes more than once a week comes at another moment each time.
  std::uint8_t free_moment(ChildId c, PlaceId place, std::uint64_t dice, const Leisure& leisure) const {
    std::uint32_t moment = moment_at(c, place, dice);
    const auto* mine = leisure.visits[c.slot].data();
    const auto is_taken = [&](const ChildVisit& one) { return one.place == place && one.moment == moment; };
    while (std::any_of(mine, mine + leisure.visit_count[c.slot], is_taken)) moment += most_moments;
    return static_cast<std::uint8_t>(moment);
  }

  /// Youngsters come at few moments, together: the gathering if there is one, or an evening of habit. A team or class
  /// of a club has its own evening.
  std::uint8_t moment_at(ChildId c, PlaceId place, std::uint64_t dice) const {
    const double hours = world_.places.hours_per_week[place].value();
    const auto moments = static_cast<std::uint32_t>(std::clamp(hours / evening_hours, 1.0, static_cast<double>(most_moments)));
    const bool gathers = world_.places.gathering_of(place) == Gathering::fixed && !is_club(appeals_[place.slot].kind);
    if (gathers && (dice & 1) == 0) return 0;
    return static_cast<std::uint8_t>(lasting_.of(world_.children.key[c], ~world_.places.key[place]) % moments);
  }

  static std::uint16_t hundredths(double hours) { return static_cast<std::uint16_t>(round_to_int(std::min(hours, 600.0) * 100)); }

  const World& world_;
  const WeekContext& now_;
  const Parameters& p_;
  const float* normal_ = normal_table16();
  const float* gumbel_ = gumbel_table16();
  Salt weekly_, lasting_;
  std::vector<PlaceAppeal> appeals_;
};

}  // namespace

double plain_leisure_utility(const World& world, const Parameters& parameters, ChildId c, PlaceId place, double km) {
  const bool tight = world.households.tight_income[world.children.household[c]] != 0;
  return utility(parameters, age_in_years(world.children.birth_week[c], world.week), tight, appeal_of(world, parameters, place), km);
}

void choose_own_leisure(const World& world, const WeekContext& now, WeekScratch& scratch) {
  Leisure& leisure = scratch.leisure;
  leisure.visit_count.assign(world.children.size(), 0);
  leisure.visits.resize(world.children.size());
  leisure.at_home_of.assign(world.children.size(), {});
  const LeisureChooser chooser(world, now);
  for_each<ChildId>(world.children.size(), [&](ChildId c) {
    if (!world.children.gone[c]) chooser.choose(c, leisure);
  });
}

}  // namespace weefsel
