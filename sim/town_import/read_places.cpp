#include "town_import/read_places.hpp"

#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/errors.hpp"
#include "population/boundary.hpp"
#include "text/value.hpp"
#include "town_import/geo_file.hpp"
#include "town_import/typical_places.hpp"

namespace weefsel {
namespace {
constexpr double edge = 100;      // metres outside the boundary that still count as in the municipality
constexpr double same_spot = 50;  // metres within which two of a kind are one

enum Column { id_turbo, id_osm, id_plain, name, leisure, amenity, club, tourism, zoo, juvenile };
const std::vector<std::string> columns = {"@id",     "osm_id", "id",      "name", "leisure",
                                          "amenity", "club",   "tourism", "zoo",  "community_centre:for"};

using Values = std::vector<std::optional<std::string>>;

Tags tags_of(const Values& values) {
  const auto text = [&](Column column) { return values[column].value_or(""); };
  return {text(leisure), text(amenity), text(club), text(tourism), text(zoo), text(juvenile)};
}

/// "node/123" becomes "node_123"; a file without ids numbers its features.
std::string id_of(const Values& values, std::size_t index) {
  std::string text;
  for (const Column column : {id_turbo, id_osm, id_plain}) {
    if (text.empty()) text = values[column].value_or("");
  }
  std::string id;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    id += byte < 128 && std::isalnum(byte) ? c : '_';
  }
  return id.empty() || id.size() > 30 ? std::to_string(index + 1) : id;
}

/// The neighbourhood in which the point lies, or the nearest within the edge.
const NeighbourhoodDescription* neighbourhood_at(const ImportedMunicipality& municipality, Point point) {
  const NeighbourhoodDescription* nearest = nullptr;
  double distance = edge;
  for (const auto& n : municipality.neighbourhoods) {
    const double this_far = distance_to(n.description, point);
    if (this_far > distance || (nearest && this_far == distance)) continue;
    nearest = &n.description;
    distance = this_far;
  }
  return nearest;
}

bool has_one_there(const std::vector<PlaceDescription>& places, PlaceKind kind, Point point) {
  for (const PlaceDescription& place : places) {
    if (place.kind == kind && std::hypot(place.x - point.x, place.y - point.y) < same_spot) return true;
  }
  return false;
}
}  // namespace

std::optional<PlaceKind> kind_of(const Tags& tags) {
  if (tags.amenity == "community_centre" && tags.community_centre_for == "juvenile") return PlaceKind::youth_centre;
  static const std::map<std::string, PlaceKind> by_amenity = {{"library", PlaceKind::library},
                                                              {"community_centre", PlaceKind::community_centre},
                                                              {"social_centre", PlaceKind::community_centre},
                                                              {"place_of_worship", PlaceKind::place_of_worship},
                                                              {"cafe", PlaceKind::cafe_or_market},
                                                              {"marketplace", PlaceKind::cafe_or_market},
                                                              {"kindergarten", PlaceKind::childcare},
                                                              {"childcare", PlaceKind::childcare},
                                                              {"music_school", PlaceKind::culture_club},
                                                              {"dancing_school", PlaceKind::culture_club},
                                                              {"arts_centre", PlaceKind::culture_club},
                                                              {"youth_centre", PlaceKind::youth_centre}};
  if (const auto found = by_amenity.find(tags.amenity); found != by_amenity.end()) return found->second;
  static const std::map<std::string, PlaceKind> by_leisure = {{"playground", PlaceKind::playground},
                                                              {"sports_centre", PlaceKind::sports_club},
                                                              {"sports_hall", PlaceKind::sports_club}};
  if (const auto found = by_leisure.find(tags.leisure); found != by_leisure.end()) return found->second;
  if (tags.club == "sport") return PlaceKind::sports_club;
  if (tags.club == "music" || tags.club == "theatre" || tags.club == "culture") return PlaceKind::culture_club;
  if (tags.club == "scout" || tags.club == "youth") return PlaceKind::youth_centre;
  if (tags.tourism == "zoo" && tags.zoo == "petting_zoo") return PlaceKind::childrens_farm;
  return std::nullopt;
}

std::vector<PlaceDescription> read_places(const std::filesystem::path& file, const ImportedMunicipality& municipality,
                                          Filled& filled) {
  const std::string what = "places from OpenStreetMap, with tags such as leisure and amenity as attributes";
  std::size_t features = 0, with_kind = 0;
  const GeoFile data = read_geo_file(file, what, "", columns, [&](const Values& values) {
    ++features;
    const bool useful = kind_of(tags_of(values)).has_value();
    with_kind += useful ? 1U : 0U;
    return useful;
  });
  std::vector<PlaceDescription> places;
  std::set<std::string> ids;
  std::map<PlaceKind, std::size_t> counts;
  for (std::size_t i = 0; i < data.features.size(); ++i) {
    const GeoFeature& feature = data.features[i];
    if (!feature.point) continue;
    const PlaceKind kind = *kind_of(tags_of(feature.values));
    const NeighbourhoodDescription* neighbourhood = neighbourhood_at(municipality, *feature.point);
    if (!neighbourhood || has_one_there(places, kind, *feature.point)) continue;
    PlaceDescription place = typical_place(kind);
    place.id = std::string(place_kind_names[static_cast<std::size_t>(kind)]) + '_' + id_of(feature.values, i);
    if (!ids.insert(place.id).second) continue;
    place.name = feature.values[name].value_or("");
    if (place.name.empty()) place.name = dutch_name(kind) + ' ' + neighbourhood->name;
    place.x = feature.point->x;
    place.y = feature.point->y;
    place.source = "OpenStreetMap";
    ++counts[kind];
    places.push_back(std::move(place));
  }
  if (places.empty()) {
    throw UserMistake(
        file.string() + ": has no place for " + municipality.code + " " + municipality.name + ": of " +
        std::to_string(features) + " features, " + std::to_string(with_kind) +
        " have a tag that says what is met there (leisure=playground, amenity=library, …) and none of these "
        "lies in the municipality (coordinates read as " +
        data.coordinates + ")");
  }
  for (const auto& [kind, count] : counts) {
    filled.note("places: " + std::string(place_kind_names[static_cast<std::size_t>(kind)]),
                number_as_text(static_cast<double>(count)),
                "© OpenStreetMap contributors (" + file.filename().string() + "), ODbL 1.0; " + data.coordinates, true);
  }
  return places;
}

}  // namespace weefsel
