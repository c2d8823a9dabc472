// What: definition 7.5's stability. The town is started in four extreme ways - nobody knows anybody, everybody's table of
// ties is full, everybody's wellbeing b = -1, everybody's b = +1 - and lives on without levers; in the end it must be the
// same town as from the ordinary start. And the loop gain: how much of a lift of wellbeing comes back through the town.
// Same town: per household, ties, ties within the neighbourhood, wellbeing and support counted on are compared with the
// ordinary start by a two-sample Kolmogorov-Smirnov distance, whose chance is found by swapping replicates.
// Loop gain: two twins in which everybody's b is held, week after week, at the personal level and at `lift` above it.
// Wellbeing is drawn towards level + resources - risks; the gain is the difference of that target between the twins, mean
// over parents, per unit of lift. Below 1 a lift dies out; definition 7.5 asks for less than 0.5.
#pragma once

#include <string>
#include <vector>

#include "checks/figures.hpp"
#include "checks/futures.hpp"
#include "study/estimate.hpp"

namespace weefsel {

struct StabilityRequest {
  Scenario scenario;            ///< its levers are left out
  std::int32_t replicates = 8;  ///< 8-14: with fewer no chance below 1% can be seen
  std::int32_t years = 25;      ///< that each start lives, 1-60
  std::int32_t gain_years = 5;
  double lift = 0.5;            ///< sd of b
  int threads = 0;
};

enum class Start : std::uint8_t { ordinary, empty, saturated, low, high, count };
inline constexpr std::size_t start_count = 5;
inline constexpr std::array<std::string_view, start_count> start_names = {"ordinary", "nobody knows anybody", "everybody knows all they can", "b = -1", "b = +1"};

/// Puts a world that was just built into an extreme state.
void start_extremely(World& world, const Luck& luck, Start start);

/// The state of a town in a few means.
struct TownState {
  double mean_degree = 0, local_degree = 0, network_density = 0, wellbeing = 0, counted_on = 0;
};

/// What is compared between starts, one value a family.
inline constexpr std::size_t family_figure_count = 4;
inline constexpr std::array<std::string_view, family_figure_count> family_figure_names = {"ties", "ties in the neighbourhood", "wellbeing b", "support counted on"};
using FamilyFigures = std::array<std::vector<double>, family_figure_count>;
[[nodiscard]] FamilyFigures family_figures(const World& world, const FadingCurve& fading);
[[nodiscard]] TownState town_state(const World& world, const FadingCurve& fading);

struct StabilityResult {
  std::vector<std::int32_t> years;                                    ///< at which `states` are given
  std::array<std::vector<std::vector<TownState>>, start_count> states;  ///< per start: [year][replicate]
  std::array<std::array<Comparison, family_figure_count>, start_count> against_ordinary;
  std::vector<std::vector<double>> gain;                              ///< [year][replicate]
  [[nodiscard]] Estimate last_gain() const;
  [[nodiscard]] bool same_end() const;
  [[nodiscard]] bool gain_is_low() const;  ///< with its margin of error
};

/// Two starts end in the same distribution when chance explains the distance, or it is smaller than anyone would see.
[[nodiscard]] bool is_same(const Comparison& comparison);
inline constexpr double least_chance = 0.01, unseen_distance = 0.03, highest_gain = 0.5;

[[nodiscard]] StabilityResult check_stability(const StabilityRequest& request, const CheckProgress& progress = {});

}  // namespace weefsel
