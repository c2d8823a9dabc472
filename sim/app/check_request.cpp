#include "app/check_request.hpp"

#include <fmt/core.h>

#include <fstream>

#include "population/read_town.hpp"
#include "scenario/read_scenario.hpp"

namespace weefsel::app {

bool looks_like_town(const std::string& file) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.rfind("neighbourhoods:", 0) == 0) return true;
  return false;
}

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
