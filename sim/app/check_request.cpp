#include "app/check_request.hpp"

#include <fmt/core.h>

#include <fstream>

#include "population/read_town.hpp"
#include "scenario/read_scenario.hpp"

namespace weefsel::app {

namespace {

bool has_top_level_key(const std::string& file, const std::string& key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(key + ":")) return true;
  return false;
}

}  // namespace

bool looks_like_town(const std::string& file) {
  return has_top_level_key(file, "neighbourhoods") || has_top_level_key(file, "tables");
}
bool looks_like_study(const std::string& file) { return has_top_level_key(file, "design"); }

Scenario scenario_to_check(const CheckRequest& request) {
  Scenario scenario;
  if (looks_like_town(request.file)) {
    (void)read_town(request.file);  // its mistakes are told now
    scenario.id = "town", scenario.file = scenario.town_file = request.file;
  } else {
    scenario = read_scenario(request.file);
  }
  scenario.levers.clear();
  return scenario;
}

}  // namespace weefsel::app
