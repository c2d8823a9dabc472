#include "processes/match_families.hpp"

#include <algorithm>
#include <limits>

#include "population/settle.hpp"
#include "processes/apply_levers.hpp"
#include "processes/programmes.hpp"
#include "world/nearby.hpp"

namespace weefsel {
namespace {

constexpr double like_ages_worth = 0.5;  // of children, in km between homes
constexpr double first_look_metres = 500;
constexpr ShortWeek open_end = std::numeric_limits<ShortWeek>::max();

/// Weeks since the start, those of the ramp counted by their intensity.
double full_weeks(const Lever& lever, Week week) {
  const double weeks = week - lever.start + 1, ramp = lever.ramp_weeks;
  return weeks <= ramp ? weeks * (weeks + 1) / (2 * ramp) : (ramp > 0 ? (ramp + 1) / 2 : 0) + weeks - ramp;
}

std::int64_t open_matches_of(const World& world, Key programme) {
  std::int64_t open = 0;
  for (std::size_t i = 0; i < world.matches.size(); ++i)
    open += world.matches.programme[MatchId(i)] == programme && world.matches.is_open(MatchId(i), world.week);
  return open;
}

/// Matches that coordinators may still make now. Chances not used lapse after a quarter of a year.
std::int64_t matches_to_make(World& world, const WeekContext& now, const Lever& lever, const MatchTerms& terms, std::size_t index) {
  const double until_now = terms.new_per_year * full_weeks(lever, now.week) / weeks_per_year;
  const auto chances = static_cast<std::int32_t>(std::min(until_now, 1e9));
  const auto kept = static_cast<std::int32_t>(std::min(terms.new_per_year, 1e9) / 4 + 1);
  std::int32_t& used = world.matches_made[index];
  used = std::max(used, chances - kept);
  const double room = std::max(0.0, terms.open_at_once - static_cast<double>(open_matches_of(world, programme_of(lever))));
  return std::min<std::int64_t>(chances - used, static_cast<std::int64_t>(room));
}

/// Those who wait for this programme: the heaviest load or the longest wait first, equals by keyed lot of the week.
std::vector<ApplicationId> in_order(const World& world, const WeekContext& now, Key programme, bool by_load) {
  const Salt lot = now.luck.salt(Purpose::programme_match, now.week);
  const Applications& all = world.applications;
  const auto load = [&](ApplicationId a) { return world.actives.load[world.adults.active[all.asker[a]]]; };
  std::vector<ApplicationId> waiting;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const AdultId asker = all.asker[ApplicationId(i)];
    if (all.programme[ApplicationId(i)] == programme && world.adults.active[asker].exists()) waiting.push_back(ApplicationId(i));
  }
  std::sort(waiting.begin(), waiting.end(), [&](ApplicationId a, ApplicationId b) {
    if (by_load && load(a) != load(b)) return load(a) > load(b);
    if (!by_load && all.since[a] != all.since[b]) return all.since[a] < all.since[b];
    return lot.of(all.key[a]) > lot.of(all.key[b]);
  });
  return waiting;
}

class Coordinator {
 public:
  Coordinator(World& world, const WeekContext& now, const Lever& lever, const MatchTerms& terms)
      : world_(world), now_(now), terms_(terms), programme_(programme_of(lever)), matched_(households_in_matches(world)) {}

  /// Up to `most` new matches; returns how many.
  std::int32_t match(std::int64_t most) {
    const auto waiting = in_order(world_, now_, programme_, terms_.by_load);
    if (waiting.empty()) return 0;
    if (terms_.by_professionals) find_teams();
    else find_offers();
    std::vector<std::uint8_t> served(world_.applications.size(), 0);
    std::int32_t made = 0;
    for (const ApplicationId a : waiting) {
      if (made >= most) break;
      const AdultId asker = world_.applications.asker[a];
      if (matched_[world_.adults.household[asker].slot]) continue;
      AdultId giver;
      if (!terms_.by_professionals) {
        giver = best_giver(asker);
        if (!giver.exists()) continue;
      }
      make(asker, giver, world_.applications.child[a]);
      served[a.slot] = 1;
      ++made;
    }
    keep_rows<ApplicationId>(world_.applications, [&](ApplicationId a) { return served[a.slot] == 0; });
    return made;
  }

 private:
  void find_offers() {
    for (std::size_t i = 0; i < world_.adults.size(); ++i)
      if (offers(world_, now_, AdultId(i), terms_.kind)) offers_.push_back(AdultId(i));
    std::vector<Nearby::Point> homes;
    for (std::uint32_t i = 0; i < offers_.size(); ++i) {
      const DwellingId home = home_of(offers_[i]);
      homes.push_back({static_cast<double>(world_.dwellings.x[home]), static_cast<double>(world_.dwellings.y[home]), i});
    }
    near_ = Nearby(homes);
  }

  /// Of several, the first: nurses of a neighbourhood, and teams at a school that are no bridge officers.
  void find_teams() {
    nurses_.resize(world_.neighbourhoods.size()), at_school_.resize(world_.places.size());
    for (std::size_t i = world_.professionals.size(); i-- > 0;) {
      const ProfessionalId p(i);
      const auto kind = static_cast<ProfessionalKind>(world_.professionals.kind[p]);
      if (kind == ProfessionalKind::youth_health_nurse) nurses_[world_.professionals.neighbourhood[p]] = p;
      if (world_.professionals.place[p].exists() && kind != ProfessionalKind::bridge_officer) at_school_[world_.professionals.place[p]] = p;
    }
  }

  [[nodiscard]] DwellingId home_of(AdultId a) const { return world_.households.dwelling[world_.adults.household[a]]; }

  /// Near by, with children of like age, and a lot for all that is not in the model (wishes); of those who agree.
  AdultId best_giver(AdultId asker) const {
    const Salt lot = now_.luck.salt(Purpose::programme_match, now_.week), agrees = now_.luck.salt(Purpose::programme_agrees, Week{0});
    const double both = now_.parameters.programmes.agrees * now_.parameters.programmes.agrees;
    const Key key = world_.adults.key[asker];
    const GroupMask ages = belongs(world_, world_.adults.household[asker]).groups & phases;
    AdultId best;
    double highest = -1e9;
    const auto look = [&](std::uint32_t number) {
      const AdultId a = offers_[number];
      const HouseholdId h = world_.adults.household[a];
      if (matched_[h.slot] || h == world_.adults.household[asker]) return;
      const double km = home_distance_km(world_, asker, a);
      if (km > terms_.max_distance_km) return;
      const Key other = world_.adults.key[a];
      if (unit_interval(agrees.of_pair(key, other, programme_)) >= both) return;
      const bool like_ages = (belongs(world_, h).groups & ages) != 0;
      const double u = (like_ages ? like_ages_worth : 0) - km + unit_interval(lot.of_pair(key, other));
      if (u > highest || (u == highest && other > world_.adults.key[best])) highest = u, best = a;
    };
    // Who lives further away than this is too far, or at best less suited than the best so far.
    const auto is_enough = [&](double metres) {
      const double km = metres / 1000;
      return km > terms_.max_distance_km + 1e-6 || like_ages_worth + 1 - km < highest - 1e-6;
    };
    const DwellingId home = home_of(asker);
    near_.look_around(world_.dwellings.x[home], world_.dwellings.y[home], first_look_metres, look, is_enough);
    return best;
  }

  void make(AdultId asker, AdultId giver, ChildId child) {
    if (giver.exists()) {
      make_active(world_, now_.luck, now_.parameters, giver, now_.week);
      world_.adults.flags[giver] = static_cast<std::uint8_t>(world_.adults.flags[giver] | Adults::support_giver);
      matched_[world_.adults.household[giver].slot] = 1;
    }
    matched_[world_.adults.household[asker].slot] = 1;
    const MatchId m(append_row(world_.matches));
    Matches& matches = world_.matches;
    const Key other = giver.exists() ? world_.adults.key[giver] : programme_;
    matches.key[m] = join64(world_.adults.key[asker], join64(other, static_cast<std::uint32_t>(now_.week.number + 0x8000)));
    matches.kind[m] = static_cast<std::uint8_t>(terms_.kind);
    matches.asker[m] = asker, matches.giver[m] = giver, matches.child[m] = child;
    matches.team[m] = terms_.by_professionals ? team_for(asker, child) : ProfessionalId{};
    matches.start[m] = short_week(now_.week), matches.until[m] = open_end;
    matches.review[m] = first_review();
    matches.hours_per_week[m] = Fixed(terms_.hours_per_week);
    matches.length_in_weeks[m] = Fixed(terms_.length_in_weeks);
    matches.programme[m] = programme_;
    const Belongs who = belongs(world_, world_.adults.household[asker]);
    world_.tally.add(Flow::matches_made, who);
    world_.tally.add(joined(terms_.kind), who);
  }

  [[nodiscard]] ShortWeek first_review() const {
    if (terms_.kind == ProgrammeKind::nurse_visits) return open_end;  // until the second birthday
    return short_week(now_.week + (terms_.trial_weeks > 0 ? terms_.trial_weeks : weeks_between_reviews(terms_.review_weeks, terms_.length_in_weeks)));
  }

  /// Nurses of the neighbourhood; carers at the school of the child.
  [[nodiscard]] ProfessionalId team_for(AdultId asker, ChildId child) const {
    const NeighbourhoodId n = world_.neighbourhood_of(asker);
    const PlaceId school = child.exists() ? world_.children.day_place[child] : PlaceId{};
    if (terms_.kind == ProgrammeKind::nurse_visits) return nurses_[n];
    if (terms_.kind == ProgrammeKind::out_of_school_care && school.exists()) return at_school_[school];
    return {};
  }

  static constexpr GroupMask phases = bit(Group::youngest_0_2) | bit(Group::youngest_2_4) | bit(Group::youngest_4_12) |
                                      bit(Group::youngest_12_16) | bit(Group::youngest_16_23);
  World& world_;
  const WeekContext& now_;
  const MatchTerms& terms_;
  Key programme_;
  std::vector<std::uint8_t> matched_;
  std::vector<AdultId> offers_;
  Nearby near_{std::vector<Nearby::Point>{}};  ///< homes of those in `offers_`, by their number there
  Column<NeighbourhoodId, ProfessionalId> nurses_;
  Column<PlaceId, ProfessionalId> at_school_;
};

}  // namespace

void match_families(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch&) {
  for (std::size_t i = 0; i < levers.size(); ++i) {
    const Lever& lever = levers[i];
    if (!in_effect(lever, now.week)) continue;
    const auto terms = match_terms(world, lever);
    if (!terms || !has_means(*terms)) continue;
    const std::int64_t most = matches_to_make(world, now, lever, *terms, i);
    if (most > 0) world.matches_made[i] += Coordinator(world, now, lever, *terms).match(most);
  }
}

}  // namespace weefsel
