// What: makes a town of open data: neighbourhoods from CBS/PDOK, schools from DUO, places from OpenStreetMap, and
// documented stand-ins for what these lack. Everything is recorded in the town's provenance.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

struct ImportRequest {
  std::filesystem::path neighbourhoods;
  std::vector<std::filesystem::path> schools, places;
  std::filesystem::path postcodes;  ///< may be empty
  std::string municipality;         ///< code or name; may be empty when the file holds only one
};

struct ImportedTown {
  TownDescription town;
  std::vector<FilledFigure> filled_in;  ///< what the data lacked, for the terminal
};

/// Nothing is written. Errors as in geo_file.hpp.
[[nodiscard]] ImportedTown import_town(const ImportRequest& request);

}  // namespace weefsel
