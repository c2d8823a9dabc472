#include "checks/stability.hpp"

#include <algorithm>
#include <unordered_set>

#include "measures/network_measures.hpp"
#include "population/build_world.hpp"
#include "population/read_town.hpp"

namespace weefsel {
namespace {

constexpr std::int32_t years_between_looks = 5;
constexpr double saturated_strength = 0.9;
constexpr std::int32_t saturated_age_weeks = 400;

void forget_everybody(World& world) {
  for (std::size_t i = 0; i < world.actives.size(); ++i)
    while (world.ties.count[ActiveId(i)] > 0) world.ties.remove(ActiveId(i), 0);
}

/// Fills the tables of ties with strong old ties to other active adults, pair by pair in keyed order.
void know_all_one_can(World& world, const Luck& luck) {
  std::vector<ActiveId> all;
  for (std::size_t i = 0; i < world.actives.size(); ++i)
    if (!world.adults.has(world.actives.adult[ActiveId(i)], Adults::gone)) all.push_back(ActiveId(i));
  const auto key = [&](ActiveId a) { return world.adults.key[world.actives.adult[a]]; };
  const Salt lot = luck.salt(Purpose::sample, world.week);
  std::sort(all.begin(), all.end(), [&](ActiveId a, ActiveId b) { return lot.of(key(a)) < lot.of(key(b)); });
  const Tie old{PersonRef{}, Share16(saturated_strength), short_week(world.week + -saturated_age_weeks), short_week(world.week), TieMark::of(TieKind::neighbour)};
  for (std::size_t step = 1; step <= tie_slots; ++step)  // everybody with the next in a ring, the one after that ...
    for (std::size_t i = 0; i < all.size(); ++i) {
      const ActiveId a = all[i], b = all[(i + step) % all.size()];
      const PersonRef to_a = PersonRef::of(world.actives.adult[a]), to_b = PersonRef::of(world.actives.adult[b]);
      const bool room = world.ties.count[a] < tie_slots && world.ties.count[b] < tie_slots;
      if (a == b || !room || world.ties.find(a, to_b) != Ties::not_found || world.adults.household[to_a.adult()] == world.adults.household[to_b.adult()]) continue;
      Tie one = old, other = old;
      one.partner = to_b, other.partner = to_a;
      world.ties.add(a, one), world.ties.add(b, other);
    }
}

FadingCurve fading_of(const Parameters& p) { return FadingCurve(p.ties.half_life, p.ties.half_life_young, p.ties.maturing_time, p.ties.kin_fading); }

template <class F>
void for_each_parent(const World& world, F&& f) {
  for (std::size_t i = 0; i < world.actives.size(); ++i)
    if (is_parent(world, world.actives.adult[ActiveId(i)])) f(ActiveId(i));
}

struct Lived {
  std::vector<TownState> states;
  FamilyFigures end;
};

Lived live_from(const Scenario& scenario, const TownDescription& town, Start start, std::uint32_t replicate, std::int32_t years) {
  const Luck luck(scenario.seed, replicate);
  const FadingCurve fading = fading_of(scenario.parameters);
  LivingWorld life(build_world(town, scenario.parameters, luck, Week{-weeks_from_years(years)}), luck, scenario.parameters);
  start_extremely(life.world, luck, start);
  Lived lived;
  lived.states.push_back(town_state(life.world, fading));
  for (std::int32_t year = 1; year <= years; ++year) {
    while (life.world.week < Week{-weeks_from_years(years - year)}) life.live_a_week();
    if (year % years_between_looks == 0 || year == years) lived.states.push_back(town_state(life.world, fading));
  }
  lived.end = family_figures(life.world, fading);
  return lived;
}

/// Holds everybody's wellbeing at the personal level plus `lift`, lives a week, and gives the mean over parents of what
/// wellbeing was drawn towards, less the level and the mood of the week, which the twins have in common.
double pull_of_a_week(LivingWorld& life, double lift) {
  ActiveAdults& actives = life.world.actives;
  std::unordered_set<Key> held_now;  // who becomes a parent this week has not been held
  for (std::size_t i = 0; i < actives.size(); ++i) {
    actives.wellbeing[ActiveId(i)] = Fixed(actives.level[ActiveId(i)].value() + lift);
    held_now.insert(life.world.adults.key[actives.adult[ActiveId(i)]]);
  }
  life.live_a_week();
  double sum = 0, parents = 0;
  for_each_parent(life.world, [&](ActiveId a) {
    if (held_now.count(life.world.adults.key[actives.adult[a]]) == 0) return;
    const double held = actives.level[a].value() + lift;
    sum += (actives.wellbeing[a].value() - held) / life.tables.wellbeing_return + lift, parents += 1;
  });
  return parents > 0 ? sum / parents : 0;
}

std::vector<double> gain_by_year(const StabilityRequest& request, const TownDescription& town, std::uint32_t replicate) {
  const Luck luck(request.scenario.seed, replicate);
  LivingWorld usual(*run_in(request.scenario, town, replicate), luck, request.scenario.parameters), lifted = usual;
  std::vector<double> gain;
  for (std::int32_t year = 0; year < request.gain_years; ++year) {
    double sum = 0;
    for (int week = 0; week < 52; ++week) sum += pull_of_a_week(lifted, request.lift) - pull_of_a_week(usual, 0);
    gain.push_back(sum / 52 / request.lift);
  }
  return gain;
}

}  // namespace

void start_extremely(World& world, const Luck& luck, Start start) {
  if (start == Start::empty || start == Start::saturated) forget_everybody(world);
  if (start == Start::saturated) know_all_one_can(world, luck);
  if (start == Start::low || start == Start::high)
    for (Fixed& b : world.actives.wellbeing) b = Fixed(start == Start::low ? -1 : 1);
}

FamilyFigures family_figures(const World& world, const FadingCurve& fading) {
  FamilyFigures figures;
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h] || !is_family(world, h)) continue;
    double ties = 0, local = 0, b = 0, counted_on = 0, parents = 0;
    for (const AdultId adult : world.households.adults[h]) {
      const ActiveId a = adult.exists() ? world.adults.active[adult] : ActiveId{};
      if (!a.exists()) continue;
      for (std::size_t s = 0; s < world.ties.count[a]; ++s) {
        const PersonRef other = world.ties.partner[a][s];
        if (other.is_professional() || strength_at(world.ties, fading, a, s, world.week) < weak_tie) continue;
        ties += 1;
        local += other.is_adult() && !world.is_gone(other) && world.neighbourhood_of(other.adult()) == world.neighbourhood_of(h);
      }
      b += world.actives.wellbeing[a].value(), counted_on += world.actives.counted_on[a].value(), parents += 1;
    }
    if (parents == 0) continue;
    const double values[family_figure_count] = {ties / parents, local / parents, b / parents, counted_on / parents};
    for (std::size_t k = 0; k < family_figure_count; ++k) figures[k].push_back(values[k]);
  }
  return figures;
}

TownState town_state(const World& world, const FadingCurve& fading) {
  const NetworkMeasures network = measure_network(world, fading, false);
  const NetworkSums& all = network.by_group[static_cast<std::size_t>(Group::all)];
  TownState state;
  state.mean_degree = all.parents > 0 ? static_cast<double>(all.ties) / static_cast<double>(all.parents) : 0;
  double families = 0;
  for (const NetworkSums& n : network.by_neighbourhood) {
    if (n.families < 2) continue;
    const auto size = static_cast<double>(n.families), links = 2.0 * static_cast<double>(n.family_links);
    state.local_degree += links, state.network_density += links / (size - 1), families += size;
  }
  if (families > 0) state.local_degree /= families, state.network_density /= families;
  double parents = 0;
  for_each_parent(world, [&](ActiveId a) {
    state.wellbeing += world.actives.wellbeing[a].value(), state.counted_on += world.actives.counted_on[a].value(), parents += 1;
  });
  if (parents > 0) state.wellbeing /= parents, state.counted_on /= parents;
  return state;
}

Estimate StabilityResult::last_gain() const { return estimate_of(gain.back()); }

bool StabilityResult::same_end() const {
  for (std::size_t s = 1; s < start_count; ++s)
    for (const Comparison& c : against_ordinary[s])
      if (!is_same(c)) return false;
  return true;
}

bool StabilityResult::gain_is_low() const { return last_gain().mean + margin_of(last_gain()) < highest_gain; }

bool is_same(const Comparison& comparison) { return comparison.chance >= least_chance || comparison.distance <= unseen_distance; }

StabilityResult check_stability(const StabilityRequest& request, const CheckProgress& progress) {
  const TownDescription town = read_town(request.scenario.town_file);
  const auto replicates = static_cast<std::size_t>(request.replicates);
  std::vector<Lived> lived(start_count * replicates);
  std::vector<std::vector<double>> gain(replicates);
  for_each_future(lived.size() + replicates, request.threads, progress, [&](std::size_t i) {
    const std::size_t r = i % replicates, s = i / replicates;
    if (s < start_count) lived[i] = live_from(request.scenario, town, static_cast<Start>(s), static_cast<std::uint32_t>(r), request.years);
    else gain[r] = gain_by_year(request, town, static_cast<std::uint32_t>(r));
  });
  StabilityResult result;
  result.years = {0};
  for (std::int32_t year = 1; year <= request.years; ++year)
    if (year % years_between_looks == 0 || year == request.years) result.years.push_back(year);
  using Groups = std::vector<std::vector<double>>;
  std::array<std::array<Groups, family_figure_count>, start_count> ends;
  for (std::size_t s = 0; s < start_count; ++s) {
    result.states[s].resize(result.years.size());
    for (std::size_t r = 0; r < replicates; ++r) {
      const Lived& one = lived[s * replicates + r];
      for (std::size_t y = 0; y < result.years.size(); ++y) result.states[s][y].push_back(one.states[y]);
      for (std::size_t k = 0; k < family_figure_count; ++k) ends[s][k].push_back(one.end[k]);
    }
    for (std::size_t k = 0; k < family_figure_count; ++k) result.against_ordinary[s][k] = compare_by_replicate(ends[s][k], ends[0][k]);
  }
  for (std::int32_t year = 0; year < request.gain_years; ++year) {
    result.gain.emplace_back();
    for (const auto& one : gain) result.gain.back().push_back(one[static_cast<std::size_t>(year)]);
  }
  return result;
}

}  // namespace weefsel
