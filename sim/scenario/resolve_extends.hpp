// What: reads a scenario file and those it extends, checks each against the shape, and puts them together.
//
// Rules, from the file that is extended to the one that extends it:
//   - a key of the extending file takes the place of the same key; inside `question`, `record` and `parameters`
//     this goes key by key (a parameter with its value and reason as one);
//   - `levers` are added after the inherited ones; one with the id of an inherited lever takes its place in the order;
//     so `levers: []` adds nothing and removes nothing;
//   - `remove_levers: [id]` leaves out inherited levers.
// At most 8 files in a chain; a chain that comes back to itself is refused.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "text/value.hpp"

namespace weefsel {

/// A value with the path under which its own file knows it ("levers[2]"), for messages.
struct LeverValue {
  Value value;
  std::string path;
};

/// What is left after the check: keys and levers that were wrong are reported and taken out, so that the getters of
/// text/value.hpp can be trusted and later checks find more mistakes at once.
struct ResolvedScenario {
  Value root;                      ///< all keys but `extends`, `levers` and `remove_levers`
  std::vector<LeverValue> levers;  ///< in order
};

[[nodiscard]] std::optional<ResolvedScenario> resolve_extends(const std::filesystem::path& file, Problems& problems);

}  // namespace weefsel
