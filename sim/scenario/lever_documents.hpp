// What: the table of levers as documents, for `weefsel levers` and the model description.
#pragma once

#include <string>

namespace weefsel {

/// For a terminal: each lever with its keys, defaults and ranges, and what about its outcome is put in.
[[nodiscard]] std::string levers_as_text();
/// Two Markdown tables: levers with what is built in, and their keys.
[[nodiscard]] std::string levers_as_markdown();
/// An array of objects, in the order of LeverKind.
[[nodiscard]] std::string levers_as_json();

}  // namespace weefsel
