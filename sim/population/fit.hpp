// What: how well a world fits the description it was made from, as data: per neighbourhood and margin what
// the description has and what the population has. Counts where the description speaks of households or people, shares
// where only a share is asked. Pure.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "population/town.hpp"
#include "world/world.hpp"

namespace weefsel {

/// Margins of which open data publish counts, as the rows below call them.
namespace margin {
inline constexpr const char *households = "households", *one_person = "one_person", *with_children = "with_children",
                            *people = "people";
inline constexpr std::array<const char*, age_band_count> people_by_age = {"people_0_14", "people_15_24", "people_25_44",
                                                                          "people_45_64", "people_65_plus"};
inline constexpr std::array<const char*, 3> adults_by_education = {"adults_education_low", "adults_education_middle",
                                                                   "adults_education_high"};
}  // namespace margin

/// One margin of one neighbourhood.
struct FitRow {
  std::string code, name;  ///< of the neighbourhood
  std::string margin;      ///< "households", "people_0_14", "reading_hard_share"
  double asked = 0;        ///< by the description: households, families or people; a share 0-1
  double population = 0;   ///< the same, counted in the world; not a number: a share of nothing
  bool is_share = false;

  [[nodiscard]] double error() const { return population - asked; }
};

/// How many adults the forms of households give: two in each but for one-person households and single parents.
[[nodiscard]] double adults_asked(const NeighbourhoodDescription& n);

/// Neighbourhoods in the order of the description, margins always in the same order. What the description leaves out
/// has no row: ages are counts where it gives inhabitants_by_age, and the four shares of ages elsewhere. Of education
/// what is asked are shares of adults_asked().
[[nodiscard]] std::vector<FitRow> fit_of(const TownDescription& town, const World& world);

/// One margin over all neighbourhoods.
struct FitSummary {
  std::string margin;
  double asked = 0, population = 0;  ///< sums; of shares: means
  /// Mean absolute error / mean of what is asked: the standardised absolute error of Voas & Williamson (2001,
  /// Geographical and Environmental Modelling 5:177-200). Not a number where nothing is asked.
  double relative_error = 0;
  std::string worst;       ///< code of the neighbourhood with the largest error; empty: no error anywhere
  double worst_error = 0;  ///< population - asked there
  bool is_share = false;
};
/// In the order in which margins first come. Rows without a population are left out.
[[nodiscard]] std::vector<FitSummary> summary_of_fit(const std::vector<FitRow>& rows);

}  // namespace weefsel
