// What: writes a Value as YAML in one canonical form: maps as blocks in their order, lists of scalars (and of such
// lists: points of a boundary) on one line, text in double quotes unless it is a plain word. read_yaml() gives the same
// value back.
#pragma once

#include <string>

#include "text/value.hpp"

namespace weefsel {

[[nodiscard]] std::string write_yaml(const Value& value);

}  // namespace weefsel
