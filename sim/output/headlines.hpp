// What: the few figures that stand for a whole run, for the whole town: the network, how parents fare, modelled demand
// for help. Where the file has the group "all", that is the town. Else, and for what only neighbourhoods have (density),
// neighbourhoods weigh with their families, as in the picture. Rates are sums over sums, of cells that are not blank.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "output/read_output.hpp"

namespace weefsel {

/// What is said of a difference in demand unless the parameters are sampled (model definition 7.6).
inline constexpr const char* sign_not_settled = "sign not settled by evidence";

/// A mean and a sample standard deviation over replicates; NaN when it is not known (of a deviation: one replicate).
struct Spread {
  double mean = 0;
  double deviation = 0;
};

/// Where the spread over replicates comes from when they are nested in draws of the parameters (one-way analysis of
/// variance with random effects; standard deviations). NaN when there are fewer than two of what it takes.
struct SpreadParts {
  double ignorance = 0;  ///< between draws, with what chance adds to the mean of a draw taken off; not below 0
  double chance = 0;     ///< within a draw
  std::size_t draws = 0;
};
/// `draw_of` says for each value to which draw it belongs; values that are not known are left out.
[[nodiscard]] SpreadParts parts_of(const std::vector<double>& values, const std::vector<double>& draw_of);

/// How many draws have a mean above and below zero.
struct SignsOfDraws {
  std::size_t above = 0, below = 0, draws = 0;
};
[[nodiscard]] SignsOfDraws signs_of(const std::vector<double>& values, const std::vector<double>& draw_of);

struct Headline {
  std::string title;    ///< "Parental wellbeing"
  std::string units;    ///< "1"; "per 1,000 children per year"
  bool demand = false;  ///< its differences have no settled sign, see the notes of the file
  struct Scenario {
    Spread first_year, last_year;
    Spread difference;          ///< of the last year, with the same replicate of the first scenario
    std::vector<double> last_by_replicate, difference_by_replicate;
    std::vector<double> curve;  ///< mean over replicates, by step of time
  };
  std::vector<Scenario> scenarios;
  /// How far the placebo twin is from the first scenario in the last year: mean absolute difference and standard
  /// deviation over replicates. NaN when the file has no placebo.
  Spread placebo{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
};

/// Those that the file has data for. A demand is a count per step of time, and told per year.
[[nodiscard]] std::vector<Headline> headlines_of(const OutputReader& reader);

/// `values` as at most `width` blocks between `low` and `high`, each the mean of its part; unknown is a blank.
[[nodiscard]] std::string sparkline(const std::vector<double>& values, double low, double high, std::size_t width);

}  // namespace weefsel
