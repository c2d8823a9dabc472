// What: what a place of each kind is like when nothing more is known of it, and how many of them a town has.
// Judgement (grade C), in line with scenarios/towns/weverdam.yaml, whose densities follow the national ones where
// these are known (libraries: 1,270 in the country).
#pragma once

#include <string>

#include "population/town.hpp"

namespace weefsel {

/// Hours, capacity, quality, thresholds, gathering and host of an ordinary place; no id, name or point.
[[nodiscard]] PlaceDescription typical_place(PlaceKind kind);

/// Day care and schools: how many children they hold hangs on the children near by, where no file says it.
[[nodiscard]] constexpr bool is_sized_by_children(PlaceKind kind) {
  return kind == PlaceKind::childcare || kind == PlaceKind::primary_school || kind == PlaceKind::secondary_school;
}

/// How many places of the kind stand in for missing data, for a town of this size.
struct TypicalCount {
  int count = 0;
  std::string why;  ///< "1 per 14,000 inhabitants"
};
[[nodiscard]] TypicalCount typical_count(PlaceKind kind, double inhabitants, double children_under_15);

/// The kind as a Dutch noun, for names: "Bibliotheek".
[[nodiscard]] std::string dutch_name(PlaceKind kind);

}  // namespace weefsel
