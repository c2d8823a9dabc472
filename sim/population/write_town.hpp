// What: writes a town as YAML that read_town() reads back as the same town. Equal towns give equal bytes.
#pragma once

#include <filesystem>
#include <string>

#include "population/town.hpp"

namespace weefsel {

/// The file's text. Optional parts that are empty are left out; figures are always written, so that a later change of a
/// default does not change the town. `at` is in whole metres when the coordinates are.
[[nodiscard]] std::string town_text(const TownDescription& town);

/// Writes town_text() in one step: the file is there whole or not at all, and an older one stays until then.
/// A town that read_town() would refuse is a UserMistake (all mistakes); a file that cannot be written, SystemTrouble.
void write_town(const TownDescription& town, const std::filesystem::path& file);

}  // namespace weefsel
