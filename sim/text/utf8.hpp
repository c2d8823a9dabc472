// What: whether text is UTF-8 (RFC 3629: no overlong forms, no surrogates).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace weefsel {

/// Number of bytes of the character at byte `i`, or 0 when it is none.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t i);

/// The first byte that is not UTF-8, or nothing.
[[nodiscard]] std::optional<std::size_t> first_not_utf8(std::string_view text);

}  // namespace weefsel
