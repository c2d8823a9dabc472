// What: a town as people describe it, before anyone lives in it: neighbourhoods with their figures, places,
// professionals. Read from YAML by read_town(); filled with households by build_world().
// Units: metres in RD New (EPSG:28992); shares 0-1; counts of households and people.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "world/kinds.hpp"
#include "world/levers.hpp"

namespace weefsel {

struct Point {
  double x = 0, y = 0;  ///< metres, RD New
  friend bool operator==(const Point&, const Point&) = default;
};

/// A figure that was not in the data: what was taken instead, and why. Printed by the importer and kept in the town file.
struct FilledFigure {
  std::string what;    ///< "neighbourhoods[BU03080000].tight_income_share"
  std::string value;   ///< as written in the town
  std::string source;  ///< "default: national mean (CBS 2023)" or "CBS wijken en buurten 2024"
};

/// The ages by which CBS counts inhabitants: 0-14, 15-24, 25-44, 45-64, 65 and older.
inline constexpr std::size_t age_band_count = 5;
inline constexpr std::array<int, age_band_count> first_age_of_band = {0, 15, 25, 45, 65};
[[nodiscard]] constexpr std::size_t age_band_of(double age) {
  std::size_t band = 0;
  while (band + 1 < age_band_count && age >= first_age_of_band[band + 1]) ++band;
  return band;
}

/// The figures of one neighbourhood (Dutch: buurt). Names follow CBS "Kerncijfers wijken en buurten".
struct NeighbourhoodDescription {
  std::string code;  ///< unique; CBS code ("BU03080000") for real ones
  std::string name;
  std::string character;  ///< one line for people: "post-war flats"
  std::vector<std::vector<Point>> boundary;  ///< one or more outer rings, closed implicitly; area > 0
  double households = 0;                 ///< private households, >= 0
  double single_person_share = 0.39;     ///< of households
  double with_children_share = 0.32;     ///< of households: with children at home, of any age
  double single_parent_share = 0.23;     ///< of households with children
  double youngest_child_0_4_share = 0.22;   ///< of households with children: youngest 0-3 years
  double youngest_child_12_plus_share = 0.42;  ///< of households with children: youngest 12 years or older
  double adults_under_45_share = 0.36;   ///< of people of 25 years and older without children at home
  double adults_65_plus_share = 0.34;    ///< of people of 25 years and older without children at home
  double tight_income_share = 0.131;     ///< of households with children: difficulty making ends meet
  double education_low_share = 0.24;     ///< of adults
  double education_high_share = 0.36;    ///< of adults
  double reading_hard_share = 0.159;     ///< of adults: reads Dutch with difficulty
  double newcomer_share = 0.12;          ///< of households: moved in less than two years ago
  double play_space = 0.6;               ///< 0-1, as a parent would judge it
  double upkeep = 0.6;                   ///< 0-1
  double safety = 0.7;                   ///< 0-1
  /// People of 0-14, 15-24, 25-44, 45-64, 65 and older, as CBS counts them; all zero: not given. Where they are given,
  /// people are fitted to these counts (fitted_households.hpp), and the four shares that speak of ages
  /// (youngest_child_..., adults_...) are not used.
  std::array<double, age_band_count> inhabitants_by_age = {};
  std::vector<double> communities = {1.0};  ///< shares of unnamed, unordered communities (mixing only); sums to 1

  [[nodiscard]] bool gives_ages() const {
    return std::any_of(inhabitants_by_age.begin(), inhabitants_by_age.end(), [](double n) { return n > 0; });
  }
};

/// Professionals of one kind, spread over places or over the town.
struct ProfessionalDescription {
  ProfessionalKind kind = ProfessionalKind::general_practitioner;
  double hours_per_week_per_1000_children = 10;  ///< time for questions about growing up, >= 0
  double normalising_skill = 0.5;  ///< 0-1
  std::string source;
};

/// What a place or neighbourhood is called in scenarios that were written for another town: "library_centre".
struct OtherName {
  std::string name;
  std::string of;  ///< id of a place, or code of a neighbourhood, of this town
};

struct TownDescription {
  std::string name;
  std::string description;
  bool fictional = true;
  std::string municipality_code;  ///< "GM0308"; empty for a fictional town
  std::vector<NeighbourhoodDescription> neighbourhoods;
  std::vector<PlaceDescription> places;
  std::vector<ProfessionalDescription> professionals;  ///< kinds that are missing get the defaults of the model
  double tier1_places_per_1000_children = 50;  ///< children in freely accessible help at once
  double tier2_places_per_1000_children = 55;  ///< children in indicated help at once
  std::vector<OtherName> places_known_as, neighbourhoods_known_as;  ///< by name
  std::vector<FilledFigure> provenance;        ///< where figures come from; what was filled in
};

}  // namespace weefsel
