// What: numbers in tables as people, registers and spreadsheets write them.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "text/value.hpp"
#include "text/words.hpp"

namespace weefsel {

/// "52.58" and "52,58"; nothing when it is no plain number.
[[nodiscard]] inline std::optional<double> parse_decimal(std::string text) {
  return parse_number(with_decimal_point(std::move(text)));
}

/// Digits alone, possibly padded: "56", "0056"; nothing when it is anything else or above 100,000.
[[nodiscard]] inline std::optional<double> parse_count(std::string text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  text.erase(0, std::min(text.find_first_not_of('0'), text.size() - 1));
  const std::optional<double> count = parse_number(text);
  return count && *count <= 100000 ? count : std::nullopt;
}

}  // namespace weefsel
