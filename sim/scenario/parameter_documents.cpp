#include "scenario/parameter_documents.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/padded.hpp"
#include "params/parameters.hpp"
#include "text/value.hpp"

namespace weefsel {
namespace {

std::string range(double low, double high) { return number_as_text(low) + " to " + number_as_text(high); }

/// A cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string parameters_as_text() {
  std::size_t width = 0;
  for (const ParameterInfo& info : parameter_table()) width = std::max(width, info.name.size());
  std::string out;
  for (const ParameterGroupInfo& group : parameter_groups()) {
    if (!out.empty()) out += '\n';
    out += std::string(group.meaning) + '\n';
    for (const ParameterInfo& info : parameter_table()) {
      if (info.group != group.name) continue;
      out += "  " + padded(std::string(info.name), width) + "  " + padded(number_as_text(info.default_value), 8) + " " +
             std::string(info.unit) + "  (plausible " + range(info.plausible_low, info.plausible_high) + ", grade " +
             static_cast<char>(info.grade) + ")\n      " + std::string(info.meaning) + "\n";
    }
  }
  return out;
}

std::string parameters_as_markdown() {
  std::string out;
  for (const ParameterGroupInfo& group : parameter_groups()) {
    out += (out.empty() ? "## " : "\n## ") + std::string(group.name) + "\n" + std::string(group.meaning) +
           "\n\n| name | default | unit | plausible | allowed | grade | source | meaning "
           "|\n|---|---|---|---|---|---|---|---|\n";
    for (const ParameterInfo& info : parameter_table()) {
      if (info.group != group.name) continue;
      out += "| `" + std::string(info.name) + "` | " + number_as_text(info.default_value) + " | " + cell(info.unit) +
             " | " + range(info.plausible_low, info.plausible_high) + " | " + range(info.valid_low, info.valid_high) +
             " | " + static_cast<char>(info.grade) + " | " + cell(info.source) + " | " + cell(info.meaning) + " |\n";
    }
  }
  return out;
}

std::string parameters_as_json() {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const ParameterInfo& info : parameter_table()) {
    nlohmann::ordered_json row;
    row["name"] = info.name;
    row["group"] = info.group;
    row["unit"] = info.unit;
    row["default"] = info.default_value;
    row["allowed"] = {info.valid_low, info.valid_high};
    row["plausible"] = {info.plausible_low, info.plausible_high};
    row["grade"] = std::string(1, static_cast<char>(info.grade));
    row["source"] = info.source;
    row["meaning"] = info.meaning;
    list.push_back(std::move(row));
  }
  return list.dump(2) + "\n";
}

}  // namespace weefsel
