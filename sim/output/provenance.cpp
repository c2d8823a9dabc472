#include "output/provenance.hpp"

#include "params/parameters.hpp"

namespace weefsel {

std::vector<ParameterRow> parameter_rows(const Parameters& parameters,
                                         const std::map<std::string, std::string>& reasons) {
  std::vector<ParameterRow> rows;
  rows.reserve(parameter_table().size());
  for (const ParameterInfo& info : parameter_table()) {
    ParameterRow row;
    row.name = info.name;
    row.unit = info.unit;
    row.value = value_of(parameters, info);
    row.default_value = info.default_value;
    row.grade = std::string(1, static_cast<char>(info.grade));
    row.source = info.source;
    row.plausible_low = info.plausible_low, row.plausible_high = info.plausible_high;
    const auto reason = reasons.find(row.name);
    row.overridden = reason != reasons.end() || row.value != row.default_value;
    if (reason != reasons.end()) row.why = reason->second;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace weefsel
