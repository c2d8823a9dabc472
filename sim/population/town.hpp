// What: a town as people describe it, before anyone lives in it: neighbourhoods with their figures, places,
// professionals. Read from YAML by read_town(); filled with households by build_world().
// Units: metres in RD New (EPSG:28992); shares 0-1; counts of households and people.
#pragma once

#include <array>
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
  std::vector<double> communities = {1.0};  ///< shares of unnamed, unordered communities (mixing only); sums to 1
};

/// Professionals of one kind, spread over places or over the town.
struct ProfessionalDescription {
  ProfessionalKind kind = ProfessionalKind::general_practitioner;
  double hours_per_week_per_1000_children = 10;  ///< time for questions about growing up, >= 0
  double normalising_skill = 0.5;  ///< 0-1
  std::string source;
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
  std::vector<FilledFigure> provenance;        ///< where figures come from; what was filled in
};

}  // namespace weefsel
