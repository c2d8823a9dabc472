// A town whose long lists are tables beside it.
#include "population/town_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "base/errors.hpp"
#include "built_towns.hpp"
#include "population/read_town.hpp"
#include "population/write_town.hpp"

namespace weefsel {
namespace {
using ::testing::AllOf;
using ::testing::HasSubstr;

class TownTables : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  static TownDescription town() {
    TownDescription town = testing_towns::hamlet();
    NeighbourhoodDescription more = testing_towns::square("more", 141000, 511000, 500, 300);
    more.name = "Gehucht \"de Hoek\", oost";
    more.character = "na de oorlog; laagbouw";
    more.inhabitants_by_age = {100, 80, 200, 180, 90};
    more.boundary.push_back({{141600, 511000}, {141600, 511100}, {141700, 511100.5}});
    more.tight_income_share = 0.125;
    town.neighbourhoods.push_back(more);
    town.places[0].thresholds.money = 0.25;
    town.places[0].gathering = Gathering::fixed;
    town.provenance = {{"households", "900", "counted; by hand"}};
    return town;
  }
  std::string text_of(const std::string& name) const {
    std::ifstream stream(folder / name, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
  }
  void put_text(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
  }
  void replace_in(const std::string& name, const std::string& old, const std::string& now) const {
    std::string text = text_of(name);
    const std::size_t at = text.find(old);
    ASSERT_NE(at, std::string::npos) << old << " is not in\n" << text;
    put_text(name, text.replace(at, old.size(), now));
  }
  std::string mistakes() const {
    Problems problems;
    (void)read_town(folder / "town.yaml", problems);
    return problems.report();
  }
  /// What is wrong when a table is edited so; it is put back after.
  std::string mistakes_with(const std::string& name, const std::string& old, const std::string& now) const {
    const std::string before = text_of(name);
    replace_in(name, old, now);
    const std::string found = mistakes();
    put_text(name, before);
    return found;
  }

  // Tests run side by side: each in a folder of its own.
  std::filesystem::path folder =
      std::filesystem::path(::testing::TempDir()) /
      (std::string("weefsel_town_tables_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(TownTables, GiveTheSameTownInEitherStyle) {
  for (const TableStyle style : {TableStyle::plain, TableStyle::dutch}) {
    write_town(town(), folder / "town.yaml", style);
    for (const char* name : {"town/neighbourhoods.csv", "town/places.csv", "town/provenance.csv"})
      EXPECT_TRUE(std::filesystem::exists(folder / name)) << name;
    EXPECT_EQ(town_text(read_town(folder / "town.yaml")), town_text(town()));
  }
  EXPECT_THAT(text_of("town/neighbourhoods.csv"),
              AllOf(HasSubstr("0,125;"), HasSubstr(";MULTIPOLYGON(((141000 511000,")));
  EXPECT_THAT(text_of("town.yaml"), HasSubstr("town/neighbourhoods.csv"));
}

TEST_F(TownTables, AreEditedByHand) {
  write_town(town(), folder / "town.yaml");
  replace_in("town/neighbourhoods.csv", "ham,ham,,600,", "ham,ham,,650,");
  EXPECT_EQ(read_town(folder / "town.yaml").neighbourhoods[0].households, 650);
}

TEST_F(TownTables, TellMistakesWithLineAndColumn) {
  write_town(town(), folder / "town.yaml");
  const std::string table = "town/neighbourhoods.csv";
  EXPECT_EQ(mistakes(), "");
  EXPECT_THAT(mistakes_with(table, ",0.125,", ",1.25,"),
              AllOf(HasSubstr("neighbourhoods.csv:3:"), HasSubstr("neighbourhoods[1].tight_income_share"),
                    HasSubstr("range 0 to 1")));
  EXPECT_THAT(mistakes_with(table, "tight_income_share", "tight_incme_share"),
              AllOf(HasSubstr("neighbourhoods.csv:1:"), HasSubstr("did you mean \"tight_income_share\"")));
  EXPECT_THAT(mistakes_with(table, "MULTIPOLYGON(((", "MULTIPOLYGON(("), HasSubstr("in WKT"));
  EXPECT_THAT(mistakes_with("town/places.csv", "primary_school", "primary_skool"),
              AllOf(HasSubstr("places.csv:2:2"), HasSubstr("primary_school")));
  std::filesystem::remove(folder / "town/places.csv");
  EXPECT_THAT(mistakes(), AllOf(HasSubstr("places.csv"), HasSubstr("there is no such file")));
}

TEST_F(TownTables, RefuseGapsAndPeopleWhoCannotLiveThere) {
  write_town(town(), folder / "town.yaml");
  const std::string table = "town/neighbourhoods.csv";
  EXPECT_THAT(mistakes_with(table, ",0.75,0.25,", ",,1,"),
              AllOf(HasSubstr("community_2"), HasSubstr("a column before it")));
  EXPECT_THAT(mistakes_with(table, ",300,100,80,", ",3,100,80,"),
              HasSubstr("650 people in 3 households; at most 10 in each"));
  EXPECT_THAT(mistakes_with(table, ",300,100,80,", ",300.5,100,80,"),
              HasSubstr("300.5 is no whole number of households"));
}

TEST_F(TownTables, StandForNothingThatIsGivenInYamlToo) {
  write_town(town(), folder / "town.yaml");
  put_text("town.yaml", text_of("town.yaml") + "\nplaces:\n  - {id: a, kind: library, at: [140100, 511100]}\n");
  EXPECT_THAT(mistakes(), HasSubstr("given here and as a table (tables.places)"));
  put_text("town.yaml", "name: Leeg\ntables: {}\n");
  EXPECT_THAT(mistakes(), HasSubstr("neighbourhoods"));
}

}  // namespace
}  // namespace weefsel
