#include "checks/open_population.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "checks/stability.hpp"
#include "population/read_town.hpp"

namespace weefsel {
namespace {

constexpr double two_points = 0.02, unseen = 0.05;
constexpr int looks_a_year = 4;

struct Heads {
  std::array<double, 5> of_age{};
  std::array<double, 4> of_form{};  ///< couple and single with children, couple and single without
  double families = 0, single_parents = 0;
};

void count_age(Heads& heads, double age) {
  constexpr double ends[] = {18, 30, 45, 65};
  heads.of_age[static_cast<std::size_t>(std::upper_bound(std::begin(ends), std::end(ends), age) - std::begin(ends))] += 1;
}

Heads count_heads(const World& world) {
  Heads heads;
  for (std::size_t i = 0; i < world.households.size(); ++i) {
    const HouseholdId h(i);
    if (world.households.gone[h]) continue;
    for (const AdultId a : world.households.adults[h])
      if (a.exists()) count_age(heads, age_in_years(world.adults.birth_week[a], world.week));
    world.for_each_child(h, [&](ChildId c) { count_age(heads, age_in_years(world.children.birth_week[c], world.week)); });
    const bool children = world.households.first_child[h].exists(), couple = world.households.adults[h][1].exists();
    heads.of_form[(children ? 0U : 2U) + (couple ? 0U : 1U)] += 1;
    if (!is_family(world, h)) continue;
    heads.families += 1, heads.single_parents += !couple;
  }
  return heads;
}

template <std::size_t N>
void add_shares(std::vector<double>& values, const std::array<double, N>& counts) {
  double sum = 0;
  for (const double n : counts) sum += n;
  for (const double n : counts) values.push_back(sum > 0 ? n / sum : 0);
}

/// The figure of each replicate in each year.
std::vector<std::vector<double>> series_of(const std::vector<std::vector<std::vector<double>>>& by_year, std::size_t figure) {
  std::vector<std::vector<double>> series;
  for (const auto& replicate : by_year) {
    series.emplace_back();
    for (const auto& year : replicate) series.back().push_back(year[figure]);
  }
  return series;
}

/// Means of four looks in each year.
std::vector<std::vector<double>> years_of(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate, std::int32_t years) {
  const auto& t = scenario.parameters.ties;
  const FadingCurve fading(t.half_life, t.half_life_young, t.maturing_time, t.kin_fading);
  LivingWorld life(*run_in(scenario, town, replicate), Luck(scenario.seed, replicate), scenario.parameters);
  std::vector<std::vector<double>> by_year;
  for (std::int32_t year = 0; year < years; ++year) {
    std::vector<double> mean(town_figures().size(), 0.0);
    for (int look = 0; look < looks_a_year; ++look) {
      for (int week = 0; week < 52 / looks_a_year; ++week) life.live_a_week();
      const std::vector<double> now = measure_town_figures(life.world, fading);
      for (std::size_t k = 0; k < mean.size(); ++k) mean[k] += now[k] / looks_a_year;
    }
    by_year.push_back(std::move(mean));
  }
  return by_year;
}

}  // namespace

const std::vector<TownFigure>& town_figures() {
  using K = TownFigure::Kind;
  static const std::vector<TownFigure> figures = {
      {"residents aged 0-17", K::share}, {"residents aged 18-29", K::share}, {"residents aged 30-44", K::share},
      {"residents aged 45-64", K::share}, {"residents aged 65+", K::share},
      {"couples with children", K::share}, {"single with children", K::share}, {"couples without children", K::share},
      {"single without children", K::share}, {"single parents among families", K::share},
      {"mean_degree", K::trend, true}, {"local_degree", K::trend, true}, {"network_density", K::trend, true},
      {"wellbeing b of parents", K::trend, false}, {"counted-on support", K::trend, true}};
  return figures;
}

std::vector<double> measure_town_figures(const World& world, const FadingCurve& fading) {
  const Heads heads = count_heads(world);
  std::vector<double> values;
  add_shares(values, heads.of_age), add_shares(values, heads.of_form);
  values.push_back(heads.families > 0 ? heads.single_parents / heads.families : 0);
  const TownState state = town_state(world, fading);
  for (const double v : {state.mean_degree, state.local_degree, state.network_density, state.wellbeing, state.counted_on}) values.push_back(v);
  return values;
}

std::vector<Drift> drifts_of(const std::vector<std::vector<std::vector<double>>>& by_year) {
  std::vector<Drift> drifts;
  const std::size_t years = by_year.front().size();
  for (std::size_t k = 0; k < town_figures().size(); ++k) {
    Drift d{town_figures()[k], {}, {}, {}, two_points, false};
    std::vector<double> start, end, drift;
    for (const auto& series : series_of(by_year, k)) {
      start.push_back(series.front()), end.push_back(series.back());
      drift.push_back(d.figure.kind == TownFigure::Kind::share ? series.back() - series.front() : slope_of(series));
    }
    d.start = estimate_of(start), d.end = estimate_of(end), d.drift = estimate_of(drift);
    if (d.figure.kind == TownFigure::Kind::trend) {
      const double seen = unseen * (d.figure.relative ? std::abs(d.start.mean) : 1) / static_cast<double>(years);
      const double margin = margin_of(d.drift);
      d.bound = std::isnan(margin) ? seen : std::max(seen, margin);
    }
    d.met = std::abs(d.drift.mean) <= d.bound;
    drifts.push_back(std::move(d));
  }
  return drifts;
}

std::vector<Drift> check_open_population(const OpenPopulationRequest& request, const CheckProgress& progress) {
  const TownDescription town = read_town(request.scenario.town_file);
  std::vector<std::vector<std::vector<double>>> by_year(static_cast<std::size_t>(request.replicates));
  for_each_future(by_year.size(), request.threads, progress,
                  [&](std::size_t r) { by_year[r] = years_of(request.scenario, town, static_cast<std::uint32_t>(r), request.years); });
  return drifts_of(by_year);
}

}  // namespace weefsel
