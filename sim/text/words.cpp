#include "text/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace weefsel {

std::string trimmed(std::string_view text) {
  const char* const blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(blank) - first + 1));
}

std::optional<char> likely_separator(std::string_view text) {
  constexpr std::array<char, 3> known = {',', ';', '\t'};
  std::array<std::ptrdiff_t, known.size()> counts{};
  bool quoted = false;
  for (const char c : text.substr(0, text.find('\n'))) {
    quoted = quoted != (c == '"');
    for (std::size_t k = 0; k < known.size(); ++k) counts[k] += !quoted && c == known[k] ? 1 : 0;
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  if (*most == 0) return std::nullopt;
  return known[static_cast<std::size_t>(most - counts.begin())];
}

std::string with_decimal_point(std::string text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos || comma == 0 || comma + 1 == text.size()) return text;
  const std::size_t digits = text[0] == '-' ? 1 : 0;
  if (text.find_first_not_of("0123456789,", digits) != std::string::npos) return text;
  if (std::count(text.begin(), text.end(), ',') == 1) text[comma] = '.';
  return text;
}

}  // namespace weefsel
