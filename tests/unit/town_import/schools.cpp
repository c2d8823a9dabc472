// Schools from DUO's lists, and points for what has an address only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "fixtures.hpp"
#include "population/boundary.hpp"
#include "town_import/place_by_address.hpp"
#include "town_import/read_schools.hpp"
#include "weverdam.hpp"

namespace weefsel {
namespace {
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string header = "PROVINCIE;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;POSTCODE;GEMEENTENUMMER;GEMEENTENAAM";

std::string with_commas(std::string text) {
  std::replace(text.begin(), text.end(), ';', ',');
  return text;
}

class Schools : public ImportTest {
 protected:
  std::vector<PlaceDescription> read(const std::string& name, const std::string& text,
                                     const Postcodes& postcodes = {}) {
    return read_schools(write(name, text), weverdam(), postcodes, filled);
  }
  std::string mistake(const std::string& text) {
    return mistake_of([&] { (void)read("s.csv", text); });
  }
  Filled filled;
};

TEST_F(Schools, AreReadFromTheOldAndTheNewForm) {
  const std::string rows =
      "Flevoland;99AB;99AB00;Andr\xE9school;9901 AB;9901;WEVERDAM\n"
      "Flevoland;99AA;99AA01;De Klos;9902 AA;9901;WEVERDAM\n"
      "Flevoland;99AC;99AC00;Elders;9999 AA;0363;AMSTERDAM\n";
  const auto old_form = read("old.csv", header + "\n" + rows);
  ASSERT_THAT(ids_of(old_form), ElementsAre("school_99aa01", "school_99ab00"));
  EXPECT_EQ(old_form[1].name, "Andr\xC3\xA9school");
  EXPECT_EQ(old_form[1].kind, PlaceKind::primary_school);

  std::string now = with_commas(rows);
  now.replace(now.find('\xE9'), 1, "\xC3\xA9");
  const std::string new_header =
      "PROVINCIE,INSTELLINGSCODE,VESTIGINGSCODE,VESTIGINGSNAAM,POSTCODE,GEMEENTENUMMER,GEMEENTENAAM\n";
  EXPECT_EQ(read("new.csv", "\xEF\xBB\xBF" + new_header + now), old_form);
}

TEST_F(Schools, AreSecondaryWhereTheFileTellsTheirStructure) {
  const auto schools =
      read("vo.csv", header + ";ONDERWIJSSTRUCTUUR\nFlevoland;99VO;99VO00;Lyceum;9901 AB;9901;WEVERDAM;HAVO/VWO\n");
  ASSERT_EQ(schools.size(), 1U);
  EXPECT_EQ(schools[0].kind, PlaceKind::secondary_school);
  EXPECT_THAT(provenance(filled, "places: secondary_school"), HasSubstr("1 | DUO school locations (vo.csv)"));
}

TEST_F(Schools, HaveTheirPupilsAsCapacity) {
  for (const char* column : {"AANTAL LEERLINGEN", "Leerlingen", "TOTAAL"}) {
    const auto schools = read("pupils.csv", header + ";" + column +
                                                "\nFlevoland;99AB;99AB00;School;9901 AB;9901;WEVERDAM;312\n"
                                                "Flevoland;99AC;99AC00;Klein;9901 AB;9901;WEVERDAM;<5\n");
    ASSERT_EQ(schools.size(), 2U);
    EXPECT_EQ(schools[0].capacity, 312) << column;
    EXPECT_THAT(schools[0].source, HasSubstr("capacity: its pupils"));
    EXPECT_EQ(schools[1].capacity, 0);
    EXPECT_THAT(schools[1].source, Not(HasSubstr("capacity")));
    EXPECT_THAT(provenance(filled, "places: capacity of primary_school"),
                HasSubstr("1 of 2 by pupils | " + std::string(column) + " in DUO (pupils.csv)"));
  }
}

TEST_F(Schools, HaveNoCapacityWithoutPupils) {
  const auto schools = read("s.csv", header + "\nFlevoland;99AB;99AB00;School;9901 AB;9901;WEVERDAM\n");
  EXPECT_EQ(schools[0].capacity, 0);
  EXPECT_EQ(provenance(filled, "places: capacity of primary_school"), "");
}

TEST_F(Schools, WithSeveralRowsCountOnce) {
  const auto schools = read("pupils.csv", header +
                                              ";TOTAAL\nFlevoland;99AB;0;School;9901 AB;9901;WEVERDAM;100\n"
                                              "Flevoland;99AB;0;School;9901 AB;9901;WEVERDAM;20\n"
                                              "Flevoland;99AB;1;School;9901 AB;9901;WEVERDAM;40\n"
                                              "Flevoland;99AD;00;Leeg;9901 AB;9901;WEVERDAM;0\n");
  ASSERT_THAT(ids_of(schools), ElementsAre("school_99ab00", "school_99ab01"));
  EXPECT_EQ(schools[0].capacity, 120);
  EXPECT_EQ(schools[1].capacity, 40);
  EXPECT_THAT(provenance(filled, "places: primary_school"), HasSubstr("1 left out | it has no pupils"));
}

TEST_F(Schools, ThatCannotBeReadAreExplained) {
  EXPECT_THAT(mistake("NAAM;PLAATS\nx;y\n"), AllOf(HasSubstr("no column VESTIGINGSNUMMER"), HasSubstr("NAAM, PLAATS")));
  EXPECT_THAT(mistake(header + "\nNoord-Holland;1;100;x;1000 AA;0363;AMSTERDAM\nUtrecht;2;2;y;3500 AA;0344;UTRECHT\n"),
              HasSubstr("has no school in GM9901 Weverdam; found schools in 0344 UTRECHT, 0363 AMSTERDAM"));
  EXPECT_THAT(mistake(header + ";TOTAAL\nFlevoland;99AB;99AB00;School;9901 AB;9901;WEVERDAM;veel\n"),
              AllOf(HasSubstr("TOTAAL of location 99AB00 (School) is \"veel\""), HasSubstr("expected a number of")));
  EXPECT_THAT(mistake(header + ";TOTAAL\nFlevoland;99AB;99AB00;School;9901 AB;9901;WEVERDAM;0\n"),
              HasSubstr("none of the schools in GM9901 Weverdam has pupils"));
  EXPECT_THAT(mistake(header + "\n"), HasSubstr("has no rows"));
  EXPECT_THAT(mistake(""), HasSubstr("an empty file"));
  EXPECT_THAT(mistake(header + "\nFlevoland;99AB;99AB00;School;9901 AB;9901;WEVERDAM\nFlevoland;99AC;99"),
              HasSubstr("cut short"));
  EXPECT_THAT(mistake_of([&] { (void)read_schools(folder / "nowhere.csv", weverdam(), {}, filled); }),
              HasSubstr("no such file"));
}

TEST_F(Schools, ArePlacedByPostcode) {
  const Postcodes postcodes = {{"9901", *rd_new_of(5.205, 52.583)}};
  const auto schools = read("s.csv",
                            header +
                                "\nFlevoland;99AA;99AA00;A;9901 AB;9901;WEVERDAM\n"
                                "Flevoland;99AB;99AB00;B;9901 AC;9901;WEVERDAM\n"
                                "Flevoland;99AC;99AC00;C;9902 AC;9901;WEVERDAM\n"
                                "Flevoland;99AD;99AD00;D;;9901;WEVERDAM\n",
                            postcodes);
  ASSERT_EQ(schools.size(), 4U);
  EXPECT_EQ((Point{schools[0].x, schools[0].y}), postcodes.at("9901"));
  EXPECT_GT(std::hypot(schools[1].x - schools[0].x, schools[1].y - schools[0].y), 50);
  EXPECT_THAT(schools[1].source, HasSubstr("near the centroid of postcode 9901"));
  const NeighbourhoodDescription north = weverdam().neighbourhoods[1].description;
  EXPECT_EQ(distance_to(north, {schools[2].x, schools[2].y}), 0);
  EXPECT_THAT(schools[2].source, HasSubstr("in a neighbourhood with postcode 9902"));
  EXPECT_EQ(distance_to(north, {schools[3].x, schools[3].y}), 0);
  EXPECT_THAT(schools[3].source, HasSubstr("it has no postcode"));
  EXPECT_THAT(provenance(filled, "places: points of schools"), HasSubstr("4-digit postcode"));
}

TEST(PlaceByAddress, TakesTheNeighbourhoodsOfAPostcodeInTurn) {
  const ImportedMunicipality municipality = weverdam();
  const Postcodes none;
  PlaceByAddress addresses(municipality, none);
  std::vector<Point> points;
  for (int i = 0; i < 3; ++i) points.push_back(addresses.next("9902 AA").point);
  EXPECT_EQ(distance_to(municipality.neighbourhoods[1].description, points[0]), 0);  // most children
  EXPECT_EQ(distance_to(municipality.neighbourhoods[2].description, points[1]), 0);
  EXPECT_EQ(distance_to(municipality.neighbourhoods[1].description, points[2]), 0);
  EXPECT_NE(points[0], points[2]);
  const auto unknown = addresses.next("1234");
  EXPECT_EQ(distance_to(municipality.neighbourhoods[1].description, unknown.point), 0);
  EXPECT_THAT(unknown.how, HasSubstr("its postcode 1234 is not known"));
  EXPECT_THAT(addresses.in_words(), HasSubstr("commonest postcode"));
}

TEST(PlaceByAddress, StaysInTheMunicipality) {
  const ImportedMunicipality municipality = weverdam();
  const Postcodes postcodes = {{"9901", *rd_new_of(5.199, 52.583)}};  // some 70 m outside
  PlaceByAddress addresses(municipality, postcodes);
  for (int i = 0; i < 30; ++i) {
    const Point point = addresses.next("9901").point;
    double nearest = 1e9;
    for (const auto& n : municipality.neighbourhoods) nearest = std::min(nearest, distance_to(n.description, point));
    EXPECT_EQ(nearest, 0) << i;
  }
}

class PostcodeFile : public ImportTest {
 protected:
  Postcodes read(const std::string& text) const { return read_postcodes(write("p.csv", text)); }
};

TEST_F(PostcodeFile, PrefersAddressesToPostOfficeBoxes) {
  const auto postcodes = read(
      "id,postcode,latitude,longitude,soort\n1,9901,52.60,5.20,Postbus\n2,9901,52.58,5.20,Adres\n"
      "3,9901,52.59,5.20,Adres\n4,9902,52.59,5.20,Adres\n5,9902,52.60,5.20,Postbus\n6,9903,52.61,5.20,Postbus\n7,9903,"
      "52.62,5.20,Postbus\n");
  ASSERT_EQ(postcodes.size(), 3U);
  EXPECT_EQ(postcodes.at("9901"), *rd_new_of(5.20, 52.58));
  EXPECT_EQ(postcodes.at("9902"), *rd_new_of(5.20, 52.59));
  EXPECT_EQ(postcodes.at("9903"), *rd_new_of(5.20, 52.61));  // a box is better than nothing
}

TEST_F(PostcodeFile, MayHaveDecimalCommas) {
  EXPECT_EQ(read("PC4;LAT;LON\n9901;52,58;5,2\n").at("9901"), *rd_new_of(5.2, 52.58));
}

TEST_F(PostcodeFile, ThatCannotBeUsedIsExplained) {
  EXPECT_THAT(mistake_of([&] { (void)read("postcode,plaats\n1000,x\n"); }), HasSubstr("no column LATITUDE"));
  EXPECT_THAT(mistake_of([&] { (void)read("postcode,latitude,longitude\n1000,5.2,52.58\n"); }), HasSubstr("swapped"));
}

}  // namespace
}  // namespace weefsel
