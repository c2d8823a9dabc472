// What: the trajectories of a study as plain data: which measures over which dimensions, and their values.
// Shapes: every value array is row-major over the variable's own dimensions, the last one running fastest.
// `scenario` and `replicate` are not among them: a Trajectory is one replicate of one scenario, and the file
// writer (output/trajectory_files.hpp) puts these two in front.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "output/snapshots.hpp"
#include "output/household_record.hpp"

namespace weefsel {

enum class NumberKind {
  real,   ///< kept as float64; NaN means missing
  whole,  ///< kept as int64, exact up to 2^53; NaN means blank where the layout allows it (`_FillValue` in the file)
  flag    ///< kept as int8, 0 (no) or 1 (yes)
};

/// An axis. `coordinate` holds its numbers (a time, a distance) or its names (neighbourhoods, groups, tiers),
/// `size` of them, or nothing for an axis that is only counted.
struct Dimension {
  std::string name;
  std::size_t size = 0;
  std::variant<std::monostate, std::vector<double>, std::vector<std::string>> coordinate;
  std::string units;  ///< of a numeric coordinate; of time: "days since 2026-01-05"
  std::string long_name;
  std::string description;
  std::string calendar;  ///< of time: "proleptic_gregorian"; else empty
};

/// A measure and its shape.
struct VariableLayout {
  std::string name;                     ///< "network_density"
  std::vector<std::string> dimensions;  ///< names of dimensions of the layout, outermost first; may be empty
  NumberKind kind = NumberKind::real;
  std::string units;  ///< "1" for a share; "children" or "visits" for a count ...
  std::string long_name;
  std::string description;
  std::string cell_methods;  ///< optional, CF: "time_4_weeks: point", "time: sum"
  bool may_be_blank = false;  ///< of a whole number: NaN stands for a cell that is not shown
};

/// All axes and measures. Order is kept in the file.
struct Layout {
  std::vector<Dimension> dimensions;
  std::vector<VariableLayout> variables;
  HouseholdLayout households;  ///< empty: single households are not recorded
};

/// One replicate of one scenario: for each variable of the layout, in its order, all values.
struct Trajectory {
  std::vector<std::vector<double>> values;
  std::vector<Snapshot> snapshots;  ///< networks at chosen dates, in their order
  HouseholdRecord households;
  std::string state_hash;  ///< SHA-256 (hex) of the world at the end, in key order; may be empty
};

/// The dimension called `name`. Throws Fault when the layout has none.
[[nodiscard]] const Dimension& dimension_of(const Layout& layout, const std::string& name);

/// How many values one replicate of `variable` has.
[[nodiscard]] std::size_t cell_count(const Layout& layout, const VariableLayout& variable);

/// Arrays of the right lengths; what may be blank is filled with NaN and the rest with 0.
[[nodiscard]] Trajectory empty_trajectory(const Layout& layout);

/// Throws Fault when a name is empty, reserved or used twice, a dimension is unknown or its coordinate has another
/// length.
void check_layout(const Layout& layout);

/// Throws Fault when the arrays do not have the layout's lengths, or a whole number or flag holds anything else.
void check_trajectory(const Layout& layout, const Trajectory& trajectory);

}  // namespace weefsel
