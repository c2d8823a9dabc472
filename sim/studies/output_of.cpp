#include "studies/output_of.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/errors.hpp"
#include "text/nearest.hpp"
#include "text/shape.hpp"
#include "text/value.hpp"

namespace weefsel {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double days_in_year = 364;

bool is_time(const Layout& layout, const VariableLayout& v) {
  return !v.dimensions.empty() && dimension_of(layout, v.dimensions.front()).units.find(" since ") != std::string::npos;
}

std::vector<std::string> labels_of(const Dimension& dimension) {
  if (const auto* names = std::get_if<std::vector<std::string>>(&dimension.coordinate)) return *names;
  std::vector<std::string> labels;
  if (const auto* numbers = std::get_if<std::vector<double>>(&dimension.coordinate))
    for (const double number : *numbers) labels.push_back(number_as_text(number));
  return labels;
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

}  // namespace

std::vector<std::string> measures_of(const Layout& layout) {
  std::vector<std::string> names;
  for (const VariableLayout& v : layout.variables)
    if (is_time(layout, v)) names.push_back(v.name);
  return names;
}

BoundOutput::Cells BoundOutput::bind(const std::string& measure, const std::vector<std::pair<std::string, std::string>>& where, const Layout& layout,
                                     bool* found_all, Problems& problems, const Position& position, const std::string& key) {
  *found_all = false;
  const auto v = std::find_if(layout.variables.begin(), layout.variables.end(), [&](const VariableLayout& other) { return other.name == measure; });
  if (v == layout.variables.end() || !is_time(layout, *v)) {
    problems.add(position, key_path(key, "measure"), "there is no measure `" + measure + "`" + did_you_mean(measure, measures_of(layout)));
    return {};
  }
  Cells cells;
  cells.variable = static_cast<std::size_t>(v - layout.variables.begin());
  const Dimension& time = dimension_of(layout, v->dimensions.front());
  cells.steps = time.size, cells.step_days = 7, cells.days = std::get<std::vector<double>>(time.coordinate);
  if (cells.days.size() > 1) cells.step_days = cells.days[1] - cells.days[0];
  cells.sum = v->cell_methods.ends_with("sum");
  const std::vector<std::string> own(v->dimensions.begin() + 1, v->dimensions.end());
  *found_all = true;
  for (const auto& [dimension, label] : where)
    if (std::find(own.begin(), own.end(), dimension) == own.end()) {
      problems.add(position, key_path(key_path(key, "where"), dimension), measure + (own.empty() ? " has no further dimension" : " has the dimensions " + listed(own)));
      *found_all = false;
    }
  cells.cells = 1, cells.taken = {0};
  for (const std::string& name : own) {
    const Dimension& dimension = dimension_of(layout, name);
    const std::vector<std::string> labels = labels_of(dimension);
    const auto wanted = std::find_if(where.begin(), where.end(), [&](const auto& pair) { return pair.first == name; });
    std::vector<std::size_t> places;
    if (wanted != where.end()) {
      const auto label = std::find(labels.begin(), labels.end(), wanted->second);
      if (label == labels.end()) {
        const std::string near = did_you_mean(wanted->second, labels);
        problems.add(position, key_path(key_path(key, "where"), name), "there is no `" + wanted->second + "`" + (near.empty() ? "; there is " + listed(labels) : near));
        *found_all = false;
        return {};
      }
      places = {static_cast<std::size_t>(label - labels.begin())};
    } else if (name == "neighbourhood") {
      for (std::size_t i = 0; i < dimension.size; ++i) places.push_back(i);
    } else {
      problems.add(position, key_path(key, "where"), "say which " + name + " of " + measure + ": " + listed(labels));
      *found_all = false;
      return {};
    }
    std::vector<std::size_t> taken;
    for (const std::size_t outer : cells.taken)
      for (const std::size_t place : places) taken.push_back(outer * dimension.size + place);
    cells.taken = std::move(taken), cells.cells *= dimension.size;
  }
  return cells;
}

BoundOutput::BoundOutput(const StudyOutput& output, const Layout& layout, Problems& problems, const Position& position, const std::string& key)
    : name(output.name) {
  bool good = false;
  cells_ = bind(output.measure, output.where, layout, &good, problems, position, key);
  if (!good) return;
  const VariableLayout& v = layout.variables[cells_.variable];
  units = v.units, long_name = v.long_name, description = v.description;
  how = cells_.sum ? "sum over the year" : "mean over the year";
  // What is counted at a moment (children in help) adds up over neighbourhoods; a share or a mean does not.
  if (cells_.taken.size() > 1 && v.kind == NumberKind::real && !cells_.sum)
    weights_.push_back(bind("families", {}, layout, &good, problems, position, key));
  if (output.per_1000.empty()) return;
  if (v.kind != NumberKind::whole && !cells_.sum) {
    problems.add(position, key_path(key, "per_1000"), output.measure + " is no count");
    return;
  }
  std::vector<std::pair<std::string, std::string>> same_cell;
  for (const auto& pair : output.where)
    if (pair.first == "group" || pair.first == "neighbourhood") same_cell.push_back(pair);
  const bool by_group = output.measure.ends_with("_by_group");
  per_.push_back(bind(output.per_1000 + (by_group ? "_by_group" : ""), same_cell, layout, &good, problems, position, key));
  units += " per 1,000 " + output.per_1000, how += " per 1,000 " + output.per_1000;
}

double BoundOutput::of_year(const Cells& cells, std::size_t which, const Trajectory& trajectory, std::size_t year) {
  double sum = 0;
  std::size_t known = 0, steps = 0;
  for (std::size_t t = 0; t < cells.steps; ++t) {
    const double last_day = t + 1 < cells.steps ? cells.days[t + 1] - 1 : cells.days[t] + cells.step_days - 1;
    if (last_day < days_in_year * static_cast<double>(year) || last_day >= days_in_year * static_cast<double>(year + 1)) continue;
    ++steps;
    const double value = trajectory.values[cells.variable][t * cells.cells + cells.taken[which]];
    if (std::isnan(value)) continue;
    sum += value, ++known;
  }
  if (known == 0 || (cells.sum && known < steps)) return unknown;
  return cells.sum ? sum : sum / static_cast<double>(known);
}

std::vector<double> BoundOutput::by_year(const Trajectory& trajectory, std::size_t years) const {
  std::vector<double> values(years, unknown);
  for (std::size_t year = 0; year < years; ++year) {
    double total = 0, weight = 0, per = 0;
    std::size_t known = 0;
    for (std::size_t i = 0; i < cells_.taken.size(); ++i) {
      const double value = of_year(cells_, i, trajectory, year);
      if (std::isnan(value)) continue;
      const double w = weights_.empty() ? 1 : of_year(weights_.front(), i, trajectory, year);
      total += w * value, weight += w, ++known;
      if (!per_.empty()) per += of_year(per_.front(), i, trajectory, year);
    }
    if (known == 0) continue;
    values[year] = weights_.empty() ? total : total / weight;
    if (per_.empty()) continue;
    values[year] = per > 0 ? 1000 * values[year] / per : unknown;
  }
  return values;
}

}  // namespace weefsel
