#include "processes/choose_own_leisure.hpp"

#include <algorithm>

#include "processes/choose_outings.hpp"
#include "processes/promising_places.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

constexpr double not_for_youngsters = -1e3;
constexpr double evening_hours = 8;  // opening hours of a youth centre that make one evening to come together; judgement
constexpr double team_hours = 2;     // of a club for each of its teams or classes; judgement
constexpr std::uint32_t most_moments = FreeMoments::most;
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

/// Ages at which attractions change.
enum AgeClass : std::uint8_t { under_16, from_16, from_18, age_classes };
AgeClass age_class(double age) { return age < 16 ? under_16 : age < full_age ? from_16 : from_18; }
constexpr std::array<double, age_classes> an_age_of = {14, 17, 20};

/// What does not depend on the youngster; worked out once a week.
struct PlaceAppeal {
  std::array<double, age_classes> attraction{};
  double per_km = 0;
  float money = 0, host = 0;
  std::uint32_t key = 0;  ///< short_key

  /// A place that is not for this age stays far away whatever draws to it.
  [[nodiscard]] float attraction_at(AgeClass age, double km) const {
    return attraction[age] < 0.5 * not_for_youngsters ? no_place : static_cast<float>(attraction[age] - km * per_km);
  }
};

PlaceAppeal appeal_of(const World& world, const Parameters& p, PlaceId place) {
  const Places& places = world.places;
  PlaceAppeal appeal;
  const PlaceKind kind = places.kind_of(place);
  const double weight = kind == PlaceKind::youth_centre ? p.youngsters.evening_weight : p.outings.hours_weight;
  const double offer = rounded_log(std::max(places.quality[place].value(), 0.01)) +
                       weight * rounded_log(std::max(places.hours_per_week[place].value(), 0.1) / typical_hours(kind)) -
                       p.outings.threshold_weight * places.stigma[place].value();
  for (std::size_t i = 0; i < age_classes; ++i) appeal.attraction[i] = offer + attraction_of(kind, an_age_of[i], p);
  appeal.per_km = 1 / (p.youngsters.reach * reach_factor(kind));
  appeal.money = static_cast<float>(p.outings.threshold_weight * places.money[place].value());
  appeal.host = static_cast<float>(p.outings.host_attraction *
                                   std::max(places.host[place].value(), places.volunteer[place].exists() ? p.volunteering.host_quality : 0));
  appeal.key = short_key(places.key[place]);
  return appeal;
}

float utility(float attraction, float money, bool tight) { return attraction - (tight ? money : 0.0F); }

/// What the places in reach of a street are like, a row each.
struct View {
  explicit View(std::size_t places) : reach(places) {}
  PlacesInReach reach;
  std::array<std::vector<float>, age_classes> attraction;  ///< distance taken off, host not added
  std::vector<float> money, host;
  std::vector<std::uint32_t> key;
  // Of one youngster at a time: utility without luck, how well the place knows it, and its friends there.
  std::vector<float> plain, habit;
  LuckWithPlaces luck;
  std::vector<std::int32_t> friends;

  void clear() {
    const std::size_t rows = reach.place.size();
    for (auto& of_age : attraction) of_age.assign(rows, no_place);
    money.assign(rows, 0), host.assign(rows, 0), key.assign(rows, 0), plain.resize(rows), luck.resize(rows);
  }
};

class LeisureChooser {
 public:
  LeisureChooser(const World& world, const WeekContext& now)
      : world_(world), now_(now), p_(now.parameters), weekly_(now.luck.salt(Purpose::own_leisure, now.week)),
        lasting_(now.luck.salt(Purpose::own_leisure_taste, Week{0})) {
    for (std::size_t i = 0; i < world.places.size(); ++i) appeals_.push_back(appeal_of(world, p_, PlaceId(i)));
  }

  void choose(ChildId c, View& view, Leisure& leisure) const {
    const double age = age_in_years(world_.children.birth_week[c], now_.week);
    if (age < youngster_age) return go_to_club(c, leisure);
    choose_places(c, age_class(age), view, leisure);
  }

 private:
  void go_to_club(ChildId c, Leisure& leisure) const {
    const PlaceId club = world_.children.club[c];
    if (!club.exists() || !world_.places.open[club]) return;
    leisure.add(c, {club, hundredths(p_.childhood.club_hours_per_week), moment_at(c, club, 0), 1});
  }

  void choose_places(ChildId c, AgeClass age, View& view, Leisure& leisure) const {
    const Key key = world_.children.key[c];
    const std::uint64_t own = weekly_.of(key);
    const Salt taste = lasting_.own(key);
    const std::uint32_t moments = moments_free(own, taste);
    if (moments == 0) return;
    FreeMoments chosen(now_.tables.nest, p_.youngsters.stay_home_utility, own, moments);
    turn_to(view, world_.street_of(world_.children.household[c]));
    look_around(c, age, taste, view);
    promising_.offer(chosen, view.reach.place, view.key, view.plain, view.luck, Salt(mix64(own + 4)), Salt(mix64(own + 9)));
    for (std::uint32_t m = 0; m < moments; ++m)
      if (const PlaceId place = chosen.choice(m); place.exists())
        leisure.add(c, {place, hundredths(p_.outings.hours_per_visit), free_moment(c, place, mix64(own + 5 + m), leisure), 1});
  }

  /// Some youngsters go out more than others, for good.
  std::uint32_t moments_free(std::uint64_t dice, Salt lasting) const {
    const double mean = p_.youngsters.moments_per_week * (0.5 + unit_interval(lasting.of(0)));
    const auto whole = static_cast<std::uint32_t>(mean);
    return std::min(most_moments, whole + (unit_interval(dice) < mean - whole ? 1 : 0));
  }

  void turn_to(View& view, StreetId street) const {
    view.reach.turn_to(world_.reach, street, [&] { view.clear(); }, [&](std::size_t row, const Reach::Option& option) {
      const PlaceAppeal& appeal = appeals_[option.place.slot];
      view.money[row] = appeal.money, view.host[row] = appeal.host, view.key[row] = appeal.key;
      for (std::size_t age = 0; age < age_classes; ++age)
        view.attraction[age][row] = appeal.attraction_at(static_cast<AgeClass>(age), static_cast<double>(option.distance_km));
    });
  }

  /// What one youngster thinks of every place in view: habit draws it, friends who come there, and a host where it is new.
  void look_around(ChildId c, AgeClass age, Salt taste, View& view) const {
    remember_haunts(c, view);
    const bool tight = world_.is_tight(world_.children.household[c]);
    const auto habit_weight = static_cast<float>(p_.youngsters.habit_weight), friends_weight = static_cast<float>(p_.youngsters.friends_weight);
    const std::vector<float>& attraction = view.attraction[age];
    for (std::size_t i = 0; i < view.plain.size(); ++i)
      view.plain[i] = utility(attraction[i], view.money[i], tight) + view.habit[i] * habit_weight + view.host[i] * (1 - view.habit[i]);
    for (std::size_t i = 0; i < view.plain.size(); ++i) view.plain[i] += friends_weight * static_cast<float>(std::min(view.friends[i], 2));
    for (std::size_t i = 0; i < view.plain.size(); ++i) view.luck.liking[i] = taste.of32(view.key[i]);
  }

  /// How well places in view know the youngster, and which know its friends.
  void remember_haunts(ChildId c, View& view) const {
    view.habit.assign(view.plain.size(), 0), view.friends.assign(view.plain.size(), 0);
    const auto row_of_haunt = [&](ChildId whose, std::size_t i) { return view.reach.row[world_.children.haunt[whose][i].slot]; };
    for (std::size_t i = 0; i < own_places_per_child && world_.children.haunt[c][i].exists(); ++i)
      if (const std::uint16_t row = row_of_haunt(c, i); row != PlacesInReach::out_of_reach) view.habit[row] = static_cast<float>(habit(c, i));
    for (const ChildId other : world_.children.friends[c].who) {
      if (!other.exists()) break;
      if (world_.children.gone[other]) continue;
      for (std::size_t i = 0; i < own_places_per_child && world_.children.haunt[other][i].exists(); ++i)
        if (is_at_home(other, i))
          if (const std::uint16_t row = row_of_haunt(other, i); row != PlacesInReach::out_of_reach) ++view.friends[row];
    }
  }

  /// How well its haunt `i` knows a youngster, 0 to 1; 0 after a quarter without a visit.
  double habit(ChildId c, std::size_t i) const {
    return has_lapsed(c, i) ? 0 : std::min(1.0, world_.children.haunt_hundredths[c][i] / (100 * known_after_hours));
  }
  /// Does the place know it fully?
  bool is_at_home(ChildId c, std::size_t i) const { return !has_lapsed(c, i) && world_.children.haunt_hundredths[c][i] >= 100 * known_after_hours; }
  bool has_lapsed(ChildId c, std::size_t i) const { return now_.week.number - world_.children.haunt_last[c][i] > 13; }

  /// Who comes more than once a week comes at another moment each time.
  std::uint8_t free_moment(ChildId c, PlaceId place, std::uint64_t dice, const Leisure& leisure) const {
    std::uint32_t moment = moment_at(c, place, dice);
    const auto* mine = leisure.visits[c.slot].data();
    const auto is_taken = [&](const ChildVisit& one) { return one.place == place && one.moment == moment; };
    while (std::any_of(mine, mine + leisure.visit_count[c.slot], is_taken))
      moment = (moment + most_moments) % Gatherings::occasions_per_place;
    return static_cast<std::uint8_t>(moment);
  }

  /// A team or class of a club has its own moment. Elsewhere one comes to the gathering, if there is one, half of the
  /// time, and otherwise at a moment of habit; to a youth centre on few evenings, together.
  std::uint8_t moment_at(ChildId c, PlaceId place, std::uint64_t dice) const {
    const PlaceKind kind = world_.places.kind_of(place);
    const double hours_each = is_club(kind) ? team_hours : kind == PlaceKind::youth_centre ? evening_hours : 2 * std::max(p_.outings.hours_per_visit, 0.1);
    const double most = kind == PlaceKind::youth_centre ? most_moments : Gatherings::occasions_per_place - 1;
    const auto moments = static_cast<std::uint32_t>(std::clamp(world_.places.hours_per_week[place].value() / hours_each, 1.0, most));
    if (world_.places.gathering_of(place) == Gathering::fixed && !is_club(kind) && (dice & 1) == 0) return 0;
    return static_cast<std::uint8_t>(lasting_.of(world_.children.key[c], ~world_.places.key[place]) % moments);
  }

  static std::uint16_t hundredths(double hours) { return static_cast<std::uint16_t>(round_to_int(std::min(hours, 600.0) * 100)); }

  const World& world_;
  const WeekContext& now_;
  const Parameters& p_;
  PromisingPlaces promising_{p_.outings.taste, now_.tables.nest.lambda()};
  Salt weekly_, lasting_;
  std::vector<PlaceAppeal> appeals_;
};

}  // namespace

double plain_leisure_utility(const World& world, const Parameters& parameters, ChildId c, PlaceId place, double km) {
  const bool tight = world.is_tight(world.children.household[c]);
  const AgeClass age = age_class(age_in_years(world.children.birth_week[c], world.week));
  const PlaceAppeal appeal = appeal_of(world, parameters, place);
  return static_cast<double>(utility(appeal.attraction_at(age, km), appeal.money, tight));
}

void choose_own_leisure(const World& world, const WeekContext& now, WeekScratch& scratch) {
  Leisure& leisure = scratch.leisure;
  leisure.visit_count.assign(world.children.size(), 0);
  leisure.visits.resize(world.children.size());
  leisure.at_home_of.resize(world.children.size());
  const LeisureChooser chooser(world, now);
  for_each_block_with(world.children.size(), [&] { return View(world.places.size()); }, [&](std::size_t begin, std::size_t end, View& view) {
    for (std::size_t i = begin; i < end; ++i) {
      const ChildId c(i);
      leisure.at_home_of[i] = {};
      if (!world.children.gone[c] && !world.stays_home(world.children.household[c])) chooser.choose(c, view, leisure);
    }
  });
}

}  // namespace weefsel
