// What: reads a town from YAML and checks it: every key, range and name, and what must fit together (see below).
// The form of the file is the struct in town.hpp, key by key; scenarios/towns/ has two examples, and
// scenarios/towns/town.schema.json describes it for editors. A figure that is left out takes the default of the struct.
//
// Checked beyond keys and ranges: codes and ids are unique; shares of one whole do not exceed 1; shares of communities
// sum to 1; rings enclose land and do not cross themselves; coordinates are metres, not degrees, and in RD New
// for a real municipality; no place lies more than 20 km from every neighbourhood; somebody lives in the town.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "population/town.hpp"
#include "text/problems.hpp"

namespace weefsel {

/// Mistakes in the file are added to `problems`; the town is usable only if there are none.
/// A file that exists but cannot be read throws SystemTrouble.
[[nodiscard]] TownDescription read_town(const std::filesystem::path& file, Problems& problems);

/// The same; throws UserMistake with all mistakes.
[[nodiscard]] TownDescription read_town(const std::filesystem::path& file);

/// The same for text in memory; `name` stands for the file in messages.
[[nodiscard]] TownDescription read_town_text(std::string_view text, const std::string& name, Problems& problems);

}  // namespace weefsel
