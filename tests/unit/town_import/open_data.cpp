// The importer on real files, when the folder with open data lies beside the checkout (the project ships none of them).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "base/errors.hpp"
#include "population/boundary.hpp"
#include "population/read_town.hpp"
#include "population/write_town.hpp"
#include "town_import/import_town.hpp"

namespace weefsel {
namespace {
const std::filesystem::path data = std::filesystem::path(WEEFSEL_SOURCE_DIR) / ".." / "shared" / "data";

class OpenData : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(data)) GTEST_SKIP() << "no folder with open data beside the checkout";
  }
  const std::filesystem::path baarn = data / "baarn_GM0308";
};

int count(const TownDescription& town, PlaceKind kind) {
  return static_cast<int>(
      std::count_if(town.places.begin(), town.places.end(), [&](const auto& place) { return place.kind == kind; }));
}

TEST_F(OpenData, BaarnIsImported) {
  for (const char* year : {"2019", "2021"}) {
    const TownDescription town = import_town({baarn / "baarn_buurten.geojson",
                                              {baarn / (std::string("duo_03-alle-vestigingen-bo_") + year + ".csv")},
                                              {baarn / "osm_speeltuinen_esri-nl_rd.geojson"},
                                              data / "national" / "4pp.csv",
                                              "Baarn"})
                                     .town;
    EXPECT_EQ(town.municipality_code, "GM0308");
    EXPECT_EQ(town.neighbourhoods.size(), 21U);
    EXPECT_EQ(count(town, PlaceKind::primary_school), 8);
    EXPECT_EQ(count(town, PlaceKind::playground), 11);
    double households = 0, area = 0;
    for (const auto& n : town.neighbourhoods) {
      households += n.households;
      area += area_of(n);
    }
    EXPECT_EQ(households, 11285);
    EXPECT_NEAR(area / 1e6, 33, 1);  // square kilometres
    const auto file = std::filesystem::path(::testing::TempDir()) / "weefsel_baarn.yaml";
    write_town(town, file);
    EXPECT_EQ(town_text(read_town(file)), town_text(town));
    std::filesystem::remove(file);
  }
}

TEST_F(OpenData, OtherFilesAreRefusedWithAReason) {
  for (const char* name : {"utrecht_GM0344/buurt_utrecht.geojson", "amsterdam_GM0363/buurten_2022_cbscode.geojson",
                           "utrecht_GM0344/CBS-Utrecht-kwb-2024.xlsx", "national/overpass_api_grafheuvels_osm.json",
                           "baarn_GM0308/osm_speeltuinen_esri-nl_rd.geojson", "national/4pp.csv"}) {
    EXPECT_THROW((void)import_town({data / name, {}, {}, {}, {}}), UserMistake) << name;
  }
  const auto buurten = baarn / "baarn_buurten.geojson";
  EXPECT_THROW((void)import_town({buurten, {data / "utrecht_GM0344/duo_03-alle-vestigingen-bo_2019.csv"}, {}, {}, {}}),
               UserMistake);
  EXPECT_THROW((void)import_town({buurten, {}, {data / "amsterdam_GM0363/osm_overpass-turbo_tourism.geojson"}, {}, {}}),
               UserMistake);
}

}  // namespace
}  // namespace weefsel
