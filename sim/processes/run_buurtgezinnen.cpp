#include "processes/run_buurtgezinnen.hpp"

#include <algorithm>

#include "population/settle.hpp"
#include "processes/apply_levers.hpp"
#include "random/keys.hpp"

namespace weefsel {
namespace {

constexpr std::int32_t trial_weeks = 8;
constexpr double passes_trial = 0.77;        // Rheden: 125 matches of 162 requests (Home-Start)
constexpr double offers_among_eligible = 0.02;  // Meppel: 71 offers among some 4,000 families; judgement
constexpr double adults_meet_hours = 0.75;   // model definition 7.9: 0.5 to 1 hour
constexpr double asks_from_load = 0.5;
constexpr double asks_per_week = 0.02;       // of those who carry much and can count on little; judgement

double distance_km(const World& world, AdultId a, AdultId b) {
  const DwellingId x = world.households.dwelling[world.adults.household[a]], y = world.households.dwelling[world.adults.household[b]];
  const double dx = world.dwellings.x[x] - world.dwellings.x[y], dy = world.dwellings.y[x] - world.dwellings.y[y];
  return __builtin_sqrt(dx * dx + dy * dy) / 1000.0;
}

bool is_matched(const World& world, AdultId a) {
  const HouseholdId home = world.adults.household[a];
  for (std::size_t i = 0; i < world.matches.size(); ++i) {
    const MatchId m(i);
    if (world.matches.until[m] > world.week.number && (world.adults.household[world.matches.asker[m]] == home || world.adults.household[world.matches.giver[m]] == home)) return true;
  }
  return false;
}

/// Matches that a programme's coordinators accompany now.
std::int64_t open_matches_of(const World& world, Key programme) {
  std::int64_t open = 0;
  for (std::size_t i = 0; i < world.matches.size(); ++i)
    open += world.matches.programme[MatchId(i)] == programme && world.matches.until[MatchId(i)] > world.week.number;
  return open;
}

/// Families that ask the coordinator this week, in keyed order.
std::vector<AdultId> askers(const World& world, const WeekContext& now, Key programme) {
  const Salt salt = now.luck.salt(Purpose::programme_asking, now.week);
  std::vector<AdultId> asking;
  for (std::size_t i = 0; i < world.actives.size(); ++i) {
    const ActiveId a(i);
    const AdultId adult = world.actives.adult[a];
    if (world.adults.has(adult, Adults::gone) || !is_family(world, world.adults.household[adult])) continue;
    if (world.actives.load[a].value() < asks_from_load) continue;
    if (world.actives.counted_on[a].value() > now.parameters.wellbeing.support_centre) continue;
    const double chance = asks_per_week * 2 * world.adults.openness[adult].value();
    if (unit_interval(salt.of(world.adults.key[adult], programme)) < chance && !is_matched(world, adult)) asking.push_back(adult);
  }
  std::sort(asking.begin(), asking.end(), [&](AdultId a, AdultId b) {
    const auto x = salt.of(world.adults.key[a], ~programme), y = salt.of(world.adults.key[b], ~programme);
    return x != y ? x > y : world.adults.key[a] < world.adults.key[b];
  });
  return asking;
}

/// The support family that suits best within reach: near by, by keyed lot among the equally near; none if there is none.
AdultId best_giver(const World& world, const WeekContext& now, AdultId asker, double max_km) {
  const Salt lasting = now.luck.salt(Purpose::programme_offer, Week{0}), lot = now.luck.salt(Purpose::programme_match, now.week);
  AdultId best;
  double highest = -1e9;
  for (std::size_t i = 0; i < world.adults.size(); ++i) {
    const AdultId a(i);
    if (world.adults.has(a, Adults::gone) || world.adults.household[a] == world.adults.household[asker]) continue;
    if (unit_interval(lasting.of(world.adults.key[a])) >= offers_among_eligible) continue;
    const double age = age_in_years(world.adults.birth_week[a], now.week);
    const bool reared = world.adults.births[a] > 0 || world.households.first_child[world.adults.household[a]].exists();
    if (age < 28 || age > 72 || !reared || world.adults.working_hours[a] > 36) continue;
    const ActiveId active = world.adults.active[a];
    if (active.exists() && (world.actives.wellbeing[active].value() < -0.5 || world.actives.load[active].value() > 0.6)) continue;
    const double km = distance_km(world, asker, a);
    if (km > max_km || is_matched(world, a)) continue;
    const double u = -km + unit_interval(lot.of_pair(world.adults.key[asker], world.adults.key[a]));
    if (u > highest) highest = u, best = a;
  }
  return best;
}

/// Weeks since the start, those of the ramp counted by their intensity.
double full_weeks(const Lever& lever, Week week) {
  const double weeks = week - lever.start + 1, ramp = lever.ramp_weeks;
  return weeks <= ramp ? weeks * (weeks + 1) / (2 * ramp) : (ramp > 0 ? (ramp + 1) / 2 : 0) + weeks - ramp;
}

/// Both learn to know each other, if both have room for a tie.
void meet_weekly(World& world, const WeekContext& now, ActiveId a, ActiveId b) {
  const PersonRef to_b = PersonRef::of(world.actives.adult[b]), to_a = PersonRef::of(world.actives.adult[a]);
  std::size_t ab = world.ties.find(a, to_b), ba = world.ties.find(b, to_a);
  if (ab == Ties::not_found && ba == Ties::not_found) {
    if (world.ties.count[a] == tie_slots || world.ties.count[b] == tie_slots) return;
    const Tie begun{PersonRef{}, Share16(first_strength), short_week(now.week), short_week(now.week), TieMark::of(TieKind::programme)};
    Tie one = begun, other = begun;
    one.partner = to_b, other.partner = to_a;
    world.ties.add(a, one), world.ties.add(b, other);
    return;
  }
  const auto grow = [&](ActiveId owner, std::size_t slot) {
    if (slot == Ties::not_found) return;
    const double strength = strength_at(world.ties, now.tables.fading, owner, slot, now.week);
    world.ties.strength[owner][slot] = Share16(strength + adults_meet_hours * now.parameters.ties.growth_per_hour * (1 - strength));
    world.ties.touched[owner][slot] = short_week(now.week);
  };
  grow(a, ab), grow(b, ba);
}

void live_one_match(World& world, const WeekContext& now, MatchId m, WeekScratch& scratch) {
  const ActiveId asker = world.adults.active[world.matches.asker[m]], giver = world.adults.active[world.matches.giver[m]];
  scratch.events[giver.slot] |= gave_help;
  world.tally.add(Flow::giving_hours_tenths, scratch.belongs[giver.slot], round_to_int(10 * world.matches.hours_per_week[m].value()));
  const double hours = world.matches.hours_per_week[m].value();
  meet_weekly(world, now, asker, giver);
  ActiveAdults& actives = world.actives;
  actives.relief[asker] = Fixed(std::min(0.6, actives.relief[asker].value() + 0.02 * hours));
  actives.balance[asker] = Fixed(actives.balance[asker].value() - hours);
  actives.balance[giver] = Fixed(actives.balance[giver].value() + hours);
  actives.giving_load[giver] = Fixed(actives.giving_load[giver].value() + now.parameters.support.giving_load * hours);
  actives.given[giver].add(hours);
}

void end_match(World& world, const WeekContext& now, MatchId m) {
  world.matches.until[m] = short_week(now.week);
  auto& flags = world.adults.flags[world.matches.giver[m]];
  flags = static_cast<std::uint8_t>(flags & ~Adults::support_giver);
}

void make_match(World& world, const WeekContext& now, const Lever& lever, AdultId asker, AdultId giver, ChildId child) {
  make_active(world, now.luck, now.parameters, giver, now.week);
  world.adults.flags[giver] = static_cast<std::uint8_t>(world.adults.flags[giver] | Adults::support_giver);
  const MatchId m(append_row(world.matches));
  Matches& matches = world.matches;
  matches.key[m] = join64(world.adults.key[asker], join64(world.adults.key[giver], static_cast<std::uint32_t>(now.week.number)));
  matches.asker[m] = asker, matches.giver[m] = giver, matches.child[m] = child;
  matches.start[m] = short_week(now.week);
  matches.hours_per_week[m] = Fixed(lever.buurtgezinnen.hours_per_week);
  matches.programme[m] = key_of_name(lever.id);
  const Draws draws = now.luck.draws(Purpose::programme_end, now.week, matches.key[m]);
  const double length = draws.happens(0, passes_trial) ? trial_weeks + lever.buurtgezinnen.length_in_weeks * exponential_quantile(draws.uniform(1)) : trial_weeks;
  matches.until[m] = short_week(now.week + static_cast<std::int32_t>(std::min(length, 1040.0)));
}

ChildId youngest_child(const World& world, HouseholdId h) {
  ChildId youngest;
  world.for_each_child(h, [&](ChildId c) {
    if (!youngest.exists() || world.children.birth_week[c] > world.children.birth_week[youngest]) youngest = c;
  });
  return youngest;
}

}  // namespace

void live_matches(World& world, const WeekContext& now, WeekScratch& scratch) {
  // Both have a tie table, and the child is still a child: otherwise the match is over.
  const auto can_meet = [&](AdultId a) { return !world.adults.has(a, Adults::gone) && world.adults.active[a].exists(); };
  const auto is_minor = [&](ChildId c) { return !world.children.gone[c] && age_in_years(world.children.birth_week[c], now.week) < 18; };
  for (std::size_t i = 0; i < world.matches.size(); ++i) {
    const MatchId m(i);
    if (world.matches.until[m] < now.week.number) continue;
    const AdultId asker = world.matches.asker[m], giver = world.matches.giver[m];
    const bool over = world.matches.until[m] == now.week.number || !can_meet(asker) || !can_meet(giver) || !is_minor(world.matches.child[m]);
    if (over) {
      if (const ActiveId a = world.adults.active[asker]; a.exists() && a.slot < scratch.belongs.size()) world.tally.add(Flow::matches_ended, scratch.belongs[a.slot]);
      end_match(world, now, m);
    } else {
      live_one_match(world, now, m, scratch);
    }
  }
}

void run_buurtgezinnen(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch&) {
  for (std::size_t i = 0; i < levers.size(); ++i) {
    const Lever& lever = levers[i];
    if (lever.kind != LeverKind::buurtgezinnen || !in_effect(lever, now.week)) continue;
    const auto& b = lever.buurtgezinnen;
    const auto made_by_now = static_cast<std::int32_t>(b.coordinators_fte * b.matches_per_fte_per_year * full_weeks(lever, now.week) / weeks_per_year);
    const Key programme = key_of_name(lever.id);
    std::int64_t open_matches = open_matches_of(world, programme);
    const auto has_time = [&] {
      return world.matches_made[i] < made_by_now && static_cast<double>(open_matches + 1) <= b.coordinators_fte * b.open_matches_per_fte;
    };
    if (!has_time()) continue;
    for (const AdultId asker : askers(world, now, programme)) {
      if (!has_time()) break;
      if (is_matched(world, asker)) continue;  // since this week, on either side
      const AdultId giver = best_giver(world, now, asker, b.max_distance_km);
      const ChildId child = youngest_child(world, world.adults.household[asker]);
      if (!giver.exists() || !child.exists()) continue;
      const Belongs who = belongs(world, world.adults.household[asker]);
      make_match(world, now, lever, asker, giver, child);
      ++world.matches_made[i];
      ++open_matches;
      world.tally.add(Flow::matches_made, who);
    }
  }
}

}  // namespace weefsel
