// What: definition 7.10. Over twenty baseline years, with births, deaths, separations and moves, the ages, the forms of
// households and the share of single parents stay within two points, and ties and wellbeing have no trend.
// How: shares are means of the first and of the last year; a drift is judged by its mean over replicates. A trend is the
// least-squares slope over years within each replicate; there is none when zero lies within its 95% interval over
// replicates, or when it adds up to less over all years than anyone would see (0.05 of the level, or 0.05 sd of b).
#pragma once

#include <string>
#include <vector>

#include "checks/figures.hpp"
#include "checks/futures.hpp"
#include "study/estimate.hpp"

namespace weefsel {

struct OpenPopulationRequest {
  Scenario scenario;  ///< its levers are left out
  std::int32_t replicates = 8;
  std::int32_t years = 20;
  int threads = 0;
};

/// One figure of a town and how it is judged.
struct TownFigure {
  enum class Kind { share, trend };
  std::string name;
  Kind kind = Kind::share;
  bool relative = false;  ///< trend: what nobody would see is a share of the level, not a number of sd
};
[[nodiscard]] const std::vector<TownFigure>& town_figures();
/// All of them, now.
[[nodiscard]] std::vector<double> measure_town_figures(const World& world, const FadingCurve& fading);

struct Drift {
  TownFigure figure;
  Estimate start, end;   ///< over replicates
  Estimate drift;        ///< share: end less start; trend: slope per year
  double bound = 0;      ///< share: 0.02; trend: the larger of the margin of the slope and what nobody would see, per year
  bool met = false;
};

/// `by_year[replicate][year][figure]`
[[nodiscard]] std::vector<Drift> drifts_of(const std::vector<std::vector<std::vector<double>>>& by_year);

[[nodiscard]] std::vector<Drift> check_open_population(const OpenPopulationRequest& request, const CheckProgress& progress = {});

}  // namespace weefsel
