// How well a population fits: against what files publish and against what the town asks for.
#include "town_import/fit_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "fixtures.hpp"

namespace weefsel {
namespace {
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fit = ImportTest;

std::vector<FitRow> two_neighbourhoods() {
  return {{"BU1", "Zuid, oud", "households", 1000, 1000, false},
          {"BU1", "Zuid, oud", "with_children", 212.5, 213, false},
          {"BU1", "Zuid, oud", "reading_hard_share", 0.18, std::nan(""), true},
          {"BU2", "Noord", "households", 600, 599, false},
          {"BU2", "Noord", "with_children", 51, 51, false},
          {"BU2", "Noord", "reading_hard_share", 0.18, 0.1805, true}};
}
const PublishedMargins published = {{"BU1", {{"households", 1000}, {"with_children", 250}}},
                                    {"BU2", {{"households", 601}}}};

TEST(FitTable, HasDataOnlyWhereAFileHasThem) {
  EXPECT_EQ(fit_table(two_neighbourhoods(), published, TableStyle::plain),
            "code,name,margin,data,asked,population,error\n"
            "BU1,\"Zuid, oud\",households,1000,1000,1000,0\n"
            "BU1,\"Zuid, oud\",with_children,250,212.5,213,-37\n"
            "BU1,\"Zuid, oud\",reading_hard_share,,0.18,,\n"
            "BU2,Noord,households,601,600,599,-2\n"
            "BU2,Noord,with_children,,51,51,\n"
            "BU2,Noord,reading_hard_share,,0.18,0.1805,\n");
  EXPECT_THAT(fit_table(two_neighbourhoods(), published, TableStyle::dutch),
              HasSubstr("BU1;Zuid, oud;with_children;250;212,5;213;-37\n"));
}

TEST(FitByNeighbourhood, HasATableForEach) {
  const std::string text = fit_by_neighbourhood(two_neighbourhoods(), Language::en);
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("Zuid, oud (BU1)\n  margin                              asked population    error\n"),
            HasSubstr("  with_children                       212.5        213     +0.5\n"),
            HasSubstr("  reading_hard_share                  0.180          -        -\n"), HasSubstr("Noord (BU2)\n"),
            HasSubstr("  households                            600        599       -1\n")));
  EXPECT_THAT(fit_by_neighbourhood(two_neighbourhoods(), Language::nl), HasSubstr("gevraagd"));
}

TEST(FitInWords, SumsDataOnlyWhereEachNeighbourhoodHasThem) {
  const std::string text = fit_in_words(two_neighbourhoods(), published, Language::en);
  EXPECT_THAT(
      text, AllOf(HasSubstr("households                           1601       1600       1599     0.1%   BU2 (-1)\n"),
                  HasSubstr("with_children                                    264        264     0.2%   BU1 (+0.5)")));
  EXPECT_THAT(fit_in_words(two_neighbourhoods(), {}, Language::en), Not(HasSubstr(" data ")));
}

TEST_F(Fit, IsAgainstWhatFilesPublishBeforeAnybodyIsLeftOut) {
  ImportRequest request;
  request.figures = {write("kwb-2023.csv",
                           "gwb_code_10;a_inw;a_00_14;a_15_24;a_25_44;a_45_64;a_65_oo;a_hh;a_1p_hh;a_hh_z_k;a_hh_m_k;"
                           "g_hhgro;a_opl_lg;a_opl_md;a_opl_hg\n"
                           "BU99010000;2000;400;200;600;400;400;1000;500;300;200;2,0;400;400;200\n"
                           "BU99010001;1000;.;.;.;.;.;500;.;.;.;2,0;.;.;.\n")};
  const ImportedTown imported = import_town(request);
  const auto& of = imported.published;
  EXPECT_EQ(of.at("BU99010000").at("households"), 1000);
  EXPECT_EQ(of.at("BU99010000").at("one_person"), 500);
  EXPECT_EQ(of.at("BU99010000").at("with_children"), 200);
  EXPECT_EQ(of.at("BU99010000").at("people"), 2000);
  EXPECT_EQ(of.at("BU99010000").at("people_25_44"), 600);
  // 500 one-person households and 30 single parents (26% of 170; 15% of 200 have no child under 23) make fewer than
  // 1,500.
  const NeighbourhoodDescription& south = imported.town.neighbourhoods[0];
  EXPECT_NEAR(of.at("BU99010000").at("adults_education_low"), 0.4 * (1500 - 170 * south.single_parent_share), 1e-9);
  // Nothing is known of the other but how many live there.
  EXPECT_EQ(of.at("BU99010001").size(), 1U);
  EXPECT_EQ(of.at("BU99010001").at("households"), 500);
  // Asked: those that the model has.
  EXPECT_EQ(south.with_children_share, 0.17);
  EXPECT_LT(south.inhabitants_by_age[2], 600);
}

}  // namespace
}  // namespace weefsel
