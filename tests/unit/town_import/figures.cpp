// CBS's key figures in the forms in which they are published, joined over years, on boundaries and without.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "base/errors.hpp"
#include "fixtures.hpp"
#include "population/boundary.hpp"
#include "town_import/cbs_figures.hpp"
#include "town_import/merge_figures.hpp"
#include "town_import/read_figures.hpp"
#include "town_import/stand_in_boundaries.hpp"

namespace weefsel {
namespace {
using ::testing::AllOf;
using ::testing::HasSubstr;
using F = CbsFigure;

/// StatLine's open data: quoted, padded, numbered names, `.` for missing.
std::string statline() {
  return "\xEF\xBB\xBF\"ID\";\"WijkenEnBuurten\";\"Gemeentenaam_1\";\"SoortRegio_2\";\"Codering_3\";\"AantalInwoners_"
         "5\";"
         "\"k_0Tot15Jaar_8\";\"k_15Tot25Jaar_9\";\"k_25Tot45Jaar_10\";\"k_45Tot65Jaar_11\";\"k_65JaarOfOuder_12\";"
         "\"HuishoudensTotaal_28\";\"Eenpersoonshuishoudens_29\";\"HuishoudensZonderKinderen_30\";"
         "\"HuishoudensMetKinderen_31\";\"OpleidingsniveauLaag_64\";\"OpleidingsniveauMiddelbaar_65\";"
         "\"OpleidingsniveauHoog_66\";\"HuishoudensTot120VanSociaalMinimum_81\";\"AfstandTotSchool_108\";"
         "\"OppervlakteLand_111\";\"MeestVoorkomendePostcode_113\"\n"
         "\"1\";\"NL00      \";\"Nederland \";\"Land      \";\"NL00      \";\"  "
         "17000000\";\"1\";\"1\";\"1\";\"1\";\"1\";"
         "\" 8000000\";\"1\";\"1\";\"1\";\"1\";\"1\";\"1\";\"    10.0\";\"     0.6\";\"100\";\".\"\n"
         "\"2\";\"GM9901    \";\"Weverdam  \";\"Gemeente  \";\"GM9901    \";\"    "
         "3000\";\"500\";\"300\";\"900\";\"800\";\"500\";"
         "\"    1600\";\"700\";\"400\";\"500\";\".\";\".\";\".\";\"    15.0\";\"     0.7\";\"100\";\"9901\"\n"
         "\"3\";\"WK990100  \";\"Weverdam  \";\"Wijk      \";\"WK990100  \";\"    "
         "3000\";\"500\";\"300\";\"900\";\"800\";\"500\";"
         "\"    1600\";\"700\";\"400\";\"500\";\".\";\".\";\".\";\"    15.0\";\"     0.7\";\"100\";\"9901\"\n"
         "\"4\";\"BU99010000\";\"Weverdam  \";\"Buurt     \";\"BU99010000\";\"    "
         "2000\";\"300\";\"200\";\"700\";\"500\";\"300\";"
         "\"    1000\";\"500\";\"250\";\"250\";\"400\";\"400\";\"200\";\"    20.0\";\"     0.5\";\"40\";\"9901\"\n"
         "\"5\";\"BU99010001\";\"Weverdam  \";\"Buurt     \";\"BU99010001\";\"    "
         "1000\";\"200\";\"100\";\"200\";\"300\";\"200\";"
         "\"     600\";\"200\";\"150\";\"250\";\".\";\".\";\".\";\"     5.0\";\"     0.9\";\"60\";\"9902\"\n"
         "\"6\";\"BU99020000\";\"Elders    \";\"Buurt     \";\"BU99020000\";\"      10\";\"2\";\"2\";\"2\";\"2\";\"2\";"
         "\"       5\";\"1\";\"2\";\"2\";\".\";\".\";\".\";\".\";\".\";\"1\";\".\"\n";
}

/// The Excel edition saved as CSV by a spreadsheet in Dutch: decimal commas, Windows-1252, CRLF.
std::string kwb(const std::string& households = "1010") {
  return "gwb_code_10;gwb_code_8;regio;gm_naam;recs;gwb_code;a_inw;a_hh;a_1p_hh;a_hh_z_k;a_hh_m_k;g_hhgro;p_hh_120\r\n"
         "GM9901;9901;Weverdam;Weverdam;Gemeente;GM9901;3100;1650;.;.;.;1,9;.\r\n"
         "BU99010000;99010000;Andr\xE9plein;Weverdam;Buurt;BU99010000;2100;" +
         households +
         ";.;.;.;2,1;.\r\n"
         "BU99010001;99010001;Noord;Weverdam;Buurt;BU99010001;1000;600;210;140;250;1,7;.\r\n";
}

class Figures : public ImportTest {
 protected:
  FiguresFile read(const std::string& name, const std::string& text, const std::string& municipality = "GM9901") const {
    return read_figures(write(name, text), municipality, "CBS key figures of neighbourhoods");
  }
  std::string mistake_in(const std::string& name, const std::string& text, const std::string& municipality = {}) const {
    try {
      (void)read(name, text, municipality);
    } catch (const UserMistake& mistake) {
      return mistake.what();
    }
    return "no mistake was reported";
  }
  static ImportRequest asking_figures(std::vector<std::filesystem::path> figures) {
    ImportRequest request;
    request.figures = std::move(figures);
    request.municipality = "GM9901";
    return request;
  }
};

const RegionFigures& of(const FiguresFile& file, const std::string& code) {
  for (const RegionFigures& region : file.neighbourhoods)
    if (region.code == code) return region;
  throw std::out_of_range(code);
}

TEST(CbsFigures, GoByTheirNamesInEveryForm) {
  for (const char* name : {"HuishoudensTotaal_28", "HuishoudensTotaal_29", "a_hh", "aantal_huishoudens",
                           "Bevolking/Particuliere huishoudens/Huishoudens totaal (aantal)"}) {
    ASSERT_TRUE(cbs_column(name)) << name;
    EXPECT_EQ(cbs_column(name)->figure, F::households) << name;
  }
  for (const char* name : {"k_0Tot15Jaar_8", "a_00_14", "percentage_personen_0_tot_15_jaar",
                           "Bevolking/Leeftijd/0 tot 15 jaar (aantal)"}) {
    ASSERT_TRUE(cbs_column(name)) << name;
    EXPECT_EQ(cbs_column(name)->figure, F::age_0_14) << name;
  }
  EXPECT_EQ(cbs_column("percentage_personen_0_tot_15_jaar")->unit, CbsUnit::percentage_of_inhabitants);
  EXPECT_EQ(cbs_column("Opleidingsniveau/Hoog/Waarde (%)")->figure, F::households_high);
  EXPECT_FALSE(cbs_column("SES-WOA/Totaalscore/Gemiddelde score (Getal)"));
  EXPECT_EQ(cbs_column("Vrije tijd en cultuur/Afstand tot bibliotheek (km)")->figure, F::to_library);
  EXPECT_EQ(cbs_column("Onderwijs/Basisonderwijs/Afstand tot school (km)")->figure, F::to_primary_school);
  EXPECT_EQ(cbs_column("Onderwijs/Voortgezet onderwijs/Voortgezet onderwijs totaal/Afstand tot school (km)")->figure,
            F::to_secondary_school);
  EXPECT_FALSE(cbs_column("Koopwoningen_40"));
  EXPECT_EQ(cbs_key("Codering_3"), CbsKey::code);
  EXPECT_EQ(cbs_key("Regioaanduiding/Codering (code)"), CbsKey::code);
  EXPECT_EQ(cbs_key("gwb_code_10"), CbsKey::code);
  EXPECT_EQ(cbs_key("gwb_code_8"), CbsKey::none);
}

TEST(CbsFigures, TellNumbersFromTheSignsForMissing) {
  EXPECT_EQ(parse_cbs_value("1,9")->value, 1.9);
  EXPECT_EQ(parse_cbs_value("1.9")->value, 1.9);
  EXPECT_EQ(parse_cbs_value("1010")->value, 1010);
  EXPECT_EQ(parse_cbs_value(".")->why, Missing::dot);
  EXPECT_EQ(parse_cbs_value("")->why, Missing::left_empty);
  EXPECT_EQ(parse_cbs_value("-99995.0")->why, Missing::not_yet_published);
  EXPECT_EQ(parse_cbs_value("-99997")->why, Missing::secret);
  for (const char* missing : {".", "", "-99995.0", "-99997", "-99999999"})
    EXPECT_FALSE(parse_cbs_value(missing)->value);
  for (const char* wrong : {"veel", "-3", "1.000,5", "12%", "nan", "inf", "0x10"})
    EXPECT_FALSE(parse_cbs_value(wrong)) << wrong;
}

TEST_F(Figures, ReadStatLine) {
  const FiguresFile file = read("84583NED.csv", statline());
  EXPECT_EQ(file.year, 2019);  // by the number of the table
  EXPECT_EQ(file.municipality_code, "GM9901");
  EXPECT_EQ(file.municipality_name, "Weverdam");
  ASSERT_EQ(file.neighbourhoods.size(), 2U);
  EXPECT_EQ(of(file, "BU99010000")[F::age_25_44].value, 700);
  EXPECT_EQ(of(file, "BU99010000").postcode, "9901");
  EXPECT_EQ(of(file, "BU99010000")[F::to_primary_school].value, 0.5);
  EXPECT_EQ(of(file, "BU99010001")[F::education_low].why, Missing::dot);
  ASSERT_TRUE(file.country);
  EXPECT_EQ((*file.country)[F::up_to_120].value, 10);
}

TEST_F(Figures, ReadTheExcelEditionAsDutchSpreadsheetsSaveIt) {
  const FiguresFile file = read("kwb-2023.csv", kwb());
  EXPECT_EQ(file.year, 2023);
  EXPECT_EQ(of(file, "BU99010000").name, "Andr\xC3\xA9plein");
  EXPECT_EQ(of(file, "BU99010000")[F::household_size].value, 2.1);
  EXPECT_EQ(of(file, "BU99010000")[F::one_person].why, Missing::dot);
  EXPECT_EQ(of(file, "BU99010001")[F::with_children].value, 250);
}

TEST_F(Figures, ReadDownloadsWithTitles) {
  const FiguresFile file = read(
      "Nabijheid_voorzieningen__buurt_2023_14102024_164034.csv",
      "\"Wijken en buurten\";\"Regioaanduiding/Codering (code)\";"
      "\"Onderwijs/Basisonderwijs/Afstand tot school (km)\";\"Vrije tijd en cultuur/Afstand tot bibliotheek (km)\"\n"
      "\"Weverdam\";\"GM9901    \";0,6;\n\"Zuid\";\"BU99010000\";0,5;1,2\n"
      "\"Bron: CBS\";;;\n");
  EXPECT_EQ(file.year, 2023);
  EXPECT_EQ(file.municipality_name, "Weverdam");
  ASSERT_EQ(file.neighbourhoods.size(), 1U);
  EXPECT_EQ(file.neighbourhoods[0].name, "Zuid");
  EXPECT_EQ(file.neighbourhoods[0][F::to_library].value, 1.2);
}

TEST_F(Figures, AreJoinedFromTheLatestYearThatHasThem) {
  const MergedFigures merged = merge_figures({read("84583NED.csv", statline()), read("kwb-2023.csv", kwb())});
  const MergedRegion& south = merged.neighbourhoods.at("BU99010000");
  EXPECT_EQ(south[F::households].value, 1010);
  EXPECT_EQ(south[F::households].edition, "CBS 2023 (kwb-2023.csv)");
  EXPECT_EQ(south[F::one_person].value, 500);  // 2023 has "."
  EXPECT_EQ(south[F::one_person].edition, "CBS 2019 (84583NED.csv)");
  EXPECT_EQ(south.name, "Andr\xC3\xA9plein");
  EXPECT_EQ(merged.neighbourhoods.at("BU99010001")[F::one_person].value, 210);
}

TEST_F(Figures, PartsOfOneWholeComeFromOneFile) {
  const std::string half =
      "gwb_code_10;a_hh;a_1p_hh;a_hh_z_k;a_hh_m_k\nBU99010000;1000;600;.;100\nBU99010001;600;.;.;.\n";
  const MergedFigures merged = merge_figures({read("kwb-2024.csv", half), read("84583NED.csv", statline())});
  const MergedRegion& south = merged.neighbourhoods.at("BU99010000");
  EXPECT_EQ(south[F::one_person].value, 500);
  EXPECT_EQ(south[F::with_children].value, 250);
  EXPECT_EQ(south[F::households].edition, "CBS 2024 (kwb-2024.csv)");
}

TEST_F(Figures, MakeATownWithoutBoundaries) {
  ImportRequest request = asking_figures({write("84583NED.csv", statline()), write("kwb-2023.csv", kwb())});
  request.postcodes = write("pc.csv", "postcode,latitude,longitude\n9901,52.583,5.205\n9902,52.60,5.205\n");
  const TownDescription town = import_town(request).town;
  ASSERT_EQ(town.neighbourhoods.size(), 2U);
  const NeighbourhoodDescription &south = town.neighbourhoods[0], &north = town.neighbourhoods[1];
  EXPECT_EQ(town.name, "Weverdam");
  EXPECT_EQ(south.households, 1010);
  EXPECT_EQ(south.single_person_share, 0.5);
  EXPECT_NEAR(south.with_children_share, 0.25 * 0.85, 0.0006);
  EXPECT_EQ(south.education_low_share, 0.4);
  EXPECT_EQ(north.education_low_share, 0.4);  // the only other one
  // 2,100 inhabitants by the ages of 2019; 1,010 households of 2.1 hold them, but for 1.2 grown-up children in each of
  // the 15% of 252 with older children alone.
  EXPECT_EQ(south.inhabitants_by_age[0], 315);
  EXPECT_NEAR(std::accumulate(south.inhabitants_by_age.begin(), south.inhabitants_by_age.end(), 0.0), 2100 - 46, 3);
  // 40 and 60 hectares, near their postcodes and apart.
  EXPECT_NEAR(area_of(south), 400000, 4000);
  EXPECT_GT(distance_to(south, north.boundary[0][0]), 100);
  // Twice and half the country's 10%.
  EXPECT_NEAR(south.tight_income_share, 0.262, 0.0006);
  EXPECT_NEAR(north.tight_income_share, 0.0655, 0.0006);
}

TEST_F(Figures, ScaleDownWhoLivesInInstitutions) {
  const std::string many =
      "gwb_code_10;a_inw;a_00_14;a_15_24;a_25_44;a_45_64;a_65_oo;a_hh;g_hhgro\n"
      "BU99010000;700;0;0;100;100;500;50;2,0\nBU99010001;200;40;20;60;50;30;100;2,0\n";
  const TownDescription town = import_town(asking_figures({write("kwb-2023.csv", many)})).town;
  const auto people = [&](std::size_t i) {
    const auto& ages = town.neighbourhoods[i].inhabitants_by_age;
    return std::accumulate(ages.begin(), ages.end(), 0.0);
  };
  EXPECT_NEAR(people(0), 110 - 3, 2);  // 50 households of 2.0, and a tenth for rounding
  EXPECT_EQ(people(1), 200 - 7);       // grown-up children
}

TEST_F(Figures, SpreadTightIncomesBySocialAssistanceWhereNothingElseIsKnown) {
  const std::string assistance =
      "gwb_code_10;a_inw;a_hh;a_soz_wb;p_hh_120\n"
      "BU99010000;200;100;30;.\nBU99010001;200;100;10;.\nBU99010002;200;100;.;.\n";
  const TownDescription town = import_town(asking_figures({write("kwb-2023.csv", assistance)})).town;
  // The mean is 20 in 100 households; assistance tells for 60%.
  EXPECT_NEAR(town.neighbourhoods[0].tight_income_share, 0.131 * (0.4 + 0.6 * 1.5), 0.0006);
  EXPECT_NEAR(town.neighbourhoods[1].tight_income_share, 0.131 * (0.4 + 0.6 * 0.5), 0.0006);
  EXPECT_NEAR(town.neighbourhoods[2].tight_income_share, 0.131, 0.0006);
}

TEST_F(Figures, JoinBoundariesOfTheMunicipalityItself) {
  const auto own = [&](const std::string& code, double longitude) {
    return R"({"type":"Feature","properties":{"KODE":")" + code + R"(","NAAM":"Eigen )" + code +
           R"("},"geometry":{"type":"Polygon","coordinates":)" + square(longitude, 52.58) + "}}";
  };
  ImportRequest request = asking_figures({write("84583NED.csv", statline())});
  request.neighbourhoods = write("buurt.geojson", collection({own("0000", 5.2), own("0001", 5.22)}));
  const TownDescription town = import_town(request).town;
  ASSERT_EQ(town.neighbourhoods.size(), 2U);
  EXPECT_EQ(town.neighbourhoods[1].code, "BU99010001");
  EXPECT_EQ(town.neighbourhoods[1].name, "Eigen 0001");
  EXPECT_EQ(town.neighbourhoods[1].households, 600);
  EXPECT_NEAR(area_of(town.neighbourhoods[0]), 677.0 * 668.0, 0.003 * 677 * 668);
}

TEST_F(Figures, LeaveOutOriginUnlessAskedFor) {
  const std::string origins = "gwb_code_10;a_inw;a_hh;a_nl_all;a_eur_al;a_neu_al\nBU99010000;200;100;100;60;40\n";
  ImportRequest request = asking_figures({write("kwb-2023.csv", origins)});
  EXPECT_EQ(import_town(request).town.neighbourhoods[0].communities, std::vector<double>{1.0});
  request.origin_for_mixing = true;
  EXPECT_EQ(import_town(request).town.neighbourhoods[0].communities, (std::vector<double>{0.5, 0.3, 0.2}));
}

TEST_F(Figures, OfBackgroundAreSharesOfTheirOwnYear) {
  // 2021: a quarter and an eighth of 160 people; by 2023 there are 200.
  ImportRequest request = asking_figures(
      {write("84583NED_2021.csv",
             "Codering_3;AantalInwoners_5;WestersTotaal_17;NietWestersTotaal_18\nBU99010000;160;40;20\n"),
       write("kwb-2023.csv", "gwb_code_10;a_inw;a_hh\nBU99010000;200;100\n")});
  request.origin_for_mixing = true;
  EXPECT_EQ(import_town(request).town.neighbourhoods[0].communities, (std::vector<double>{0.625, 0.25, 0.125}));
}

TEST_F(Figures, PutPlacesWhereDistancesAreShortest) {
  std::string text = "gwb_code_10;a_inw;a_hh;a_lan_ha;pst_mvp\n",
              km = "\"Codering\";\"Afstand tot bibliotheek (km)\"\n";
  for (int i = 0; i < 6; ++i) {
    const std::string code = "BU9901000" + std::to_string(i);
    text += code + ";2000;1000;100;.\n";
    km += "\"" + code + "\";" + (i == 4 ? "0.3" : "9.0") + "\n";
  }
  ImportRequest request = asking_figures({write("kwb-2023.csv", text)});
  request.distances = {write("Nabijheid_2023.csv", km)};
  const TownDescription town = import_town(request).town;
  std::vector<const PlaceDescription*> libraries;
  for (const PlaceDescription& place : town.places)
    if (place.kind == PlaceKind::library) libraries.push_back(&place);
  ASSERT_EQ(libraries.size(), 1U);  // 12,000 inhabitants; all others are within 9 km of it
  EXPECT_EQ(distance_to(town.neighbourhoods[4], {libraries[0]->x, libraries[0]->y}), 0);
}

TEST_F(Figures, SayWhatFormWasFoundAndWhichIsNeeded) {
  EXPECT_THAT(
      mistake_in("2015.csv", "\"Kerncijfers wijken en buurten 2015\"\n\"\"\n\"\";\"Onderwerp\"\n\"Zuid\";\"12\"\n"),
      AllOf(HasSubstr("the first line \"Kerncijfers wijken en buurten 2015\""),
            HasSubstr("zonder statistische symbolen")));
  EXPECT_THAT(
      mistake_in("Observations.csv", "Id;Measure;ValueAttribute;Value;WijkenEnBuurten\n0;T001036;None;3;BU99010000\n"),
      AllOf(HasSubstr("Observations.csv (OData 4)"), HasSubstr("one line for each neighbourhood")));
  EXPECT_THAT(mistake_in("names.csv", "\"Wijken en buurten\";\"Afstand tot bibliotheek (km)\"\n\"Zuid\";\"1.0\"\n"),
              AllOf(HasSubstr("no column with codes"), HasSubstr("\"Codering\"")));
  EXPECT_THAT(mistake_in("small.csv", "gwb_code_10;a_hh\nbu99010000;12\n"),
              HasSubstr("such as BU03080000; found \"bu99010000\""));
  EXPECT_THAT(mistake_in("other.csv", "postcode,plaats\n9901,Weverdam\n"), HasSubstr("no column that is used"));
  EXPECT_THAT(mistake_in("empty.csv", ""), HasSubstr("an empty file"));
  EXPECT_THAT(mistake_in("page.csv", "<!DOCTYPE html><html>404</html>"), HasSubstr("a web page"));
  EXPECT_THAT(mistake_in("utf16.csv", std::string("\xFF\xFEg\0w\0b\0", 8)), HasSubstr("UTF-16"));
  EXPECT_THAT(mistake_in("old.xls", "\xD0\xCF\x11\xE0 and so on"), HasSubstr(".xls"));
  EXPECT_THAT(mistake_in("broken.xlsx", "PK\x03\x04 and so on"), HasSubstr("Excel"));
  EXPECT_THAT(mistake_in("map.csv", collection(weverdam_features())), HasSubstr("GeoJSON"));
}

TEST_F(Figures, SayWhatIsWrongInThem) {
  EXPECT_THAT(mistake_in("kwb.csv", kwb("veel")),
              HasSubstr("BU99010000: a_hh is \"veel\"; expected a number, 0 or more"));
  EXPECT_THAT(mistake_in("kwb.csv", kwb(), "GM0308"),
              HasSubstr("\"GM0308\" is not in this file; found GM9901 Weverdam"));
  EXPECT_THAT(mistake_in("kwb.csv", kwb(), "Weverdm"), HasSubstr("did you mean \"Weverdam\""));
  EXPECT_THAT(mistake_in("84583NED.csv", statline()), HasSubstr("--municipality: GM9901 Weverdam, GM9902 Elders"));
  const std::string whole = kwb();
  EXPECT_THAT(mistake_in("cut.csv", whole.substr(0, whole.size() - 20)), HasSubstr("cut short"));
  EXPECT_THAT(mistake_in("twice.csv", whole + "BU99010001;1;Noord;W;B;B;1;1;1;1;1;1;1\r\n"),
              HasSubstr("BU99010001 more than once"));
}

TEST_F(Figures, ThatMakeNoSenseAreRefused) {
  const std::string header =
      "gwb_code_10;a_inw;a_00_14;a_15_24;a_25_44;a_45_64;a_65_oo;a_hh;a_1p_hh;a_hh_z_k;a_hh_m_k;g_hhgro\n";
  const auto with = [&](const std::string& row) {
    return mistake_in("kwb-2023.csv", header + "BU99010000;" + row + "\n");
  };
  EXPECT_EQ(with("2000;300;200;600;500;400;1000;500;250;250;2,0"), "no mistake was reported");
  EXPECT_THAT(with("2.000;300;200;600;500;400;1.545;500;250;250;2,0"),
              HasSubstr("a_hh is \"1.545\", and counts have no decimals"));
  EXPECT_THAT(with("1000;300;200;600;500;400;2000;500;250;250;2,0"),
              HasSubstr("2000 households and only 1000 inhabitants"));
  EXPECT_THAT(with("2000;9999;200;600;500;400;1000;500;250;250;2,0"),
              HasSubstr("people by age and only 2000 inhabitants"));
  EXPECT_THAT(with("2000;300;200;600;500;400;1000;500;250;9999;2,0"),
              HasSubstr("households by form and only 1000 in all"));
  EXPECT_THAT(with("2000;300;200;600;500;400;1000;500;250;250;250"), HasSubstr("a mean household of 250 people"));
  EXPECT_THAT(with("2000;300;200;600;500;400;1000;500;250;250"),
              HasSubstr("line 2 (BU99010000, …) has 11 values, and the header names 12 columns"));
  EXPECT_THAT(with("2000;300;200;600;500;400;-99994;500;250;250;2,0"),
              HasSubstr("a_hh is \"-99994\"; expected a number"));
}

TEST_F(Figures, ThatLoseNeighbourhoodsAreRefused) {
  const std::string lost = "gwb_code_10;a_inw;a_hh\nGM9901;4000;2000\nBU99010000;2000;1000\n";
  EXPECT_THAT(mistake_in("kwb-2023.csv", lost),
              HasSubstr("have 1000 households, and the line of the municipality says 2000"));
}

TEST_F(Figures, OfAnotherDivisionAreRefused) {
  const auto other = write("kwb-2024.csv", "gwb_code_10;a_inw;a_hh\nBU9901AA01;2000;1000\nBU9901AA02;2000;1000\n");
  ImportRequest request = asking_figures({write("84583NED.csv", statline()), other});
  EXPECT_THAT([&] { (void)import_town(request); },
              ::testing::ThrowsMessage<UserMistake>(HasSubstr("divided anew between these years")));
  request = asking_figures({other});
  request.neighbourhoods = write("b.geojson", collection(weverdam_features()));
  EXPECT_THAT([&] { (void)import_town(request); }, ::testing::ThrowsMessage<UserMistake>(HasSubstr("none in common")));
}

TEST(StandInBoundaries, DoNotOverlapAndKeepTheirArea) {
  std::vector<LandOf> lands;
  for (int i = 0; i < 40; ++i)
    lands.push_back({i % 2 == 0 ? std::optional<Point>({140000.0 + 10 * i, 510000}) : std::nullopt, 10.0 + i});
  const auto rings = stand_in_boundaries(lands);
  for (std::size_t i = 0; i < rings.size(); ++i) {
    EXPECT_EQ(trouble_with_ring(rings[i]), "");
    EXPECT_NEAR(area_of(rings[i]), 10000 * std::min(*lands[i].hectares, 45.0), 0.04 * area_of(rings[i]))
        << i;  // cells: 1.5 x 30
    for (std::size_t j = 0; j < i; ++j) {
      const bool apart = rings[i][0].x >= rings[j][1].x || rings[j][0].x >= rings[i][1].x ||
                         rings[i][0].y >= rings[j][2].y || rings[j][0].y >= rings[i][2].y;
      EXPECT_TRUE(apart) << i << " and " << j;
    }
  }
}

}  // namespace
}  // namespace weefsel
