#include "town_import/read_schools.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/errors.hpp"
#include "text/value.hpp"
#include "text/words.hpp"
#include "town_import/table_file.hpp"
#include "town_import/table_number.hpp"
#include "town_import/typical_places.hpp"

namespace weefsel {
namespace {
const char* const what = "DUO's list of school locations (alle vestigingen)";
const char* const by_pupils = "DUO; capacity: its pupils";

struct School {
  std::string name, postcode;
  std::optional<double> pupils;
};

/// Where the file has what.
struct Columns {
  explicit Columns(const TableFile& table)
      : id(table.needed_column({"VESTIGINGSNUMMER", "VESTIGINGSCODE", "VESTIGINGS CODE", "VESTIGINGS-NUMMER"})),
        name(table.needed_column({"VESTIGINGSNAAM", "INSTELLINGSNAAM VESTIGING", "INSTELLINGSNAAM"})),
        postcode(table.needed_column({"POSTCODE", "POSTCODE VESTIGING"})),
        municipality(table.needed_column({"GEMEENTENUMMER", "GEMEENTECODE"})),
        institution(table.column({"BRIN NUMMER", "INSTELLINGSCODE", "BRIN-NUMMER", "BRIN_NUMMER"})),
        municipality_name(table.column({"GEMEENTENAAM"})),
        pupils(table.column({"LEERLINGEN", "AANTAL LEERLINGEN", "AANTAL_LEERLINGEN", "TOTAAL AANTAL LEERLINGEN",
                             "TOTAAL LEERLINGEN", "TOTAAL"})) {}
  std::size_t id, name, postcode, municipality;
  int institution, municipality_name, pupils;  // -1: none
};

std::string text_at(const TableRow& row, int column) {
  return column < 0 ? std::string() : row[static_cast<std::size_t>(column)];
}

/// Some files number locations within the institution ("0"), most write both ("04QC00").
std::string id_of(const TableRow& row, const Columns& columns) {
  std::string location = number_for_id(row[columns.id]);
  const std::string institution = number_for_id(text_at(row, columns.institution));
  if (location.size() < 2) location.insert(0, 2 - location.size(), '0');
  return "school_" + (location.rfind(institution, 0) == 0 ? location : institution + location);
}

std::optional<double> pupils_of(const TableRow& row, const Columns& columns, const TableFile& table) {
  const std::string written = text_at(row, columns.pupils);
  if (written.empty() || written == "." || written.front() == '<') return std::nullopt;
  if (const auto count = parse_count(written)) return count;
  throw UserMistake(table.file().string() + ": " + table.columns()[static_cast<std::size_t>(columns.pupils)] +
                    " of location " + row[columns.id] + " (" + row[columns.name] + ") is \"" + written +
                    "\"; expected a number of pupils");
}

std::map<std::string, School> schools_in(TableFile& table, const Columns& columns,
                                         const ImportedMunicipality& municipality) {
  std::map<std::string, School> schools;
  std::set<std::string> elsewhere;
  table.for_each_row([&](const TableRow& row) {
    if (!names_municipality(row[columns.municipality], municipality.code, municipality.name)) {
      elsewhere.insert(trimmed(row[columns.municipality] + ' ' + text_at(row, columns.municipality_name)));
      return;
    }
    School& school =
        schools.try_emplace(id_of(row, columns), School{row[columns.name], row[columns.postcode], {}}).first->second;
    if (const auto pupils = pupils_of(row, columns, table)) school.pupils = school.pupils.value_or(0) + *pupils;
  });
  if (schools.empty()) {
    throw UserMistake(table.file().string() + ": has no school in " + municipality.code + " " + municipality.name +
                      "; found schools in " + first_few({elsewhere.begin(), elsewhere.end()}));
  }
  return schools;
}

PlaceDescription place_of(const std::string& id, const School& school, PlaceKind kind, PlaceByAddress& addresses) {
  PlaceDescription place = typical_place(kind);
  const PlaceByAddress::Spot spot = addresses.next(school.postcode);
  place.id = id;
  place.name = school.name.empty() ? id : school.name;
  place.x = spot.point.x;
  place.y = spot.point.y;
  place.capacity = school.pupils.value_or(0);  // 0: fill_in_places() sizes it
  place.source = (school.pupils ? by_pupils : "DUO") + ("; " + spot.how);
  return place;
}

void note(const std::vector<PlaceDescription>& places, std::size_t without_pupils, const PlaceByAddress& addresses,
          const TableFile& table, const Columns& columns, Filled& filled) {
  const std::string kind(place_kind_names[static_cast<std::size_t>(places.front().kind)]);
  const std::string file = table.file().filename().string();
  filled.note("places: " + kind, std::to_string(places.size()), "DUO school locations (" + file + "), CC0/CC BY", true);
  filled.note("places: points of schools", std::to_string(places.size()),
              "DUO has no coordinates: " + addresses.in_words());
  if (columns.pupils < 0) return;
  std::size_t counted = 0;
  for (const PlaceDescription& place : places) counted += place.capacity > 0 ? 1U : 0U;
  filled.note("places: capacity of " + kind,
              std::to_string(counted) + " of " + std::to_string(places.size()) + " by pupils",
              table.columns()[static_cast<std::size_t>(columns.pupils)] + " in DUO (" + file + ")", true);
  if (without_pupils > 0) {
    filled.note("places: " + kind, std::to_string(without_pupils) + " left out", "it has no pupils in " + file, true);
  }
}
}  // namespace

std::vector<PlaceDescription> read_schools(const std::filesystem::path& file, const ImportedMunicipality& municipality,
                                           const Postcodes& postcodes, Filled& filled) {
  TableFile table(file, what);
  const Columns columns(table);
  const PlaceKind kind =
      table.column({"ONDERWIJSSTRUCTUUR"}) >= 0 ? PlaceKind::secondary_school : PlaceKind::primary_school;
  PlaceByAddress addresses(municipality, postcodes);
  std::vector<PlaceDescription> places;
  std::size_t without_pupils = 0;
  for (const auto& [id, school] : schools_in(table, columns, municipality)) {
    if (school.pupils && *school.pupils == 0) {
      ++without_pupils;
    } else {
      places.push_back(place_of(id, school, kind, addresses));
    }
  }
  if (places.empty()) {
    throw UserMistake(file.string() + ": none of the schools in " + municipality.code + " " + municipality.name +
                      " has pupils; expected " + what);
  }
  note(places, without_pupils, addresses, table, columns, filled);
  return places;
}

}  // namespace weefsel
