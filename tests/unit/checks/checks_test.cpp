// The checks of the model on a town small enough for a test: that they see what they are made to see.
#include <gtest/gtest.h>

#include <cmath>

#include "checks/elasticity.hpp"
#include "checks/open_population.hpp"
#include "checks/stability.hpp"
#include "support/play.hpp"

namespace weefsel {
namespace {
using namespace tests;

FadingCurve fading_of(const Parameters& p) { return FadingCurve(p.ties.half_life, p.ties.half_life_young, p.ties.maturing_time, p.ties.kin_fading); }

TEST(Stability, extreme_starts_are_extreme_and_whole) {
  const Play play(hofbuurt_of(200));
  const FadingCurve fading = fading_of(play.parameters);
  const TownState ordinary = town_state(play.world, fading);
  EXPECT_GT(ordinary.mean_degree, 2);
  for (std::size_t s = 1; s < start_count; ++s) {
    World world = play.world;
    start_extremely(world, play.luck, static_cast<Start>(s));
    EXPECT_EQ(broken_invariants(world), std::vector<std::string>{}) << start_names[s];
    const TownState state = town_state(world, fading);
    switch (static_cast<Start>(s)) {
      case Start::empty: EXPECT_EQ(state.mean_degree, 0); break;
      case Start::saturated: EXPECT_GT(state.mean_degree, 20); break;
      case Start::low: EXPECT_EQ(state.wellbeing, -1); break;
      default: EXPECT_EQ(state.wellbeing, 1);
    }
  }
}

TEST(Stability, wellbeing_forgets_its_start_and_too_short_a_time_is_told) {
  StabilityRequest request;
  request.scenario = small_scenario();
  request.scenario.run_in_years = 0.5;
  request.years = 1, request.gain_years = 1;
  const StabilityResult r = check_stability(request);
  EXPECT_EQ(r.years, (std::vector<std::int32_t>{0, 1}));
  EXPECT_FALSE(is_same(r.against_ordinary[static_cast<std::size_t>(Start::empty)][0])) << "a year does not make a network";
  EXPECT_FALSE(r.same_end());
  // A half-life of a quarter: of a shift of one sd one sixteenth is left after a year.
  const auto mean_b = [&](Start s) {
    std::vector<double> b;
    for (const TownState& state : r.states[static_cast<std::size_t>(s)].back()) b.push_back(state.wellbeing);
    return estimate_of(b).mean;
  };
  EXPECT_NEAR(mean_b(Start::high) - mean_b(Start::low), 2.0 / 16, 0.06);
  ASSERT_EQ(r.gain.size(), 1u);
  EXPECT_EQ(r.gain[0].size(), 8u);
  EXPECT_TRUE(r.gain_is_low());
}

TEST(Stability, a_town_without_feedback_has_no_gain) {
  StabilityRequest request;
  request.scenario = small_scenario();
  request.scenario.run_in_years = 0.3;
  request.years = 1, request.gain_years = 1;
  Parameters& p = request.scenario.parameters;
  p.outings.withdrawal_weight = 0, p.support.giver_wellbeing_weight = 0, p.volunteering.start_per_year = 0;
  p.meeting.withdrawal = 0, p.ties.contact_withdrawal = 0, p.concerns.mood_weight = 0;
  const StabilityResult r = check_stability(request);
  EXPECT_NEAR(r.last_gain().mean, 0, 0.002) << "nothing looks at wellbeing; rounding of b aside";
}

TEST(OpenPopulation, drifts_are_judged_by_their_kind) {
  // Two replicates, four years; every share rises by one point a year, every trended figure by 0.1 a year.
  std::vector<std::vector<std::vector<double>>> by_year(2);
  for (std::size_t r = 0; r < 2; ++r)
    for (int year = 0; year < 4; ++year) {
      std::vector<double> figures;
      for (const TownFigure& f : town_figures()) figures.push_back(f.kind == TownFigure::Kind::share ? 0.2 + 0.01 * year : 1 + 0.1 * year);
      by_year[r].push_back(figures);
    }
  for (const Drift& d : drifts_of(by_year)) {
    EXPECT_FALSE(d.met) << d.figure.name << ": three points, or a clear trend";
    EXPECT_NEAR(d.drift.mean, d.figure.kind == TownFigure::Kind::share ? 0.03 : 0.1, 1e-12);
  }
  for (auto& replicate : by_year)
    for (auto& year : replicate) year = std::vector<double>(town_figures().size(), 0.3);
  for (const Drift& d : drifts_of(by_year)) EXPECT_TRUE(d.met) << d.figure.name;
}

TEST(OpenPopulation, counts_everybody_once) {
  const Play play(hofbuurt_of(200));
  const auto figures = measure_town_figures(play.world, fading_of(play.parameters));
  ASSERT_EQ(figures.size(), town_figures().size());
  EXPECT_NEAR(figures[0] + figures[1] + figures[2] + figures[3] + figures[4], 1, 1e-12);
  EXPECT_NEAR(figures[5] + figures[6] + figures[7] + figures[8], 1, 1e-12);
  EXPECT_NEAR(figures[9], 0.23, 0.1) << "single parents among families, as the town is described";
}

/// Only one way from hours together to demand is left open.
ElasticityResult elasticity_with(double substitution, double gateway) {
  ElasticityRequest request;
  request.scenario = small_scenario();
  request.scenario.run_in_years = 2;
  Scenario& s = request.scenario;
  for (const ParameterInfo& info : parameter_table()) s.overrides.push_back({std::string(info.name), value_of(s.parameters, info), "kept"});
  s.parameters.help.substitution = substitution, s.parameters.help.gateway = gateway, s.parameters.help.supply = 0;
  s.parameters.help.load_weight = 1, s.parameters.support.resolving = 0.8, s.parameters.support.asks_per_week = 2;
  request.draws = 5, request.replicates_per_draw = 2, request.years = 3, request.change = 1;
  return elasticity_of_demand(request);
}

TEST(Elasticity, follows_the_path_that_is_open) {
  const ElasticityResult gateway = elasticity_with(0, 1.5), substitution = elasticity_with(1, 0), neither = elasticity_with(0, 0);
  EXPECT_GT(estimate_of(gateway.values).mean, 0) << "contacts show the way";
  EXPECT_LT(estimate_of(substitution.values).mean, 0) << "support takes its place";
  for (const double v : neither.values) EXPECT_EQ(v, 0) << "no path from meeting to requests: the same to the last bit";
  EXPECT_FALSE(gateway.met()) << "one sign only";
}

}  // namespace
}  // namespace weefsel
