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
#include <memory>
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

/// A file that is open. Opening may mean reading all of it once (GeoJSON), so it is done once.
class GeoReader {
 public:
  /// Of the file's layers the first that has one of `key_columns` (whatever its capitals) is read; the first layer when
  /// none has. `what` says in messages what the file is for.
  GeoReader(std::filesystem::path file, std::string what, const std::vector<std::string>& key_columns = {});
  ~GeoReader();
  GeoReader(const GeoReader&) = delete;
  GeoReader& operator=(const GeoReader&) = delete;

  /// The names of the layer's columns.
  [[nodiscard]] std::vector<std::string> columns() const;
  /// Reads the columns in `wanted`, their names compared without regard to capitals. Features that `keep` refuses are
  /// skipped before their geometry is looked at.
  [[nodiscard]] GeoFile read(const std::vector<std::string>& wanted, const KeepFeature& keep) const;

 private:
  struct Opened;
  std::unique_ptr<Opened> opened_;
};

/// RD New of a longitude and latitude in degrees (WGS84); nothing when they do not lie in the Netherlands.
[[nodiscard]] std::optional<Point> rd_new_of(double longitude, double latitude);

}  // namespace weefsel
