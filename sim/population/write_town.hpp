// What: writes a town as YAML that read_town() reads back as the same town. Equal towns give equal bytes.
#pragma once

#include <filesystem>
#include <string>

#include "population/town.hpp"
#include "population/town_tables.hpp"

namespace weefsel {

/// The file's text. Optional parts that are empty are left out; figures are always written, so that a later change of a
/// default does not change the town. `at` is in whole metres when the coordinates are.
[[nodiscard]] std::string town_text(const TownDescription& town);

/// Writes town_text() in one step: the file is there whole or not at all, and an older one stays until then.
/// A town that read_town() would refuse is a UserMistake (all mistakes); a file that cannot be written, SystemTrouble.
void write_town(const TownDescription& town, const std::filesystem::path& file);

/// A UserMistake (all mistakes) when read_town() would refuse this town. `name` stands for its file in messages.
void check_town(const TownDescription& town, const std::string& name);

/// The same town with its long lists as tables in a folder beside the file: utrecht.yaml and
/// utrecht/neighbourhoods.csv, places.csv and provenance.csv. Each file is written in one step, the tables first. The
/// folder may be there already.
void write_town_with_tables(const TownDescription& town, const std::filesystem::path& file,
                            TableStyle style = TableStyle::plain);

/// Another table in the same folder: utrecht/fit.csv for `name` "fit". In one step; SystemTrouble when it cannot be.
void write_beside_town(const std::string& text, const std::filesystem::path& town_file, const std::string& name);

}  // namespace weefsel
