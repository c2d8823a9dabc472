// What: what a scenario file may hold, as a Shape (for checking) and as a JSON Schema, draft 7 (for editors).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/shape.hpp"
#include "world/levers.hpp"

namespace weefsel {

[[nodiscard]] const Shape& scenario_shape();

/// One lever, as under `levers`.
[[nodiscard]] const Shape& lever_shape();

/// `ties.half_life: {value: ..., why: ...}` for every declared parameter.
[[nodiscard]] const Shape& parameters_shape();

/// The JSON Schema of a scenario, ending with a line break. Kept in scenarios/scenario.schema.json.
[[nodiscard]] std::string scenario_schema();

/// A number of a lever: its key, where it is kept, its range and meaning. Shape, reader and writer use these lists.
template <class Description, class Number>
struct LeverFigure {
  std::string_view key;
  Number Description::*member;
  double low, high;
  std::string_view unit, meaning;
};
using ChangeFigure = LeverFigure<PlaceChange, std::optional<double>>;
using BuurtgezinnenFigure = LeverFigure<BuurtgezinnenDescription, double>;
[[nodiscard]] const std::vector<ChangeFigure>& place_change_figures();
[[nodiscard]] const std::vector<ChangeFigure>& threshold_change_figures();
[[nodiscard]] const std::vector<BuurtgezinnenFigure>& buurtgezinnen_figures();

}  // namespace weefsel
