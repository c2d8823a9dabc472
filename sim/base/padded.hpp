// What: a column of a text table.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace weefsel {

/// Blanks after `text` (before it: `right`) up to `width` characters, not bytes; a longer text stays whole.
[[nodiscard]] inline std::string padded(std::string_view text, std::size_t width, bool right = false) {
  return right ? fmt::format("{:>{}}", text, width) : fmt::format("{:<{}}", text, width);
}

}  // namespace weefsel
