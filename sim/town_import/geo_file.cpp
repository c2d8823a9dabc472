#include "town_import/geo_file.hpp"

#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "base/errors.hpp"
#include "population/boundary.hpp"
#include "text/words.hpp"
#include "town_import/gdal_support.hpp"

namespace weefsel {
namespace {
constexpr double smallest_ring = 100;  // square metres; smaller rings are slivers of drawing

using Transformation = std::unique_ptr<OGRCoordinateTransformation>;

OGRSpatialReference system_of(int epsg) {
  OGRSpatialReference system;
  system.importFromEPSG(epsg);
  system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);  // x (longitude) first, as in the files
  return system;
}

Transformation to_rd_new(const OGRSpatialReference& from) {
  const OGRSpatialReference rd_new = system_of(28992);
  const char* const code = from.GetAuthorityCode(nullptr);
  if ((code && std::string(code) == "28992") || from.IsSame(&rd_new)) return nullptr;
  Transformation transformation(OGRCreateCoordinateTransformation(&from, &rd_new));
  if (!transformation)
    throw SystemTrouble("PROJ cannot transform coordinates to RD New: is its data (proj-data) installed?");
  return transformation;
}

/// Corners in whole metres, each once.
std::vector<Point> rounded_ring(const OGRLinearRing& ring) {
  std::vector<Point> points;
  for (int i = 0; i < ring.getNumPoints(); ++i) {
    const Point point{std::round(ring.getX(i)), std::round(ring.getY(i))};
    if (points.empty() || !(points.back() == point)) points.push_back(point);
  }
  if (points.size() > 1 && points.front() == points.back()) points.pop_back();
  return points;
}

/// Simplifying and rounding may make a ring touch itself: then less, then more of it, then the hull.
std::vector<Point> simplified_ring(const OGRPolygon& polygon) {
  for (const double tolerance : {10.0, 5.0, 1.0, 25.0, 50.0}) {
    const OGRGeometryUniquePtr simple(polygon.SimplifyPreserveTopology(tolerance));
    if (!simple || wkbFlatten(simple->getGeometryType()) != wkbPolygon || simple->IsEmpty()) continue;
    std::vector<Point> ring = rounded_ring(*simple->toPolygon()->getExteriorRing());
    if (trouble_with_ring(ring).empty()) return ring;
  }
  const OGRGeometryUniquePtr hull(polygon.ConvexHull());
  if (!hull || wkbFlatten(hull->getGeometryType()) != wkbPolygon) return {};
  std::vector<Point> ring = rounded_ring(*hull->toPolygon()->getExteriorRing());
  return trouble_with_ring(ring).empty() ? ring : std::vector<Point>{};
}

void add_rings(const OGRGeometry& geometry, std::vector<std::vector<Point>>& rings) {
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon && !geometry.IsEmpty()) {
    std::vector<Point> ring = simplified_ring(*geometry.toPolygon());
    if (!ring.empty()) rings.push_back(std::move(ring));
  } else if (type == wkbMultiPolygon || type == wkbGeometryCollection) {
    for (const OGRGeometry* part : *geometry.toGeometryCollection()) add_rings(*part, rings);
  }
}

std::vector<std::vector<Point>> rings_of(const OGRGeometry& geometry) {
  std::vector<std::vector<Point>> rings;
  add_rings(geometry, rings);
  std::stable_sort(rings.begin(), rings.end(), [](const auto& a, const auto& b) { return area_of(a) > area_of(b); });
  while (rings.size() > 1 && area_of(rings.back()) < smallest_ring) rings.pop_back();
  return rings;
}

std::optional<Point> point_of(const OGRGeometry& geometry) {
  OGRPoint point;
  if (wkbFlatten(geometry.getGeometryType()) == wkbPoint) {
    point = *geometry.toPoint();
  } else if (geometry.Centroid(&point) != OGRERR_NONE) {
    return std::nullopt;
  }
  if (point.IsEmpty() || !std::isfinite(point.getX()) || !std::isfinite(point.getY())) return std::nullopt;
  return Point{std::round(point.getX()), std::round(point.getY())};
}

void place_in_rd_new(const OGRGeometry& original, OGRCoordinateTransformation* transformation, GeoFeature& feature) {
  const GdalMessages swallowed;  // one point at infinity is no reason to refuse the file: it only gets no place
  const OGRGeometryUniquePtr geometry(original.getLinearGeometry());
  geometry->flattenTo2D();
  if (transformation && geometry->transform(transformation) != OGRERR_NONE) return;
  feature.rings = rings_of(*geometry);
  feature.point = point_of(*geometry);
}

OGRLayer* layer_with(GDALDataset& dataset, const std::vector<std::string>& key_columns) {
  OGRLayer* first = nullptr;
  for (OGRLayer* layer : dataset.GetLayers()) {
    const OGRFeatureDefn& definition = *layer->GetLayerDefn();
    if (!first) first = layer;
    if (std::any_of(key_columns.begin(), key_columns.end(),
                    [&](const std::string& key) { return definition.GetFieldIndex(key.c_str()) >= 0; }))
      return layer;
  }
  return first;
}

/// Which system the numbers are in; see the header.
OGRSpatialReference system_of(OGRLayer& layer, const OGREnvelope& extent, std::string& in_words) {
  const bool degrees = extent.MinX >= -180 && extent.MaxX <= 180 && extent.MinY >= -90 && extent.MaxY <= 90;
  const OGRSpatialReference* named = layer.GetSpatialRef();
  if (named && static_cast<bool>(named->IsGeographic()) == degrees) {
    OGRSpatialReference system = *named;
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    in_words = std::string(degrees ? "degrees (" : "metres (") + named->GetName() + ")";
    return system;
  }
  in_words = degrees ? "degrees (WGS84)" : "metres (RD New)";
  return system_of(degrees ? 4326 : 28992);
}

std::string in_words(const OGREnvelope& extent) {
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(), "x from %.6g to %.6g and y from %.6g to %.6g", extent.MinX, extent.MaxX,
                extent.MinY, extent.MaxY);
  return text.data();
}

[[noreturn]] void refuse_place_on_earth(const std::filesystem::path& file, const OGREnvelope& extent,
                                        const std::string& coordinates) {
  const double x = (extent.MinX + extent.MaxX) / 2, y = (extent.MinY + extent.MaxY) / 2;
  const bool swapped = (x > 50 && x < 54 && y > 3 && y < 8) || (x > 300000 && x < 629000 && y > 0 && y < 300000);
  throw UserMistake(file.string() + ": found coordinates outside the Netherlands: " + in_words(extent) + ", read as " +
                    coordinates + "; expected longitude 3 to 8 and latitude 50 to 54, or RD New metres" +
                    (swapped ? "\n  the two seem to be swapped: longitude (x) comes first in these files" : ""));
}
}  // namespace

struct GeoReader::Opened {
  std::filesystem::path file;
  std::string what;
  GdalMessages messages;
  GDALDatasetUniquePtr dataset;
  OGRLayer* layer = nullptr;

  void refuse_damage() const {
    if (messages.first_error().empty()) return;
    throw UserMistake(file.string() + ": damaged or cut short; expected " + what +
                      "\n  (GDAL: " + messages.first_error() + ")");
  }
};

GeoReader::GeoReader(std::filesystem::path file, std::string what, const std::vector<std::string>& key_columns)
    : opened_(new Opened{std::move(file), std::move(what), {}, nullptr}) {
  Opened& o = *opened_;
  o.dataset = open_with_gdal(o.file, o.what, {"GeoJSON", "GPKG"}, "GeoJSON or GeoPackage", o.messages);
  o.layer = layer_with(*o.dataset, key_columns);
  if (o.layer && o.layer->GetFeatureCount() > 0) return;
  o.refuse_damage();
  throw UserMistake(o.file.string() + ": has no features; expected " + o.what);
}

GeoReader::~GeoReader() = default;

std::vector<std::string> GeoReader::columns() const {
  const OGRFeatureDefn& definition = *opened_->layer->GetLayerDefn();
  std::vector<std::string> columns;
  for (int i = 0; i < definition.GetFieldCount(); ++i) columns.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
  return columns;
}

GeoFile GeoReader::read(const std::vector<std::string>& wanted, const KeepFeature& keep) const {
  OGRLayer& layer = *opened_->layer;
  OGREnvelope extent;
  if (layer.GetExtent(&extent, TRUE) != OGRERR_NONE)
    throw UserMistake(opened_->file.string() + ": has no geometry; expected " + opened_->what);
  GeoFile result;
  const OGRSpatialReference system = system_of(layer, extent, result.coordinates);
  const Transformation transformation = to_rd_new(system);

  std::vector<int> columns;
  for (const std::string& name : wanted) columns.push_back(layer.GetLayerDefn()->GetFieldIndex(name.c_str()));
  bool any_in_the_netherlands = false;
  for (const OGRFeatureUniquePtr& feature : layer) {
    GeoFeature read;
    for (const int column : columns) {
      const bool there = column >= 0 && feature->IsFieldSetAndNotNull(column);
      read.values.push_back(there ? std::optional<std::string>(trimmed(feature->GetFieldAsString(column)))
                                  : std::nullopt);
    }
    if (!keep(read.values)) continue;
    if (const OGRGeometry* geometry = feature->GetGeometryRef()) place_in_rd_new(*geometry, transformation.get(), read);
    any_in_the_netherlands = any_in_the_netherlands || (read.point && within_rd_new(*read.point));
    result.features.push_back(std::move(read));
  }
  opened_->refuse_damage();
  if (!any_in_the_netherlands && !result.features.empty())
    refuse_place_on_earth(opened_->file, extent, result.coordinates);
  return result;
}

std::optional<Point> rd_new_of(double longitude, double latitude) {
  const GdalMessages messages;
  static const Transformation transformation = to_rd_new(system_of(4326));
  if (!transformation->Transform(1, &longitude, &latitude)) return std::nullopt;
  const Point point{std::round(longitude), std::round(latitude)};
  return within_rd_new(point) ? std::optional<Point>(point) : std::nullopt;
}

}  // namespace weefsel
