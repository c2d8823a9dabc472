// Importing a municipality: what is read, what is filled in, and where things come to lie.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

#include "fixtures.hpp"
#include "population/boundary.hpp"
#include "population/write_town.hpp"
#include "town_import/geo_file.hpp"
#include "town_import/import_town.hpp"
#include "town_import/read_places.hpp"
#include "town_import/read_schools.hpp"
#include "town_import/spread.hpp"

namespace weefsel {
namespace {
using ::testing::HasSubstr;
using Import = ImportTest;

const PlaceDescription* find(const TownDescription& town, const std::string& id) {
  for (const auto& place : town.places) {
    if (place.id == id) return &place;
  }
  return nullptr;
}

bool inside(const TownDescription& town, const PlaceDescription& place) {
  return std::any_of(town.neighbourhoods.begin(), town.neighbourhoods.end(), [&](const auto& n) {
    return distance_to(n, {place.x, place.y}) <= 100;
  });
}

int count(const TownDescription& town, PlaceKind kind) {
  return static_cast<int>(
      std::count_if(town.places.begin(), town.places.end(), [&](const auto& place) { return place.kind == kind; }));
}

std::string provenance_of(const TownDescription& town, const std::string& what) {
  std::string text;
  for (const auto& line : town.provenance) {
    if (line.what == what) text += line.value + " | " + line.source + "\n";
  }
  return text;
}

TEST(Coordinates, AreRdNewAtItsOrigin) {
  // The tower of Amersfoort is (155000, 463000); Kadaster gives its WGS84 coordinates.
  const auto point = rd_new_of(5.38720621, 52.15517440);
  ASSERT_TRUE(point);
  EXPECT_NEAR(point->x, 155000, 2);
  EXPECT_NEAR(point->y, 463000, 2);
  EXPECT_FALSE(rd_new_of(52.15517440, 5.38720621));  // swapped
}

TEST_F(Import, ReadsNeighbourhoodsOnLandWithPeople) {
  const auto file = write("buurten.geojson", collection(weverdam_features()));
  const TownDescription town = import_town(asking(file, {}, {}, {}, {})).town;
  EXPECT_EQ(town.name, "Weverdam");
  EXPECT_EQ(town.municipality_code, "GM9901");
  EXPECT_FALSE(town.fictional);
  ASSERT_EQ(town.neighbourhoods.size(), 3U);
  const NeighbourhoodDescription &south = town.neighbourhoods[0], &corner = town.neighbourhoods[2];
  EXPECT_EQ(south.code, "BU99010000");
  EXPECT_EQ(south.name, "Zuid");
  EXPECT_EQ(south.households, 1000);
  EXPECT_EQ(south.single_person_share, 0.5);
  EXPECT_EQ(south.with_children_share, 0.17);  // 85% of those that CBS counts
  // 0.01 degrees of longitude at 52.58 degrees north is 677 m, 0.006 of latitude 668 m; corners are in whole metres,
  // which is up to a metre on each side: 0.3% of the area.
  EXPECT_NEAR(area_of(south), 677.0 * 668.0, 0.003 * 677 * 668);
  // Means weighted by households: (1000 * 0.17 + 600 * 0.34) / 1600.
  EXPECT_EQ(corner.with_children_share, 0.234);
  EXPECT_THAT(provenance_of(town, "neighbourhoods[BU99010002].with_children_share"),
              HasSubstr("mean of the municipality"));
  EXPECT_THAT(provenance_of(town, "neighbourhoods[BU99010002]"), HasSubstr("fewer than 10 households"));
  EXPECT_THAT(provenance_of(town, "neighbourhoods[BU99010003]"), HasSubstr("nobody lives there"));
  EXPECT_EQ(south.tight_income_share, NeighbourhoodDescription{}.tight_income_share);
  EXPECT_THAT(provenance_of(town, "neighbourhoods.tight_income_share"),
              HasSubstr("0.131 (all) | not in the data: national level"));
  EXPECT_NO_THROW(check_town(town, "town.yaml"));
}

TEST_F(Import, CountsPeopleByAgeLessThoseWhomTheModelDoesNotHave) {
  auto features = weverdam_features();
  const std::string ages = "\"percentage_personen_25_tot_45_jaar\"";
  for (std::string& feature : features)
    if (const std::size_t at = feature.find(ages); at != std::string::npos)
      feature.insert(at, R"("percentage_personen_15_tot_25_jaar":10,)");
  const auto file = write("buurten.geojson", collection(features));
  const TownDescription town = import_town(asking(file)).town;
  // 2,000 people in 1,000 households: 20, 10, 30, 20 and 20 percent. In 30 households (15% of 200) with children who
  // are all grown up live 36 of these, 11 under 25 and 25 over.
  const std::array<double, 5> wanted = {400, 200 - 11, 600 - 25, 400, 400};
  EXPECT_EQ(town.neighbourhoods[0].inhabitants_by_age, wanted);
  EXPECT_THAT(provenance_of(town, "neighbourhoods.inhabitants_by_age"), HasSubstr("grown-up children"));
}

TEST_F(Import, MakesDoWithBoundariesAlone) {
  const auto file =
      write("bare.geojson", collection({neighbourhood("BU99010000", "Zuid", square(5.2, 52.58), R"("a":3)")}));
  const TownDescription town = import_town(asking(file)).town;
  EXPECT_EQ(town.neighbourhoods[0].households, 570);
  EXPECT_FALSE(town.neighbourhoods[0].gives_ages());
  EXPECT_THAT(provenance_of(town, "neighbourhoods.households"), HasSubstr("national mean"));
}

TEST_F(Import, SpreadsTightIncomeByTheShareNearTheMinimum) {
  auto features = weverdam_features();
  const std::string unknown = "sociaal_minimum\":-99995.0";
  features[0].replace(features[0].find(unknown), unknown.size(), "sociaal_minimum\":5");
  features[1].replace(features[1].find(unknown), unknown.size(), "sociaal_minimum\":15");
  const TownDescription town = import_town(asking(write("b.geojson", collection(features)), {}, {}, {}, {})).town;
  // Mean over 600 x 0.34 and 1000 x 0.17 families.
  const double mean = (5 * 204 + 15 * 170) / 374.0;
  EXPECT_NEAR(town.neighbourhoods[0].tight_income_share, 0.131 * 15 / mean, 0.0006);
  EXPECT_NEAR(town.neighbourhoods[1].tight_income_share, 0.131 * 5 / mean, 0.0006);
  EXPECT_NEAR(town.neighbourhoods[2].tight_income_share, 0.131, 0.0011);
}

TEST_F(Import, TakesMetresForRdNewAndDegreesForWgs84) {
  const auto town_at = [&](const std::string& name, const std::string& corners) {
    return import_town(asking(write(name, collection({neighbourhood("BU99010000", "Zuid", corners,
                                                                    figures("1000", "50", "20", "9901"))})),
                              {}, {}, {}, {}))
        .town;
  };
  const TownDescription metres =
      town_at("rd.geojson", "[[[143000,508000],[143700,508000],[143700,508700],[143000,508700],[143000,508000]]]");
  EXPECT_EQ(metres.neighbourhoods[0].boundary[0].size(), 4U);
  EXPECT_EQ(area_of(metres.neighbourhoods[0]), 490000);
  EXPECT_THAT(provenance_of(metres, "boundaries"), HasSubstr("metres (RD New)"));
  const TownDescription degrees = town_at("wgs.geojson", square(5.2, 52.58));
  EXPECT_THAT(provenance_of(degrees, "boundaries"), HasSubstr("degrees"));
  EXPECT_EQ(distance_to(degrees.neighbourhoods[0], {142651, 510618}), 0);  // its middle, by PROJ's own command
}

TEST_F(Import, ChoosesTheMunicipality) {
  auto features = weverdam_features();
  features.push_back(
      neighbourhood("BU99020000", "Elders", square(5.3, 52.6), figures("10", "50", "20", "9905"), "Elders"));
  const auto file = write("b.geojson", collection(features));
  for (const char* name : {"GM9902", "gm9902", "9902", "Elders", "elders"}) {
    EXPECT_EQ(import_town(asking(file, {}, {}, {}, name)).town.municipality_code, "GM9902") << name;
  }
}

TEST_F(Import, PlacesSchoolsByPostcode) {
  const auto buurten = write("b.geojson", collection(weverdam_features()));
  const auto duo = write("duo.csv", duo_schools());
  const auto postcodes = write("pc.csv", "id,postcode,woonplaats,latitude,longitude\n1,9901,Weverdam,52.583,5.205\n");
  const TownDescription town = import_town(asking(buurten, {duo}, {}, postcodes, {})).town;
  EXPECT_EQ(count(town, PlaceKind::primary_school), 3);
  const PlaceDescription *first = find(town, "school_99aa00"), *second = find(town, "school_99ab00"),
                         *third = find(town, "school_99ac00");
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(first->name, "Andr\xC3\xA9school");
  EXPECT_EQ(third->name, "De Klos; Noord");
  const auto centroid = rd_new_of(5.205, 52.583);
  EXPECT_EQ(first->x, centroid->x);
  EXPECT_EQ(first->y, centroid->y);
  EXPECT_GT(std::hypot(second->x - first->x, second->y - first->y), 50);
  // 9902 has no centroid here, but is the commonest postcode of Noord.
  EXPECT_EQ(distance_to(town.neighbourhoods[1], {third->x, third->y}), 0);
  for (const PlaceDescription* school : {first, second, third}) EXPECT_TRUE(inside(town, *school)) << school->id;
}

TEST_F(Import, ReadsSchoolsInAnySeparatorAndEncoding) {
  const auto buurten = write("b.geojson", collection(weverdam_features()));
  const auto names = [&](const std::string& file, const std::string& text) {
    std::map<std::string, std::string> result;
    for (const auto& place : import_town(asking(buurten, {write(file, text)}, {}, {}, {})).town.places) {
      if (place.kind == PlaceKind::primary_school) result[place.id] = place.name;
    }
    return result;
  };
  const auto semicolons = names("old.csv", duo_schools());
  EXPECT_EQ(semicolons.at("school_99ab00"), "De Twee\xC3\xABnling");
  EXPECT_EQ(names("windows.csv", duo_schools(";", "\xE9")), semicolons);
  EXPECT_EQ(names("new.csv", "\xEF\xBB\xBF" + duo_schools(",")), semicolons);
}

TEST_F(Import, ReadsPlacesFromOpenStreetMap) {
  const auto node = [](const std::string& tags, double lon, double lat) {
    return R"({"type":"Feature","properties":{)" + tags + R"(},"geometry":{"type":"Point","coordinates":[)" +
           std::to_string(lon) + "," + std::to_string(lat) + "]}}";
  };
  const auto osm = write("osm.geojson",
                         collection({node(R"("@id":"node/1","leisure":"playground")", 5.202, 52.582),
                                     node(R"("@id":"node/2","leisure":"playground","name":"Weefplein")", 5.208, 52.584),
                                     node(R"("@id":"node/3","leisure":"playground")", 5.2081, 52.5841),  // the same
                                     node(R"("@id":"node/4","leisure":"playground")", 5.4, 52.58),       // far away
                                     node(R"("@id":"node/5","amenity":"bench")", 5.202, 52.582),
                                     R"({"type":"Feature","properties":{"@id":"way/6","amenity":"library"},)"
                                     R"("geometry":{"type":"Polygon","coordinates":)" +
                                         square(5.2, 52.59) + "}}"}));
  const auto buurten = write("b.geojson", collection(weverdam_features()));
  const TownDescription town = import_town(asking(buurten, {}, {osm}, {}, {})).town;
  EXPECT_EQ(count(town, PlaceKind::playground), 2);
  EXPECT_EQ(count(town, PlaceKind::library), 1);
  ASSERT_TRUE(find(town, "playground_node_1"));
  EXPECT_EQ(find(town, "playground_node_1")->name, "Speelplaats Zuid");
  EXPECT_EQ(find(town, "playground_node_2")->name, "Weefplein");
  ASSERT_TRUE(find(town, "library_way_6"));
  EXPECT_EQ(distance_to(town.neighbourhoods[1], {find(town, "library_way_6")->x, find(town, "library_way_6")->y}), 0);
}

TEST_F(Import, FillsInPlacesThatTheDataLackAndSaysSo) {
  const auto file = write("b.geojson", collection(weverdam_features()));
  const ImportedTown imported = import_town(asking(file, {}, {}, {}, {}));
  for (std::size_t k = 0; k < place_kind_count; ++k) {
    const auto kind = static_cast<PlaceKind>(k);
    EXPECT_EQ(count(imported.town, kind) > 0, kind != PlaceKind::parent_child_cafe) << place_kind_names[k];
    EXPECT_THAT(provenance_of(imported.town, "places: " + std::string(place_kind_names[k])),
                HasSubstr("not in the data: "));
  }
  for (const auto& place : imported.town.places) {
    if (place.kind == PlaceKind::online_group) continue;
    EXPECT_TRUE(inside(imported.town, place)) << place.id;
  }
  EXPECT_FALSE(imported.filled_in.empty());
}

TEST_F(Import, GivesTheSameTownWhateverTheOrderOfTheFile) {
  auto features = weverdam_features();
  const std::string one = town_text(import_town(asking(write("b.geojson", collection(features)))).town);
  std::reverse(features.begin(), features.end());
  EXPECT_EQ(town_text(import_town(asking(write("b.geojson", collection(features)))).town), one);
}

TEST(Spread, StaysInsideAndApart) {
  NeighbourhoodDescription triangle;
  triangle.boundary = {{{0, 0}, {1000, 0}, {0, 1000}}};
  std::vector<Point> points;
  for (std::size_t i = 0; i < 20; ++i) {
    const Point point = spread_inside(triangle, i);
    EXPECT_EQ(distance_to(triangle, point), 0);
    for (const Point& other : points) EXPECT_GT(std::hypot(point.x - other.x, point.y - other.y), 20);
    points.push_back(point);
  }
}

}  // namespace
}  // namespace weefsel
