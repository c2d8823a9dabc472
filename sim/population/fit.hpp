// What: how well a world fits the description it was made from, as data and as text: per neighbourhood and margin what
// the description has and what the population has. Counts where the description speaks of households or people, shares
// where only a share is asked. Pure.
#pragma once

#include <string>
#include <vector>

#include "population/town.hpp"
#include "world/world.hpp"

namespace weefsel {

/// One margin of one neighbourhood.
struct FitRow {
  std::string code, name;  ///< of the neighbourhood
  std::string margin;      ///< "households", "people_0_14", "reading_hard_share"
  double data = 0;         ///< households, families or people; a share 0-1
  double population = 0;   ///< the same, counted in the world; not a number: a share of nothing
  bool is_share = false;

  [[nodiscard]] double error() const { return population - data; }
};

/// Neighbourhoods in the order of the description, margins always in the same order. What the description leaves out
/// has no row: ages are counts where it gives inhabitants_by_age, and the four shares of ages elsewhere. Adults are as
/// many as the forms of households give.
[[nodiscard]] std::vector<FitRow> fit_of(const TownDescription& town, const World& world);

/// One margin over all neighbourhoods.
struct FitSummary {
  std::string margin;
  double data = 0, population = 0;  ///< sums; of shares: means
  /// Mean absolute error / mean of the data: the standardised absolute error of Voas & Williamson (2001, Geographical
  /// and Environmental Modelling 5:177-200). Not a number where the data are all zero.
  double relative_error = 0;
  std::string worst;       ///< code of the neighbourhood with the largest error; empty: no error anywhere
  double worst_error = 0;  ///< population - data there
  bool is_share = false;
};
/// In the order in which margins first come. Rows without a population are left out.
[[nodiscard]] std::vector<FitSummary> summary_of_fit(const std::vector<FitRow>& rows);

/// Per neighbourhood a table `margin | data | population | error` (population - data), then one of all neighbourhoods.
[[nodiscard]] std::string describe_fit(const TownDescription& town, const World& world);

}  // namespace weefsel
