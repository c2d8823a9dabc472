#include "studies/study_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "base/errors.hpp"
#include "scenario/read_scenario.hpp"
#include "text/value.hpp"

namespace weefsel {
namespace {

/// A word as a shell takes it.
std::string quoted(const std::string& word) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("_./=:+-").find(static_cast<char>(c)) != std::string_view::npos; };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text += '\'';
}

}  // namespace

Scenario scenario_at(const StudyPlan& plan, std::size_t s, const double* point) {
  const Scenario& base = plan.scenarios.at(s);
  std::vector<std::string> of_levers;
  for (const std::string& setting : settings_at(plan.factors, point, s))
    if (setting.starts_with(lever_word)) of_levers.push_back(setting);
  Scenario scenario = base;
  if (!of_levers.empty()) {
    ScenarioOptions options;
    options.years = base.years, options.run_in_years = base.run_in_years, options.seed = base.seed, options.set = of_levers;
    options.read_town = plan.read_town_names;
    Problems problems;
    std::optional<Scenario> set = read_scenario(base.file, *plan.resolved.at(s), options, problems);
    if (!set) throw UserMistake(fmt::format("{}: {}", plan.file, problems.report()));
    scenario.levers = std::move(set->levers);
  }
  for (std::size_t j = 0; j < plan.factors.size(); ++j) {
    const StudyFactor& f = plan.factors[j];
    if (const ParameterInfo* info = find_parameter(f.name)) set_value(scenario.parameters, *info, *parse_number(text_at(f, point[j])));
  }
  return scenario;
}

std::string command_at(const StudyPlan& plan, std::size_t s, const double* point, std::int32_t replicates) {
  const Scenario& base = plan.scenarios.at(s);
  std::string command = fmt::format("weefsel run {} --years {} --run-in-years {} --seed {} --replicates {}", quoted(base.file), number_as_text(base.years),
                                    number_as_text(base.run_in_years), base.seed, replicates);
  for (const std::string& setting : settings_at(plan.factors, point, s)) command += " --set " + quoted(setting);
  return command + " -o member.h5";
}

}  // namespace weefsel
