// What: one place from YAML and back, for towns and for the places that a scenario opens. The value has passed
// place_shape() (town_schema.hpp).
#pragma once

#include "text/value.hpp"
#include "world/levers.hpp"

namespace weefsel {

[[nodiscard]] PlaceDescription place_from(const Value& map);

/// `defaults_too`: write thresholds, gathering and spot even where they say nothing.
[[nodiscard]] Value value_of(const PlaceDescription& place, bool defaults_too);

}  // namespace weefsel
