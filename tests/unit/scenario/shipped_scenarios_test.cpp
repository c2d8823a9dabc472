// Every scenario that ships is valid, for this program and for editors, and so is the schema that they name.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "scenario/read_scenario.hpp"
#include "scenario/scenario_shape.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;
const fs::path folder = fs::path(WEEFSEL_SOURCE_DIR) / "scenarios";

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::set<fs::path> shipped() {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") files.insert(entry.path());
  return files;
}

TEST(ShippedScenarios, AreValidAndReadBackFromTheirResolvedText) {
  const fs::path copies = fs::path(WEEFSEL_BINARY_DIR) / "resolved/scenarios";
  fs::create_directories(copies);
  fs::copy(folder / "towns", copies / "towns", fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  EXPECT_GE(shipped().size(), 10u);
  for (const fs::path& file : shipped()) {
    Problems problems;
    const auto scenario = read_scenario(file, {}, problems);
    ASSERT_TRUE(scenario) << problems.report();
    EXPECT_NE(scenario->question.nl, scenario->question.en);
    std::ofstream(copies / file.filename()) << scenario->resolved_text;
    const auto again = read_scenario(copies / file.filename(), {}, problems);
    ASSERT_TRUE(again) << problems.report();
    EXPECT_EQ(again->resolved_text, scenario->resolved_text);
    EXPECT_EQ(again->levers, scenario->levers);
  }
}

TEST(ShippedScenarios, NameTheSchemaForEditors) {
  for (const fs::path& file : shipped())
    EXPECT_EQ(bytes_of(file).rfind("# yaml-language-server: $schema=scenario.schema.json\n", 0), 0u) << file;
}

TEST(ScenarioSchema, IsUpToDate) {
  const std::string now = scenario_schema();
  const fs::path fresh = fs::path(WEEFSEL_BINARY_DIR) / "scenario.schema.json";
  std::ofstream(fresh, std::ios::binary) << now;
  EXPECT_TRUE(bytes_of(folder / "scenario.schema.json") == now)
      << "scenarios/scenario.schema.json is out of date; " << fresh << " is what it should be";
}

TEST(ScenarioSchema, KnowsEveryParameterWithItsRange) {
  const auto schema = nlohmann::json::parse(scenario_schema());
  const auto& parameters = schema["properties"]["parameters"]["properties"];
  EXPECT_EQ(parameters.size(), parameter_table().size());
  for (const ParameterInfo& info : parameter_table()) {
    const auto& value = parameters[std::string(info.name)]["properties"]["value"];
    EXPECT_EQ(value["minimum"].get<double>(), info.valid_low) << info.name;
    EXPECT_EQ(value["maximum"].get<double>(), info.valid_high) << info.name;
    EXPECT_EQ(value["default"].get<double>(), info.default_value) << info.name;
  }
}

// Another implementation of JSON Schema, and another reader of YAML, agree.
TEST(ScenarioSchema, AcceptsShippedScenariosInPython) {
  const std::string script = std::string(WEEFSEL_SOURCE_DIR) + "/tests/unit/scenario/validate_with_schema.py";
  if (std::system("/usr/bin/python3 -c 'import jsonschema, yaml' 2>/dev/null") != 0)
    GTEST_SKIP() << "python3-jsonschema or python3-yaml is not there";
  const std::string command = "/usr/bin/python3 '" + script + "' '" + folder.string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
}

}  // namespace
}  // namespace weefsel
