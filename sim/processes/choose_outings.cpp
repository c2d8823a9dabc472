#include "processes/choose_outings.hpp"

#include <algorithm>

#include "processes/free_moments.hpp"
#include "processes/play_together.hpp"
#include "processes/promising_places.hpp"

namespace weefsel {
namespace {

/// Ages of children at home, one bit a year from 0 to 22; bit 31 when there are none.
std::uint32_t ages_at_home(const World& world, HouseholdId h) {
  std::uint32_t ages = 0;
  world.for_each_child(h, [&](ChildId c) {
    const double age = age_in_years(world.children.birth_week[c], world.week);
    ages |= 1U << static_cast<unsigned>(std::clamp(age, 0.0, 22.0));
  });
  return ages != 0 ? ages : 1U << 31;
}
constexpr std::uint32_t years(unsigned from, unsigned until) { return ((1U << until) - 1U) & ~((1U << from) - 1U); }

constexpr std::uint32_t all_ages = ~std::uint32_t{0};

/// Ages of children that a kind of place serves; 0: everyone.
constexpr std::uint32_t serves(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::playground:
    case PlaceKind::childrens_farm: return years(1, 12);
    case PlaceKind::library: return years(0, 12);
    case PlaceKind::sports_club:
    case PlaceKind::culture_club: return years(4, 16);
    case PlaceKind::youth_centre: return years(12, 23);
    case PlaceKind::parent_child_cafe: return years(0, 6);
    case PlaceKind::consultation_office: return years(0, 4);
    case PlaceKind::online_group: return years(0, 18);
    default: return 0;
  }
}

double attraction_of(PlaceKind kind, const Parameters& p) {
  const auto& a = p.attraction;
  switch (kind) {
    case PlaceKind::playground: return a.playground;
    case PlaceKind::library: return a.library;
    case PlaceKind::community_centre: return a.community_centre;
    case PlaceKind::sports_club: return a.sports_club;
    case PlaceKind::culture_club: return a.culture_club;
    case PlaceKind::place_of_worship: return a.place_of_worship;
    case PlaceKind::youth_centre: return a.youth_centre;
    case PlaceKind::cafe_or_market: return a.cafe_or_market;
    case PlaceKind::childrens_farm: return a.childrens_farm;
    case PlaceKind::parent_child_cafe: return a.parent_child_cafe;
    case PlaceKind::consultation_office: return a.consultation_office;
    case PlaceKind::online_group: return a.online_group;
    default: return -1e3;  // childcare and schools follow the child
  }
}

/// What makes a place more or less attractive for one adult, whatever the distance; the last three in utility.
struct Chooser {
  std::uint32_t ages;
  float difficulty_reading, tight, if_unsuited;
};
Chooser chooser_of(const World& world, const Parameters& p, AdultId a) {
  const HouseholdId h = world.adults.household[a];
  const double weight = p.outings.threshold_weight;
  return {ages_at_home(world, h), static_cast<float>(weight * (1 - world.adults.reading_ease[a].value())),
          static_cast<float>(world.is_tight(h) ? weight : 0.0), static_cast<float>(p.attraction.not_served)};
}

/// Per place, all that a chooser looks at; worked out once a week, in one line of the cache.
struct alignas(64) PlaceAppeal {
  double constant = 0, per_km = 0;
  float money = 0, reading = 0;  ///< thresholds, 0-1; of reading with half of that of language
  float host = 0;                ///< what a host adds for who knows nobody
  std::uint32_t key = 0;         ///< short_key
  std::uint32_t serves = 0;
  StreetId stop;                 ///< where a wandering gathering is this week

  [[nodiscard]] float attraction(double km) const { return static_cast<float>(constant - km * per_km); }
};

PlaceAppeal appeal_of(const World& world, const Parameters& p, PlaceId place) {
  const PlaceKind kind = world.places.kind_of(place);
  const double volunteer = world.places.volunteer[place].exists() ? p.volunteering.host_quality : 0;
  PlaceAppeal appeal;
  appeal.constant = attraction_of(kind, p) + rounded_log(std::max(world.places.quality[place].value(), 0.01)) -
                    p.outings.threshold_weight * world.places.stigma[place].value() +
                    p.outings.hours_weight * rounded_log(std::max(world.places.hours_per_week[place].value(), 0.1) / typical_hours(kind));
  appeal.per_km = 1 / (p.outings.reach * reach_factor(kind));
  appeal.money = static_cast<float>(world.places.money[place].value());
  appeal.reading = static_cast<float>(world.places.reading[place].value() + 0.5 * world.places.language[place].value());
  appeal.host = static_cast<float>(p.outings.host_attraction * std::max(world.places.host[place].value(), volunteer));
  appeal.key = short_key(world.places.key[place]);
  appeal.serves = serves(kind) == 0 ? all_ages : serves(kind);
  return appeal;
}

/// What is left of an attraction for one chooser. `reading`: what is written there and, half as heavy, what is spoken.
float utility(float attraction, float money, float reading, bool suits, const Chooser& who) {
  return attraction - who.tight * money - who.difficulty_reading * reading + (suits ? 0.0F : who.if_unsuited);
}
/// Where wandering gatherings are this week, per place: at the middle of a street of their neighbourhood, by keyed lot.
/// Every street is asked once, by the gatherings of its own neighbourhood.
std::vector<StreetId> wandering_stops(const World& world, const WeekContext& now) {
  const Salt salt = now.luck.salt(Purpose::outing_shared_taste, now.week);
  std::vector<StreetId> stops(world.places.size());
  std::vector<std::uint64_t> best_hash(world.places.size(), 0);
  std::vector<std::vector<PlaceId>> wandering(world.neighbourhoods.size());
  bool any = false;
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId place(i);
    if (!world.places.open[place] || world.places.gathering_of(place) != Gathering::wandering) continue;
    wandering[world.places.neighbourhood[place].slot].push_back(place);
    any = true;
  }
  for (std::size_t i = 0; any && i < world.streets.size(); ++i) {
    const StreetId s(i);
    for (const PlaceId place : wandering[world.streets.neighbourhood[s].slot]) {
      const std::uint64_t hash = salt.of(world.places.key[place], world.streets.key[s]);
      if (!stops[place.slot].exists() || hash > best_hash[place.slot]) stops[place.slot] = s, best_hash[place.slot] = hash;
    }
  }
  return stops;
}

double distance_km(const World& world, StreetId a, StreetId b) {
  const double dx = world.streets.x[a] - world.streets.x[b], dy = world.streets.y[a] - world.streets.y[b];
  return __builtin_sqrt(dx * dx + dy * dy) / 1000.0;
}

/// Moments of the week in which people come to a place, from its opening hours.
std::uint32_t moments_of(const World& world, const Parameters& p, PlaceId place) {
  if (world.places.kind_of(place) == PlaceKind::parent_child_cafe) return 1;  // it is its gathering
  const double moments = world.places.hours_per_week[place].value() / (2 * std::max(p.outings.hours_per_visit, 0.1));
  return static_cast<std::uint32_t>(std::clamp(moments, 1.0, 15.0));
}

/// Habit and gathering decide at which moment of the week someone comes: moment 0 is the gathering.
std::uint32_t moment_of(const World& world, const Parameters& p, Key adult, PlaceId place, Salt lasting, Salt weekly) {
  const std::uint32_t moments = moments_of(world, p, place);
  if (moments == 1) return 0;
  const std::uint64_t dice = weekly.of(adult, world.places.key[place] ^ 0x6d6f6dULL);
  const bool has_gathering = world.places.gathering_of(place) != Gathering::none;
  if (has_gathering && (dice & 0xff) < 128) return 0;
  const bool from_habit = ((dice >> 8) & 0xff) < 180;
  const std::uint64_t hash = from_habit ? lasting.of(adult, world.places.key[place] ^ 0x6d6f6dULL) : dice >> 16;
  const std::uint32_t first = has_gathering ? 1 : 0;
  return first + static_cast<std::uint32_t>(hash % (moments - first));
}

/// Spare moments of an adult this week: fewer with long working hours.
std::uint32_t moments_free(const World& world, const Parameters& p, AdultId a, std::uint64_t dice) {
  const double spare = 1.25 - world.adults.working_hours[a] / 60.0;
  const double mean = p.outings.slots_per_week * std::clamp(spare, 0.0, 1.25) * (0.6 + 0.8 * world.adults.sociability[a].value());
  const auto whole = static_cast<std::uint32_t>(mean);
  return std::min<std::uint32_t>(4, whole + (unit_interval(dice) < mean - whole ? 1 : 0));
}

class OutingChooser {
 public:
  OutingChooser(const World& world, const WeekContext& now)
      : world_(world), now_(now), p_(now.parameters), weekly_(now.luck.salt(Purpose::outing, now.week)),
        lasting_(now.luck.salt(Purpose::outing_shared_taste, Week{0})), gate_(now.luck.salt(Purpose::gate, now.week)),
        street_(now.luck.salt(Purpose::street, now.week)) {
    const std::vector<StreetId> stops = wandering_stops(world, now);
    for (std::size_t i = 0; i < world.places.size(); ++i) {
      appeals_.push_back(appeal_of(world, p_, PlaceId(i)));
      appeals_.back().stop = stops[i];
    }
    share_passers_by();
  }

  /// What the places in reach of a street are like, a row each.
  struct View {
    explicit View(std::size_t places) : reach(places) {}
    PlacesInReach reach;
    std::vector<float> attraction, money, reading, host;  ///< attraction: distance taken off, host not added
    std::vector<std::uint32_t> key, serves, wanders;      ///< wanders: all bits or none
    std::vector<float> plain;                             ///< of one adult at a time: utility without luck
    LuckWithPlaces luck;

    void clear() {
      const std::size_t rows = reach.place.size();
      attraction.assign(rows, no_place), money.assign(rows, 0), reading.assign(rows, 0), host.assign(rows, 0);
      key.assign(rows, 0), serves.assign(rows, all_ages), wanders.assign(rows, 0), plain.resize(rows), luck.resize(rows);
    }
  };
  [[nodiscard]] View view() const { return View(world_.places.size()); }

  void choose(ActiveId active, View& view, WeekScratch& scratch) const {
    const AdultId a = world_.actives.adult[active];
    if (world_.adults.has(a, Adults::gone)) return;
    choose_places(active, a, view, scratch);
    if (world_.stays_home(a)) return stay_in(active, scratch);
    stand_at_the_gate(active, a, scratch);
    be_in_the_street(active, a, scratch);
  }

 private:
  /// Visitors of places under one roof see each other's doors. Without visitors nothing is added.
  void share_passers_by() {
    constexpr double half_way = 20;  // visitors a week that bring half of what many bring; judgement
    std::vector<std::int64_t> passing(world_.places.size(), 0);
    for (const auto& [a, b] : world_.reach.under_one_roof) {
      passing[a.slot] += world_.places.visitors[b].raw;
      passing[b.slot] += world_.places.visitors[a].raw;
    }
    for (std::size_t i = 0; i < passing.size(); ++i) {
      const double visitors = static_cast<double>(passing[i]) / 65536;
      appeals_[i].constant += p_.outings.one_roof * visitors / (visitors + half_way);
    }
  }

  /// The moments that would have gone to a place are spent at home.
  static void stay_in(ActiveId active, WeekScratch& scratch) {
    Gatherings& g = scratch.gatherings;
    g.moments_at_home[active.slot] = static_cast<std::uint8_t>(g.moments_at_home[active.slot] + g.visit_count[active.slot]);
    g.visit_count[active.slot] = 0;
  }

  static void add_visit(WeekScratch& scratch, ActiveId who, const Visit& visit) {
    std::uint8_t& count = scratch.gatherings.visit_count[who.slot];
    if (count < visits_per_adult) scratch.gatherings.plans[who.slot][count++] = visit;
  }

  void turn_to(View& view, StreetId street) const {
    view.reach.turn_to(world_.reach, street, [&] { view.clear(); }, [&](std::size_t row, const Reach::Option& option) {
      const PlaceAppeal& appeal = appeals_[option.place.slot];
      const double km = appeal.stop.exists() ? distance_km(world_, street, appeal.stop) : static_cast<double>(option.distance_km);
      view.attraction[row] = appeal.attraction(km);
      view.money[row] = appeal.money, view.reading[row] = appeal.reading, view.host[row] = appeal.host;
      view.key[row] = appeal.key, view.serves[row] = appeal.serves, view.wanders[row] = appeal.stop.exists() ? ~std::uint32_t{0} : 0;
    });
  }

  /// What one adult thinks of every place in view. A fixed hour suits the same people each week; a wandering one others
  /// every week. A host makes up for knowing nobody.
  void look_around(AdultId a, std::uint64_t own, View& view) const {
    const Chooser who = chooser_of(world_, p_, a);
    const Salt lasting = lasting_.own(world_.adults.key[a]), this_week(mix64(own + 5));
    for (std::size_t i = 0; i < view.plain.size(); ++i)
      view.plain[i] = utility(view.attraction[i], view.money[i], view.reading[i], (view.serves[i] & who.ages) != 0, who) + view.host[i];
    for (std::size_t i = 0; i < view.plain.size(); ++i) {
      const std::uint32_t for_good = lasting.of32(view.key[i]), once = this_week.of32(view.key[i]);
      view.luck.liking[i] = for_good ^ ((for_good ^ once) & view.wanders[i]);
    }
  }

  /// Known regulars draw people back to where they are at home; there they need no host.
  void be_drawn_back(ActiveId active, View& view) const {
    for (std::size_t i = 0; i < haunts_per_adult; ++i) {
      const PlaceId haunt = world_.actives.haunt[active][i];
      const auto known = static_cast<float>(world_.actives.haunt_regulars[active][i].value());
      if (!haunt.exists() || known <= 0) continue;
      const std::uint16_t row = view.reach.row[haunt.slot];
      if (row != PlacesInReach::out_of_reach && view.wanders[row] == 0)
        view.plain[row] += known * (static_cast<float>(p_.outings.regulars_weight) - view.host[row]);
    }
  }

  void choose_places(ActiveId active, AdultId a, View& view, WeekScratch& scratch) const {
    const Key key = world_.adults.key[a];
    const std::uint64_t own = weekly_.of(key);
    const std::uint32_t count = moments_free(world_, p_, a, own);
    if (count == 0) return;
    const double stay_home = p_.outings.stay_home_utility - p_.outings.withdrawal_weight * world_.actives.wellbeing[active].value();
    FreeMoments moments(now_.tables.nest, stay_home, own, count);
    turn_to(view, world_.street_of(world_.adults.household[a]));
    look_around(a, own, view);
    be_drawn_back(active, view);
    promising_.offer(moments, view.reach.place, view.key, view.plain, view.luck, Salt(mix64(own + 4)), Salt(mix64(own + 6)));
    std::array<PlaceId, FreeMoments::most> chosen{};
    for (std::uint32_t m = 0; m < count; ++m) {
      const PlaceId place = moments.choice(m);
      // Once a week is enough for one place: a second moment that falls on it is spent at home.
      if (!place.exists() || std::find(chosen.begin(), chosen.begin() + m, place) != chosen.begin() + m) {
        ++scratch.gatherings.moments_at_home[active.slot];
        continue;
      }
      chosen[m] = place;
      const std::uint32_t moment = moment_of(world_, p_, key, place, lasting_, weekly_);
      add_visit(scratch, active, {place.slot * Gatherings::occasions_per_place + moment, hundredths(p_.outings.hours_per_visit),
                          static_cast<std::uint8_t>(tie_kind_at(world_.places.kind_of(place))), 1});
    }
  }

  /// One parent stands at the gate each week, drawn by spare hours; with each child's group.
  void stand_at_the_gate(ActiveId active, AdultId a, WeekScratch& scratch) const {
    const HouseholdId h = world_.adults.household[a];
    if (parent_who_goes(world_, h, gate_.of(world_.households.key[h])) != a) return;
    std::array<std::uint32_t, 4> groups{};
    std::size_t count = 0;
    world_.for_each_child(h, [&](ChildId c) {
      const PlaceId place = world_.children.day_place[c];
      if (!place.exists() || !world_.places.open[place] || count == groups.size()) return;
      const std::uint32_t its_class = class_of(world_, c, world_.week);
      if (its_class == no_class) return;  // secondary school: nobody waits at the gate
      const std::uint32_t group = place.slot * Gatherings::occasions_per_place + its_class;
      if (std::find(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(count), group) ==
          groups.begin() + static_cast<std::ptrdiff_t>(count))
        groups[count++] = group;
    });
    for (std::size_t i = 0; i < count; ++i)
      add_visit(scratch, active, {groups[i], hundredths(p_.outings.gate_hours_per_week / static_cast<double>(count)),
                          static_cast<std::uint8_t>(TieKind::school), 0});
  }

  void be_in_the_street(ActiveId active, AdultId a, WeekScratch& scratch) const {
    const StreetId street = world_.street_of(world_.adults.household[a]);
    const NeighbourhoodId n = world_.streets.neighbourhood[street];
    const double outdoors = (world_.neighbourhoods.play_space[n].value() + world_.neighbourhoods.upkeep[n].value() +
                             world_.neighbourhoods.safety[n].value()) / 3;
    // Half of the weeks, twice as long: chance meetings come in spells.
    if ((street_.of(world_.adults.key[a]) & 1) == 0) return;
    const double hours = 2 * p_.outings.street_hours_per_week * outdoors * world_.home_contact_percent / 100.0;
    if (hours <= 0) return;
    add_visit(scratch, active, {static_cast<std::uint32_t>(world_.places.size()) * Gatherings::occasions_per_place + street.slot,
                        hundredths(hours), static_cast<std::uint8_t>(TieKind::neighbour), 0});
  }

  [[nodiscard]] std::uint16_t hundredths(double hours) const {
    return static_cast<std::uint16_t>(round_to_int(std::min(hours * now_.tables.meeting_hours, 600.0) * 100));
  }

  static TieKind tie_kind_at(PlaceKind kind) {
    if (kind == PlaceKind::online_group) return TieKind::online;
    return sphere_of(kind) == Sphere::organised_leisure ? TieKind::club : TieKind::open_place;
  }

  const World& world_;
  const WeekContext& now_;
  const Parameters& p_;
  PromisingPlaces promising_{p_.outings.taste, now_.tables.nest.lambda()};
  Salt weekly_, lasting_, gate_, street_;
  std::vector<PlaceAppeal> appeals_;
};

}  // namespace

double typical_hours(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::playground: return 84;
    case PlaceKind::library: return 40;
    case PlaceKind::community_centre: return 35;
    case PlaceKind::sports_club: return 30;
    case PlaceKind::culture_club: return 20;
    case PlaceKind::place_of_worship: return 8;
    case PlaceKind::youth_centre: return 16;
    case PlaceKind::cafe_or_market: return 50;
    case PlaceKind::childrens_farm: return 40;
    case PlaceKind::parent_child_cafe: return 3;
    case PlaceKind::consultation_office: return 28;
    case PlaceKind::online_group: return 168;
    default: return 40;
  }
}

double plain_utility(const World& world, const Parameters& parameters, AdultId a, PlaceId place, double km) {
  const Chooser who = chooser_of(world, parameters, a);
  const PlaceAppeal appeal = appeal_of(world, parameters, place);
  return static_cast<double>(utility(appeal.attraction(km), appeal.money, appeal.reading, (appeal.serves & who.ages) != 0, who));
}

bool serves(const World& world, HouseholdId h, PlaceKind kind) {
  const std::uint32_t ages = serves(kind);
  return ages == 0 || (ages & ages_at_home(world, h)) != 0;
}

KeptAway what_keeps_away(const World& world, const Parameters& p, AdultId a, PlaceId place, double km) {
  const Chooser who = chooser_of(world, p, a);
  const auto tight = static_cast<double>(who.tight), reading = static_cast<double>(who.difficulty_reading);
  const PlaceKind kind = world.places.kind_of(place);
  const double hours = rounded_log(std::max(world.places.hours_per_week[place].value(), 0.1) / typical_hours(kind));
  return {km / (p.outings.reach * reach_factor(kind)), tight * world.places.money[place].value(),
          reading * world.places.reading[place].value(), 0.5 * reading * world.places.language[place].value(),
          p.outings.threshold_weight * world.places.stigma[place].value(),
          std::max(0.0, -p.outings.hours_weight * hours)};
}

void choose_outings(const World& world, const WeekContext& now, WeekScratch& scratch) {
  Gatherings& g = scratch.gatherings;
  g.visit_count.assign(world.actives.size(), 0);
  g.moments_at_home.assign(world.actives.size(), 0);
  g.plans.resize(world.actives.size());
  const OutingChooser chooser(world, now);
  for_each_block_with(world.actives.size(), [&] { return chooser.view(); }, [&](std::size_t begin, std::size_t end, OutingChooser::View& view) {
    for (std::size_t i = begin; i < end; ++i) chooser.choose(ActiveId(i), view, scratch);
  });
}

}  // namespace weefsel
