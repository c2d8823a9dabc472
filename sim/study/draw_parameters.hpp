// What: `uncertainty: sample`. Each draw is a set of parameters from their plausible ranges; replicates are nested in
// draws, so that spread from ignorance (between draws) and from chance (within a draw) can be told apart.
// How: one Latin hypercube (McKay, Beckman & Conover 1979). For each parameter the N draws get the N equal slices of its
// range in an order keyed by (seed, name), and a keyed point within the slice. Each parameter stands alone: one more
// parameter in the model changes no value of another. Another N deals the slices anew.
// Distribution: uniform over the plausible range; log-uniform where that is positive and wider than a factor of ten.
// Which: parameters of grade B and C. Those of grade A keep their value, and so do those that the scenario sets.
#pragma once

#include <vector>

#include "scenario/scenario.hpp"

namespace weefsel {

/// Is this parameter drawn in a scenario that samples?
[[nodiscard]] bool is_sampled(const Scenario& scenario, const ParameterInfo& info);

/// Is a range so wide that it is sampled by its logarithm? Positive, and wider than a factor of ten.
[[nodiscard]] bool is_wide(double low, double high);

/// The value at `u` (0-1) of the distribution over the plausible range.
[[nodiscard]] double plausible_value(const ParameterInfo& info, double u);

/// The parameters of each of `draws` draws; those that are not sampled are as in the scenario.
[[nodiscard]] std::vector<Parameters> draw_parameters(const Scenario& scenario, std::int32_t draws);

/// The scenario as replicate `r` plays it: with the parameters of its draw, from draw_parameters(scenario,
/// scenario.draws); the scenario itself when there are no draws.
[[nodiscard]] Scenario scenario_of_replicate(const Scenario& scenario, const std::vector<Parameters>& drawn, std::uint32_t r);

/// The luck of replicate `r`: by draw and place in the draw, so that more replicates a draw leave the first as they were.
[[nodiscard]] std::uint32_t luck_of_replicate(const Scenario& scenario, std::uint32_t r);

}  // namespace weefsel
