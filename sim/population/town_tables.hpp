// What: the long lists of a town as tables (CSV) beside its YAML file: a row for each neighbourhood, place or line of
// provenance, which a spreadsheet opens. A row holds what the item of the list in YAML holds, under the same names;
// only
//   age_0_14 … age_65_plus       stand for the five numbers of inhabitants_by_age
//   community_1 … community_16   for the shares of communities
//   boundary                     for the rings, as WKT (MULTIPOLYGON, metres in RD New), which QGIS draws
//   x, y                         for `at`
//   threshold_money …            for the thresholds of a place
// An empty cell is a key left out. Everything is checked as in YAML, with the table's line and cell in the message.
#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "text/problems.hpp"
#include "text/value.hpp"
#include "text/write_csv.hpp"

namespace weefsel {

enum class TownTable { neighbourhoods, places, provenance };
inline constexpr std::array<const char*, 3> town_table_names = {"neighbourhoods", "places", "provenance"};

/// The table's text of a list as town_text() would write it. Columns that no item has are left out.
[[nodiscard]] std::string table_text(TownTable table, const Value& list, TableStyle style);

/// Puts the lists of the tables that a town names under `tables` (files beside `folder`) where YAML would have them,
/// and takes `tables` away. False when something was wrong, which is then among `problems`.
bool fill_in_tables(Value& town, const std::filesystem::path& folder, Problems& problems);

}  // namespace weefsel
