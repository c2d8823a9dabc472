// What: what a scenario file may hold, as a Shape (for checking) and as a JSON Schema, draft 7 (for editors).
#pragma once

#include <string>

#include "text/shape.hpp"

namespace weefsel {

[[nodiscard]] const Shape& scenario_shape();

/// One lever, as under `levers`.
[[nodiscard]] const Shape& lever_shape();

/// `ties.half_life: {value: ..., why: ...}` for every declared parameter.
[[nodiscard]] const Shape& parameters_shape();

/// The JSON Schema of a scenario, ending with a line break. Kept in scenarios/scenario.schema.json.
[[nodiscard]] std::string scenario_schema();

}  // namespace weefsel
