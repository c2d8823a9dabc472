// What: the table of parameters as documents, for `weefsel parameters`.
#pragma once

#include <string>

namespace weefsel {

/// Columns for a terminal: name, default, unit, plausible range, grade; grouped.
[[nodiscard]] std::string parameters_as_text();
/// One Markdown table per group, with sources and meanings.
[[nodiscard]] std::string parameters_as_markdown();
/// An array of objects, in the order of the declarations.
[[nodiscard]] std::string parameters_as_json();

}  // namespace weefsel
