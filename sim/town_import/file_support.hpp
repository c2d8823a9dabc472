// What: looking at files before they are read, and at the words in them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace weefsel {

/// A UserMistake unless there is a regular file, SystemTrouble unless it can be read. `expected` and `what`: "expected
/// a CSV file with school locations".
void check_readable(const std::filesystem::path& file, const std::string& expected, const std::string& what);

/// The first bytes of a readable file, at most `most`.
[[nodiscard]] std::string beginning_of(const std::filesystem::path& file, std::size_t most);

/// Letters of ASCII alone.
[[nodiscard]] std::string in_capitals(std::string text);

}  // namespace weefsel
