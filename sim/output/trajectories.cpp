#include "output/trajectories.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "base/errors.hpp"

namespace weefsel {
namespace {

/// Names that the writer itself uses.
bool is_reserved(const std::string& name) {
  return name == "scenario" || name == "replicate" || name == "parameter" || name == "state_hash" ||
         name == "network" || name == household_group || name == "placebo" ||
         name == "draw" || name == "draw_of_replicate" ||
         name.rfind("parameter_", 0) == 0;
}

/// Letters, digits and underscores, a letter first: safe in netCDF, CF and Python attribute access.
bool is_plain(const std::string& name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

std::size_t coordinate_size(const Dimension& dimension) {
  if (const auto* numbers = std::get_if<std::vector<double>>(&dimension.coordinate)) return numbers->size();
  if (const auto* names = std::get_if<std::vector<std::string>>(&dimension.coordinate)) return names->size();
  return dimension.size;
}

void check_name(const std::string& name, std::set<std::string>& seen) {
  if (!is_plain(name)) throw Fault("output layout: '" + name + "' is not a plain name");
  if (is_reserved(name)) throw Fault("output layout: the name '" + name + "' is reserved");
  if (!seen.insert(name).second) throw Fault("output layout: the name '" + name + "' is used twice");
}

bool is_storable(const VariableLayout& variable, double value) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  switch (variable.kind) {
    case NumberKind::real: return true;
    case NumberKind::whole:
      if (std::isnan(value)) return variable.may_be_blank;
      return std::abs(value) <= largest_exact && std::trunc(value) == value;
    case NumberKind::flag: return value == 0.0 || value == 1.0;
  }
  return false;
}

}  // namespace

const Dimension& dimension_of(const Layout& layout, const std::string& name) {
  for (const Dimension& dimension : layout.dimensions) {
    if (dimension.name == name) return dimension;
  }
  throw Fault("output layout: no dimension '" + name + "'");
}

std::size_t cell_count(const Layout& layout, const VariableLayout& variable) {
  std::size_t count = 1;
  for (const std::string& name : variable.dimensions) count *= dimension_of(layout, name).size;
  return count;
}

Trajectory empty_trajectory(const Layout& layout) {
  Trajectory trajectory;
  trajectory.values.reserve(layout.variables.size());
  for (const VariableLayout& variable : layout.variables) {
    const bool blank = variable.kind == NumberKind::real || (variable.kind == NumberKind::whole && variable.may_be_blank);
    const double filler = blank ? std::numeric_limits<double>::quiet_NaN() : 0.0;
    trajectory.values.emplace_back(cell_count(layout, variable), filler);
  }
  return trajectory;
}

void check_layout(const Layout& layout) {
  std::set<std::string> seen;
  for (const Dimension& dimension : layout.dimensions) {
    check_name(dimension.name, seen);
    if (dimension.size == 0) throw Fault("output layout: dimension '" + dimension.name + "' is empty");
    if (coordinate_size(dimension) != dimension.size) {
      throw Fault("output layout: dimension '" + dimension.name + "' and its coordinate differ in length");
    }
  }
  for (const VariableLayout& variable : layout.variables) {
    check_name(variable.name, seen);
    std::set<std::string> own;
    for (const std::string& name : variable.dimensions) {
      static_cast<void>(dimension_of(layout, name));
      if (!own.insert(name).second) throw Fault("output layout: '" + variable.name + "' names '" + name + "' twice");
    }
  }
}

void check_trajectory(const Layout& layout, const Trajectory& trajectory) {
  if (trajectory.values.size() != layout.variables.size()) {
    throw Fault("trajectory: has another number of variables than the layout");
  }
  if (!trajectory.households.values.empty()) check_household_record(layout.households, trajectory.households);
  for (std::size_t v = 0; v < layout.variables.size(); ++v) {
    const VariableLayout& variable = layout.variables[v];
    const std::vector<double>& values = trajectory.values[v];
    if (values.size() != cell_count(layout, variable)) {
      throw Fault("trajectory: '" + variable.name + "' has " + std::to_string(values.size()) +
                  " values, the layout says " + std::to_string(cell_count(layout, variable)));
    }
    for (const double value : values) {
      if (!is_storable(variable, value)) {
        throw Fault("trajectory: '" + variable.name + "' holds " + std::to_string(value) +
                    ", which its kind cannot keep");
      }
    }
  }
  for (const Snapshot& snapshot : trajectory.snapshots) check_snapshot(snapshot);
}

}  // namespace weefsel
