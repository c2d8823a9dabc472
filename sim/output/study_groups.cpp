// The groups of the output file: the placebo twin, and the record of single households.
#include "output/study_file.hpp"

namespace weefsel {
namespace {

/// One name a line.
std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "\n") + name;
  return text;
}

}  // namespace

void StudyFile::begin_placebo(const Layout& layout) {
  writer_.enter_group(placebo_group);
  for (const VariableLayout& variable : layout.variables) {
    std::vector<std::string> dimensions = {"replicate"};
    dimensions.insert(dimensions.end(), variable.dimensions.begin(), variable.dimensions.end());
    placebo_measures_.push_back(writer_.add_numbers(
        variable.name, dimensions, 1, variable.kind,
        {{"units", variable.units}, {"long_name", variable.long_name}, {"description", variable.description + " Here: of the placebo."},
         {"cell_methods", variable.cell_methods}}));
  }
}

void StudyFile::write_placebo(std::size_t replicate, const Trajectory& trajectory) {
  for (std::size_t v = 0; v < placebo_measures_.size(); ++v) writer_.write_numbers(placebo_measures_[v], {replicate}, trajectory.values[v]);
}

void StudyFile::begin_households(const HouseholdLayout& layout, const HouseholdRows& rows, std::size_t replicates) {
  writer_.enter_group(household_group);
  household_moments_ = layout.days.size();
  writer_.add_dimension({"household", rows.size(), {}, "", "", "", ""}, {});
  writer_.add_dimension({"moment", layout.days.size(), layout.days, layout.time_units, "", "", ""},
                        {{"units", layout.time_units}, {"long_name", std::string("time")}, {"standard_name", std::string("time")},
                         {"calendar", std::string("proleptic_gregorian")}, {"description", std::string("First day after the weeks that are looked back on.")}});
  std::vector<std::uint64_t> keys;
  std::vector<double> replicate, neighbourhood, groups;
  for (std::size_t r = 0; r < replicates; ++r)
    for (const HouseholdRows::Row& row : rows.of(r)) {
      keys.push_back(row.key), replicate.push_back(static_cast<double>(r));
      neighbourhood.push_back(row.neighbourhood), groups.push_back(row.groups);
    }
  writer_.add_keys("household_key", "household", keys,
                   {{"long_name", std::string("who it is")},
                    {"description", std::string("The same household has the same key in all scenarios of a replicate. Join on replicate and key.")}});
  const auto numbers = [&](const char* name, const std::vector<double>& values, const Attributes& attributes) {
    writer_.write_rows(writer_.add_numbers(name, {"household"}, 0, NumberKind::real, attributes), {}, 0, values);
  };
  numbers("of_replicate", replicate, {{"units", std::string("1")}, {"description", std::string("Replicate in which this household lives.")}});
  numbers("neighbourhood_at_start", neighbourhood,
          {{"units", std::string("1")}, {"description", std::string("Where it lives at the start: place in the list `names`, from 0.")}, {"names", joined(layout.neighbourhoods)}});
  numbers("groups_at_start", groups,
          {{"units", std::string("1")}, {"description", std::string("Groups it is in at the start: bit i is the i-th of `names`, from 0.")}, {"names", joined(layout.groups)}});
  std::vector<std::string> dimensions = {"household", "moment"};
  if (scenario_dimension_) dimensions.insert(dimensions.begin(), "scenario");
  for (const HouseholdVariable& variable : layout.variables)
    household_measures_.push_back(writer_.add_numbers(variable.name, dimensions, scenario_dimension_ ? 1 : 0, NumberKind::real,
                                                      {{"units", variable.units}, {"long_name", variable.long_name}, {"description", variable.description},
                                                       {"cell_methods", std::string("moment: point")}}));
}

void StudyFile::write_households(std::size_t scenario, std::size_t replicate, const HouseholdRecord& record, const HouseholdRows& rows) {
  const std::vector<std::size_t> index = scenario_dimension_ ? std::vector<std::size_t>{scenario} : std::vector<std::size_t>{};
  for (std::size_t v = 0; v < household_measures_.size(); ++v)
    writer_.write_rows(household_measures_[v], index, rows.first_row(replicate), rows.in_rows(replicate, record, v, household_moments_));
}

}  // namespace weefsel
