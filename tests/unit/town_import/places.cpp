// Places from OpenStreetMap in three forms and from a list that somebody made.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "fixtures.hpp"
#include "population/boundary.hpp"
#include "town_import/neighbourhood_map.hpp"
#include "town_import/read_places.hpp"
#include "town_import/typical_places.hpp"
#include "weverdam.hpp"

namespace weefsel {
namespace {
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// An answer of the Overpass API.
std::string overpass(const std::vector<std::string>& elements, const std::string& after = "") {
  std::string text =
      R"({"version":0.6,"generator":"Overpass API","osm3s":{"timestamp_osm_base":"2026-01-01T00:00:00Z"},"elements":[)";
  for (std::size_t i = 0; i < elements.size(); ++i) text += (i > 0 ? ",\n" : "\n") + elements[i];
  return text + "]" + after + "}";
}

std::string node(int id, double lat, double lon, const std::string& tags) {
  return R"({"type":"node","id":)" + std::to_string(id) + R"(,"lat":)" + std::to_string(lat) + R"(,"lon":)" +
         std::to_string(lon) + R"(,"tags":{)" + tags + "}}";
}

std::string feature(const std::string& tags, double lat, double lon) {
  return R"({"type":"Feature","properties":{)" + tags + R"(},"geometry":{"type":"Point","coordinates":[)" +
         std::to_string(lon) + "," + std::to_string(lat) + "]}}";
}

const std::string playground = R"("leisure":"playground")";

class Places : public ImportTest {
 protected:
  std::vector<PlaceDescription> read(const std::string& name, const std::string& text) {
    return read_places(write(name, text), weverdam(), filled);
  }
  std::string mistake(const std::string& name, const std::string& text) {
    return mistake_of([&] { (void)read(name, text); });
  }
  Filled filled;
};

TEST_F(Places, AreTheSameFromOverpassAndGeoJson) {
  const std::string library = R"("amenity":"library","name":"De Waaier")";
  const auto raw = read("a.json", overpass({node(1, 52.582, 5.202, playground), node(2, 52.593, 5.205, library)}));
  ASSERT_THAT(ids_of(raw), ElementsAre("playground_node_1", "library_node_2"));
  EXPECT_EQ(raw[0].name, "Speelplaats Zuid");
  EXPECT_EQ(raw[1].name, "De Waaier");
  EXPECT_EQ((Point{raw[1].x, raw[1].y}), *rd_new_of(5.205, 52.593));
  EXPECT_EQ(raw[1].capacity, typical_place(PlaceKind::library).capacity);
  EXPECT_EQ(raw[1].source, "OpenStreetMap");
  const auto geo = read("b.json", collection({feature(R"("@id":"node/1",)" + playground, 52.582, 5.202),
                                              feature(R"("@id":"node/2",)" + library, 52.593, 5.205)}));
  EXPECT_EQ(geo, raw);
  EXPECT_THAT(provenance(filled, "places: library"),
              AllOf(HasSubstr("1 | © OpenStreetMap contributors (a.json), ODbL 1.0; degrees"), HasSubstr("(b.json)")));
}

TEST_F(Places, OfOverpassHaveAPointOrACentreOrBounds) {
  const auto places = read(
      "o.json",
      overpass(
          {node(1, 52.582, 5.202, playground),
           R"({"type":"way","id":2,"center":{"lat":52.583,"lon":5.205},"nodes":[1,2],"tags":{"amenity":"library"}})",
           R"({"type":"relation","id":3,"bounds":{"minlat":52.592,"minlon":5.204,"maxlat":52.594,"maxlon":5.206},)"
           R"("members":[{"type":"way","ref":2,"tags":{"leisure":"playground"}}],"tags":{"amenity":"cafe"}})",
           R"({"type":"way","id":4,"nodes":[7,8],"tags":{"amenity":"library"}})",
           R"({"type":"node","id":5,"lat":52.583,"lon":5.205})",
           R"({"type":"node","id":6,"lat":"52.583","lon":null,"tags":{"amenity":"cafe","name":3}})"}));
  ASSERT_THAT(ids_of(places), ElementsAre("playground_node_1", "library_way_2", "cafe_or_market_relation_3"));
  EXPECT_EQ((Point{places[1].x, places[1].y}), *rd_new_of(5.205, 52.583));
  EXPECT_NEAR(std::hypot(places[2].x - rd_new_of(5.205, 52.593)->x, places[2].y - rd_new_of(5.205, 52.593)->y), 0, 2);
  EXPECT_THAT(provenance(filled, "places: without a point"), AllOf(HasSubstr("2 left out"), HasSubstr("out center")));
}

TEST_F(Places, OfOverpassOutsideTheEarthAreSkipped) {
  EXPECT_EQ(read("o.json", overpass({R"({"type":"node","id":1,"lat":1e300,"lon":-1e300,"tags":{"amenity":"cafe"}})",
                                     node(2, 52.582, 5.202, playground)}))
                .size(),
            1U);
  EXPECT_EQ(provenance(filled, "places: without a point"), "");
}

TEST_F(Places, OfOverpassWithoutAnyPointAskForCentres) {
  EXPECT_THAT(mistake("o.json", overpass({R"({"type":"way","id":4,"nodes":[7,8],"tags":{"amenity":"library"}})",
                                          node(5, 52.583, 5.205, R"("amenity":"bench")")})),
              AllOf(HasSubstr("none of the 1 elements"), HasSubstr("`out center`")));
}

TEST_F(Places, OfOverpassThatAreCutShortOrDamagedAreRefused) {
  const std::string whole = overpass({node(1, 52.582, 5.202, playground), node(2, 52.593, 5.205, playground)});
  EXPECT_EQ(read("whole.json", whole).size(), 2U);
  for (const std::size_t part : {whole.size() / 2, whole.size() - 1, whole.size() - 40}) {
    EXPECT_THAT(mistake("cut.json", whole.substr(0, part)), HasSubstr("damaged or cut short at byte")) << part;
  }
  EXPECT_THAT(mistake("more.json", whole + "}"), HasSubstr("damaged or cut short"));
  EXPECT_THAT(mistake("large.json", R"({"elements":[{"type":"node","lat":1e999,"tags":{"a":"b"}}]})"),
              HasSubstr("a number that is too large"));
  EXPECT_THAT(mistake("late.json", overpass({node(1, 52.582, 5.202, playground)},
                                            R"(,"remark":"runtime error: Query timed out in \"query\" at line 1")")),
              AllOf(HasSubstr("did not finish"), HasSubstr("timed out")));
  EXPECT_THAT(mistake("none.json", R"({"osm3s":{},"elements":{}})"), HasSubstr("without a list of elements"));
}

TEST_F(Places, OfOtherFormsAreRefusedWithAReason) {
  EXPECT_THAT(mistake("a.json", ""), HasSubstr("an empty file"));
  EXPECT_THAT(mistake("a.json", R"({"hello":1})"), HasSubstr("JSON that is no GeoJSON"));
  EXPECT_THAT(mistake("a.html", "<!DOCTYPE html><html>404"), HasSubstr("a web page"));
  EXPECT_THAT(mistake("a.gpkg", "SQLite format 3"), HasSubstr("damaged, or has no features"));
  EXPECT_THAT(mistake("a.csv", duo_schools()), AllOf(HasSubstr("no column name"), HasSubstr("name, kind, lat, lon")));
  EXPECT_THAT(mistake_of([&] { (void)read_places(folder / "none.json", weverdam(), filled); }),
              HasSubstr("no such file"));
  EXPECT_THAT(mistake_of([&] { (void)read_places(folder, weverdam(), filled); }), HasSubstr("a folder or a device"));
}

TEST_F(Places, ThatAreNotThereAreCounted) {
  const std::string bench = node(1, 52.582, 5.202, R"("amenity":"bench")");
  EXPECT_THAT(mistake("o.json", overpass({bench, node(2, 52.1, 5.2, playground)})),
              HasSubstr("no place for GM9901 Weverdam: of 2 features, 1 have a tag"));
  const std::string without_tags = R"({"type":"node","id":3,"lat":52.58,"lon":5.2,"tags":{}})";
  EXPECT_THAT(mistake("o.json", overpass({bench, without_tags})), HasSubstr("of 1 features, 0 have a tag"));
  EXPECT_THAT(mistake("o.json", overpass({})), HasSubstr("of 0 features"));
  EXPECT_THAT(mistake("g.json", collection({feature(playground, 52.1, 5.2)})), HasSubstr("1 have a tag"));
  EXPECT_THAT(mistake("t.csv", "name,kind,lat,lon\nx,library,52.1,5.2\n"), HasSubstr("of 1 rows, none lies"));
}

TEST_F(Places, OfAListThatSomebodyMade) {
  const auto places = read("list.csv",
                           "name;kind;lat;lon;capacity;hours_per_week\n"
                           "De Waaier;library;52,583;5,205;120;20,5\n"
                           ";community_centre;52,593;5,205;;\n"
                           ";;;;;\n"
                           "Ouders van Weverdam;online_group;;;500;\n"
                           "Elders;library;52,1;5,2;;\n"
                           "Speeltuin;playground;52,583;5,205;;\n"
                           "Speeltuin;playground;52,593;5,205;;\n");
  ASSERT_EQ(places.size(), 5U);
  EXPECT_EQ(places[0].id, "library_De_Waaier");
  EXPECT_EQ(places[0].capacity, 120);
  EXPECT_EQ(places[0].hours_per_week, 20.5);
  EXPECT_EQ((Point{places[0].x, places[0].y}), *rd_new_of(5.205, 52.583));
  EXPECT_EQ(places[0].source, "own list (list.csv)");
  const Point north = *rd_new_of(5.205, 52.593);
  const std::string there = std::to_string(static_cast<int>(north.x)) + "_" + std::to_string(static_cast<int>(north.y));
  EXPECT_EQ(places[1].id, "community_centre_" + there);
  EXPECT_EQ(places[1].name, "Buurthuis Noord");
  EXPECT_EQ(places[1].capacity, typical_place(PlaceKind::community_centre).capacity);
  EXPECT_EQ(places[2].id, "online_group_Ouders_van_Weverdam");
  EXPECT_EQ(places[2].capacity, 500);
  EXPECT_EQ(places[2].x, 0);
  EXPECT_EQ(places[3].id, "playground_Speeltuin");
  EXPECT_EQ(places[4].id, "playground_" + there);
  EXPECT_THAT(provenance(filled, "places: playground"), HasSubstr("2 | own list (list.csv); degrees"));
}

TEST_F(Places, OfAListWithAMistakeNameTheRow) {
  const auto row = [&](const std::string& text) {
    return mistake("l.csv", "name,kind,lat,lon,capacity,hours_per_week\nA,library,52.583,5.205,,\n" + text + "\n");
  };
  EXPECT_THAT(row("B,libary,52.583,5.205,,"),
              AllOf(HasSubstr("row 3 (B): kind is \"libary\""), HasSubstr("expected one of childcare, primary_school"),
                    HasSubstr("online_group"), HasSubstr("did you mean \"library\"?")));
  EXPECT_THAT(row("B,zwembad,52.583,5.205,,"), AllOf(HasSubstr("kind is \"zwembad\""), Not(HasSubstr("did you mean"))));
  EXPECT_THAT(row("B,library,,5.205,,"), HasSubstr("row 3 (B): lat is \"\" and lon is \"5.205\"; expected degrees"));
  EXPECT_THAT(row("B,library,5.205,52.583,,"), HasSubstr("the two seem to be swapped"));
  EXPECT_THAT(row(",library,510618,142651,,"),
              AllOf(HasSubstr("row 3: lat"), HasSubstr("in the Netherlands"), Not(HasSubstr("swapped"))));
  EXPECT_THAT(row("B,library,52.583,5.205,-1,"), HasSubstr("capacity is \"-1\"; expected a number from 0 to 100000"));
  EXPECT_THAT(row("B,library,52.583,5.205,,169"),
              HasSubstr("hours_per_week is \"169\"; expected a number from 0 to 168"));
  EXPECT_THAT(mistake("l.csv", "name,kind,lat\nA,library,52.583\n"), HasSubstr("no column lon"));
  EXPECT_THAT(mistake("l.csv", "name,kind,lat,lon\nA,library,52.583,5.205\nB,libr"), Not(HasSubstr("no mistake")));
}

TEST_F(Places, AreMergedWhenOneOfTheSameKindIsNear) {
  // 0.0003 degrees of latitude are 33 m, 0.0006 are 67 m.
  const auto places = read(
      "o.json", overpass({node(1, 52.5820, 5.202, playground), node(2, 52.5823, 5.202, playground),
                          node(3, 52.5826, 5.202, playground), node(4, 52.5820, 5.202, R"("amenity":"library")")}));
  // The second goes into the first; the third is too far from that.
  EXPECT_THAT(ids_of(places), ElementsAre("playground_node_1", "playground_node_3", "library_node_4"));
}

TEST_F(Places, AreNotMergedAcrossTheCornersOfASquare) {
  // 45 m to the north and 44 m to the east: 63 m away.
  EXPECT_EQ(
      read("o.json", overpass({node(1, 52.582, 5.202, playground), node(2, 52.5824, 5.20265, playground)})).size(), 2U);
}

TEST_F(Places, ThatAreMergedKeepAName) {
  const auto places = read("o.json", overpass({node(1, 52.582, 5.202, playground),
                                               node(2, 52.582, 5.202, playground + R"(,"name":"Het Klimrek")"),
                                               node(3, 52.582, 5.202, playground + R"(,"name":"Anders")")}));
  ASSERT_THAT(ids_of(places), ElementsAre("playground_node_1"));
  EXPECT_EQ(places[0].name, "Het Klimrek");
}

TEST_F(Places, JustOutsideTheBoundaryCount) {
  // 0.001 degrees of longitude are 68 m, 0.002 are 135 m.
  const auto places =
      read("o.json", overpass({node(1, 52.582, 5.199, playground), node(2, 52.582, 5.198, playground)}));
  EXPECT_THAT(ids_of(places), ElementsAre("playground_node_1"));
  EXPECT_EQ(places[0].name, "Speelplaats Zuid");
}

TEST_F(Places, OfTheWholeCountryAreReadInSeconds) {
  std::vector<std::string> elements;
  for (int i = 0; i < 60000; ++i) {
    elements.push_back(node(i, 52.0 + 0.00001 * i, 5.0 + 0.00001 * ((i * 7919) % 60000), playground));
  }
  for (int i = 0; i < 20000; ++i) {
    elements.push_back(
        node(100000 + i, 52.58 + 0.000001 * (i % 6000), 5.20 + 0.000001 * ((i * 7919) % 10000), playground));
  }
  const auto start = std::chrono::steady_clock::now();
  const auto places = read("nl.json", overpass(elements));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  EXPECT_GT(places.size(), 100U);  // spots of 50 m
  EXPECT_LT(places.size(), 600U);
  EXPECT_LT(seconds.count(), 20);
}

TEST(NeighbourhoodMap, AgreesWithALookAtAllNeighbourhoods) {
  const ImportedMunicipality municipality = weverdam();
  const NeighbourhoodMap map(municipality);
  const Point south = municipality.neighbourhoods[0].description.boundary[0][0];
  for (double metres : {0.0, 100.0, 1000.0}) {
    for (int i = 0; i < 900; ++i) {
      const Point point{south.x - 500 + 60 * (i % 30), south.y - 500 + 120 * (i / 30)};
      const NeighbourhoodDescription* nearest = nullptr;
      for (const auto& n : municipality.neighbourhoods) {
        const double distance = distance_to(n.description, point);
        if (distance <= metres && (!nearest || distance < distance_to(*nearest, point))) nearest = &n.description;
      }
      EXPECT_EQ(map.at(point, metres), nearest) << point.x << ", " << point.y;
    }
  }
}

TEST(NeighbourhoodMap, GivesTheFirstOfThoseThatAreEquallyNear) {
  ImportedMunicipality municipality = weverdam();
  municipality.neighbourhoods.insert(municipality.neighbourhoods.begin(), municipality.neighbourhoods.front());
  const NeighbourhoodMap map(municipality);
  for (const double lon : {5.205, 5.199}) {  // inside, and some 70 m outside
    EXPECT_EQ(map.at(*rd_new_of(lon, 52.583), 100), &municipality.neighbourhoods.front().description);
  }
}

TEST(OpenStreetMapTags, KnowsWhereWhoMeets) {
  EXPECT_EQ(kind_of({"playground", "", "", "", "", ""}), PlaceKind::playground);
  EXPECT_EQ(kind_of({"sports_hall", "", "", "", "", ""}), PlaceKind::sports_club);
  EXPECT_EQ(kind_of({"", "library", "", "", "", ""}), PlaceKind::library);
  EXPECT_EQ(kind_of({"", "community_centre", "", "", "", ""}), PlaceKind::community_centre);
  EXPECT_EQ(kind_of({"", "community_centre", "", "", "", "juvenile"}), PlaceKind::youth_centre);
  EXPECT_EQ(kind_of({"", "kindergarten", "", "", "", ""}), PlaceKind::childcare);
  EXPECT_EQ(kind_of({"", "", "", "zoo", "petting_zoo", ""}), PlaceKind::childrens_farm);
  EXPECT_EQ(kind_of({"", "", "", "zoo", "", ""}), std::nullopt);
  EXPECT_EQ(kind_of({"pitch", "school", "", "", "", ""}), std::nullopt);
}

TEST(OpenStreetMapTags, MayHaveSeveralValues) {
  EXPECT_EQ(kind_of({"", "community_centre;library", "", "", "", ""}), PlaceKind::community_centre);
  EXPECT_EQ(kind_of({"", "bench; library", "", "", "", ""}), PlaceKind::library);
  EXPECT_EQ(kind_of({"pitch;playground", "", "", "", "", ""}), PlaceKind::playground);
  EXPECT_EQ(kind_of({"", "", "chess;scout", "", "", ""}), PlaceKind::youth_centre);
  EXPECT_EQ(kind_of({"", "youth_centre", "", "", "", ""}), PlaceKind::youth_centre);
  EXPECT_EQ(kind_of({"", "community_centre", "", "", "", "child;juvenile"}), PlaceKind::youth_centre);
  EXPECT_EQ(kind_of({"", "community_centre", "", "", "", "juvenile;senior"}), PlaceKind::community_centre);
  EXPECT_EQ(kind_of({"fitness_centre", "pub", "", "", "", ""}), std::nullopt);
}

TEST_F(Places, OfYoungstersComeFromEitherForm) {
  const std::string tags = R"("amenity":"community_centre","community_centre:for":"juvenile")";
  EXPECT_EQ(read("o.json", overpass({node(1, 52.582, 5.202, tags)}))[0].kind, PlaceKind::youth_centre);
  EXPECT_EQ(read("g.json", collection({feature(tags, 52.582, 5.202)}))[0].kind, PlaceKind::youth_centre);
}

}  // namespace
}  // namespace weefsel
