// What: reads the neighbourhoods of one municipality from the CBS/PDOK file "wijkenbuurten" (layer `buurten`; GeoJSON
// or GeoPackage), with boundaries and key figures, and fills what the file lacks.
//
// Missing in these files is -99995 (not yet published), -99997 (secret or too small), -99999999, or null. A figure that
// one neighbourhood lacks takes the mean over the others of the municipality, weighted by households; a figure that all
// lack takes the national level of the struct. Both are recorded in `filled`.
//   shares of households       as published, percentages / 100; parts that exceed 1 by rounding are cut to fit
//   adults without children    from the ages of all inhabitants, less the parents: half of the parents are taken to be
//                              under 45, none 65 or older (judgement)
//   tight income               13.1% (difficulty making ends meet, children 0-11), spread over the neighbourhoods by
//   the share of
//                              households up to 120% of the social minimum, if published; nothing says more at this
//                              scale
//   education                  counts of 15-75-year-olds, if published
//   origin                     never read: communities are for mixing only, and imported ones are for later
// Water is skipped, and so is a neighbourhood without households. One with fewer than 10 is kept, with a note: its
// people (mostly in institutions) are part of the town, and codes stay those of CBS.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "population/town.hpp"
#include "town_import/filled.hpp"

namespace weefsel {

struct ImportedNeighbourhood {
  NeighbourhoodDescription description;
  std::string postcode;  ///< the commonest, four digits; may be empty
  double inhabitants = 0;
  double children_under_15 = 0;
};

struct ImportedMunicipality {
  std::string code;  ///< "GM0308"
  std::string name;
  std::string source;                                 ///< "CBS/PDOK wijken en buurten 2024 (baarn_buurten.geojson)"
  std::vector<ImportedNeighbourhood> neighbourhoods;  ///< by code
};

/// `municipality` is a code (GM0308, 0308 or 308) or a name; it may be empty when the file holds only one.
[[nodiscard]] ImportedMunicipality read_neighbourhoods(const std::filesystem::path& file,
                                                       const std::string& municipality, Filled& filled);

/// Whether `wanted` (GM0308, 0308, 308 or Baarn) means this municipality.
[[nodiscard]] bool names_municipality(const std::string& wanted, const std::string& code, const std::string& name);

}  // namespace weefsel
