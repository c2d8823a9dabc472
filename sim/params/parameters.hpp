// What: every parameter of the model, declared once in parameters.def. That declaration feeds the defaults,
// the checking of YAML and --set, the JSON Schema, the documentation table, the attributes of the output
// file and the ranges that a sensitivity study samples. Adding one is one line in that file.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace weefsel {

/// How well a value is known: A published for this setting, B published elsewhere, C judgement.
enum class Grade : char { A = 'A', B = 'B', C = 'C' };

/// The values a run uses. Read as `parameters.ties.growth_per_hour`. All are doubles; the unit says of what.
struct Parameters {
#define GROUP(name, meaning) struct name##_parameters {
#define PARAMETER(name, value, ...) double name = value;
#define END_GROUP(name) } name;
#include "params/parameters.def"
#undef GROUP
#undef PARAMETER
#undef END_GROUP
};

/// What is declared about one parameter.
struct ParameterInfo {
  std::string_view name;     ///< "ties.growth_per_hour"
  std::string_view group;    ///< "ties"
  std::string_view unit;     ///< "per hour", "share", "weeks", "1" ...
  double default_value;
  double valid_low, valid_high;          ///< outside: refused
  double plausible_low, plausible_high;  ///< what a sensitivity study samples
  Grade grade;
  std::string_view source;
  std::string_view meaning;  ///< one or two sentences
};

struct ParameterGroupInfo {
  std::string_view name, meaning;
};

/// All declarations, in the order of parameters.def.
[[nodiscard]] std::span<const ParameterInfo> parameter_table();
[[nodiscard]] std::span<const ParameterGroupInfo> parameter_groups();

/// The declaration called `name`, or nullptr.
[[nodiscard]] const ParameterInfo* find_parameter(std::string_view name);

/// Value of the declared parameter `info` in `parameters`.
[[nodiscard]] double value_of(const Parameters& parameters, const ParameterInfo& info);
/// Sets it; the caller has checked that `value` is inside the valid range.
void set_value(Parameters& parameters, const ParameterInfo& info, double value);

}  // namespace weefsel
