#include "town_import/place_candidates.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <set>
#include <utility>

#include "base/errors.hpp"
#include "population/town_figures.hpp"
#include "text/nearest.hpp"
#include "town_import/file_support.hpp"
#include "town_import/geo_file.hpp"
#include "town_import/openstreetmap.hpp"
#include "town_import/table_file.hpp"
#include "town_import/table_number.hpp"

namespace weefsel {
namespace {
constexpr std::size_t longest_id = 24;  // with a kind before it and a spot behind it, an id has at most 60 characters

const char* const what =
    "places from OpenStreetMap, with tags such as leisure and amenity (or a table with columns name, kind, lat, lon)";

/// Letters, digits and single underscores: "De Waaier (Noord)" becomes "De_Waaier_Noord".
std::string for_id(const std::string& text) {
  std::string id;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 128 && std::isalnum(byte)) {
      id += c;
    } else if (!id.empty() && id.back() != '_') {
      id += '_';
    }
  }
  id.resize(std::min(id.size(), longest_id));
  while (!id.empty() && id.back() == '_') id.pop_back();
  return id;
}

PlaceCandidates from_openstreetmap(const std::filesystem::path& file) {
  PlaceCandidates found;
  found.source = "OpenStreetMap";
  found.licence = "© OpenStreetMap contributors (" + file.filename().string() + "), ODbL 1.0";
  return found;
}

PlaceCandidates from_geo_file(const std::filesystem::path& file) {
  enum Column { id_turbo, id_osm, id_plain, name, leisure, amenity, club, tourism, zoo, juvenile, juvenile_plain };
  const std::vector<std::string> columns = {"@id",
                                            "osm_id",
                                            "id",
                                            "name",
                                            "leisure",
                                            "amenity",
                                            "club",
                                            "tourism",
                                            "zoo",
                                            "community_centre:for",
                                            "community_centre_for"};
  using Values = std::vector<std::optional<std::string>>;
  const auto first_of = [](const Values& values, std::initializer_list<Column> among) {
    std::string text;
    for (const Column column : among) text = text.empty() ? values[column].value_or("") : text;
    return text;
  };
  const auto kind = [&](const Values& values) {
    return kind_of({first_of(values, {leisure}), first_of(values, {amenity}), first_of(values, {club}),
                    first_of(values, {tourism}), first_of(values, {zoo}),
                    first_of(values, {juvenile, juvenile_plain})});
  };
  PlaceCandidates found = from_openstreetmap(file);
  GeoFile data = GeoReader(file, what).read(columns, [&](const Values& values) {
    ++found.features;
    return kind(values).has_value();
  });
  found.coordinates = data.coordinates;
  for (const GeoFeature& feature : data.features) {
    found.without_point += feature.point ? 0U : 1U;
    found.candidates.push_back({*kind(feature.values),
                                for_id(first_of(feature.values, {id_turbo, id_osm, id_plain})),
                                first_of(feature.values, {name}),
                                feature.point,
                                {},
                                {}});
  }
  return found;
}

PlaceCandidates from_overpass(const std::filesystem::path& file) {
  PlaceCandidates found = from_openstreetmap(file);
  found.coordinates = "degrees (WGS84)";
  for_each_overpass_element(file, what, [&](const OverpassElement& element) {
    ++found.features;
    const auto kind = kind_of(element.tags);
    if (!kind) return;
    const bool has_place = element.longitude && element.latitude;
    found.without_point += has_place ? 0U : 1U;
    found.candidates.push_back({*kind,
                                for_id(element.id),
                                element.name,
                                has_place ? rd_new_of(*element.longitude, *element.latitude) : std::nullopt,
                                {},
                                {}});
  });
  if (!found.candidates.empty() && found.without_point == found.candidates.size()) {
    throw UserMistake(file.string() + ": none of the " + std::to_string(found.candidates.size()) +
                      " elements that could be used has coordinates; ask Overpass for `out center`, so that ways and "
                      "relations have a point");
  }
  return found;
}

/// One row of a table, for messages and for what is in it.
class Row {
 public:
  Row(const std::filesystem::path& file, std::size_t number, std::string name)
      : start_(file.string() + ": row " + std::to_string(number) + (name.empty() ? "" : " (" + name + ")") + ": ") {}

  [[nodiscard]] PlaceKind kind(const std::string& written) const {
    const auto found = std::find(place_kind_names.begin(), place_kind_names.end(), written);
    if (found != place_kind_names.end()) return static_cast<PlaceKind>(found - place_kind_names.begin());
    const std::vector<std::string> kinds(place_kind_names.begin(), place_kind_names.end());
    throw UserMistake(start_ + "kind is \"" + written + "\"; expected one of " + first_few(kinds, kinds.size()) +
                      did_you_mean(written, kinds));
  }

  [[nodiscard]] Point point(const std::string& lat, const std::string& lon) const {
    const auto north = parse_decimal(lat), east = parse_decimal(lon);
    const std::string found = start_ + "lat is \"" + lat + "\" and lon is \"" + lon + "\"; expected ";
    if (!north || !east) throw UserMistake(found + "degrees, such as 52.21 and 5.29");
    if (const auto point = rd_new_of(*east, *north)) return *point;
    throw UserMistake(found + "a point in the Netherlands in degrees (lat 50 to 54, lon 3 to 8)" +
                      (rd_new_of(*north, *east) ? "\n  the two seem to be swapped" : ""));
  }

  /// Nothing when nothing is written.
  [[nodiscard]] std::optional<double> figure(std::string_view key, const std::string& written) const {
    if (written.empty()) return std::nullopt;
    const auto& figures = place_figures();
    const auto& range = *std::find_if(figures.begin(), figures.end(), [&](const auto& f) { return f.key == key; });
    const auto value = parse_decimal(written);
    if (value && *value >= range.low && *value <= range.high) return value;
    throw UserMistake(start_ + std::string(key) + " is \"" + written + "\"; expected a number from " +
                      number_as_text(range.low) + " to " + number_as_text(range.high));
  }

 private:
  std::string start_;
};

PlaceCandidates from_table(const std::filesystem::path& file) {
  TableFile table(file, "places (columns name, kind, lat, lon; capacity and hours_per_week may be added)");
  const std::size_t name = table.needed_column({"name"}), kind = table.needed_column({"kind"});
  const std::size_t lat = table.needed_column({"lat", "latitude"});
  const std::size_t lon = table.needed_column({"lon", "lng", "longitude"});
  const int capacity = table.column({"capacity"}), hours = table.column({"hours_per_week"});
  PlaceCandidates found;
  found.source = found.licence = "own list (" + file.filename().string() + ")";
  found.coordinates = "degrees (WGS84)";
  found.by_tags = false;
  std::set<std::pair<PlaceKind, std::string>> ids;
  std::size_t number = 1;  // the header
  table.for_each_row([&](const TableRow& row) {
    ++number;
    if (std::all_of(row.begin(), row.end(), [](const auto& value) { return value.empty(); })) return;
    ++found.features;
    const Row read(file, number, row[name]);
    const auto figure = [&](std::string_view key, int column) {
      return column < 0 ? std::nullopt : read.figure(key, row[static_cast<std::size_t>(column)]);
    };
    PlaceCandidate place{read.kind(row[kind]),           for_id(row[name]), row[name], {}, figure("capacity", capacity),
                         figure("hours_per_week", hours)};
    if (place.kind != PlaceKind::online_group) place.point = read.point(row[lat], row[lon]);
    if (!ids.insert({place.kind, place.id}).second || place.id.empty()) {
      place.id = place.point ? "" : "row_" + std::to_string(number);
    }
    found.candidates.push_back(std::move(place));
  });
  return found;
}

enum class Form { geo_file, overpass, table };

/// Files that are of no known form go to the reader of GeoJSON, which says what they look like.
Form form_of(const std::filesystem::path& file) {
  check_readable(file, "GeoJSON, GeoPackage, Overpass JSON or CSV", what);
  const std::string text = beginning_of(file, 65536);
  const std::size_t first = text.find_first_not_of(" \r\n\t\xEF\xBB\xBF");
  if (first == std::string::npos || text[first] == '<' || text[first] == '[') return Form::geo_file;
  if (text.rfind("SQLite format 3", 0) == 0) return Form::geo_file;
  if (text[first] != '{') return Form::table;
  const std::size_t overpass = std::min(text.find("\"elements\""), text.find("\"osm3s\""));
  return overpass < text.find("\"Feature") ? Form::overpass : Form::geo_file;
}
}  // namespace

PlaceCandidates read_place_candidates(const std::filesystem::path& file) {
  switch (form_of(file)) {
    case Form::overpass: return from_overpass(file);
    case Form::table: return from_table(file);
    default: return from_geo_file(file);
  }
}

}  // namespace weefsel
