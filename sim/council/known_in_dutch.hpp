// What: what is known of each kind of lever, in Dutch: for a table that does not read English. The English is in the table of levers
// (scenario/lever_table.hpp), with which it is kept in step: a test compares numbers and grades.
#pragma once

#include <string_view>

#include "world/levers.hpp"

namespace weefsel {

[[nodiscard]] std::string_view known_in_dutch(LeverKind kind);

}  // namespace weefsel
