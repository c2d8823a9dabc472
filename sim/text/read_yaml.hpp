// What: reads a YAML file into a Value, and refuses the corners of YAML in which readers disagree or in which people
// get lost: a key given twice, anchors and aliases, merge keys (`<<`), tags, several documents, tabs as indentation,
// text that is not UTF-8. Nesting goes at most 40 deep, a file has at most 10 MB.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "text/value.hpp"

namespace weefsel {

/// The document in the file, or nothing when it has no usable one; what is wrong is added to `problems`.
/// A file that is missing is the user's mistake; one that exists but cannot be read throws SystemTrouble.
[[nodiscard]] std::optional<Value> read_yaml(const std::filesystem::path& file, Problems& problems);

/// Why `file` cannot be a file of that format: it is missing (with the nearest name beside it) or a folder. "": it may be.
[[nodiscard]] std::string trouble_with_file(const std::filesystem::path& file, const std::string& format = "YAML");

/// The same for text in memory; `name` stands for the file in messages.
[[nodiscard]] std::optional<Value> read_yaml_text(std::string_view text, const std::string& name, Problems& problems);

}  // namespace weefsel
