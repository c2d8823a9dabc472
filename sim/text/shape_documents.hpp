// What: a Shape as documents: JSON Schema (draft 7) for editors, Markdown for people.
#pragma once

#include <string>

#include "text/shape.hpp"

namespace weefsel {

/// JSON Schema, draft 7, indented by two spaces, ending with a line break.
[[nodiscard]] std::string json_schema(const Shape& shape, const std::string& title);

/// A nested list of keys: what is allowed, the default and the description of each.
[[nodiscard]] std::string markdown(const Shape& shape);

}  // namespace weefsel
