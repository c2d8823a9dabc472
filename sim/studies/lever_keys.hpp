// What: the keys of a lever as a study names them: those that all levers have, and those of its kind; a key in a key has a dot.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/week.hpp"
#include "text/shape.hpp"
#include "world/levers.hpp"

namespace weefsel {

/// What is declared about a key; nothing when this lever has no such key.
[[nodiscard]] std::optional<Shape> shape_of_key(const Lever& lever, const std::string& key);

/// What the lever has for a key, as it is written in YAML; nothing when it is not written out. `start`: of the scenario.
[[nodiscard]] std::optional<std::string> value_of_key(const Lever& lever, const std::string& key, Date start);

/// All keys, for messages.
[[nodiscard]] std::vector<std::string> keys_of(const Lever& lever);

}  // namespace weefsel
