// What: cells of CSV files (RFC 4180).
#pragma once

#include <string>

namespace weefsel {

/// The text, in quotes when it holds the separator, a quote or a line break.
[[nodiscard]] std::string csv_cell(const std::string& text, char separator = ',');

}  // namespace weefsel
