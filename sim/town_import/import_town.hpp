// What: makes a town of open data: key figures from CBS, boundaries from CBS/PDOK, schools from DUO, childcare from the
// register LRK, places from OpenStreetMap; and documented stand-ins for what these lack. Each file may be left out, but
// either figures or boundaries there must be. Everything is recorded in the town's provenance.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

/// What files publish of the margins of a population (population/fit.hpp), by code of the neighbourhood and by margin.
/// A margin that no file has is not in it.
using PublishedMargins = std::map<std::string, std::map<std::string, double>>;

struct ImportRequest {
  std::vector<std::filesystem::path> figures;    ///< any years: of each figure the latest counts
  std::filesystem::path neighbourhoods;          ///< boundaries; may be empty
  std::vector<std::filesystem::path> distances;  ///< CBS distances to facilities
  std::vector<std::filesystem::path> schools;
  std::filesystem::path childcare;  ///< may be empty
  std::vector<std::filesystem::path> places;
  std::filesystem::path postcodes;  ///< may be empty
  std::string municipality;         ///< code or name; may be empty when the files hold only one
  bool origin_for_mixing = false;   ///< shares by origin as unnamed communities
};

struct ImportedTown {
  TownDescription town;
  PublishedMargins published;
  std::vector<FilledFigure> filled_in;  ///< what the data lacked, for the terminal
};

/// Nothing is written. Errors as in geo_file.hpp and table_file.hpp.
[[nodiscard]] ImportedTown import_town(const ImportRequest& request);

}  // namespace weefsel
