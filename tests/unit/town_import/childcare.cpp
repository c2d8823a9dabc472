// Day care from the register of childcare. The project has no copy of it: these files follow its published columns.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixtures.hpp"
#include "population/boundary.hpp"
#include "town_import/read_childcare.hpp"
#include "weverdam.hpp"

namespace weefsel {
namespace {
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string header =
    "lrk_id;type_oko;actuele_naam_oko;aantal_kindplaatsen;status;inschrijfdatum;opvanglocatie_adres;"
    "opvanglocatie_postcode;opvanglocatie_woonplaats;cbs_code;verantwoordelijke_gemeente\n";

std::string row(const std::string& id, const std::string& type, const std::string& places,
                const std::string& code = "9901", const std::string& status = "Ingeschreven",
                const std::string& name = "De Klos") {
  return id + ";" + type + ";" + name + ";" + places + ";" + status + ";01-01-2020;Dam 1;9901AB;Weverdam;" + code +
         ";Weverdam\n";
}

class Childcare : public ImportTest {
 protected:
  std::vector<PlaceDescription> read(const std::string& text, const Postcodes& postcodes = {}) {
    return read_childcare(write("lrk.csv", text), weverdam(), postcodes, filled);
  }
  std::string mistake(const std::string& text) {
    return mistake_of([&] { (void)read(text); });
  }
  Filled filled;
};

TEST_F(Childcare, IsDayCareWithItsChildPlaces) {
  const Postcodes postcodes = {{"9901", *rd_new_of(5.205, 52.583)}};
  const auto places = read(
      header + row("222", "KDV", "0056") + row("111", "KDV", "16", "9901", "Ingeschreven", "Caf\xE9 Klein"), postcodes);
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(places[0].id, "childcare_111");
  EXPECT_EQ(places[0].name, "Caf\xC3\xA9 Klein");
  EXPECT_EQ(places[0].kind, PlaceKind::childcare);
  EXPECT_EQ(places[0].capacity, 16);
  EXPECT_EQ(places[1].capacity, 56);
  EXPECT_EQ((Point{places[0].x, places[0].y}), postcodes.at("9901"));
  EXPECT_EQ(distance_to(weverdam().neighbourhoods[0].description, {places[1].x, places[1].y}), 0);
  EXPECT_THAT(places[0].source,
              AllOf(HasSubstr("LRK"), HasSubstr("capacity: its child places"), HasSubstr("centroid of postcode 9901")));
  EXPECT_THAT(
      provenance(filled, "places: childcare"),
      AllOf(HasSubstr("2 | LRK register (lrk.csv)"), HasSubstr("children under 4"), Not(HasSubstr("left out"))));
  EXPECT_THAT(provenance(filled, "places: points of childcare"), HasSubstr("LRK has no coordinates"));
}

TEST_F(Childcare, LeavesOutWhatIsNoPlaceForYoungChildrenAndCountsIt) {
  const auto places = read(header + row("1", "KDV", "20") + row("2", "BSO", "30") + row("3", "bso", "30") +
                           row("4", "VGO", "6") + row("5", "GO", "") + row("6", "KDV", "20", "9901", "Uitgeschreven") +
                           row("7", "KDV", "0") + row("8", "PSZ", "16") + row("9", "BSO", "30", "0363"));
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].id, "childcare_1");
  const std::string left_out = provenance(filled, "places: childcare");
  EXPECT_THAT(left_out, HasSubstr("2 out-of-school care (BSO)"));
  EXPECT_THAT(left_out, HasSubstr("1 care in private homes (VGO)"));
  EXPECT_THAT(left_out, HasSubstr("1 agencies"));
  EXPECT_THAT(left_out, HasSubstr("1 no longer registered"));
  EXPECT_THAT(left_out, HasSubstr("1 day care without child places"));
  EXPECT_THAT(left_out, HasSubstr("1 of type \"PSZ\""));
}

TEST_F(Childcare, KnowsItsMunicipalityHoweverTheCodeIsWritten) {
  for (const char* code : {"9901", "GM9901", "gm9901", "09901", ""}) {
    EXPECT_EQ(read(header + row("1", "KDV", "20", code)).size(), 1U) << code;
  }
  // The code goes before the name, which here is Weverdam all the same.
  EXPECT_EQ(read(header + row("1", "KDV", "20") + row("2", "KDV", "20", "990")).size(), 1U);
  const std::string by_name =
      "lrk_id;type_oko;actuele_naam_oko;aantal_kindplaatsen;opvanglocatie_postcode;verantwoordelijke_gemeente\n"
      "1;KDV;De Klos;20;9901AB;Weverdam\n2;KDV;Ver weg;20;1000AA;Amsterdam\n";
  EXPECT_EQ(read(by_name).size(), 1U);
}

TEST_F(Childcare, CountsARegistrationOnce) {
  EXPECT_EQ(read(header + row("1", "KDV", "20") + row("1", "KDV", "20")).size(), 1U);
}

TEST_F(Childcare, ThatCannotBeReadIsExplained) {
  for (const char* places : {"", "-3", "twintig", "20.5", "1000000"}) {
    EXPECT_THAT(mistake(header + row("1", "KDV", "20") + row("123", "KDV", places)),
                HasSubstr("aantal_kindplaatsen of lrk_id 123 (De Klos) is \"" + std::string(places) +
                          "\"; expected a whole number"));
  }
  EXPECT_THAT(mistake(header + row("1", "KDV", "x", "0363") + row("2", "KDV", "2", "0344")),
              HasSubstr("has no childcare in GM9901 Weverdam; found childcare in 0344 Weverdam, 0363 Weverdam"));
  EXPECT_THAT(mistake(header + row("1", "BSO", "20") + row("2", "VGO", "6")),
              AllOf(HasSubstr("has no day care (type_oko KDV) in GM9901 Weverdam"),
                    HasSubstr("1 care in private homes (VGO), 1 out-of-school care (BSO)")));
  EXPECT_THAT(mistake(duo_schools()), AllOf(HasSubstr("no column lrk_id"), HasSubstr("PROVINCIE, VESTIGINGSNUMMER")));
  EXPECT_THAT(mistake("lrk_id;type_oko;actuele_naam_oko;aantal_kindplaatsen;opvanglocatie_postcode\n1;KDV;x;2;9901\n"),
              HasSubstr("no column cbs_code"));
  EXPECT_THAT(mistake(header + row("1", "KDV", "20") + "2;KDV;De Kl"), HasSubstr("cut short"));
  EXPECT_THAT(mistake(header), HasSubstr("has no rows"));
  EXPECT_THAT(mistake("<!DOCTYPE html><html>404"), HasSubstr("a web page"));
}

}  // namespace
}  // namespace weefsel
