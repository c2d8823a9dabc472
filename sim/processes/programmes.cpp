#include "processes/programmes.hpp"

#include <algorithm>

#include "processes/apply_levers.hpp"
#include "random/keys.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {

MatchTerms terms_of(const BuurtgezinnenDescription& b) {
  MatchTerms t;
  t.kind = ProgrammeKind::support_family;
  t.new_per_year = b.coordinators_fte * b.matches_per_fte_per_year, t.open_at_once = b.coordinators_fte * b.open_matches_per_fte;
  t.hours_per_week = b.hours_per_week, t.length_in_weeks = b.length_in_weeks, t.max_distance_km = b.max_distance_km;
  t.adults_share = 0.2;  // 0.5 to 1 of 3 to 4 hours: model definition 7.9
  t.child_share = 1, t.trial_weeks = 8, t.review_weeks = 26;
  return t;
}

MatchTerms terms_of(const HomeVisitsDescription& v) {
  MatchTerms t;
  t.new_per_year = v.coordinators_fte * v.families_per_fte_per_year, t.open_at_once = v.coordinators_fte * v.open_families_per_fte;
  t.hours_per_week = v.hours_per_week, t.length_in_weeks = v.length_in_weeks, t.max_distance_km = v.max_distance_km;
  switch (v.visitor) {
    case VisitorKind::mother: t.kind = ProgrammeKind::mother_visits, t.visits_per_week = 0.25; break;  // once a month
    case VisitorKind::nurse:  // 40 to 60 visits in two and a half years
      t.kind = ProgrammeKind::nurse_visits, t.visits_per_week = 0.4, t.by_professionals = true;
      break;
    default: t.kind = ProgrammeKind::volunteer_visits, t.child_share = 0.5; break;  // half of it with the children; judgement
  }
  return t;
}

MatchTerms terms_of(const MentorsDescription& m) {
  MatchTerms t;
  t.kind = ProgrammeKind::mentor;
  t.new_per_year = m.coordinators_fte * m.matches_per_fte_per_year, t.open_at_once = m.coordinators_fte * m.open_matches_per_fte;
  t.hours_per_week = m.hours_per_week, t.length_in_weeks = m.length_in_weeks, t.max_distance_km = m.max_distance_km;
  t.adults_share = 0.1;  // a word at the door; judgement
  t.child_share = 1, t.trial_weeks = 8, t.review_weeks = 26;
  return t;
}

MatchTerms terms_of(const World& world, const OutOfSchoolCareDescription& c, double part) {
  std::int64_t minors = 0;
  for (std::size_t i = 0; i < world.children.size(); ++i)
    minors += !world.children.gone[ChildId(i)] && age_in_years(world.children.birth_week[ChildId(i)], world.week) < 18;
  MatchTerms t;
  t.kind = ProgrammeKind::out_of_school_care;
  t.open_at_once = c.places_per_1000_children * static_cast<double>(minors) / 1000 * part;
  t.new_per_year = 1e6;  // a free place is given at once
  t.hours_per_week = c.hours_per_week, t.length_in_weeks = c.length_in_weeks;
  t.adults_share = 0, t.child_share = 1, t.by_load = true, t.by_professionals = true;
  return t;
}

/// Who may do this by age and experience of bringing up children.
bool is_suited(const World& world, AdultId a, ProgrammeKind kind, double age) {
  const AdultId partner = world.adults.partner[a];
  const bool reared = world.adults.births[a] > 0 || (partner.exists() && world.adults.births[partner] > 0) ||
                      world.households.first_child[world.adults.household[a]].exists();
  switch (kind) {
    case ProgrammeKind::support_family: return reared && age >= 28 && age < 72;
    case ProgrammeKind::volunteer_visits: return reared && age >= 25 && age < 75;
    case ProgrammeKind::mother_visits: return world.adults.births[a] > 0 && world.adults.female[a] && age >= 23 && age < 60;
    case ProgrammeKind::mentor: return age >= 20 && age < 72;
    default: return false;
  }
}

/// The youngest child at home whose age is in [from, until).
ChildId youngest_between(const World& world, HouseholdId h, double from, double until) {
  ChildId best;
  world.for_each_child(h, [&](ChildId c) {
    const double age = age_in_years(world.children.birth_week[c], world.week);
    if (age < from || age >= until) return;
    const bool younger = !best.exists() || world.children.birth_week[c] > world.children.birth_week[best] ||
                         (world.children.birth_week[c] == world.children.birth_week[best] && world.children.key[c] < world.children.key[best]);
    if (younger) best = c;
  });
  return best;
}

MeantFor for_child(ChildId c) { return {c.exists(), c}; }

/// `neighbourhoods` of a programme: where the families live for whom it is meant.
bool serves(const World& world, const Lever& lever, NeighbourhoodId n) {
  const std::vector<std::string>& codes = lever.places.neighbourhoods;
  return codes.empty() || std::find(codes.begin(), codes.end(), world.names.neighbourhood_code[n]) != codes.end();
}

/// A first child is expected, or there is one baby of less than half a year.
MeantFor with_a_first_baby(const World& world, AdultId a) {
  const HouseholdId h = world.adults.household[a];
  if (!world.adults.female[a]) return {};
  const ChildId first = world.households.first_child[h];
  if (!first.exists()) return {world.adults.has(a, Adults::expecting), ChildId{}};
  if (world.children.next_in_household[first].exists() || world.adults.births[a] > 1) return {};
  return for_child(youngest_between(world, h, 0, 0.5));
}

/// Young women who expect a first child in hard circumstances (VoorZorg: up to 25 years, low education).
MeantFor with_a_hard_start(const World& world, AdultId a, double load) {
  const HouseholdId h = world.adults.household[a];
  const bool expects_first = world.adults.female[a] && world.adults.has(a, Adults::expecting) && !world.households.first_child[h].exists();
  if (!expects_first || age_in_years(world.adults.birth_week[a], world.week) >= 27) return {};
  const bool hard = world.is_tight(h) || !world.adults.partner[a].exists() || load >= 0.5 ||
                    world.adults.education[a] == static_cast<std::uint8_t>(Education::low);
  return {hard, ChildId{}};
}

}  // namespace

std::optional<MatchTerms> match_terms(const World& world, const Lever& lever) {
  switch (lever.kind) {
    case LeverKind::buurtgezinnen: return terms_of(lever.buurtgezinnen);
    case LeverKind::home_visits: return terms_of(lever.home_visits);
    case LeverKind::mentors: return terms_of(lever.mentors);
    case LeverKind::out_of_school_care: return terms_of(world, lever.out_of_school_care, intensity(lever, world.week));
    default: return std::nullopt;
  }
}

bool has_means(const MatchTerms& t) { return t.new_per_year > 0 && t.open_at_once >= 1 && t.hours_per_week > 0; }

std::int32_t weeks_between_reviews(std::int32_t review_weeks, double length_in_weeks) {
  return std::max<std::int32_t>(1, static_cast<std::int32_t>(std::min<double>(review_weeks, length_in_weeks)));
}

ProgrammeKind group_kind(GroupProgrammeKind kind) {
  return static_cast<ProgrammeKind>(static_cast<int>(ProgrammeKind::centering) + static_cast<int>(kind));
}

Key programme_of(const Lever& lever) { return key_of_name(lever.id); }

std::vector<PlaceId> places_of(const World& world, const Lever& lever, const std::vector<PlaceKind>& otherwise) {
  const PlaceSelection& s = lever.places;
  const auto holds = [](const auto& list, const auto& value) { return std::find(list.begin(), list.end(), value) != list.end(); };
  std::vector<PlaceId> places;
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceId p(i);
    if (!world.places.open[p]) continue;
    if (!s.ids.empty()) {
      if (!holds(s.ids, world.names.place_id[p])) continue;
    } else {
      if (!holds(s.kinds.empty() ? otherwise : s.kinds, world.places.kind_of(p))) continue;
      if (!s.neighbourhoods.empty() && !holds(s.neighbourhoods, world.names.neighbourhood_code[world.places.neighbourhood[p]])) continue;
    }
    places.push_back(p);
  }
  std::sort(places.begin(), places.end(), [&](PlaceId a, PlaceId b) { return world.places.key[a] < world.places.key[b]; });
  return places;
}

double home_distance_km(const World& world, AdultId a, AdultId b) {
  const DwellingId x = world.households.dwelling[world.adults.household[a]], y = world.households.dwelling[world.adults.household[b]];
  const double dx = world.dwellings.x[x] - world.dwellings.x[y], dy = world.dwellings.y[x] - world.dwellings.y[y];
  return __builtin_sqrt(dx * dx + dy * dy) / 1000.0;
}

std::vector<std::uint8_t> households_in_matches(const World& world) {
  std::vector<std::uint8_t> matched(world.households.size(), 0);
  for (std::size_t i = 0; i < world.matches.size(); ++i) {
    const MatchId m(i);
    if (!world.matches.is_open(m, world.week)) continue;
    for (const AdultId a : {world.matches.asker[m], world.matches.giver[m]})
      if (a.exists()) matched[world.adults.household[a].slot] = 1;
  }
  return matched;
}

bool offers(const World& world, const WeekContext& now, AdultId a, ProgrammeKind kind) {
  const auto& p = now.parameters.programmes;
  if (world.adults.has(a, Adults::gone)) return false;
  const Key key = world.adults.key[a];
  // Offers begin and end all year round: each adult's spells are shifted by a lot of their own.
  const Salt lasting = now.luck.salt(Purpose::programme_offer, Week{0});
  const auto spell_weeks = std::max<std::int64_t>(1, round_to_int(p.offer_years * weeks_per_year));
  const auto shift = static_cast<std::int64_t>(lasting.of(key) % static_cast<std::uint64_t>(spell_weeks));
  const std::int64_t spell = (now.week.number + 0x8000 + shift) / spell_weeks;
  const std::uint64_t lot = lasting.of(key, static_cast<std::uint64_t>(spell) * programme_kind_count + static_cast<std::uint64_t>(kind));
  if (unit_interval(lot) >= p.offers_share || world.adults.working_hours[a] > 36) return false;
  if (world.households.due_week[world.adults.household[a]] != long_ago) return false;
  const ActiveId active = world.adults.active[a];
  if (active.exists() && (world.actives.wellbeing[active].value() < -0.5 || world.actives.load[active].value() > 0.6)) return false;
  return is_suited(world, a, kind, age_in_years(world.adults.birth_week[a], now.week));
}

MeantFor meant_for(const World& world, const WeekContext& now, const Lever& lever, AdultId adult) {
  const auto& p = now.parameters;
  const HouseholdId h = world.adults.household[adult];
  if (!serves(world, lever, world.neighbourhood_of(h))) return {};
  const ActiveId a = world.adults.active[adult];
  const double load = world.actives.load[a].value();
  const bool little_support = world.actives.counted_on[a].value() <= p.wellbeing.support_centre;
  const bool newcomer = now.week.number - world.households.since[h] < 52;
  switch (lever.kind) {
    case LeverKind::buurtgezinnen:
      return load >= p.programmes.asks_from_load && little_support ? for_child(youngest_between(world, h, 0, 18)) : MeantFor{};
    case LeverKind::home_visits:
      if (lever.home_visits.visitor == VisitorKind::nurse) return with_a_hard_start(world, adult, load);
      if (lever.home_visits.visitor == VisitorKind::mother) return with_a_first_baby(world, adult);
      return load >= p.programmes.asks_from_load && (little_support || newcomer) ? for_child(youngest_between(world, h, 0, 7)) : MeantFor{};
    case LeverKind::mentors:
      return load >= 0.5 * p.programmes.asks_from_load ? for_child(youngest_between(world, h, lever.mentors.age_from, lever.mentors.age_until)) : MeantFor{};
    case LeverKind::out_of_school_care:
      return load >= p.programmes.asks_from_load ? for_child(youngest_between(world, h, 4, 12)) : MeantFor{};
    default: return {};
  }
}

void child_spends_hours_with(World& world, ChildId child, PersonRef adult, ProgrammeKind programme, double hours, Week week) {
  if (!child.exists() || world.children.gone[child]) return;
  world.tally.add(Flow::hours_with_other_adults_tenths, belongs(world, world.children.household[child]), round_to_int(10 * hours));
  const OwnRole role = programme == ProgrammeKind::mentor ? OwnRole::mentor : OwnRole::support_family;
  if (adult.exists()) spend_time_with(world, child, adult, role, hours, week);
}

}  // namespace weefsel
