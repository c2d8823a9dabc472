#include "processes/turn_to_professionals.hpp"

#include <algorithm>
#include <span>

#include "processes/feel.hpp"
#include "processes/form_attitudes.hpp"
#include "processes/raise_concerns.hpp"
#include "processes/work_together.hpp"

namespace weefsel {
namespace {

constexpr double hours_per_question = 0.75;  // judgement
constexpr std::int32_t weeks_counted_once = 26;
constexpr double first_talk = 0.3;         // trust after a first talk about one's child; judgement

struct Worst {
  std::size_t kind = 0;
  double perceived = 0, severity = 0;
};
Worst worst_of(const World& world, ChildId c) {
  Worst worst;
  for (std::size_t k = 0; k < concern_kind_count; ++k)
    if (world.children.perceived[c][k].value() > worst.perceived)
      worst = {k, world.children.perceived[c][k].value(), world.children.severity[c][k].value()};
  return worst;
}

/// Relative weights of whom a parent turns to first, by phase (Zwaanswijk 2005: teachers 52, GP 27).
struct FirstChoice { ProfessionalKind kind; double weight; Route route; };
constexpr FirstChoice choices_0_4[] = {{ProfessionalKind::youth_health_nurse, 0.45, Route::youth_health},
                                       {ProfessionalKind::childcare_worker, 0.25, Route::school},
                                       {ProfessionalKind::general_practitioner, 0.30, Route::general_practitioner}};
constexpr FirstChoice choices_4_12[] = {{ProfessionalKind::teacher, 0.52, Route::school},
                                        {ProfessionalKind::general_practitioner, 0.33, Route::general_practitioner},
                                        {ProfessionalKind::youth_health_nurse, 0.15, Route::youth_health},
                                        {ProfessionalKind::bridge_officer, 0.30, Route::school}};
constexpr FirstChoice choices_12_23[] = {{ProfessionalKind::teacher, 0.38, Route::school},
                                         {ProfessionalKind::general_practitioner, 0.45, Route::general_practitioner},
                                         {ProfessionalKind::youth_worker, 0.17, Route::youth_worker},
                                         {ProfessionalKind::bridge_officer, 0.20, Route::school}};

/// How readily those who are reached by this route refer, against teachers.
double referral_habit(const Parameters& parameters, Route route) {
  const auto& p = parameters.help;
  return route == Route::general_practitioner ? p.referral_by_gp : route == Route::youth_health ? p.referral_by_youth_health : 1;
}

/// The team of that kind for this child: of its school or childcare, else of its neighbourhood.
class TeamFinder {
 public:
  explicit TeamFinder(const World& world) : world_(world), of_place_(world.places.size()), bridge_officer_at_(world.places.size()), of_neighbourhood_(world.neighbourhoods.size() * professional_kind_count) {
    for (std::size_t i = 0; i < world.professionals.size(); ++i) {
      const ProfessionalId p(i);
      const PlaceId place = world.professionals.place[p];
      if (world.professionals.kind[p] == static_cast<std::uint8_t>(ProfessionalKind::bridge_officer)) bridge_officer_at_[place.slot] = p;
      else if (place.exists()) of_place_[place.slot] = p;
      else of_neighbourhood_[world.professionals.neighbourhood[p].slot * professional_kind_count + world.professionals.kind[p]] = p;
    }
  }
  [[nodiscard]] ProfessionalId find(ChildId c, ProfessionalKind kind) const {
    if (kind == ProfessionalKind::teacher || kind == ProfessionalKind::childcare_worker) {
      const PlaceId place = world_.children.day_place[c];
      const ProfessionalId team = place.exists() ? of_place_[place.slot] : ProfessionalId{};
      return team.exists() && world_.professionals.kind[team] == static_cast<std::uint8_t>(kind) ? team : ProfessionalId{};
    }
    if (kind == ProfessionalKind::bridge_officer) {
      const PlaceId school = world_.children.day_place[c];
      const ProfessionalId officer = school.exists() ? bridge_officer_at_[school.slot] : ProfessionalId{};
      return officer.exists() && world_.professionals.hours_per_week[officer].raw > 0 ? officer : ProfessionalId{};
    }
    const NeighbourhoodId n = world_.neighbourhood_of(world_.children.household[c]);
    return of_neighbourhood_[n.slot * professional_kind_count + static_cast<std::size_t>(kind)];
  }

 private:
  const World& world_;
  std::vector<ProfessionalId> of_place_, bridge_officer_at_, of_neighbourhood_;
};

/// Would a request now count as demand? Once per child under 18 and tier, until help ends or 26 weeks pass.
bool would_count(const World& world, const WeekContext& now, ChildId c, std::size_t tier) {
  if (world.children.help[c][tier] != HelpState::none) return false;
  const ShortWeek counted = world.children.counted_week[c][tier];
  const bool first = counted == long_ago || now.week.number - counted > weeks_counted_once;
  return first && age_in_years(world.children.birth_week[c], now.week) < 18;
}

/// A chance of `p` to turn to help, before the dice: its sum has the mean of demand and far less of their noise.
void expect_demand(const World& world, const WeekContext& now, ChildId c, std::size_t tier, double p, Tally& tally, const Belongs& who) {
  if (would_count(world, now, c, tier)) tally.add(Flow::expected_demand_millionths, who, round_to_int(std::clamp(p, 0.0, 1.0) * 1e6));
}

/// The concern that is truly most severe, seen or not.
double most_severe(const World& world, ChildId c, bool everyday_too) {
  double most = 0;
  for (std::size_t k = everyday_too ? 0 : 1; k < concern_kind_count; ++k) most = std::max(most, world.children.severity[c][k].value());
  return most;
}

std::array<std::int64_t, asked_tiers> children_in(const World& world, HelpState state) {
  std::array<std::int64_t, asked_tiers> count{};
  for (std::size_t i = 0; i < world.children.size(); ++i)
    if (!world.children.gone[ChildId(i)])
      for (std::size_t tier = 0; tier < asked_tiers; ++tier) count[tier] += world.children.help[ChildId(i)][tier] == state;
  return count;
}

/// What is offered is asked for: requests grow with free room and fall with the queue (help.supply; not proven).
double supply_factor(const Parameters& p, std::int64_t helped, std::int64_t waiting, double capacity) {
  const double free_share = capacity <= 0 ? 0 : (capacity - static_cast<double>(helped + waiting)) / capacity;
  return std::max(0.1, 1 + p.help.supply * std::clamp(free_share, -1.0, 1.0));
}

/// Mean over the adults at home of what they can count on, as a difference to the baseline mean.
double support_above_mean(const World& world, const WeekContext& now, HouseholdId h) {
  double sum = 0;
  int adults = 0;
  for (const AdultId a : world.households.adults[h])
    if (a.exists() && world.adults.active[a].exists()) sum += world.actives.counted_on[world.adults.active[a]].value(), ++adults;
  return adults == 0 ? 0 : sum / adults - now.parameters.wellbeing.support_centre;
}

double load_above_mean(const World& world, const WeekContext& now, HouseholdId h) {
  double most = 0;
  for (const AdultId a : world.households.adults[h])
    if (a.exists() && world.adults.active[a].exists()) most = std::max(most, load_behind_requests(world, now.parameters, world.adults.active[a]));
  return most - now.parameters.wellbeing.load_centre;
}

/// How readily a family turns to help, against the average. Contacts show the way (gateway); who can count on others
/// turns to them first (substitution); and load drives, of which what support takes off counts as far as substitution
/// says. Whether gateway and substitution hold is not settled; both ranges include zero.
double seeking(const World& world, const WeekContext& now, HouseholdId h) {
  const auto& p = now.parameters.help;
  const double support = support_above_mean(world, now, h);
  const double gateway = std::max(0.1, 1 + 2 * p.gateway * support);
  const double others_first = std::max(0.1, 1 - 2 * p.substitution * p.informal_first * support);
  const double burden = std::max(0.1, 1 + p.load_weight * load_above_mean(world, now, h));
  return gateway * others_first * burden;
}

}  // namespace

void turn_to_help(World& world, const WeekContext& now, ChildId c, std::size_t tier, Route route, Tally& tally, const Belongs& who) {
  if (world.children.help[c][tier] != HelpState::none) return;
  const bool counts = would_count(world, now, c, tier);
  world.children.help[c][tier] = HelpState::waiting;
  world.children.help_since[c][tier] = short_week(now.week);
  if (!counts) return;
  world.children.counted_week[c][tier] = short_week(now.week);
  tally.add(tier == 0 ? Flow::demand_tier1 : Flow::demand_tier2, who);
  tally.add(demand_by(route), who);
}

std::array<double, asked_tiers> supply_factors(const World& world, const Parameters& p) {
  const auto helped = children_in(world, HelpState::helped), waiting = children_in(world, HelpState::waiting);
  return {supply_factor(p, helped[0], waiting[0], world.tier1_capacity.value()),
          supply_factor(p, helped[1], waiting[1], world.tier2_capacity.value())};
}

void know_professional(World& world, const WeekContext& now, ActiveId a, ProfessionalId team) {
  const PersonRef who = PersonRef::of(team);
  const std::size_t slot = world.ties.find(a, who);
  if (slot == Ties::not_found) {
    if (world.ties.count[a] < tie_slots)
      world.ties.add(a, {who, Share16(first_talk), short_week(now.week), short_week(now.week), TieMark::of(TieKind::professional, TieMark::one_sided)});
    return;
  }
  const double strength = strength_at(world.ties, now.tables.fading, a, slot, now.week);
  // A talk about one's child counts for more than an hour of small talk: ten times, by judgement.
  world.ties.strength[a][slot] = Share16(strength + std::min(1.0, 10 * hours_per_question * now.parameters.ties.growth_per_hour) * (1 - strength));
  world.ties.touched[a][slot] = short_week(now.week);
}

void talk_over(World& world, const WeekContext& now, ChildId c, double skill, const Belongs& who) {
  const Worst worst = worst_of(world, c);
  Share8& severity = world.children.severity[c][worst.kind];
  see_as(world.children, c, worst.kind,
         worst.perceived - now.parameters.help.normalising_share * skill * std::max(0.0, worst.perceived - 0.5 * severity.value()));
  if (severity.raw > 0 && severity.value() < 0.15 && static_cast<ConcernKind>(worst.kind) == ConcernKind::everyday) {
    end_concern(world.children, c, worst.kind);
    world.tally.add(Flow::concerns_settled_with_professional, who);
  }
}

void point_to_a_place(World& world, ActiveId a) {
  const StreetId street = world.street_of(world.adults.household[world.actives.adult[a]]);
  const auto welcomes = [&](PlaceId p) {
    return sphere_of(world.places.kind_of(p)) != Sphere::school_and_childcare && world.places.gathering_of(p) != Gathering::wandering &&
           (world.places.host[p].raw > 0 || world.places.volunteer[p].exists() || world.places.gathering_of(p) == Gathering::fixed);
  };
  PlaceId nearest;
  float km = 0;
  for (std::uint32_t i = world.reach.first[street.slot]; i < world.reach.first[street.slot + 1]; ++i) {
    const Reach::Option& option = world.reach.options[i];
    if (!welcomes(option.place)) continue;
    const bool nearer = !nearest.exists() || option.distance_km < km ||
                        (option.distance_km == km && world.places.key[option.place] < world.places.key[nearest]);
    if (nearer) nearest = option.place, km = option.distance_km;
  }
  auto& haunt = world.actives.haunt[a];
  if (!nearest.exists() || std::find(haunt.begin(), haunt.end(), nearest) != haunt.end()) return;
  for (std::size_t i = 0; i < haunts_per_adult; ++i)
    if (!haunt[i].exists()) {
      haunt[i] = nearest, world.actives.haunt_regulars[a][i] = Share8(0.25);
      return;
    }
}

double weeks_of_help(double u) {
  // Shares of ended trajectories: < 3 months 16%, 3-6 17%, 6-12 30%, 1-2 years 23%, 2-3 years 7%, longer 7%.
  struct Step { double share, weeks; };
  constexpr Step steps[] = {{0, 2}, {0.16, 13}, {0.33, 26}, {0.63, 52}, {0.86, 104}, {0.93, 157}, {1.0, 261}};
  for (std::size_t i = 1; i < std::size(steps); ++i)
    if (u < steps[i].share)
      return steps[i - 1].weeks + (steps[i].weeks - steps[i - 1].weeks) * (u - steps[i - 1].share) / (steps[i].share - steps[i - 1].share);
  return 261;
}

void consult_professionals(World& world, const WeekContext& now, WeekScratch& scratch) {
  const auto& p = now.parameters.help;
  const TeamFinder teams(world);
  const std::vector<double> closer = cooperation_above_rest(world);
  struct Question { ProfessionalId team; std::uint64_t order; ChildId child; Route route; };
  std::vector<Question> questions;
  const auto supply = supply_factors(world, now.parameters);
  const Salt lot = now.luck.salt(Purpose::help_allotment, now.week), pointing = now.luck.salt(Purpose::programme_pointed, now.week);
  for (std::size_t i = 0; i < world.children.size(); ++i) {
    const ChildId c(i);
    if (world.children.gone[c]) continue;
    const Worst worst = worst_of(world, c);
    if (worst.perceived <= 0) continue;
    const Key key = world.children.key[c];
    const Draws draws = now.luck.draws(Purpose::basic_contact, now.week, key);
    if (!draws.happens(0, p.contact_per_week * worst.perceived)) continue;
    const double age = age_in_years(world.children.birth_week[c], now.week);
    const std::span<const FirstChoice> choices = age < 4 ? std::span<const FirstChoice>(choices_0_4) : age < 12 ? choices_4_12 : choices_12_23;
    const FirstChoice* best = nullptr;
    ProfessionalId team;
    double highest = -1e9;
    for (std::size_t k = 0; k < choices.size(); ++k) {
      const ProfessionalId candidate = teams.find(c, choices[k].kind);
      if (!candidate.exists()) continue;
      const double u = rounded_log(choices[k].weight) + gumbel_quantile16(static_cast<std::uint16_t>(draws.bits64(1) >> (16 * k)));
      if (u > highest) highest = u, best = &choices[k], team = candidate;
    }
    if (best != nullptr) questions.push_back({team, lot.of(key), c, best->route});
  }
  // Hours of a team are allotted by keyed lot; who finds no time tries again another week.
  std::sort(questions.begin(), questions.end(), [&](const Question& a, const Question& b) {
    return a.team != b.team ? world.professionals.key[a.team] < world.professionals.key[b.team] : a.order < b.order;
  });
  ProfessionalId team;
  double hours_left = 0;
  scratch.talked_about.clear();
  for (const Question& q : questions) {
    if (q.team != team) {
      // A team with less than an hour a week answers in some weeks, by keyed lot: whole questions, right on average.
      team = q.team;
      const double mean = world.professionals.hours_per_week[team].value() / hours_per_question;
      const auto whole = static_cast<std::int64_t>(mean);
      const bool one_more = unit_interval(lot.of(world.professionals.key[team])) < mean - static_cast<double>(whole);
      hours_left = hours_per_question * static_cast<double>(whole + (one_more ? 1 : 0));
    }
    if (hours_left < hours_per_question) continue;
    hours_left -= hours_per_question;
    const ChildId c = q.child;
    const HouseholdId h = world.children.household[c];
    const Belongs who = belongs(world, h);
    world.tally.add(Flow::basic_contact, who);
    scratch.talked_about.push_back(c);
    const Worst worst = worst_of(world, c);
    const double skill = std::min(1.0, world.professionals.skill[team].value() * (1 + now.parameters.cooperation.agreement * closer[team.slot]));
    const bool is_bridge_officer = world.professionals.kind[team] == static_cast<std::uint8_t>(ProfessionalKind::bridge_officer);
    if (is_bridge_officer)
      world.tally.add(hours_tenths_in(ProgrammeKind::bridge_officer), who, round_to_int(10 * hours_per_question));
    talk_over(world, now, c, skill, who);
    const bool pointed = unit_interval(pointing.of(world.children.key[c])) < now.parameters.programmes.pointed_share * skill * (is_bridge_officer ? 2 : 1);
    for (const AdultId a : world.households.adults[h])
      if (a.exists() && world.adults.active[a].exists()) {
        const ActiveId active = world.adults.active[a];
        scratch.events[active.slot] |= was_heard;
        know_professional(world, now, active, team);
        learn_from_talk(world, now, active, skill);
        if (!pointed) continue;
        scratch.events[active.slot] |= was_pointed_the_way;
        if (is_bridge_officer) point_to_a_place(world, active);
      }
    if (worst.severity < p.need) continue;
    const Draws referral = now.luck.draws(Purpose::referral, now.week, world.children.key[c]);
    // A bridge officer is no referrer to indicated help: the way leads to what is freely accessible.
    const double to_tier2 = is_bridge_officer ? 0 : std::min(1.0, p.tier2_share * (0.5 + worst.severity));
    const double inclined = p.referral * referral_habit(now.parameters, q.route) * worst.severity * seeking(world, now, h) * (1 + now.parameters.cooperation.referral * closer[team.slot]);
    expect_demand(world, now, c, 0, (1 - to_tier2) * std::min(1.0, inclined * supply[0]), world.tally, who);
    expect_demand(world, now, c, 1, to_tier2 * std::min(1.0, inclined * supply[1]), world.tally, who);
    const std::size_t tier = referral.happens(1, to_tier2) ? 1 : 0;
    if (referral.happens(0, inclined * supply[tier])) turn_to_help(world, now, c, tier, q.route, world.tally, who);
  }
}

void request_help(World& world, const WeekContext& now, WeekScratch&) {
  const auto& p = now.parameters.help;
  const auto supply = supply_factors(world, now.parameters);
  const TeamFinder teams(world);
  const std::vector<double> closer = cooperation_above_rest(world);
  const auto way_to_help = [&](ChildId c) {
    const ProfessionalId team = teams.find(c, ProfessionalKind::family_team_worker);
    return team.exists() ? 1 + now.parameters.cooperation.way_to_help * closer[team.slot] : 1.0;
  };
  const auto is_seen = [&](ChildId c) {
    return !world.children.gone[c] && (worst_of(world, c).perceived >= 0.5 * p.need || most_severe(world, c, true) >= p.need);
  };
  // All families weigh it before any of them turns to help: a sibling who has just begun to wait is no reason yet.
  std::vector<double> inclination(world.children.size(), 0.0);
  for_each<ChildId>(world.children.size(), [&](ChildId c) {
    if (is_seen(c)) inclination[c.slot] = seeking(world, now, world.children.household[c]);
  });
  tally_blocks(world, world.children.size(), [&](std::size_t begin, std::size_t end, Tally& tally) {
    for (std::size_t i = begin; i < end; ++i) {
      const ChildId c(i);
      if (!is_seen(c)) continue;
      const Worst worst = worst_of(world, c);
      const double severe = most_severe(world, c, true);
      const HouseholdId h = world.children.household[c];
      const double inclined = inclination[c.slot];
      const Draws draws = now.luck.draws(Purpose::request_help, now.week, world.children.key[c]);
      const auto may_turn_to = [&](std::size_t tier, double chance, Route route) {
        const Belongs who = belongs(world, h);
        expect_demand(world, now, c, tier, chance, tally, who);
        if (draws.happens(static_cast<int>(tier), chance)) turn_to_help(world, now, c, tier, route, tally, who);
      };
      if (worst.perceived >= 0.5 * p.need) may_turn_to(0, p.self_request_per_week * worst.perceived * inclined * supply[0], Route::family);
      if (world.children.help[c][0] == HelpState::helped && severe >= p.need) may_turn_to(1, p.step_up_per_week * severe * supply[1] * way_to_help(c), Route::family_team);
      if (most_severe(world, c, false) >= 0.7 && age_in_years(world.children.birth_week[c], now.week) < 18 &&
          world.children.protected_until[c] < now.week.number) {
        const Draws court = now.luck.draws(Purpose::protection, now.week, world.children.key[c]);
        if (court.happens(0, per_week(p.protection_per_year))) {
          // CBS 2022: out of 29,070 measures 11,955 ended in a year, so about two and a half years.
          world.children.protected_until[c] = short_week(now.week + static_cast<std::int32_t>(52 + 156 * court.uniform(1)));
          tally.add(Flow::protection_started, belongs(world, h));
        }
      }
    }
  });
}

void provide_help(World& world, const WeekContext& now, WeekScratch&) {
  const auto& p = now.parameters.help;
  Children& children = world.children;
  const double capacity[asked_tiers] = {world.tier1_capacity.value(), world.tier2_capacity.value()};
  struct Waiting { ShortWeek since; std::uint64_t order; ChildId child; };
  const Salt lot = now.luck.salt(Purpose::leave_queue, now.week);
  for (std::size_t tier = 0; tier < asked_tiers; ++tier) {
    std::vector<Waiting> queue;
    std::int64_t helped = 0;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const ChildId c(i);
      if (children.gone[c]) continue;
      HelpState& state = children.help[c][tier];
      if (state == HelpState::helped && children.help_until[c][tier] <= now.week.number) state = HelpState::none;
      if (state == HelpState::helped) ++helped;
      if (state != HelpState::waiting) continue;
      const std::uint64_t hash = lot.of(children.key[c], tier);
      const bool has_waited = children.help_since[c][tier] < now.week.number;  // who asks this week first hears whether there is room
      if (has_waited && unit_interval(hash) < p.leave_queue_per_week) {
        state = HelpState::none;
        world.tally.add(Flow::left_queue, belongs(world, children.household[c]));
        continue;
      }
      // First come, first helped; those who came in the same week by keyed lot of that week.
      const Salt of_their_week = now.luck.salt(Purpose::help_allotment, Week{children.help_since[c][tier]});
      queue.push_back({children.help_since[c][tier], of_their_week.of(children.key[c], tier), c});
    }
    std::sort(queue.begin(), queue.end(), [](const Waiting& a, const Waiting& b) { return a.since != b.since ? a.since < b.since : a.order < b.order; });
    for (const Waiting& next : queue) {
      if (static_cast<double>(helped + 1) > capacity[tier]) break;
      ++helped;
      const ChildId c = next.child;
      const double u = now.luck.draws(Purpose::help_duration, now.week, children.key[c], static_cast<std::uint8_t>(tier)).uniform(0);
      const std::int64_t waited = now.week.number - children.help_since[c][tier];
      children.help[c][tier] = HelpState::helped;
      children.help_since[c][tier] = short_week(now.week);
      children.help_until[c][tier] = short_week(now.week + std::max<std::int32_t>(1, static_cast<std::int32_t>(round_to_int(weeks_of_help(u) * p.duration_factor))));
      const Belongs who = belongs(world, children.household[c]);
      world.tally.add(Flow::help_started, who);
      if (tier == 1) world.tally.add(Flow::help_started_tier2, who);
      world.tally.add(tier == 0 ? Flow::weeks_waited_tier1 : Flow::weeks_waited_tier2, who, waited);
      if (tier == 0)  // help that joins what is there restores the trust that one can ask
        for (const AdultId a : world.households.adults[children.household[c]])
          if (a.exists() && world.adults.active[a].exists()) {
            Share16& trust = world.actives.trust_in_asking[world.adults.active[a]];
            trust = Share16(trust.value() + p.activation * (1 - trust.value()));
          }
    }
  }
}

}  // namespace weefsel
