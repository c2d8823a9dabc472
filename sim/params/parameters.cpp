#include "params/parameters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace weefsel {
namespace {

constexpr ParameterGroupInfo groups[] = {
#define GROUP(name, meaning) {#name, meaning},
#define PARAMETER(...)
#define END_GROUP(name)
#include "params/parameters.def"
#undef GROUP
#undef PARAMETER
#undef END_GROUP
};

struct Bare {
  std::string_view name, unit;
  double value, valid_low, valid_high, plausible_low, plausible_high;
  Grade grade;
  std::string_view source, meaning;
};

// Rows in order; an entry with an empty name ends a group.
constexpr Bare bare_rows[] = {
#define GROUP(name, meaning)
#define PARAMETER(name, value, unit, valid_low, valid_high, plausible_low, plausible_high, grade, source, meaning) \
  {#name, unit, value, valid_low, valid_high, plausible_low, plausible_high, Grade::grade, source, meaning},
#define END_GROUP(name) {},
#include "params/parameters.def"
#undef GROUP
#undef PARAMETER
#undef END_GROUP
};

// Parameters holds nothing but doubles, in the order of the declarations.
constexpr std::size_t parameter_count = std::size(bare_rows) - std::size(groups);
static_assert(sizeof(Parameters) == parameter_count * sizeof(double));

const std::array<std::string, parameter_count>& full_names() {
  static const auto names = [] {
    std::array<std::string, parameter_count> result;
    std::size_t group = 0, next = 0;
    for (const Bare& row : bare_rows) {
      if (row.name.empty()) { ++group; continue; }
      result[next++] = std::string(groups[group].name) + "." + std::string(row.name);
    }
    return result;
  }();
  return names;
}

const std::array<ParameterInfo, parameter_count>& table() {
  static const auto rows = [] {
    std::array<ParameterInfo, parameter_count> result{};
    std::size_t group = 0, next = 0;
    for (const Bare& row : bare_rows) {
      if (row.name.empty()) { ++group; continue; }
      result[next] = {full_names()[next], groups[group].name, row.unit, row.value, row.valid_low, row.valid_high,
                      row.plausible_low, row.plausible_high, row.grade, row.source, row.meaning};
      ++next;
    }
    return result;
  }();
  return rows;
}

std::size_t index_of(const ParameterInfo& info) { return static_cast<std::size_t>(&info - table().data()); }

}  // namespace

std::span<const ParameterInfo> parameter_table() { return table(); }
std::span<const ParameterGroupInfo> parameter_groups() { return groups; }

const ParameterInfo* find_parameter(std::string_view name) {
  const auto found = std::find_if(table().begin(), table().end(), [&](const auto& row) { return row.name == name; });
  return found == table().end() ? nullptr : &*found;
}

double value_of(const Parameters& parameters, const ParameterInfo& info) {
  return reinterpret_cast<const double*>(&parameters)[index_of(info)];
}

void set_value(Parameters& parameters, const ParameterInfo& info, double value) {
  reinterpret_cast<double*>(&parameters)[index_of(info)] = value;
}

}  // namespace weefsel
