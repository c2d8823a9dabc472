// What: the few figures that stand for a whole run, for the whole town: the network, how parents fare, modelled demand
// for help. Where the file has the group "all", that is the town. Else, and for what only neighbourhoods have (density),
// neighbourhoods weigh with their families, as in the picture. Rates are sums over sums, of cells that are not blank.
#pragma once

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
};

/// Those that the file has data for. A demand is a count per step of time, and told per year.
[[nodiscard]] std::vector<Headline> headlines_of(const OutputReader& reader);

/// `values` as at most `width` blocks between `low` and `high`, each the mean of its part; unknown is a blank.
[[nodiscard]] std::string sparkline(const std::vector<double>& values, double low, double high, std::size_t width);

}  // namespace weefsel
