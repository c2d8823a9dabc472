#include "scenario/resolved_text.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "scenario/read_lever.hpp"
#include "text/write_yaml.hpp"

namespace weefsel {
namespace {

std::string town_beside(const Scenario& scenario) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::path(scenario.file).parent_path();
  const fs::path relative = fs::relative(scenario.town_file, folder.empty() ? fs::path(".") : folder, error);
  return (error || relative.empty() ? fs::path(scenario.town_file) : relative).generic_string();
}

}  // namespace

std::string resolved_text(const Scenario& scenario) {
  Value root = make_map();
  Value question = make_map();
  put(question, "nl", make_text(scenario.question.nl));
  put(question, "en", make_text(scenario.question.en));
  put(root, "question", std::move(question));
  if (!scenario.description.empty()) put(root, "description", make_text(scenario.description));
  if (!scenario.description_nl.empty()) put(root, "description_nl", make_text(scenario.description_nl));
  put(root, "town", make_text(town_beside(scenario)));
  put(root, "start", make_date(scenario.start));
  put(root, "years", make_number(scenario.years));
  put(root, "run_in_years", make_number(scenario.run_in_years));
  if (scenario.draws == 0) {
    put(root, "replicates", make_number(scenario.replicates));
  } else {
    put(root, "uncertainty", make_text("sample"));
    put(root, "draws", make_number(scenario.draws));
    put(root, "replicates_per_draw", make_number(scenario.replicates_per_draw));
  }
  put(root, "seed", make_number(static_cast<double>(scenario.seed)));
  Value parameters = make_map();
  for (const ParameterOverride& override : scenario.overrides) {
    Value pair = make_map();
    put(pair, "value", make_number(override.value));
    put(pair, "why", make_text(override.why));
    put(parameters, override.name, std::move(pair));
  }
  put(root, "parameters", std::move(parameters));
  Value levers = make_list();
  for (const Lever& lever : scenario.levers) levers.items.push_back(write_lever(lever, scenario.start));
  put(root, "levers", std::move(levers));
  Value record = make_map();
  put(record, "flows_every_weeks", make_number(scenario.recording.flows_every_weeks));
  put(record, "network_every_weeks", make_number(scenario.recording.network_every_weeks));
  put(record, "clustering_every_weeks", make_number(scenario.recording.clustering_every_weeks));
  put(record, "by_neighbourhood", make_boolean(scenario.recording.by_neighbourhood));
  put(record, "by_group", make_boolean(scenario.recording.by_group));
  if (!scenario.recording.network_at.empty()) {
    Value dates = make_list();
    for (const Date date : scenario.recording.network_at) dates.items.push_back(make_date(date));
    put(record, "network_at", std::move(dates));
  }
  Value monitor = make_map();
  put(monitor, "sample", make_number(scenario.recording.monitor_sample));
  put(record, "monitor", std::move(monitor));
  if (scenario.recording.households != 0) {
    put(record, "households", scenario.recording.households == every_household ? make_text("all") : make_number(scenario.recording.households));
    put(record, "households_every_weeks", make_number(scenario.recording.households_every_weeks));
  }
  put(root, "record", std::move(record));
  return write_yaml(root);
}

}  // namespace weefsel
