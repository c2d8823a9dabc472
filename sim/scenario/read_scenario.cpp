#include "scenario/read_scenario.hpp"

#include <algorithm>
#include <utility>

#include "base/errors.hpp"
#include "scenario/check_levers.hpp"
#include "scenario/read_lever.hpp"
#include "scenario/resolve_extends.hpp"
#include "scenario/resolved_text.hpp"
#include "scenario/scenario_shape.hpp"
#include "text/read_yaml.hpp"

namespace weefsel {
namespace {

void replace(Value& map, const std::string& key, Value value) {
  const Position position = value.position;
  if (Value* old = map.find(key))
    *old = std::move(value);
  else
    map.entries.push_back({key, position, std::move(value)});
}

void set_option(Value& root, const char* option, const char* key, double number, Problems& problems) {
  Value value;
  value.kind = Value::Kind::scalar;
  value.text = number_as_text(number);
  value.position = position_in(option);
  for (const Field& field : scenario_shape().fields)
    if (field.key == key && check(value, field.shape, problems)) replace(root, key, value);
}

void set_parameter(Value& parameters, const std::string& setting, std::vector<std::string>& names, Problems& problems) {
  const Position position = position_in("--set " + setting);
  const std::size_t equals = setting.find('=');
  if (equals == std::string::npos || equals == 0)
    return problems.add(position, "", "write --set group.name=value, such as --set ties.half_life=80");
  const std::string name = setting.substr(0, equals);
  if (std::find(names.begin(), names.end(), name) != names.end())
    return problems.add(position, name, "this parameter is set twice on the command line");
  names.push_back(name);
  Value pair = make_map(), number, why = make_text("set on the command line");
  pair.position = number.position = why.position = position;
  number.kind = Value::Kind::scalar;
  number.text = setting.substr(equals + 1);
  put(pair, "value", std::move(number));
  put(pair, "why", std::move(why));
  Value one = make_map();
  one.entries.push_back({name, position, pair});
  if (check(one, parameters_shape(), problems)) replace(parameters, name, std::move(pair));
}

void apply_options(Value& root, const ScenarioOptions& options, Problems& problems) {
  if (options.replicates) set_option(root, "--replicates", "replicates", *options.replicates, problems);
  if (options.years) set_option(root, "--years", "years", *options.years, problems);
  if (options.seed) set_option(root, "--seed", "seed", static_cast<double>(*options.seed), problems);
  if (options.set.empty()) return;
  if (!root.find("parameters")) replace(root, "parameters", make_map());
  std::vector<std::string> names;
  for (const std::string& setting : options.set) set_parameter(*root.find("parameters"), setting, names, problems);
}

Recording read_recording(const Value& map) {
  Recording recording;
  const auto weeks = [&](const char* key, std::int32_t otherwise) {
    return static_cast<std::int32_t>(number_at(map, key, otherwise));
  };
  recording.flows_every_weeks = weeks("flows_every_weeks", recording.flows_every_weeks);
  recording.network_every_weeks = weeks("network_every_weeks", recording.network_every_weeks);
  recording.clustering_every_weeks = weeks("clustering_every_weeks", recording.clustering_every_weeks);
  recording.by_neighbourhood = boolean_at(map, "by_neighbourhood", recording.by_neighbourhood);
  recording.by_group = boolean_at(map, "by_group", recording.by_group);
  if (const Value* households = map.find("households"))
    recording.households = text_of(*households) == "all" ? every_household : static_cast<std::int32_t>(number_of(*households));
  recording.households_every_weeks = weeks("households_every_weeks", recording.households_every_weeks);
  return recording;
}

/// In the order of the declarations, so that the order in files does not matter.
void read_parameters(const Value& map, Scenario& scenario) {
  for (const ParameterInfo& info : parameter_table()) {
    const Value* pair = map.find(info.name);
    if (!pair) continue;
    const double value = number_of(*pair->find("value"));
    scenario.overrides.push_back({std::string(info.name), value, text_at(*pair, "why")});
    set_value(scenario.parameters, info, value);
  }
}

/// What does not need the town. Keys that were wrong are missing here, and leave the default.
Scenario read_basics(const Value& root, const std::filesystem::path& file) {
  Scenario scenario;
  scenario.id = file.stem().string();
  scenario.file = file.string();
  if (const Value* question = root.find("question"))
    scenario.question = {text_at(*question, "nl"), text_at(*question, "en")};
  scenario.description = text_at(root, "description");
  if (const Value* start = root.find("start")) scenario.start = date_of(*start);
  scenario.years = number_at(root, "years", scenario.years);
  scenario.run_in_years = number_at(root, "run_in_years", scenario.run_in_years);
  scenario.replicates = static_cast<std::int32_t>(number_at(root, "replicates", scenario.replicates));
  scenario.seed = static_cast<std::uint64_t>(number_at(root, "seed", 1));
  if (const Value* parameters = root.find("parameters")) read_parameters(*parameters, scenario);
  if (const Value* record = root.find("record")) scenario.recording = read_recording(*record);
  return scenario;
}

/// Relative to the file in which the town was written, which may be one that is extended.
std::optional<TownNames> read_town(const Value& root, const ScenarioOptions& options, Scenario& scenario,
                                   Problems& problems) {
  const Value* town = root.find("town");
  if (!town) return {};
  const std::filesystem::path folder = std::filesystem::path(town->position.file_name()).parent_path();
  const std::filesystem::path file = (folder / text_of(*town)).lexically_normal();
  scenario.town_file = file.string();
  if (const std::string trouble = trouble_with_file(file); !trouble.empty()) {
    problems.add(town->position, "town", file.string() + ": " + trouble);
    return {};
  }
  return options.read_town(file, problems);
}

}  // namespace

std::optional<Scenario> read_scenario(const std::filesystem::path& file, const ScenarioOptions& options,
                                      Problems& problems) {
  const std::size_t before = problems.size();
  std::optional<ResolvedScenario> resolved = resolve_extends(file, problems);
  if (!resolved) return {};
  apply_options(resolved->root, options, problems);
  Scenario scenario = read_basics(resolved->root, file);
  const std::optional<TownNames> town = read_town(resolved->root, options, scenario, problems);
  for (const LeverValue& lever : resolved->levers) scenario.levers.push_back(read_lever(lever.value, scenario.start));
  if (town) place_levers(resolved->levers, scenario.levers, *town, problems);
  check_levers(resolved->levers, scenario.levers, {scenario.start, scenario.years}, town ? &*town : nullptr, problems);
  if (problems.size() > before) return {};
  scenario.resolved_text = resolved_text(scenario);
  return scenario;
}

Scenario read_scenario(const std::filesystem::path& file, const ScenarioOptions& options) {
  Problems problems;
  std::optional<Scenario> scenario = read_scenario(file, options, problems);
  problems.throw_if_any();
  if (!scenario) throw Fault("a scenario without mistakes could not be read");
  return std::move(*scenario);
}

}  // namespace weefsel
