#include "app/commands.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "app/check_request.hpp"
#include "base/errors.hpp"
#include "output/inspect.hpp"
#include "output/unpack.hpp"
#include "population/read_town.hpp"
#include "population/town_schema.hpp"
#include "scenario/lever_documents.hpp"
#include "scenario/parameter_documents.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/scenario_shape.hpp"
#include "study/simulate.hpp"

namespace weefsel::app {
int check(const std::vector<std::string>& files) {
  Problems problems;
  for (const std::string& file : files) {
    const std::size_t before = problems.size();
    if (looks_like_study(file)) {
      problems.add(position_in(file), "", "this is a study: `weefsel study " + file + " --check` looks after it");
      continue;
    }
    const bool town = looks_like_town(file);
    if (town) (void)read_town(file, problems);
    else (void)read_scenario(file, {}, problems);
    if (problems.size() == before) fmt::print("{}: well\n", file);
  }
  problems.throw_if_any();
  return exit_well;
}

int schema(const std::string& of) {
  fmt::print("{}", of == "town" ? town_schema() : scenario_schema());
  return exit_well;
}

int parameters(const std::string& format) {
  fmt::print("{}", format == "markdown" ? parameters_as_markdown() : format == "json" ? parameters_as_json() : parameters_as_text());
  return exit_well;
}

int levers(const std::string& format) {
  fmt::print("{}", format == "markdown" ? levers_as_markdown() : format == "json" ? levers_as_json() : levers_as_text());
  return exit_well;
}

int schedule(const std::string& file, int weeks) {
  ProcessTimes times(the_week().size(), 0.0);
  std::size_t active = 0;
  if (!file.empty()) {
    Scenario scenario = read_scenario(file);
    scenario.run_in_years = 0;
    const TownDescription town = read_town(scenario.town_file);
    std::optional<World> world = run_in(scenario, town, 0);
    active = world->actives.size();
    int left = weeks;
    (void)live(scenario, std::move(*world), 0, [&](const World&) { return --left > 0; }, &times);
  }
  double total = 0;
  for (const double t : times) total += t;
  if (file.empty()) fmt::print("One week, in this order. With a scenario, its processes are timed.\n");
  else fmt::print("{} weeks of {}, {} active adults at the start, {:.3f} s: {:.2f} million adult-weeks a second\n", weeks, file, active,
                  total, total > 0 ? static_cast<double>(active) * weeks / total / 1e6 : 0.0);
  std::string_view step;
  int number = -1;
  for (std::size_t i = 0; i < the_week().size(); ++i) {
    const Process& p = the_week()[i];
    if (p.step != step) {
      step = p.step, ++number;
      if (number == 0) fmt::print("\n  {}\n", step);
      else fmt::print("\n{} {}\n", number, step);
    }
    if (file.empty()) fmt::print("    {:<24} {}\n", p.name, p.what);
    else fmt::print("    {:<24} {:8.3f} ms a week {:5.1f}%  {}\n", p.name, 1e3 * times[i] / weeks, total > 0 ? 100 * times[i] / total : 0.0, p.what);
  }
  fmt::print("\n10 observe\n    {:<24} {}\n", "measure", "Measures read the world when the week is over.");
  return exit_well;
}

int inspect(const std::string& file, bool hash) {
  if (hash) fmt::print("file hash   {}\ndata hash   {}\n", file_hash(file), data_hash(file));
  else fmt::print("{}", describe_output(file));
  return exit_well;
}

int unpack(const std::string& file, const std::string& folder) {
  const OutputReader reader(file);
  for (const std::string& path : unpack(reader, folder)) fmt::print("Written: {}\n", path);
  return exit_well;
}

int start_program(const std::string& name, const std::string& how_to_get_it, const std::vector<std::string>& arguments) {
  std::error_code error;
  const std::filesystem::path here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  const std::string program = (here / name).string();
  if (!std::filesystem::exists(program)) throw SystemTrouble(fmt::format("{} is not there ({}). {}", name, program, how_to_get_it));
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  execv(program.c_str(), argv.data());
  throw SystemTrouble(fmt::format("cannot start {}: {}", program, std::strerror(errno)));
}

int town(const std::vector<std::string>& arguments) {
  return start_program("weefsel-town", "It is built with GDAL, PROJ and Cairo:\n"
                       "  scripts/install-packages demo import && cmake --preset release -DWEEFSEL_IMPORT=ON -DBUILD_TESTING=OFF && cmake --build build/release", arguments);
}

int study(const std::string& command, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), command);
  return start_program("weefsel-study", "It is built with OpenTURNS (and for clusters MPI):\n"
                       "  scripts/install-packages demo study && cmake --preset release -DWEEFSEL_STUDY=ON -DWEEFSEL_MPI=ON -DWEEFSEL_IMPORT=OFF -DBUILD_TESTING=OFF && cmake --build build/release", arguments);
}

int council(const std::vector<std::string>& arguments) {
  return start_program("weefsel-council", "It is built with cpp-httplib:\n"
                       "  scripts/install-packages demo council && cmake --preset release -DWEEFSEL_COUNCIL=ON -DWEEFSEL_IMPORT=OFF -DBUILD_TESTING=OFF && cmake --build build/release", arguments);
}

int report(const std::vector<std::string>& arguments) {
  return start_program("weefsel-report", "It stands beside this program after a build from source.", arguments);
}

}  // namespace weefsel::app
