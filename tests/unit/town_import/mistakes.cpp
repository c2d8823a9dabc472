// What the importer says about files that it cannot use.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "base/errors.hpp"
#include "fixtures.hpp"
#include "town_import/import_town.hpp"

namespace weefsel {
namespace {
using ::testing::AllOf;
using ::testing::HasSubstr;

class ImportMistakes : public ImportTest {
 protected:
  static std::string message_of(const ImportRequest& request) {
    try {
      (void)import_town(request);
    } catch (const UserMistake& mistake) {
      return mistake.what();
    }
    return "no mistake was reported";
  }
  std::string about_neighbourhoods(const std::string& name, const std::string& text,
                                   const std::string& municipality = {}) {
    return message_of(asking(write(name, text), {}, {}, {}, municipality));
  }
  std::filesystem::path good() const { return write("good.geojson", collection(weverdam_features())); }
};

TEST_F(ImportMistakes, NamesWhatIsNoUsableFile) {
  EXPECT_THAT(message_of(asking(folder / "nowhere.geojson", {}, {}, {}, {})),
              AllOf(HasSubstr("no such file"), HasSubstr("expected GeoJSON or GeoPackage")));
  EXPECT_THAT(message_of(asking(folder, {}, {}, {}, {})), HasSubstr("a folder or a device"));
  EXPECT_THAT(about_neighbourhoods("a.geojson", ""), HasSubstr("found an empty file"));
  EXPECT_THAT(about_neighbourhoods("b.geojson", "hello"), HasSubstr("a file of an unknown format"));
  EXPECT_THAT(about_neighbourhoods("c.geojson", "<!DOCTYPE html><html>404"), HasSubstr("a web page"));
  EXPECT_THAT(about_neighbourhoods("d.json", R"({"version":0.6,"osm3s":{},"elements":[]})"),
              HasSubstr("raw Overpass JSON"));
  EXPECT_THAT(about_neighbourhoods("e.csv", duo_schools()), HasSubstr("a table (key figures are for --figures)"));
  EXPECT_THAT(about_neighbourhoods("f.gpkg", "SQLite format 3"), HasSubstr("damaged, or has no features"));
  EXPECT_THAT(about_neighbourhoods("g.xlsx", "PK\x03\x04 and so on"), HasSubstr("a zip or Excel file"));
}

TEST_F(ImportMistakes, RefusesAFileThatIsCutShort) {
  const std::string whole = collection(weverdam_features());
  for (const std::size_t part : {whole.size() / 3, whole.size() / 2, whole.size() - 3}) {
    EXPECT_THAT(about_neighbourhoods("cut.geojson", whole.substr(0, part)), HasSubstr("damaged or cut short")) << part;
  }
}

TEST_F(ImportMistakes, SaysWhatIsMissingInTheData) {
  EXPECT_THAT(about_neighbourhoods("none.geojson", collection({})), HasSubstr("has no features"));
  EXPECT_THAT(
      about_neighbourhoods("other.geojson", collection({R"({"type":"Feature","properties":{"KODE":"1","NAAM":"x"},)"
                                                        R"("geometry":{"type":"Polygon","coordinates":)" +
                                                        square(5.2, 52.58) + "}}"})),
      AllOf(HasSubstr("no attribute with CBS codes of neighbourhoods"), HasSubstr("found KODE, NAAM")));
  EXPECT_THAT(about_neighbourhoods("nobody.geojson",
                                   collection({neighbourhood("BU99010000", "Zuid", square(5.2, 52.58),
                                                             R"("aantal_inwoners":0,"aantal_huishoudens":-99997)")})),
              AllOf(HasSubstr("no neighbourhood of GM9901 Weverdam has inhabitants"), HasSubstr("aantal_huishoudens")));
  EXPECT_THAT(
      about_neighbourhoods("null.geojson", collection({R"({"type":"Feature","properties":{"buurtcode":"BU99010000"},)"
                                                       R"("geometry":null})"})),
      HasSubstr("has no geometry"));
  EXPECT_THAT(about_neighbourhoods("district.geojson",
                                   collection({neighbourhood("WK990100", "Wijk", square(5.2, 52.58), R"("a":1)")})),
              HasSubstr("has no neighbourhood (code BU…) of GM9901 on land"));
}

TEST_F(ImportMistakes, SaysWhatIsWrongWithAFigure) {
  const auto with = [&](const std::string& households, const std::string& one_person) {
    return about_neighbourhoods("b.geojson",
                                collection({neighbourhood("BU99010000", "Zuid", square(5.2, 52.58),
                                                          figures(households, one_person, "20", "9901"))}));
  };
  EXPECT_THAT(with("100", "340"),
              HasSubstr("BU99010000: percentage_eenpersoonshuishoudens is \"340\"; expected a percentage"));
  EXPECT_THAT(with("-12", "34"), HasSubstr("BU99010000: aantal_huishoudens is \"-12\"; expected a number, 0 or more"));
  EXPECT_THAT(with("\"veel\"", "34"), HasSubstr("aantal_huishoudens is \"veel\"; expected a number"));
}

TEST_F(ImportMistakes, NamesMunicipalitiesThatAreThere) {
  auto features = weverdam_features();
  EXPECT_THAT(about_neighbourhoods("one.geojson", collection(features), "GM0308"),
              HasSubstr("municipality \"GM0308\" is not in this file; found GM9901 Weverdam"));
  features.push_back(
      neighbourhood("BU99020000", "Elders", square(5.3, 52.6), figures("10", "50", "20", "9905"), "Elders"));
  EXPECT_THAT(about_neighbourhoods("two.geojson", collection(features)),
              HasSubstr("choose one with --municipality: GM9901 Weverdam, GM9902 Elders"));
  features.push_back(features.front());
  EXPECT_THAT(about_neighbourhoods("twice.geojson", collection(features), "GM9901"),
              HasSubstr("BU99010001 more than once"));
}

TEST_F(ImportMistakes, SeesSwappedCoordinates) {
  const auto at = [&](const std::string& corners) {
    return about_neighbourhoods(
        "b.geojson", collection({neighbourhood("BU99010000", "Zuid", corners, figures("100", "50", "20", "9901"))}));
  };
  EXPECT_THAT(at("[[[52.58,5.2],[52.59,5.2],[52.59,5.21],[52.58,5.2]]]"), HasSubstr("seem to be swapped"));
  EXPECT_THAT(at("[[[508000,143000],[508000,144000],[509000,144000],[508000,143000]]]"),
              HasSubstr("seem to be swapped"));
  EXPECT_THAT(at("[[[13.3,52.5],[13.4,52.5],[13.4,52.6],[13.3,52.5]]]"), HasSubstr("outside the Netherlands"));
}

TEST_F(ImportMistakes, SaysWhatIsWrongWithSchoolsPlacesAndPostcodes) {
  const auto schools = [&](const std::string& text) {
    return message_of(asking(good(), {write("s.csv", text)}, {}, {}, {}));
  };
  EXPECT_THAT(schools("NAAM;PLAATS\nx;y\n"), AllOf(HasSubstr("no column VESTIGINGSNUMMER"), HasSubstr("NAAM, PLAATS")));
  EXPECT_THAT(
      schools("VESTIGINGSNUMMER;VESTIGINGSNAAM;POSTCODE;GEMEENTENUMMER;GEMEENTENAAM\n1;x;1000 AA;0363;AMSTERDAM\n"),
      HasSubstr("has no school in GM9901 Weverdam; found schools in 0363 AMSTERDAM"));
  const auto postcodes = [&](const std::string& text) {
    return message_of(asking(good(), {}, {}, write("p.csv", text), {}));
  };
  EXPECT_THAT(postcodes("postcode,plaats\n1000,x\n"), HasSubstr("no column LATITUDE"));
  EXPECT_THAT(postcodes("postcode,latitude,longitude\n1000,5.2,52.58\n"), HasSubstr("swapped"));
  EXPECT_THAT(message_of(asking(good(), {}, {good()}, {}, {})), HasSubstr("of 5 features, 0 have a tag"));
}

TEST_F(ImportMistakes, EndTheProgramWithTwoAndLeaveNothing) {
  const std::string program = std::string(WEEFSEL_BINARY_DIR) + "/weefsel-town";
  if (!std::filesystem::exists(program)) GTEST_SKIP() << "weefsel-town is not built";
  const auto run = [&](const std::string& options) {
    const int status = std::system((program + " " + options + " >" + (folder / "said").string() + " 2>&1").c_str());
    return WEXITSTATUS(status);
  };
  const std::string town = (folder / "town.yaml").string(), file = good().string();
  EXPECT_EQ(run("import --neighbourhoods " + file + "x -o " + town), exit_user_mistake);
  EXPECT_EQ(run("import -o " + town), exit_user_mistake);
  EXPECT_EQ(run("imprt"), exit_user_mistake);
  EXPECT_EQ(run("--help"), exit_well);
  EXPECT_FALSE(std::filesystem::exists(town));
  EXPECT_EQ(run("import --neighbourhoods " + file + " -o " + (folder / "nowhere" / "town.yaml").string()), exit_system);
  EXPECT_EQ(run("import --neighbourhoods " + file + " -o " + town), exit_well);
  EXPECT_TRUE(std::filesystem::exists(town));
}

}  // namespace
}  // namespace weefsel
