// What: the languages that reports for people are written in.
#pragma once

#include <cstdint>

namespace weefsel {

enum class Language : std::uint8_t { nl, en };

}  // namespace weefsel
