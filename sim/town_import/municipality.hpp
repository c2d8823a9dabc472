// What: the municipality that is being imported, as its readers fill it and look things up in it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

struct ImportedNeighbourhood {
  NeighbourhoodDescription description;
  std::string postcode;  ///< the commonest, four digits; may be empty
  double inhabitants = 0;
  double children_under_15 = 0;
  /// What the files publish of margins of the population, by their name in population/fit.hpp: households or people.
  std::map<std::string, double> published;
};

struct ImportedMunicipality {
  std::string code;                                   ///< "GM0308"
  std::string name;                                   ///< "Baarn"
  std::string source;                                 ///< "CBS wijken en buurten 2024 (baarn_buurten.geojson)"
  std::vector<ImportedNeighbourhood> neighbourhoods;  ///< by code; each has a boundary and households
  bool map_is_made_up = false;                        ///< boundaries are stand-ins: points may lie well outside them
};

/// Whether `wanted` (GM0308, 0308, 308 or Baarn) means this municipality.
[[nodiscard]] bool names_municipality(const std::string& wanted, const std::string& code, const std::string& name);

}  // namespace weefsel
