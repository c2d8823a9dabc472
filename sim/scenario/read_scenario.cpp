#include "scenario/read_scenario.hpp"

#include <algorithm>
#include <utility>

#include "base/errors.hpp"
#include "scenario/check_levers.hpp"
#include "scenario/lever_table.hpp"
#include "scenario/read_lever.hpp"
#include "scenario/resolve_extends.hpp"
#include "scenario/resolved_text.hpp"
#include "scenario/scenario_shape.hpp"
#include "scenario/use_names_of_town.hpp"
#include "text/nearest.hpp"
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

constexpr double most_futures = 100000;  // of one scenario

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

constexpr std::string_view lever_setting = "levers.";

/// The map under a lever in which `key` stands: that of the lever itself for what all levers have, else that of its kind.
Value& map_with(Value& lever, const std::string& key) {
  for (const char* of_all : {"id", "from", "until", "ramp_weeks", "cost_per_year"})
    if (key == of_all) return lever;
  for (const LeverInfo& info : lever_table())
    if (Value* kind = lever.find(name_of(info.kind)); kind != nullptr && kind->kind == Value::Kind::map) return *kind;
  return lever;
}

/// `levers.ID=off` leaves a lever out; `levers.ID.key=value` sets a key of it, or of its kind; a key in a key has a dot.
void set_lever(std::vector<LeverValue>& levers, const std::string& setting, std::vector<std::string>& names, Problems& problems) {
  const Position position = position_in("--set " + setting);
  const std::size_t equals = setting.find('=');
  const std::string name = setting.substr(0, equals), text = equals == std::string::npos ? "" : setting.substr(equals + 1);
  const std::size_t dot = name.find('.', lever_setting.size());
  const std::string id = name.substr(lever_setting.size(), dot == std::string::npos ? dot : dot - lever_setting.size());
  if (equals == std::string::npos || id.empty() || (dot == std::string::npos && text != "off"))
    return problems.add(position, "", "write --set levers.ID.key=value, or --set levers.ID=off to do without that lever");
  if (std::find(names.begin(), names.end(), name) != names.end())
    return problems.add(position, name, "this is set twice on the command line");
  names.push_back(name);
  const auto lever = std::find_if(levers.begin(), levers.end(), [&](const LeverValue& l) { return text_at(l.value, "id") == id; });
  if (lever == levers.end()) {
    std::vector<std::string> ids;
    for (const LeverValue& l : levers) ids.push_back(text_at(l.value, "id"));
    return problems.add(position, name, "this scenario has no lever with the id `" + id + "`" + did_you_mean(id, ids));
  }
  if (dot == std::string::npos) {
    levers.erase(lever);
    return;
  }
  Value changed = lever->value, number;
  number.kind = Value::Kind::scalar, number.text = text, number.position = position;
  std::string key = name.substr(dot + 1);
  Value* map = &map_with(changed, key);
  for (std::size_t next; (next = key.find('.')) != std::string::npos && map->find(key.substr(0, next)) != nullptr; key = key.substr(next + 1))
    map = map->find(key.substr(0, next));
  if (Value* known = map->find(key)) *known = std::move(number);
  else map->entries.push_back({key, position, std::move(number)});
  if (check(changed, lever_shape(), problems, "levers." + id)) lever->value = std::move(changed);
}

void apply_options(ResolvedScenario& resolved, const ScenarioOptions& options, Problems& problems) {
  Value& root = resolved.root;
  if (options.replicates) set_option(root, "--replicates", "replicates", *options.replicates, problems);
  if (options.draws) {
    Value sample = make_text("sample");
    sample.position = position_in("--draws");
    root.entries.erase(std::remove_if(root.entries.begin(), root.entries.end(), [](const Entry& e) { return e.key == "uncertainty"; }),
                       root.entries.end());
    root.entries.push_back({"uncertainty", sample.position, std::move(sample)});
    set_option(root, "--draws", "draws", *options.draws, problems);
  }
  if (options.replicates_per_draw) set_option(root, "--replicates-per-draw", "replicates_per_draw", *options.replicates_per_draw, problems);
  if (options.years) set_option(root, "--years", "years", *options.years, problems);
  if (options.run_in_years) set_option(root, "--run-in-years", "run_in_years", *options.run_in_years, problems);
  if (options.seed) set_option(root, "--seed", "seed", static_cast<double>(*options.seed), problems);
  if (!options.town.empty()) {
    Value town = make_text(options.town.string());
    town.position = position_in("--town");  // so relative to where the command is given
    replace(root, "town", std::move(town));
  }
  if (options.set.empty()) return;
  if (!root.find("parameters")) replace(root, "parameters", make_map());
  std::vector<std::string> names;
  for (const std::string& setting : options.set) {
    if (setting.starts_with(lever_setting)) set_lever(resolved.levers, setting, names, problems);
    else set_parameter(*root.find("parameters"), setting, names, problems);
  }
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
  if (const Value* dates = map.find("network_at"))
    for (const Value& date : dates->items) recording.network_at.push_back(date_of(date));
  std::sort(recording.network_at.begin(), recording.network_at.end());
  if (const Value* monitor = map.find("monitor"))
    recording.monitor_sample = static_cast<std::int32_t>(number_at(*monitor, "sample", recording.monitor_sample));
  if (const Value* households = map.find("households"))
    recording.households = text_of(*households) == "all" ? every_household : static_cast<std::int32_t>(number_of(*households));
  recording.households_every_weeks = weeks("households_every_weeks", recording.households_every_weeks);
  return recording;
}

/// Dates of `record.network_at` fall within the scenario, each in a week of its own.
void check_network_dates(const Value& root, const Scenario& scenario, Problems& problems) {
  const Value* record = root.find("record");
  const Value* dates = record ? record->find("network_at") : nullptr;
  if (!dates) return;
  const Week end{weeks_from_years(scenario.years)};
  const Date last = date_from_days(days_since_1970(scenario.start) + 7 * std::int64_t{end.number});
  for (std::size_t i = 0; i < dates->items.size(); ++i) {
    const Value& item = dates->items[i];
    const std::string key = key_path("record.network_at", i);
    const Date date = date_of(item);
    const Week week = week_of(date, scenario.start);
    if (date < scenario.start || week > end)
      problems.add(item.position, key, "the scenario runs from " + to_string(scenario.start) + " to " + to_string(last));
    for (std::size_t earlier = 0; earlier < i; ++earlier)
      if (week_of(date_of(dates->items[earlier]), scenario.start) == week)
        problems.add(item.position, key, "this falls in the same week as " + to_string(date_of(dates->items[earlier])));
  }
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

/// Nothing is recorded less often than once in the scenario, however short that is. Rhythms stay multiples of the flows'.
void fit_rhythms(Scenario& scenario) {
  Recording& r = scenario.recording;
  const std::int32_t weeks = std::max<std::int32_t>(1, weeks_from_years(scenario.years));
  r.flows_every_weeks = std::min(r.flows_every_weeks, weeks);
  for (std::int32_t* every : {&r.network_every_weeks, &r.clustering_every_weeks, &r.households_every_weeks})
    if (*every > weeks) *every = weeks / r.flows_every_weeks * r.flows_every_weeks;
}

/// What does not need the town. Keys that were wrong are missing here, and leave the default.
Scenario read_basics(const Value& root, const std::filesystem::path& file) {
  Scenario scenario;
  scenario.id = file.stem().string();
  scenario.file = file.string();
  if (const Value* question = root.find("question"))
    scenario.question = {text_at(*question, "nl"), text_at(*question, "en")};
  scenario.description = text_at(root, "description"), scenario.description_nl = text_at(root, "description_nl");
  if (const Value* start = root.find("start")) scenario.start = date_of(*start);
  scenario.years = number_at(root, "years", scenario.years);
  scenario.run_in_years = number_at(root, "run_in_years", scenario.run_in_years);
  scenario.replicates = static_cast<std::int32_t>(number_at(root, "replicates", scenario.replicates));
  if (text_at(root, "uncertainty") == "sample") {
    scenario.draws = static_cast<std::int32_t>(number_at(root, "draws", usual_draws));
    scenario.replicates_per_draw = static_cast<std::int32_t>(number_at(root, "replicates_per_draw", scenario.replicates_per_draw));
    scenario.replicates = scenario.draws * scenario.replicates_per_draw;
  }
  scenario.seed = static_cast<std::uint64_t>(number_at(root, "seed", 1));
  if (const Value* parameters = root.find("parameters")) read_parameters(*parameters, scenario);
  if (const Value* record = root.find("record")) scenario.recording = read_recording(*record);
  return scenario;
}

/// `draws` without sampling would be read over, and `replicates` with it: a mistake where one file says both.
void check_uncertainty(const Value& root, const ScenarioOptions& options, Problems& problems) {
  const Value* said = root.find("uncertainty");
  const bool samples = said && text_of(*said) == "sample";
  const auto in_one_file = [&](const Value& value) {
    return !said || value.position.file_name() == said->position.file_name();
  };
  for (const char* key : {"draws", "replicates_per_draw"})
    if (const Value* value = root.find(key); value && !samples && in_one_file(*value))
      problems.add(value->position, key, "this counts only with `uncertainty: sample`; add that line, or leave this one out");
  if (!samples) return;
  constexpr const char* instead = "with `uncertainty: sample`, `draws` and `replicates_per_draw` say how often the years are played";
  if (const Value* value = root.find("replicates"); value && !options.replicates && in_one_file(*value))
    problems.add(value->position, "replicates", std::string(instead) + "; leave this line out");
  if (options.replicates) problems.add(position_in("--replicates"), "", std::string(instead) + "; use --draws and --replicates-per-draw");
  const double futures = number_at(root, "draws", usual_draws) * number_at(root, "replicates_per_draw", Scenario{}.replicates_per_draw);
  if (futures > most_futures)
    problems.add(said->position, "uncertainty", "draws times replicates_per_draw is " + number_as_text(futures) + "; at most " +
                                                    number_as_text(most_futures) + " are allowed");
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
  std::optional<Scenario> scenario = read_scenario(file, std::move(*resolved), options, problems);
  return problems.size() > before ? std::nullopt : std::move(scenario);
}

std::optional<Scenario> read_scenario(const std::filesystem::path& file, ResolvedScenario resolved, const ScenarioOptions& options, Problems& problems) {
  const std::size_t before = problems.size();
  apply_options(resolved, options, problems);
  check_uncertainty(resolved.root, options, problems);
  Scenario scenario = read_basics(resolved.root, file);
  const std::optional<TownNames> town = read_town(resolved.root, options, scenario, problems);
  if (town)
    for (LeverValue& lever : resolved.levers) use_names_of_town(lever.value, *town);
  for (const LeverValue& lever : resolved.levers) scenario.levers.push_back(read_lever(lever.value, scenario.start));
  if (town) place_levers(resolved.levers, scenario.levers, *town, problems);
  check_levers(resolved.levers, scenario.levers, {scenario.start, scenario.years}, town ? &*town : nullptr, problems);
  check_network_dates(resolved.root, scenario, problems);
  if (problems.size() > before) return {};
  scenario.resolved_text = resolved_text(scenario);  // as it was asked for: a rhythm that is fitted may be none that a file can ask
  fit_rhythms(scenario);
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
