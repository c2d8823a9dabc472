// A scenario that was written for one town is played in another.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/errors.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/use_names_of_town.hpp"
#include "text/read_yaml.hpp"
#include "text/write_yaml.hpp"

namespace weefsel {
namespace {

TownNames here() {
  TownNames names;
  names.places = {{"library_7", {100, 200}}, {"school", {300, 400}}, {"library_centre_old", {0, 0}}};
  names.neighbourhoods = {{"BU1", {500, 600}}, {"BU2", {700, 800}}};
  names.places_known_as = {{"library_centre", "library_7"}, {"mfc", "school"}};
  names.neighbourhoods_known_as = {{"flats", "BU2"}};
  return names;
}

std::string renamed(const std::string& text) {
  Problems problems;
  Value lever = *read_yaml_text(text, "lever", problems);
  use_names_of_town(lever, here());
  return write_yaml(lever);
}

TEST(NamesOfTown, BecomeItsOwnWhereNamesStand) {
  EXPECT_EQ(renamed("close_places: {ids: [library_centre, school]}"),
            renamed("close_places: {ids: [library_7, school]}"));
  EXPECT_EQ(renamed("move_place: {place: library_centre, into_place: mfc}"),
            renamed("move_place: {place: library_7, into_place: school}"));
  EXPECT_EQ(renamed("close_places: {kinds: [library], neighbourhoods: [flats]}"),
            renamed("close_places: {kinds: [library], neighbourhoods: [BU2]}"));
  EXPECT_EQ(renamed("new_housing: {neighbourhood: BU1, like: flats}"),
            renamed("new_housing: {neighbourhood: BU1, like: BU2}"));
}

TEST(NamesOfTown, LeaveOtherWordsAlone) {
  const std::string text =
      "id: library_centre\nopen_place: {id: flats, name: mfc, kind: library, at_place: library_centre_old}";
  Problems problems;
  EXPECT_EQ(renamed(text), write_yaml(*read_yaml_text(text, "lever", problems)));
}

TEST(NamesOfTown, AreThoseOfTheTownThatIsAskedFor) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "weefsel_names_of_town";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "town.yaml") << "name: x\n";
  std::ofstream(folder / "scenario.yaml")
      << "question: {nl: a, en: b}\ntown: nowhere.yaml\nstart: 2026-01-05\nyears: 2\n"
         "levers:\n  - {id: shut, from: 2026-06-01, close_places: {ids: [library_centre]}}\n";
  ScenarioOptions options;
  options.town = folder / "town.yaml";
  options.read_town = [](const std::filesystem::path&, Problems&) { return std::optional<TownNames>(here()); };
  const Scenario scenario = read_scenario(folder / "scenario.yaml", options);
  EXPECT_EQ(scenario.town_file, (folder / "town.yaml").string());
  EXPECT_EQ(scenario.levers[0].places.ids, std::vector<std::string>{"library_7"});
  EXPECT_NE(scenario.resolved_text.find("library_7"), std::string::npos);
  options.town = folder / "none.yaml";
  EXPECT_THROW((void)read_scenario(folder / "scenario.yaml", options), UserMistake);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace weefsel
