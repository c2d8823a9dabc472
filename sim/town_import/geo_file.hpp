// What: reads a GeoJSON or GeoPackage file into plain structs in RD New metres. All of GDAL's vector reading is here.
//
// Coordinates: files come in degrees (WGS84) or in metres (RD New), and not all say which. Numbers within ±180 and
// ±90 are degrees; others are metres, in the system that the file names if it is a projected one, else in RD New.
// Boundaries are simplified to about 10 m, keeping their topology ring by ring (so neighbours may overlap or gape by
// that much), and rounded to whole metres. Holes are dropped: they are water or another neighbourhood.
//
// Errors: a file that is missing, cut short, of another format, empty, or wholly outside the Netherlands is a
// UserMistake that says what was found and what was expected; one that the system refuses to open is SystemTrouble.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

struct GeoFeature {
  std::vector<std::optional<std::string>> values;  ///< one for each wanted column; nothing: no such column, or null
  std::vector<std::vector<Point>> rings;           ///< outer rings of areas, simplified; empty for points and lines
  std::optional<Point> point;  ///< the point itself, or one on the area or line; nothing: no geometry
};

struct GeoFile {
  std::string coordinates;  ///< how they were understood: "degrees (WGS84)", "metres (RD New)", …
  std::vector<GeoFeature> features;
};

/// Whether a feature with these values (in the order of the wanted columns) is needed.
using KeepFeature = std::function<bool(const std::vector<std::optional<std::string>>&)>;

/// Reads the layer that has the column `key_column` (any layer if empty), and of it the columns in `wanted`.
/// Features that `keep` refuses are skipped before their geometry is looked at. Names of columns are compared without
/// regard to capitals. `what` says in messages what the file is for.
[[nodiscard]] GeoFile read_geo_file(const std::filesystem::path& file, const std::string& what,
                                    const std::string& key_column, const std::vector<std::string>& wanted,
                                    const KeepFeature& keep = {});

/// The names of the columns of the first layer that has one of `key_columns` (whatever its capitals); the first layer's
/// when none has.
[[nodiscard]] std::vector<std::string> columns_of_geo_file(const std::filesystem::path& file, const std::string& what,
                                                           const std::vector<std::string>& key_columns);

/// RD New of a longitude and latitude in degrees (WGS84); nothing when they do not lie in the Netherlands.
[[nodiscard]] std::optional<Point> rd_new_of(double longitude, double latitude);

}  // namespace weefsel
