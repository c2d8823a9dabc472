#include "town_import/read_childcare.hpp"

#include <map>
#include <set>
#include <string>

#include "base/errors.hpp"
#include "text/words.hpp"
#include "town_import/file_support.hpp"
#include "town_import/table_file.hpp"
#include "town_import/table_number.hpp"
#include "town_import/typical_places.hpp"

namespace weefsel {
namespace {
const char* const what = "the register of childcare (LRK)";
const char* const not_registered = "no longer registered";
const char* const without_places = "day care without child places";

struct DayCare {
  std::string name, postcode;
  double places = 0;
};

struct Register {
  std::map<std::string, DayCare> day_care;      // by id
  std::map<std::string, std::size_t> left_out;  // of the municipality, by reason
  std::set<std::string> elsewhere;              // other municipalities

  [[nodiscard]] std::string left_out_in_words() const {
    std::string text;
    for (const auto& [reason, count] : left_out) {
      text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + reason;
    }
    return text;
  }
};

/// Where the file has what. One of the municipality's two is enough.
struct Columns {
  explicit Columns(const TableFile& table)
      : id(table.needed_column({"lrk_id"})),
        type(table.needed_column({"type_oko"})),
        name(table.needed_column({"actuele_naam_oko"})),
        places(table.needed_column({"aantal_kindplaatsen"})),
        postcode(table.needed_column({"opvanglocatie_postcode"})),
        status(table.column({"status"})),
        code(table.column({"cbs_code"})),
        municipality(table.column({"verantwoordelijke_gemeente"})) {
    if (code < 0 && municipality < 0) static_cast<void>(table.needed_column({"cbs_code"}));
  }
  std::size_t id, type, name, places, postcode;
  int status, code, municipality;  // -1: none
};

std::string text_at(const TableRow& row, int column) {
  return column < 0 ? std::string() : row[static_cast<std::size_t>(column)];
}

/// Why a registered place is left out, or "" for day care.
std::string reason_to_leave_out(const std::string& type) {
  static const std::map<std::string, std::string> reasons = {{"KDV", ""},
                                                             {"BSO", "out-of-school care (BSO)"},
                                                             {"VGO", "care in private homes (VGO)"},
                                                             {"GO", "agencies for care in private homes (GO)"}};
  const auto found = reasons.find(in_capitals(type));
  return found != reasons.end() ? found->second : "of type \"" + type + "\"";
}

double places_of(const TableRow& row, const Columns& columns, const TableFile& table) {
  if (const auto places = parse_count(row[columns.places])) return *places;
  throw UserMistake(table.file().string() + ": aantal_kindplaatsen of lrk_id " + row[columns.id] + " (" +
                    row[columns.name] + ") is \"" + row[columns.places] + "\"; expected a whole number of places");
}

void add(const TableRow& row, const Columns& columns, const TableFile& table, Register& found) {
  const std::string status = in_capitals(text_at(row, columns.status));
  std::string reason =
      status.empty() || status == "INGESCHREVEN" ? reason_to_leave_out(row[columns.type]) : not_registered;
  const double places = reason.empty() ? places_of(row, columns, table) : 0;
  if (reason.empty() && places == 0) reason = without_places;
  if (reason.empty()) {
    found.day_care.try_emplace("childcare_" + number_for_id(row[columns.id]),
                               DayCare{row[columns.name], row[columns.postcode], places});
  } else {
    ++found.left_out[reason];
  }
}

Register read_register(TableFile& table, const ImportedMunicipality& municipality) {
  const Columns columns(table);
  Register found;
  table.for_each_row([&](const TableRow& row) {
    const std::string code = text_at(row, columns.code), name = text_at(row, columns.municipality);
    if (names_municipality(code.empty() ? name : code, municipality.code, municipality.name)) {
      add(row, columns, table, found);
    } else {
      found.elsewhere.insert(trimmed(code + ' ' + name));
    }
  });
  if (!found.day_care.empty()) return found;
  const std::string town = municipality.code + " " + municipality.name;
  if (!found.left_out.empty()) {
    throw UserMistake(table.file().string() + ": has no day care (type_oko KDV) in " + town + "; found there " +
                      found.left_out_in_words());
  }
  throw UserMistake(table.file().string() + ": has no childcare in " + town + "; found childcare in " +
                    first_few({found.elsewhere.begin(), found.elsewhere.end()}));
}
}  // namespace

std::vector<PlaceDescription> read_childcare(const std::filesystem::path& file,
                                             const ImportedMunicipality& municipality, const Postcodes& postcodes,
                                             Filled& filled) {
  TableFile table(file, what);
  const Register found = read_register(table, municipality);
  PlaceByAddress addresses(municipality, postcodes);
  std::vector<PlaceDescription> places;
  for (const auto& [id, day_care] : found.day_care) {
    PlaceDescription place = typical_place(PlaceKind::childcare);
    const PlaceByAddress::Spot spot = addresses.next(day_care.postcode);
    place.id = id;
    place.name = day_care.name.empty() ? id : day_care.name;
    place.x = spot.point.x;
    place.y = spot.point.y;
    place.capacity = day_care.places;
    place.source = "LRK; capacity: its child places; " + spot.how;
    places.push_back(std::move(place));
  }
  const std::string count = std::to_string(places.size()), name = file.filename().string();
  filled.note("places: childcare", count,
              "LRK register (" + name +
                  "): day care with its child places; in the model childcare is for children "
                  "under 4",
              true);
  if (!found.left_out.empty()) {
    filled.note("places: childcare", "left out", found.left_out_in_words() + " in the LRK register (" + name + ")",
                true);
  }
  filled.note("places: points of childcare", count, "LRK has no coordinates: " + addresses.in_words());
  return places;
}

}  // namespace weefsel
