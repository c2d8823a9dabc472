// What: looking at the text of files that people and spreadsheets write: blanks, separators, decimal signs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace weefsel {

/// Without spaces, tabs and line breaks at its ends.
[[nodiscard]] std::string trimmed(std::string_view text);

/// Comma, semicolon or tab: what the first line has most often outside quotes. Nothing when it has none of them.
[[nodiscard]] std::optional<char> likely_separator(std::string_view text);

/// "0,42" as "0.42"; a text that is no number with one decimal comma stays as it is.
[[nodiscard]] std::string with_decimal_point(std::string text);

}  // namespace weefsel
