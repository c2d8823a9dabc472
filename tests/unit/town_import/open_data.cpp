// The importer on real files, when the folder with open data lies beside the checkout (the project ships none of them).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/errors.hpp"
#include "fixtures.hpp"
#include "population/boundary.hpp"
#include "population/read_town.hpp"
#include "population/write_town.hpp"
#include "town_import/import_town.hpp"

namespace weefsel {
namespace {
using ::testing::HasSubstr;

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
    const TownDescription town =
        import_town(asking(baarn / "baarn_buurten.geojson",
                           {baarn / (std::string("duo_03-alle-vestigingen-bo_") + year + ".csv")},
                           {baarn / "osm_speeltuinen_esri-nl_rd.geojson"}, data / "national" / "4pp.csv", "Baarn"))
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
    EXPECT_NO_THROW(check_town(town, "baarn.yaml"));
  }
}

TEST_F(OpenData, UtrechtIsImportedFromFourYearsOfFigures) {
  const auto utrecht = data / "utrecht_GM0344";
  ImportRequest request;
  request.figures = {utrecht / "CBS-Utrecht-kwb-2023.xlsx", utrecht / "84583NED_2019_utrecht_22cols.csv",
                     utrecht / "85039NED_2021_utrecht_22cols.csv", utrecht / "CBS-Utrecht-kwb-2024.xlsx"};
  request.neighbourhoods = utrecht / "buurt_utrecht.geojson";
  request.distances = {utrecht / "Nabijheid_voorzieningen__buurt_2023_14102024_164034.csv",
                       utrecht / "Nabijheid_voorzieningen__buurt_2019_28092021_140430.csv"};
  request.schools = {utrecht / "duo_03-alle-vestigingen-bo_2021.csv"};
  request.places = {utrecht / "osm_speeltuinen_esri-nl_rd.geojson"};
  request.postcodes = data / "national" / "4pp.csv";
  const TownDescription town = import_town(request).town;
  EXPECT_EQ(town.name, "Utrecht");
  EXPECT_EQ(town.neighbourhoods.size(), 109U);  // 111, of which two without inhabitants
  EXPECT_EQ(count(town, PlaceKind::primary_school), 99);
  EXPECT_EQ(count(town, PlaceKind::library), 14);  // by distances alone
  double households = 0;
  for (const auto& n : town.neighbourhoods) {
    households += n.households;
    EXPECT_TRUE(n.gives_ages()) << n.code;
  }
  EXPECT_EQ(households, 193255);
  // The same figures as a Dutch spreadsheet saves them.
  request.figures[0] = utrecht / "DERIVED_kwb-2023_utrecht_excel-nl.csv";
  request.figures[3] = utrecht / "DERIVED_kwb-2024_utrecht_excel-nl.csv";
  const TownDescription by_csv = import_town(request).town;
  for (std::size_t i = 0; i < town.neighbourhoods.size(); ++i) {
    EXPECT_EQ(by_csv.neighbourhoods[i].inhabitants_by_age, town.neighbourhoods[i].inhabitants_by_age);
    EXPECT_EQ(by_csv.neighbourhoods[i].tight_income_share, town.neighbourhoods[i].tight_income_share);
  }
}

TEST_F(OpenData, AmsterdamIsImportedWithoutBoundaries) {
  const auto amsterdam = data / "amsterdam_GM0363";
  ImportRequest request;
  request.figures = {amsterdam / "84583NED_2019_amsterdam.csv", amsterdam / "85039NED_2021_amsterdam_22cols.csv",
                     amsterdam / "SES_WOA_scores_per_wijk_en_buurt_25042023_160857.csv"};
  request.schools = {amsterdam / "duo_03-alle-vestigingen-bo_2021.csv"};
  request.places = {amsterdam / "osm_speeltuinen_esri-nl_rd.geojson", amsterdam / "osm_overpass-turbo_tourism.geojson"};
  request.postcodes = data / "national" / "4pp.csv";
  const TownDescription town = import_town(request).town;
  EXPECT_EQ(town.neighbourhoods.size(), 448U);
  EXPECT_EQ(count(town, PlaceKind::primary_school), 201);
  for (std::size_t i = 0; i < town.neighbourhoods.size(); ++i) EXPECT_GT(area_of(town.neighbourhoods[i]), 0);
  // Boundaries of 2022 have other codes.
  request.neighbourhoods = amsterdam / "buurten_2022_cbscode.geojson";
  EXPECT_THROW((void)import_town(request), UserMistake);
  request = {};
  request.neighbourhoods = amsterdam / "buurten_2022_cbscode.geojson";
  EXPECT_EQ(import_town(request).town.neighbourhoods.size(), 518U);
}

TEST_F(OpenData, OtherFilesAreRefusedWithAReason) {
  const auto says = [](const ImportRequest& request) {
    try {
      (void)import_town(request);
    } catch (const UserMistake& mistake) {
      return std::string(mistake.what());
    }
    return std::string("no mistake was reported");
  };
  const auto as_figures = [](const std::filesystem::path& file) {
    ImportRequest request;
    request.figures = {file};
    return request;
  };
  const std::vector<std::pair<const char*, const char*>> boundaries = {
      {"utrecht_GM0344/buurt_utrecht.geojson", "no attribute with CBS codes"},
      {"utrecht_GM0344/wijk_utrecht.geojson", "no attribute with CBS codes"},
      {"utrecht_GM0344/CBS-Utrecht-kwb-2024.xlsx", "expected GeoJSON or GeoPackage"},
      {"national/overpass_api_grafheuvels_osm.json", "raw Overpass JSON"},
      {"baarn_GM0308/osm_speeltuinen_esri-nl_rd.geojson", "no attribute with CBS codes"},
      {"national/4pp.csv", "expected GeoJSON or GeoPackage"}};
  for (const auto& [name, words] : boundaries) EXPECT_THAT(says(asking(data / name)), HasSubstr(words)) << name;
  const std::vector<std::pair<const char*, const char*>> figures = {
      {"amsterdam_GM0363/Kerncijfers_wijken_en_buurten_2015.csv", "volgens tabelindeling"},
      {"amsterdam_GM0363/Nabijheid_voorzieningen__buurt_2021_10022023_162519.csv", "no column with codes"},
      {"national/4pp.csv", "no column that is used"},
      {"utrecht_GM0344/duo_03-alle-vestigingen-bo_2021.csv", "no column that is used"},
      {"baarn_GM0308/baarn_buurten.geojson", "GeoJSON"},
      {"docs/DERIVED_toelichting_kwb-2023.txt", "names no columns"}};
  for (const auto& [name, words] : figures) EXPECT_THAT(says(as_figures(data / name)), HasSubstr(words)) << name;
  ImportRequest districts = asking(data / "utrecht_GM0344/wijk_utrecht.geojson");
  districts.municipality = "0344";
  EXPECT_THAT(says(districts), HasSubstr("are these districts"));
  const auto buurten = baarn / "baarn_buurten.geojson";
  EXPECT_THAT(says(asking(buurten, {data / "utrecht_GM0344/duo_03-alle-vestigingen-bo_2019.csv"})),
              HasSubstr("no school in GM0308"));
  for (const char* places :
       {"amsterdam_GM0363/osm_overpass-turbo_tourism.geojson", "national/overpass_api_grafheuvels_osm.json"})
    EXPECT_THAT(says(asking(buurten, {}, {data / places})), HasSubstr("has no place")) << places;
}

}  // namespace
}  // namespace weefsel
