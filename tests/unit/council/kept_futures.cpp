// A future is found again under what made it, and under nothing else; a damaged one is as if it were not there.
#include "council/kept_futures.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {

using tests::hofbuurt;
using tests::TemporaryFolder;

TEST(KeptFutures, are_told_apart_by_all_that_makes_them) {
  const TownDescription town = hofbuurt();
  Scenario scenario;
  scenario.id = "without", scenario.town_file = "a/town.yaml";
  const std::string name = KeptFutures::name_of(scenario, town, {});
  Scenario same = scenario;
  same.id = "other", same.question = {"Iets anders?", "Something else?"}, same.description = "words", same.replicates = 50, same.town_file = "b/town.yaml";
  EXPECT_EQ(KeptFutures::name_of(same, town, {}), name) << "names and numbers of futures make no difference";
  EXPECT_NE(KeptFutures::name_of(scenario, town, Week{0}), name);
  Scenario seed = scenario, years = scenario, parameter = scenario;
  seed.seed = 2, years.years = 19, parameter.overrides = {{"ties.half_life", 80, ""}};
  for (const Scenario& other : {seed, years, parameter}) EXPECT_NE(KeptFutures::name_of(other, town, {}), name);
  TownDescription larger = town;
  larger.neighbourhoods.front().households += 1;
  EXPECT_NE(KeptFutures::name_of(scenario, larger, {}), name);
}

TEST(KeptFutures, give_back_what_was_kept_unless_it_is_damaged) {
  const TemporaryFolder folder;
  const KeptFutures futures(folder.file("futures"));
  Trajectory lived;
  lived.values = {{1, 2.5}, {3}}, lived.state_hash = "ab";
  const std::string name(64, 'a'), other = std::string(24, 'a') + std::string(40, 'b');
  futures.keep(name, 3, lived);
  ASSERT_TRUE(futures.has(name, 3));
  EXPECT_EQ(futures.find(name, 3)->values, lived.values);
  EXPECT_FALSE(futures.find(name, 2));
  EXPECT_FALSE(futures.find(other, 3)) << "the same folder, another future";
  const auto file = folder.file("futures/" + name.substr(0, 24) + "/00003.part");
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
  EXPECT_FALSE(futures.find(name, 3));
}

}  // namespace
}  // namespace weefsel
