// What: writes a town, as YAML with tables or as one text, that read_town() reads back as the same town. Equal towns
// give equal bytes.
#pragma once

#include <filesystem>
#include <string>

#include "population/town.hpp"
#include "population/town_tables.hpp"

namespace weefsel {

/// The file's text. Optional parts that are empty are left out; figures are always written, so that a later change of a
/// default does not change the town. `at` is in whole metres when the coordinates are.
[[nodiscard]] std::string town_text(const TownDescription& town);

/// A UserMistake (all mistakes) when read_town() would refuse this town. `name` stands for its file in messages.
void check_town(const TownDescription& town, const std::string& name);

/// Writes a town that check_town() accepts, its long lists as tables in a folder beside the file: utrecht.yaml and
/// utrecht/neighbourhoods.csv, places.csv and provenance.csv. Each file is there whole or not at all, and an older one
/// stays until then; the tables come first. The folder may be there already. SystemTrouble when one cannot be written.
void write_town(const TownDescription& town, const std::filesystem::path& file, TableStyle style = TableStyle::plain);

/// Another table in the same folder: utrecht/fit.csv for `name` "fit". In one step; SystemTrouble when it cannot be.
void write_beside_town(const std::string& text, const std::filesystem::path& town_file, const std::string& name);

}  // namespace weefsel
