// What: which commit of the source this program was built from; "(changed)" is added when files differed from it.
#pragma once

#include <string>

namespace weefsel {
/// Empty when the source was not a git checkout. Made at build time by study/write_commit.cmake.
[[nodiscard]] std::string program_commit();
}  // namespace weefsel
