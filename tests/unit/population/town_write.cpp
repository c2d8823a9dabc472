// Writing a town, and the schema that editors use.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/errors.hpp"
#include "population/read_town.hpp"
#include "population/town_schema.hpp"
#include "population/write_town.hpp"

namespace weefsel {
namespace {
const std::string towns = std::string(WEEFSEL_SOURCE_DIR) + "/scenarios/towns/";

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class WriteTown : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(::testing::TempDir()) /
             (std::string("weefsel_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::filesystem::path folder;
};

TEST_F(WriteTown, IsReadBackAsTheSameTown) {
  for (const char* name : {"weverdam.yaml", "hofbuurt.yaml"}) {
    const TownDescription town = read_town(towns + name);
    write_town(town, folder / name);
    const TownDescription again = read_town(folder / name);
    EXPECT_EQ(again.places, town.places);
    ASSERT_EQ(again.neighbourhoods.size(), town.neighbourhoods.size());
    for (std::size_t i = 0; i < town.neighbourhoods.size(); ++i) {
      EXPECT_EQ(again.neighbourhoods[i].boundary, town.neighbourhoods[i].boundary);
      EXPECT_EQ(again.neighbourhoods[i].communities, town.neighbourhoods[i].communities);
    }
    EXPECT_EQ(town_text(again), town_text(town));
    const std::string once = bytes_of(folder / name);
    write_town(again, folder / name);
    EXPECT_EQ(bytes_of(folder / name), once);
  }
}

TEST_F(WriteTown, KeepsTextThatLooksLikeSomethingElse) {
  TownDescription town = read_town(towns + "hofbuurt.yaml");
  town.name = "no";
  town.description = "3743: \"quoted\", # not a comment\nand a second line, in Súdwest-Fryslân";
  town.neighbourhoods[0].code = "010";
  town.professionals.push_back({ProfessionalKind::teacher, 12.5, 0.3, "~"});
  write_town(town, folder / "town.yaml");
  const TownDescription again = read_town(folder / "town.yaml");
  EXPECT_EQ(again.name, town.name);
  EXPECT_EQ(again.description, town.description);
  EXPECT_EQ(again.neighbourhoods[0].code, "010");
  EXPECT_EQ(again.professionals.at(0).source, "~");
  EXPECT_EQ(again.professionals[0].hours_per_week_per_1000_children, 12.5);
}

TEST_F(WriteTown, WritesAgesAsCountsOrAsShares) {
  TownDescription town = read_town(towns + "hofbuurt.yaml");
  EXPECT_EQ(town_text(town).find("inhabitants_by_age"), std::string::npos);
  town.neighbourhoods[0].inhabitants_by_age = {200, 120, 310.5, 340, 250};
  write_town(town, folder / "town.yaml");
  EXPECT_EQ(read_town(folder / "town.yaml").neighbourhoods[0].inhabitants_by_age,
            town.neighbourhoods[0].inhabitants_by_age);
  const std::string text = town_text(town);
  for (const char* key :
       {"youngest_child_0_4_share", "youngest_child_12_plus_share", "adults_under_45_share", "adults_65_plus_share"})
    EXPECT_EQ(text.find(key), std::string::npos) << key;
  EXPECT_NE(text.find("tight_income_share"), std::string::npos);
}

TEST_F(WriteTown, ChecksFirstWhetherATownCouldBeRead) {
  TownDescription town = read_town(towns + "hofbuurt.yaml");
  town.neighbourhoods[0].single_person_share = 0.9;
  EXPECT_THROW(check_town(town, "town.yaml"), UserMistake);
  town.neighbourhoods[0].single_person_share = 0.3;
  EXPECT_NO_THROW(check_town(town, "town.yaml"));
}

TEST_F(WriteTown, LeavesNothingBehindWhereItCannotWrite) {
  const TownDescription town = read_town(towns + "hofbuurt.yaml");
  EXPECT_THROW(write_town(town, folder / "no such folder" / "town.yaml"), SystemTrouble);
  std::filesystem::create_directory(folder / "taken.yaml");
  EXPECT_THROW(write_town(town, folder / "taken.yaml"), SystemTrouble);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST(TownSchema, IsUpToDate) {
  const std::string now = town_schema();
  const std::string fresh = std::string(WEEFSEL_BINARY_DIR) + "/town.schema.json";
  std::ofstream(fresh, std::ios::binary) << now;
  EXPECT_TRUE(bytes_of(towns + "town.schema.json") == now)
      << "scenarios/towns/town.schema.json is out of date; " << fresh << " is what it should be";
}

}  // namespace
}  // namespace weefsel
