// What: the few figures that stand for a whole run: network density, parental wellbeing, modelled demand for help, for
// the whole town. The neighbourhoods of a town are averaged with equal weight, unless the file has the group "all".
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "output/read_output.hpp"

namespace weefsel {

/// A mean and a sample standard deviation over replicates; NaN when it is not known (of a deviation: one replicate).
struct Spread {
  double mean = 0;
  double deviation = 0;
};

struct Headline {
  std::string title;    ///< "Parental wellbeing"
  std::string units;    ///< "1"; "per 1,000 children per year"
  bool demand = false;  ///< its differences have no settled sign, see the notes of the file
  struct Scenario {
    Spread first_year, last_year;
    Spread difference;          ///< of the last year, with the same replicate of the first scenario
    std::vector<double> curve;  ///< mean over replicates, by step of time
  };
  std::vector<Scenario> scenarios;
  /// How far the placebo twin is from the first scenario in the last year: mean absolute difference and standard
  /// deviation over replicates. NaN when the file has no placebo.
  Spread placebo{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
};

/// Those that the file has data for. A demand is taken as a count per step of time, and told per year.
[[nodiscard]] std::vector<Headline> headlines_of(const OutputReader& reader);

/// `values` as at most `width` blocks between `low` and `high`, each the mean of its part; unknown is a blank.
[[nodiscard]] std::string sparkline(const std::vector<double>& values, double low, double high, std::size_t width);

}  // namespace weefsel
