#include "processes/work_at_schools.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "processes/apply_levers.hpp"
#include "processes/gather_groups.hpp"
#include "processes/programmes.hpp"
#include "processes/raise_concerns.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

constexpr std::int32_t weeks_between_evenings = 13;
constexpr double evening_hours = 2;
constexpr double youngster_from = 10, youngster_until = 18;

std::vector<PlaceId> schools_with_officers(const World& world, const Lever& lever) {
  return places_of(world, lever, {PlaceKind::primary_school, PlaceKind::secondary_school});
}

/// The team of bridge officers of a school; made when it is first needed.
ProfessionalId officers_of(World& world, PlaceId school) {
  const Key key = key_of_name(fmt::format("professional/bridge_officer/{}", world.names.place_id[school]));
  const auto& keys = world.professionals.key;
  if (const auto found = std::find(keys.begin(), keys.end(), key); found != keys.end()) return ProfessionalId(static_cast<std::size_t>(found - keys.begin()));
  const ProfessionalId team(append_row(world.professionals));
  world.professionals.key[team] = key;
  world.professionals.kind[team] = static_cast<std::uint8_t>(ProfessionalKind::bridge_officer);
  world.professionals.place[team] = school, world.professionals.neighbourhood[team] = world.places.neighbourhood[school];
  return team;
}

bool holds_evenings(const Lever& lever, Week week) {
  return lever.kind == LeverKind::shared_norms && in_effect(lever, week) && lever.shared_norms.parents_reached > 0;
}

/// Schools of this lever that hold their evening this week: one in thirteen weeks, each in a week of its own.
std::vector<PlaceId> schools_with_an_evening(const World& world, const Lever& lever, Week week) {
  std::vector<PlaceId> schools = places_of(world, lever, {PlaceKind::secondary_school});
  schools.erase(std::remove_if(schools.begin(), schools.end(), [&](PlaceId p) {
    return (week - lever.start) % weeks_between_evenings != static_cast<std::int32_t>(world.places.key[p] % weeks_between_evenings);
  }), schools.end());
  return schools;
}

std::uint32_t evening_at(PlaceId school) { return school.slot * Gatherings::occasions_per_place + Gatherings::evening; }

/// Active adults with a youngster at home, by the school where it goes; for these schools, in the order of slots.
Column<PlaceId, std::vector<ActiveId>> parents_of_youngsters(const World& world, const std::vector<PlaceId>& schools) {
  Column<PlaceId, std::vector<ActiveId>> parents(schools.empty() ? 0 : world.places.size());
  std::vector<std::uint8_t> is_asked(parents.size(), 0);
  for (const PlaceId school : schools) is_asked[school.slot] = 1;
  for (std::size_t i = 0; !schools.empty() && i < world.actives.size(); ++i) {
    const ActiveId a(i);
    const AdultId adult = world.actives.adult[a];
    if (world.adults.has(adult, Adults::gone)) continue;
    world.for_each_child(world.adults.household[adult], [&](ChildId c) {
      const PlaceId school = world.children.day_place[c];
      const double age = age_in_years(world.children.birth_week[c], world.week);
      if (!school.exists() || !is_asked[school.slot] || age < youngster_from || age >= youngster_until) return;
      auto& here = parents[school];
      if (here.empty() || here.back() != a) here.push_back(a);
    });
  }
  return parents;
}

/// Those who found a seat at a school's evening move towards what they think together.
void agree(World& world, const WeekScratch& scratch, PlaceId school, double share) {
  const Gatherings& g = scratch.gatherings;
  const std::uint32_t evening = evening_at(school);
  if (evening + 1 >= g.group_first.size()) return;
  std::vector<ActiveId> present;
  for (std::uint32_t s = g.group_first[evening]; s < g.group_first[evening + 1]; ++s)
    if (g.seated[s].exists()) present.push_back(g.seated[s]);
  if (present.size() < 2) return;
  std::int64_t sum = 0;
  for (const ActiveId a : present) sum += Fixed(normalising_now(world, world.actives.adult[a])).raw;
  Fixed mean;
  mean.raw = static_cast<std::int32_t>(sum / static_cast<std::int64_t>(present.size()));
  for (const ActiveId a : present) move_towards_norm(world, a, mean.value(), share);
}

}  // namespace

void change_places_by_programme(World& world, const Lever& lever, double intensity) {
  if (lever.kind == LeverKind::bridge_officers && lever.bridge_officers.hours_per_school > 0)
    for (const PlaceId p : schools_with_officers(world, lever))
      world.places.host[p] = std::max(world.places.host[p], Share8(lever.bridge_officers.welcome * intensity));
  if (lever.kind != LeverKind::shared_norms) return;
  const double factor = 1 + (lever.shared_norms.leisure_hours_factor - 1) * intensity;
  for (std::size_t i = 0; i < world.places.size(); ++i) {
    const PlaceKind kind = world.places.kind_of(PlaceId(i));
    if (kind != PlaceKind::sports_club && kind != PlaceKind::culture_club && kind != PlaceKind::youth_centre) continue;
    const auto& codes = lever.places.neighbourhoods;
    const std::string& code = world.names.neighbourhood_code[world.places.neighbourhood[PlaceId(i)]];
    if (!codes.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) continue;
    world.places.hours_per_week[PlaceId(i)] = Fixed(world.places.hours_per_week[PlaceId(i)].value() * factor);
  }
}

void place_bridge_officers(World& world, const WeekContext& now, const std::vector<Lever>& levers) {
  const auto works = [&](const Lever& l) { return l.kind == LeverKind::bridge_officers && l.bridge_officers.hours_per_school > 0; };
  if (std::none_of(levers.begin(), levers.end(), works)) return;
  for (std::size_t i = 0; i < world.professionals.size(); ++i)
    if (world.professionals.kind[ProfessionalId(i)] == static_cast<std::uint8_t>(ProfessionalKind::bridge_officer))
      world.professionals.hours_per_week[ProfessionalId(i)] = Fixed(0);
  for (const Lever& lever : levers) {
    if (!works(lever) || !in_effect(lever, now.week)) continue;
    for (const PlaceId school : schools_with_officers(world, lever)) {
      const ProfessionalId team = officers_of(world, school);
      Fixed& hours = world.professionals.hours_per_week[team];
      hours = Fixed(hours.value() + lever.bridge_officers.hours_per_school * intensity(lever, now.week));
      world.professionals.skill[team] = Share8(lever.bridge_officers.skill);
    }
  }
}

void attend_school_evenings(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch) {
  const Salt takes_part = now.luck.salt(Purpose::shared_norms, Week{0}), comes = now.luck.salt(Purpose::group_attendance, now.week);
  for (const Lever& lever : levers) {
    if (!holds_evenings(lever, now.week)) continue;
    const Key programme = programme_of(lever);
    const double reached = lever.shared_norms.parents_reached * intensity(lever, now.week);
    const std::vector<PlaceId> schools = schools_with_an_evening(world, lever, now.week);
    const auto parents = parents_of_youngsters(world, schools);
    for (const PlaceId school : schools)
      for (const ActiveId a : parents[school]) {
        const AdultId adult = world.actives.adult[a];
        const Key key = world.adults.key[adult];
        if (world.stays_home(adult) || unit_interval(takes_part.of(key, programme)) >= reached) continue;
        if (unit_interval(comes.of(key, programme)) >= now.parameters.programmes.attendance) continue;
        const auto hundredths = static_cast<std::uint16_t>(round_to_int(100 * evening_hours));
        if (!go_instead(scratch, a, {evening_at(school), hundredths, static_cast<std::uint8_t>(TieKind::school), 0})) continue;
        world.tally.add(joined(ProgrammeKind::shared_norms), scratch.belongs[a.slot]);
        world.tally.add(hours_tenths_in(ProgrammeKind::shared_norms), scratch.belongs[a.slot], round_to_int(10 * evening_hours));
      }
  }
}

void move_towards_norm(World& world, ActiveId a, double norm, double share) {
  Fixed& shift = world.actives.norm_shift[a];
  shift = Fixed(std::clamp(shift.value() + share * (norm - normalising_now(world, world.actives.adult[a])), -1.0, 1.0));
}

void share_norms(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch) {
  for (const Lever& lever : levers) {
    if (!holds_evenings(lever, now.week)) continue;
    // Four evenings a year together move people by `agreement`: (1 - x)^4 = 1 - agreement, by two square roots.
    const double share = 1 - __builtin_sqrt(__builtin_sqrt(1 - std::clamp(lever.shared_norms.agreement, 0.0, 1.0)));
    for (const PlaceId school : schools_with_an_evening(world, lever, now.week)) agree(world, scratch, school, share);
  }
}

}  // namespace weefsel
