// What: the town of an output file, as it was when the file was written. Empty when an older version wrote the file.
// Errors: UserMistake when this version refuses the town.
#pragma once

#include <optional>

#include "output/read_output.hpp"
#include "population/town.hpp"

namespace weefsel {

[[nodiscard]] std::optional<TownDescription> town_in(const OutputReader& reader);

}  // namespace weefsel
