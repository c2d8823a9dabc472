// What: one lever from YAML and back. The value has passed lever_shape().
#pragma once

#include "base/week.hpp"
#include "text/value.hpp"
#include "world/levers.hpp"

namespace weefsel {

/// `start` is the scenario's first day. Places are not looked up: where a lever names a spot (`at_place`, `into_place`,
/// `in_neighbourhood`), x and y stay 0 until place_levers() (check_levers.hpp).
[[nodiscard]] Lever read_lever(const Value& value, Date start);

/// The canonical form: dates of week starts, spots as coordinates, defaults written out.
[[nodiscard]] Value write_lever(const Lever& lever, Date start);

}  // namespace weefsel
