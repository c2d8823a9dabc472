// What: what a town file may hold, as a Shape (for checking) and as a JSON Schema, draft 7 (for editors).
#pragma once

#include <string>

#include "text/shape.hpp"

namespace weefsel {

[[nodiscard]] Shape town_shape();

/// One place, as under `places` of a town. `at` is optional here; read_town() asks it of every kind but online groups.
[[nodiscard]] Shape place_shape();

/// The JSON Schema of a town file, ending with a line break. Kept in scenarios/towns/town.schema.json.
[[nodiscard]] std::string town_schema();

}  // namespace weefsel
