// What: reads the boundaries of the neighbourhoods of one municipality from a GeoPackage or GeoJSON: PDOK's
// "wijkenbuurten" of any year (layer buurten, with or without key figures), or a municipality's own map.
//
// The code of a neighbourhood stands in a column that CBS names so (`buurtcode`, `BU_CODE`, `cbsCode`); else in a
// municipality's own (`KODE`, `code`: "0111"), which with the municipality's code before it makes CBS's (BU03440111).
// That is only done when the municipality is known from elsewhere. Water and neighbourhoods without a boundary are left
// out.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "town_import/geo_file.hpp"
#include "town_import/read_figures.hpp"

namespace weefsel {

struct Boundary {
  std::string name;  ///< may be empty
  std::vector<std::vector<Point>> rings;
};

struct BoundariesFile {
  std::filesystem::path file;
  std::string coordinates;  ///< as GeoFile says it
  std::string edition;      ///< "PDOK 2024 (baarn_buurten.geojson)"
  std::string municipality_code, municipality_name;
  std::map<std::string, Boundary> boundaries;  ///< by code (BU…)
  std::optional<FiguresFile> figures;          ///< key figures among the attributes
};

/// `municipality` is a code or name, or empty when the file holds only one; `known_code` ("GM0344") is what other files
/// said, or empty. Errors as in geo_file.hpp and read_figures.hpp.
[[nodiscard]] BoundariesFile read_boundaries(const std::filesystem::path& file, const std::string& municipality,
                                             const std::string& known_code);

}  // namespace weefsel
