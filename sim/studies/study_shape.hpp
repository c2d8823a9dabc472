// What: what a study file may hold, as a Shape (for checking) and as a JSON Schema, draft 7 (for editors).
#pragma once

#include <string>

#include "text/shape.hpp"

namespace weefsel {

[[nodiscard]] const Shape& study_shape();

/// The JSON Schema of a study, ending with a line break. Kept in scenarios/study.schema.json.
[[nodiscard]] std::string study_schema();

}  // namespace weefsel
