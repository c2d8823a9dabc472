// What: how demand for help answers to hours together: twins of one run-in, one of which has a tenth more hours at every
// visit, gate, street, evening and play at homes and contact. Over draws of the parameters from their plausible ranges
// the answer must take both signs, each in at least a fifth of the draws (model definition 7.6): the sign is not
// settled by evidence.
// How: elasticity = ln(demand with / demand without) / ln(1 + change), over the years after the run-in. Two things keep
// chance small, for the answer is: demand is taken before the dice (Flow::expected_demand_millionths), which has the mean
// of what is counted; and the sign is judged at the same history of help: each week the children of the twin with more
// hours get the help, the queue and the court's measures that they have in the other. Otherwise one child that happens to
// find help moves more than all hours together. What is left out by that is how demand answers to itself, through queues
// and through what help does; the answer with all of it is given beside, as a mean.
// Chance and ignorance are told apart as everywhere, by replicates nested in draws.
#pragma once

#include <string>
#include <vector>

#include "checks/figures.hpp"
#include "checks/futures.hpp"
#include "output/headlines.hpp"

namespace weefsel {

struct ElasticityRequest {
  Scenario scenario;  ///< its levers are left out; parameters that it sets stay as set
  std::int32_t draws = 60;
  std::int32_t replicates_per_draw = 2;
  double years = 5;
  double change = 0.10;  ///< of all hours together
  int threads = 0;
};

struct ElasticityOfDraw {
  double mean = 0;                  ///< over replicates
  double substitution = 0, gateway = 0, supply = 0;  ///< as drawn
};

struct Driver {
  std::string parameter;
  double correlation = 0;  ///< rank correlation of the drawn values with elasticity
};

struct ElasticityResult {
  std::vector<double> values, draw_of;  ///< elasticity of each future at the same history of help, and its draw
  std::vector<double> whole, counted;   ///< with all that follows: before the dice, and as counted
  std::vector<ElasticityOfDraw> draws;
  SpreadParts parts;
  double positive = 0, negative = 0;    ///< share of draws, by the mean of their replicates
  double share_error = 0;               ///< standard error of such a share over draws
  double positive_without_chance = 0;   ///< the share when chance within draws is taken off (normal between draws)
  std::vector<Driver> drivers;          ///< the parameters that go with it most, strongest first
  [[nodiscard]] bool met() const;       ///< each sign in at least a fifth of the draws, chance taken off or not
};

inline constexpr double least_share_of_a_sign = 0.2;

[[nodiscard]] ElasticityResult elasticity_of_demand(const ElasticityRequest& request, const CheckProgress& progress = {});

}  // namespace weefsel
