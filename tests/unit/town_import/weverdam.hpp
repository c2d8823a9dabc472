// The municipality of the importer's tests made by hand, for tests of one reader: three blocks of about 700 m in the
// Markermeer, south to north Zuid, Noord and Meer; most children live in Noord.
#pragma once

#include <string>
#include <vector>

#include "support/mistake.hpp"
#include "town_import/filled.hpp"
#include "town_import/geo_file.hpp"
#include "town_import/municipality.hpp"

namespace weefsel {

inline ImportedNeighbourhood block(const std::string& code, const std::string& name, double lon, double lat,
                                   const std::string& postcode, double children) {
  ImportedNeighbourhood result;
  result.description.code = code;
  result.description.name = name;
  result.description.households = 1000;
  result.description.boundary = {{*rd_new_of(lon, lat), *rd_new_of(lon + 0.01, lat),
                                  *rd_new_of(lon + 0.01, lat + 0.006), *rd_new_of(lon, lat + 0.006)}};
  result.postcode = postcode;
  result.inhabitants = 2000;
  result.children_under_15 = children;
  return result;
}

inline ImportedMunicipality weverdam() {
  return {
      "GM9901",
      "Weverdam",
      "by hand",
      {block("BU99010000", "Zuid", 5.20, 52.58, "9901", 300), block("BU99010001", "Noord", 5.20, 52.59, "9902", 500),
       block("BU99010002", "Meer", 5.20, 52.60, "9902", 100)}};
}

inline std::vector<std::string> ids_of(const std::vector<PlaceDescription>& places) {
  std::vector<std::string> ids;
  for (const PlaceDescription& place : places) ids.push_back(place.id);
  return ids;
}

/// All that the provenance says of `what`: "value | source", a line each.
inline std::string provenance(const Filled& filled, const std::string& what) {
  std::string text;
  for (const FilledFigure& line : filled.all(3)) {
    if (line.what == what) text += line.value + " | " + line.source + "\n";
  }
  return text;
}

using tests::mistake_of;

}  // namespace weefsel
