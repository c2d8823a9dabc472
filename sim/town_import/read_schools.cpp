#include "town_import/read_schools.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/errors.hpp"
#include "population/boundary.hpp"
#include "text/value.hpp"
#include "town_import/csv_file.hpp"
#include "town_import/geo_file.hpp"
#include "town_import/spread.hpp"
#include "town_import/typical_places.hpp"

namespace weefsel {
namespace {
struct School {
  std::string id, name, postcode;  // four digits, or fewer when the file has none
};

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 8; ++i) text += (i > 0 ? ", " : "") + names[i];
  return names.size() > 8 ? text + ", …" : text;
}

int needed(const CsvFile& csv, const std::filesystem::path& file, const std::vector<std::string>& names,
           const std::string& what) {
  const int column = csv.column(names);
  if (column >= 0) return column;
  throw UserMistake(file.string() + ": no column " + names.front() + "; expected " + what + "\n  found columns " +
                    listed(csv.columns));
}

std::vector<School> schools_in(const CsvFile& csv, const std::filesystem::path& file,
                               const ImportedMunicipality& municipality, const std::string& what) {
  const auto id =
      static_cast<std::size_t>(needed(csv, file, {"VESTIGINGSNUMMER", "VESTIGINGSCODE", "VESTIGINGS CODE"}, what));
  const auto name = static_cast<std::size_t>(needed(csv, file, {"VESTIGINGSNAAM", "INSTELLINGSNAAM"}, what));
  const auto postcode = static_cast<std::size_t>(needed(csv, file, {"POSTCODE"}, what));
  const auto gm = static_cast<std::size_t>(needed(csv, file, {"GEMEENTENUMMER", "GEMEENTECODE"}, what));
  const int gm_name = csv.column({"GEMEENTENAAM"});
  std::vector<School> schools;
  std::set<std::string> seen, elsewhere;
  for (const auto& row : csv.rows) {
    if (!names_municipality(row[gm], municipality.code, municipality.name)) {
      elsewhere.insert(row[gm] + (gm_name >= 0 ? " " + row[static_cast<std::size_t>(gm_name)] : ""));
      continue;
    }
    School school{"school_", row[name], row[postcode].substr(0, 4)};
    for (const char c : row[id]) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 128 && std::isalnum(byte)) school.id += static_cast<char>(std::tolower(byte));
    }
    if (seen.insert(school.id).second) schools.push_back(std::move(school));
  }
  if (schools.empty()) {
    throw UserMistake(file.string() + ": has no school in " + municipality.code + " " + municipality.name +
                      "; found schools in " + listed({elsewhere.begin(), elsewhere.end()}));
  }
  std::sort(schools.begin(), schools.end(), [](const School& a, const School& b) { return a.id < b.id; });
  return schools;
}

/// Chooses a point for each next school of a postcode.
class Placing {
 public:
  Placing(const ImportedMunicipality& municipality, const Postcodes& postcodes)
      : municipality_(municipality), postcodes_(postcodes) {
    for (std::size_t i = 0; i < municipality.neighbourhoods.size(); ++i) populous_.push_back(i);
    std::stable_sort(populous_.begin(), populous_.end(), [&](std::size_t a, std::size_t b) {
      return municipality.neighbourhoods[a].children_under_15 > municipality.neighbourhoods[b].children_under_15;
    });
  }

  Point next(const std::string& postcode, std::string& how) {
    const std::size_t index = placed_[postcode]++;
    if (const auto centroid = postcodes_.find(postcode); centroid != postcodes_.end()) {
      how = "placed near the centroid of postcode " + postcode;
      return near_centroid(centroid->second, index);
    }
    std::vector<std::size_t> candidates;
    for (const std::size_t i : populous_) {
      if (municipality_.neighbourhoods[i].postcode == postcode) candidates.push_back(i);
    }
    how = "placed in a neighbourhood with postcode " + postcode;
    if (!candidates.empty()) return in_turn(candidates, index);
    how = "placed in a populous neighbourhood: its postcode " + postcode + " is not known";
    return in_turn(populous_, unknown_++);
  }

 private:
  Point near_centroid(Point centroid, std::size_t index) const {
    const Point point = spread_around(centroid, index);
    const NeighbourhoodDescription* nearest = nullptr;
    double distance = 0;
    for (const auto& n : municipality_.neighbourhoods) {
      const double this_far = distance_to(n.description, point);
      if (nearest && this_far >= distance) continue;
      nearest = &n.description;
      distance = this_far;
    }
    return distance == 0 ? point : spread_inside(*nearest, index);
  }

  Point in_turn(const std::vector<std::size_t>& candidates, std::size_t index) const {
    const std::size_t chosen = candidates[index % candidates.size()];
    return spread_inside(municipality_.neighbourhoods[chosen].description, index / candidates.size());
  }

  const ImportedMunicipality& municipality_;
  const Postcodes& postcodes_;
  std::vector<std::size_t> populous_;
  std::map<std::string, std::size_t> placed_;
  std::size_t unknown_ = 0;
};
}  // namespace

Postcodes read_postcodes(const std::filesystem::path& file) {
  const std::string what = "centroids of 4-digit postcodes (columns postcode, latitude, longitude)";
  const CsvFile csv = read_csv_file(file, what);
  const auto postcode = static_cast<std::size_t>(needed(csv, file, {"POSTCODE", "PC4"}, what));
  const auto latitude = static_cast<std::size_t>(needed(csv, file, {"LATITUDE", "LAT"}, what));
  const auto longitude = static_cast<std::size_t>(needed(csv, file, {"LONGITUDE", "LON", "LNG"}, what));
  Postcodes postcodes;
  for (const auto& row : csv.rows) {
    const auto x = parse_number(row[longitude]), y = parse_number(row[latitude]);
    if (!x || !y || row[postcode].size() < 4) continue;
    if (const auto point = rd_new_of(*x, *y)) postcodes.emplace(row[postcode].substr(0, 4), *point);
  }
  if (postcodes.empty()) {
    throw UserMistake(file.string() + ": no row has a point in the Netherlands in degrees; expected " + what +
                      "\n  are latitude and longitude swapped?");
  }
  return postcodes;
}

std::vector<PlaceDescription> read_schools(const std::filesystem::path& file, const ImportedMunicipality& municipality,
                                           const Postcodes& postcodes, Filled& filled) {
  const std::string what = "DUO's list of school locations (alle vestigingen)";
  const CsvFile csv = read_csv_file(file, what);
  const PlaceKind kind =
      csv.column({"ONDERWIJSSTRUCTUUR"}) >= 0 ? PlaceKind::secondary_school : PlaceKind::primary_school;
  Placing placing(municipality, postcodes);
  std::vector<PlaceDescription> places;
  for (const School& school : schools_in(csv, file, municipality, what)) {
    PlaceDescription place = typical_place(kind);
    std::string how;
    const Point point = placing.next(school.postcode, how);
    place.id = school.id;
    place.name = school.name.empty() ? school.id : school.name;
    place.x = point.x;
    place.y = point.y;
    place.source = "DUO; " + how;
    places.push_back(std::move(place));
  }
  filled.note("places: " + std::string(place_kind_names[static_cast<std::size_t>(kind)]),
              number_as_text(static_cast<double>(places.size())),
              "DUO school locations (" + file.filename().string() + "), CC0/CC BY", true);
  filled.note("places: points of schools", number_as_text(static_cast<double>(places.size())),
              postcodes.empty() ? "DUO has no coordinates: by the neighbourhoods' commonest postcode"
                                : "DUO has no coordinates: near the centroid of the 4-digit postcode");
  return places;
}

}  // namespace weefsel
