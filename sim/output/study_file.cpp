#include "output/study_file.hpp"

#include <zlib.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "base/errors.hpp"
#include "output/sha256.hpp"

namespace weefsel {
namespace {

/// The same text for each scenario, told apart when there are several.
template <class Text>
std::string per_scenario(const Provenance& provenance, Text&& text) {
  if (provenance.scenarios.size() == 1) return text(provenance.scenarios.front());
  std::string lines;
  for (const ScenarioProvenance& scenario : provenance.scenarios) {
    const std::string line = text(scenario);
    if (!line.empty()) lines += (lines.empty() ? "" : "\n") + scenario.id + ": " + line;
  }
  return lines;
}

/// One YAML document per scenario.
std::string scenario_texts(const Provenance& provenance) {
  if (provenance.scenarios.size() == 1) return provenance.scenarios.front().resolved_text;
  std::string stream;
  for (const ScenarioProvenance& scenario : provenance.scenarios) {
    stream += "--- # " + scenario.id + "\n" + scenario.resolved_text;
    if (!stream.empty() && stream.back() != '\n') stream += '\n';
  }
  return stream;
}

std::string library_list(const Provenance& provenance) {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  H5get_libversion(&major, &minor, &release);
  std::string list = "HDF5 " + std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release) +
                     ", zlib " + zlibVersion();
  for (const auto& library : provenance.libraries) list += ", " + library.first + " " + library.second;
  return list;
}

std::string parameters_as_json(const Provenance& provenance) {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (const ScenarioProvenance& scenario : provenance.scenarios) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const ParameterRow& row : scenario.parameters) {
      nlohmann::ordered_json entry = {{"name", row.name},
                                      {"value", row.value},
                                      {"unit", row.unit},
                                      {"default", row.default_value},
                                      {"overridden", row.overridden}};
      if (row.sampled) entry["sampled"] = true;
      if (!row.why.empty()) entry["why"] = row.why;
      entry["grade"] = row.grade;
      entry["source"] = row.source;
      rows.push_back(entry);
    }
    all[scenario.id] = rows;
  }
  return all.dump();
}

std::string levers_as_json(const Provenance& provenance) {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (const ScenarioProvenance& scenario : provenance.scenarios) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const LeverRow& lever : scenario.levers) {
      nlohmann::ordered_json row = {{"id", lever.id},
                                    {"kind", lever.kind},
                                    {"from_week", lever.from_week},
                                    {"until_week", nullptr},
                                    {"cost_per_year", lever.cost_per_year},
                                    {"in_first", lever.in_first},
                                    {"place_kinds", lever.place_kinds},
                                    {"built_in", nlohmann::ordered_json::object()}};
      if (lever.until_week >= 0) row["until_week"] = lever.until_week;
      for (const auto& [measure, why] : lever.built_in) row["built_in"][measure] = why;
      rows.push_back(row);
    }
    all[scenario.id] = {{"levers", rows}, {"cost", scenario.cost}};
  }
  return all.dump();
}

std::string town_as_json(const Provenance& provenance) {
  nlohmann::ordered_json neighbourhoods = nlohmann::ordered_json::array();
  for (const auto& [code, name] : provenance.neighbourhoods) neighbourhoods.push_back({{"code", code}, {"name", name}});
  return nlohmann::ordered_json{{"fictional", provenance.town_is_fictional}, {"neighbourhoods", neighbourhoods}}.dump();
}

Attributes root_attributes(const Provenance& provenance) {
  std::string ids;
  for (const ScenarioProvenance& s : provenance.scenarios) ids += (ids.empty() ? "" : " ") + s.id;
  using S = ScenarioProvenance;
  std::string program = "weefsel " + provenance.program_version;
  if (!provenance.program_commit.empty()) program += " (" + provenance.program_commit + ")";
  return {{"Conventions", std::string("CF-1.10")},
          {"title", provenance.title},
          {"source", program},
          {"references", provenance.references},
          {"license", provenance.licence},
          {"comment", provenance.notes},
          {format_attribute, format_version},
          {"scenario_ids", ids},
          {"question_nl", per_scenario(provenance, [](const S& s) { return s.question_nl; })},
          {"question_en", per_scenario(provenance, [](const S& s) { return s.question_en; })},
          {"scenario_description", per_scenario(provenance, [](const S& s) { return s.description; })},
          {"scenario_text", scenario_texts(provenance)},
          {"scenario_sha256", per_scenario(provenance, [](const S& s) { return sha256_of(s.resolved_text); })},
          {"town", provenance.town_name},
          {"town_sha256", sha256_of(provenance.town_text)},
          {"town_about", town_as_json(provenance)},
          {"levers", levers_as_json(provenance)},
          {"seed", provenance.seed},
          {"coordinates", provenance.draws > 0 ? std::string(draw_of_replicate) : std::string()},
          {"random_generator", provenance.generator},
          {"program_version", provenance.program_version},
          {"program_commit", provenance.program_commit},
          {"libraries", library_list(provenance)},
          {"parameters", parameters_as_json(provenance)}};
}

Attributes described(const std::string& units, const std::string& long_name, const std::string& description) {
  return {{"units", units}, {"long_name", long_name}, {"description", description}};
}

Attributes provenance_attributes(const std::string& long_name) {
  return {{"long_name", long_name}, {role_attribute, std::string(provenance_role)}};
}

Attributes dimension_attributes(const Dimension& dimension) {
  Attributes attributes = described(dimension.units, dimension.long_name, dimension.description);
  if (dimension.units.find(" since ") != std::string::npos) {
    attributes.emplace_back("standard_name", std::string("time"));
    attributes.emplace_back("axis", std::string("T"));
    attributes.emplace_back("calendar", dimension.calendar.empty() ? "proleptic_gregorian" : dimension.calendar);
  }
  return attributes;
}

std::vector<double> counted(std::size_t size) {
  std::vector<double> numbers(size);
  for (std::size_t i = 0; i < size; ++i) numbers[i] = static_cast<double>(i);
  return numbers;
}

}  // namespace

StudyFile::StudyFile(const std::string& path, const Layout& layout, const Provenance& provenance,
                     std::size_t replicates, bool scenario_dimension)
    : scenario_dimension_(scenario_dimension), writer_(path) {
  for (const ScenarioProvenance& scenario : provenance.scenarios) scenario_ids_.push_back(scenario.id);
  writer_.set_root_attributes(root_attributes(provenance));
  add_outer_dimensions(provenance, replicates);
  for (const Dimension& dimension : layout.dimensions) {
    writer_.add_dimension(dimension, dimension_attributes(dimension));
  }
  add_measures(layout);
  add_parameters(provenance);
  if (!provenance.town_text.empty())
    writer_.add_texts(town_text_variable, {}, {provenance.town_text}, provenance_attributes("the town, as YAML"));
}

void StudyFile::add_outer_dimensions(const Provenance& provenance, std::size_t replicates) {
  if (scenario_dimension_) {
    Dimension scenario;
    scenario.name = "scenario";
    std::vector<std::string> ids;
    for (const ScenarioProvenance& s : provenance.scenarios) ids.push_back(s.id);
    scenario.size = ids.size();
    scenario.coordinate = ids;
    writer_.add_dimension(scenario, described("", "scenario",
                                              "Scenarios run as twins: the same households with the "
                                              "same luck wherever the scenario does not touch them."));
    member_dimensions_.push_back(scenario.name);
  }
  Dimension replicate;
  replicate.name = "replicate";
  replicate.size = replicates;
  replicate.coordinate = counted(replicates);
  const bool sampled = provenance.draws > 0;
  writer_.add_dimension(
      replicate, described("1", "replicate",
                           sampled ? "Repetitions, draw by draw (see draw_of_replicate): within a draw they differ in chance "
                                     "only. Replicate r of two scenarios has the same draw and the same luck."
                                   : "Repetitions that differ in chance only; replicate r of two scenarios has the same luck."));
  member_dimensions_.push_back(replicate.name);
  if (!sampled) return;
  if (replicates % provenance.draws != 0) throw Fault("output: replicates do not divide over draws");
  Dimension draw;
  draw.name = "draw";
  draw.size = provenance.draws;
  draw.coordinate = counted(provenance.draws);
  writer_.add_dimension(draw, described("1", "draw of the parameters",
                                        "Sets of parameters drawn from their plausible ranges (uncertainty: sample). Spread "
                                        "over draws is ignorance, spread within a draw is chance."));
  std::vector<double> draw_of(replicates);
  for (std::size_t r = 0; r < replicates; ++r) draw_of[r] = static_cast<double>(r / (replicates / provenance.draws));
  writer_.write_numbers(
      writer_.add_numbers(draw_of_replicate, {"replicate"}, 0, NumberKind::whole,
                          described("1", "draw of each replicate", "Which draw of the parameters a replicate belongs to.")),
      {}, draw_of);
}

void StudyFile::add_measures(const Layout& layout) {
  for (const VariableLayout& variable : layout.variables) {
    std::vector<std::string> dimensions = member_dimensions_;
    dimensions.insert(dimensions.end(), variable.dimensions.begin(), variable.dimensions.end());
    Attributes attributes = described(variable.units, variable.long_name, variable.description);
    attributes.emplace_back("cell_methods", variable.cell_methods);
    measures_.push_back(
        writer_.add_numbers(variable.name, dimensions, member_dimensions_.size(), variable.kind, attributes,
                            variable.may_be_blank));
  }
}

void StudyFile::add_parameters(const Provenance& provenance) {
  const std::vector<ParameterRow>& first = provenance.scenarios.front().parameters;
  if (first.empty()) return;
  std::vector<std::string> names, units, grades, sources, reasons;
  std::vector<double> values, defaults, overridden, sampled, lows, highs;
  for (const ParameterRow& row : first) {
    names.push_back(row.name);
    units.push_back(row.unit);
    grades.push_back(row.grade);
    sources.push_back(row.source);
    defaults.push_back(row.default_value);
    lows.push_back(row.plausible_low);
    highs.push_back(row.plausible_high);
  }
  for (const ScenarioProvenance& scenario : provenance.scenarios) {
    if (scenario.parameters.size() != first.size()) throw Fault("provenance: scenarios differ in parameters");
    for (std::size_t p = 0; p < first.size(); ++p) {
      const ParameterRow& row = scenario.parameters[p];
      if (row.name != first[p].name) throw Fault("provenance: scenarios differ in parameters");
      if (provenance.draws == 0) values.push_back(row.value);
      overridden.push_back(row.overridden ? 1.0 : 0.0);
      sampled.push_back(row.sampled ? 1.0 : 0.0);
      reasons.push_back(row.why);
    }
    if (scenario.drawn.size() != provenance.draws) throw Fault("provenance: scenarios differ in draws");
    for (const std::vector<double>& draw : scenario.drawn) {
      if (draw.size() != first.size()) throw Fault("provenance: a draw has another number of parameters");
      values.insert(values.end(), draw.begin(), draw.end());
    }
  }
  Dimension parameter;
  parameter.name = "parameter";
  parameter.size = names.size();
  parameter.coordinate = names;
  writer_.add_dimension(parameter, provenance_attributes("parameter of the model"));
  const std::vector<std::string> alone = {"parameter"};
  const std::vector<std::string> by_scenario =
      scenario_dimension_ ? std::vector<std::string>{"scenario", "parameter"} : alone;
  const auto numbers = [&](const char* name, const std::vector<std::string>& dimensions, NumberKind kind,
                           const std::vector<double>& of, const char* long_name) {
    writer_.write_numbers(writer_.add_numbers(name, dimensions, 0, kind, provenance_attributes(long_name)), {}, of);
  };
  std::vector<std::string> of_values = by_scenario;
  if (provenance.draws > 0) of_values.insert(of_values.end() - 1, "draw");
  numbers("parameter_value", of_values, NumberKind::real, values,
          provenance.draws > 0 ? "value used in each draw, in the unit that parameter_unit gives" : "value used");
  numbers("parameter_default", alone, NumberKind::real, defaults, "declared default");
  numbers("parameter_overridden", by_scenario, NumberKind::flag, overridden, "set by the scenario or the command");
  if (provenance.draws > 0) {
    numbers("parameter_sampled", by_scenario, NumberKind::flag, sampled, "drawn anew in each draw");
    numbers("parameter_plausible_low", alone, NumberKind::real, lows, "lower end of the plausible range");
    numbers("parameter_plausible_high", alone, NumberKind::real, highs, "upper end of the plausible range");
  }
  writer_.add_texts("parameter_why", by_scenario, reasons, provenance_attributes("reason for another value"));
  writer_.add_texts("parameter_unit", alone, units, provenance_attributes("unit"));
  writer_.add_texts(
      "parameter_grade", alone, grades,
      provenance_attributes("evidence: A published for this setting, B published elsewhere, C judgement"));
  writer_.add_texts("parameter_source", alone, sources, provenance_attributes("source"));
}

void StudyFile::write_member(std::size_t scenario, std::size_t replicate, const Trajectory& trajectory) {
  const std::vector<std::size_t> index =
      scenario_dimension_ ? std::vector<std::size_t>{scenario, replicate} : std::vector<std::size_t>{replicate};
  for (std::size_t v = 0; v < measures_.size(); ++v) writer_.write_numbers(measures_[v], index, trajectory.values[v]);
  for (const Snapshot& snapshot : trajectory.snapshots) write_snapshot(scenario, replicate, snapshot);
}

void StudyFile::write_snapshot(std::size_t scenario, std::size_t replicate, const Snapshot& snapshot) {
  for (const std::string& name : {std::string(snapshot_group), scenario_ids_.at(scenario), std::to_string(replicate), to_string(snapshot.date)})
    writer_.enter_group(name);
  const auto write_table = [&](const char* dimension, const std::vector<SnapshotColumn>& columns) {
    writer_.add_dimension({dimension, columns.front().size(), {}, "", "", "", ""}, {});
    for (const SnapshotColumn& column : columns) writer_.add_column(column, dimension);
  };
  write_table("node", snapshot.nodes);
  write_table("edge", snapshot.edges);
  writer_.leave_groups();
}

void StudyFile::close(const std::vector<std::string>& state_hashes) {
  writer_.add_texts("state_hash", member_dimensions_, state_hashes,
                    provenance_attributes("SHA-256 of the world at the end of the run, in key order"));
  writer_.close();
}

}  // namespace weefsel
