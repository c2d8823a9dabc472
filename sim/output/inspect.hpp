// What: reads an output file back for people: what is in it, headline numbers, small pictures of trajectories.
// Errors: UserMistake when there is no such file or it is not one of ours; SystemTrouble when it is damaged, cut short
// or cannot be read.
#pragma once

#include <string>

namespace weefsel {

/// Text of several screens at most, UTF-8, ready to print: dimensions, variables, provenance, overridden parameters,
/// first and last year of the headline measures with their spread over replicates, differences between twins,
/// sparklines.
[[nodiscard]] std::string describe_output(const std::string& path);

/// SHA-256 of the file's bytes (any file).
[[nodiscard]] std::string file_hash(const std::string& path);

/// SHA-256 over the names, shapes and values of variables and coordinates in alphabetical order; provenance, state
/// hashes, attributes and compression do not count. Equal for equal results of other compilers, commits and CPUs.
[[nodiscard]] std::string data_hash(const std::string& path);

}  // namespace weefsel
