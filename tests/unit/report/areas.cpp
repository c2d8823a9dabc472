// What: areas of a report, on towns made by hand: which neighbourhoods are joined, what they are called, what their
// figures are, and that no level of a real town's neighbourhood leaves.
#include "report/areas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "planted.hpp"
#include "population/boundary.hpp"
#include "report/comparison_json.hpp"

namespace weefsel {
namespace {
using namespace tests;
using testing::ElementsAre;
using testing::HasSubstr;

/// A rectangle, in metres from the corner of the map.
std::vector<Point> land(double west, double south, double east, double north) {
  constexpr double x = 136000, y = 455000;
  return {{x + west, y + south}, {x + west, y + north}, {x + east, y + north}, {x + east, y + south}};
}

struct Described {
  std::string name;
  double families;
  std::vector<std::vector<Point>> rings;
};

/// Codes are the first letter of each name, small.
std::vector<Area> areas(const std::vector<Described>& all, bool fictional = false) {
  TownDescription town;
  town.fictional = fictional;
  std::vector<std::string> codes;
  std::vector<double> families;
  for (const Described& one : all) {
    NeighbourhoodDescription n;
    n.code = std::string(1, static_cast<char>(std::tolower(one.name.front())));
    n.name = one.name, n.boundary = one.rings;
    town.neighbourhoods.push_back(n);
    codes.push_back(n.code), families.push_back(one.families);
  }
  return areas_of(town, codes, families);
}

std::vector<std::string> codes_of(const std::vector<Area>& all) {
  std::vector<std::string> codes;
  for (const Area& area : all) codes.push_back(area.code);
  return codes;
}

// ---- Which are joined -------------------------------------------------------------------------------------------

//  +-----+-----+
//  |  A  |  B  |    C shares 400 m with A, 600 m with B
//  +--+--+-----+
//     |   C    |
//     +--------+
std::vector<Described> two_over_one(double a, double b, double c) {
  return {{"A", a, {land(0, 500, 1000, 1500)}},
          {"B", b, {land(1000, 500, 2000, 1500)}},
          {"C", c, {land(600, 0, 1600, 500)}}};
}

TEST(Areas, join_a_small_neighbourhood_along_its_longest_border) {
  EXPECT_THAT(codes_of(areas(two_over_one(500, 500, 99))), ElementsAre("a", "b+c"));
  EXPECT_THAT(codes_of(areas(two_over_one(500, 500, 100))), ElementsAre("a", "b", "c")) << "a hundred is enough";
  EXPECT_THAT(codes_of(areas(two_over_one(20, 500, 500))), ElementsAre("a+b", "c")) << "1,000 m with B, 400 with C";
}

TEST(Areas, of_a_fictional_town_are_its_neighbourhoods) {
  const auto all = areas(two_over_one(5, 5, 5), true);
  EXPECT_THAT(codes_of(all), ElementsAre("a", "b", "c"));
  EXPECT_EQ(all[1].name_nl, "B");
  EXPECT_THAT(all[2].neighbourhoods, ElementsAre(2u));
}

// In a row, B and C are small. B, the smallest, goes to C (900 m; 300 m with A). 85 families are few still, and go to D
// (900 m).
TEST(Areas, that_are_small_together_go_on_joining) {
  const std::vector<Described> row = {{"A", 500, {land(0, 600, 1000, 1200)}},
                                      {"B", 40, {land(1000, 0, 2000, 900)}},
                                      {"C", 45, {land(2000, 0, 3000, 900)}},
                                      {"D", 500, {land(3000, 0, 4000, 900)}}};
  EXPECT_THAT(codes_of(areas(row)), ElementsAre("a", "b+c+d"));
  std::vector<Described> enough = row;
  enough[2].families = 60;
  EXPECT_THAT(codes_of(areas(enough)), ElementsAre("a", "b+c", "d")) << "a hundred together";
}

TEST(Areas, in_a_chain_of_small_ones_end_when_none_is_small) {
  std::vector<Described> chain;
  for (int i = 0; i < 7; ++i)
    chain.push_back({std::string(1, static_cast<char>('A' + i)), 40, {land(500 * i, 0, 500 * i + 500, 500)}});
  const auto all = areas(chain);
  std::size_t members = 0;
  for (const Area& area : all) {
    EXPECT_GE(area.neighbourhoods.size(), 3u) << area.code;
    members += area.neighbourhoods.size();
    for (std::size_t i = 1; i < area.neighbourhoods.size(); ++i)
      EXPECT_EQ(area.neighbourhoods[i], area.neighbourhoods[i - 1] + 1) << "only neighbours";
  }
  EXPECT_EQ(members, 7u) << "each in one area";
  EXPECT_GE(all.size(), 1u);
}

TEST(Areas, of_a_town_with_few_families_are_one) {
  EXPECT_THAT(codes_of(areas(two_over_one(30, 30, 30))), ElementsAre("a+b+c"));
  EXPECT_THAT(codes_of(areas({{"A", 30, {land(0, 0, 500, 500)}}})), ElementsAre("a")) << "there is no neighbour";
}

TEST(Areas, join_an_island_to_the_nearest) {
  std::vector<Described> town = two_over_one(500, 500, 500);
  town.push_back({"Island", 12, {land(2100, 0, 2400, 300)}});  // 510 m from B's corner ... 500 m from C
  EXPECT_THAT(codes_of(areas(town)), ElementsAre("a", "b+i", "c")) << "B is nearest: 100 m east and 200 m south of it";
}

TEST(Areas, take_a_touch_of_corners_for_no_border) {
  // S touches A at a corner only, and lies 30 m from B along 300 m.
  const std::vector<Described> town = {{"A", 500, {land(0, 0, 1000, 1000)}},
                                       {"B", 500, {land(1330, 1000, 2000, 1300)}},
                                       {"S", 10, {land(1000, 1000, 1300, 1300)}}};
  EXPECT_THAT(codes_of(areas(town)), ElementsAre("a+s", "b")) << "no border: the nearest, which is the one it touches";
  std::vector<Described> closer = town;
  closer[1].rings = {land(1320, 1000, 2000, 1300)};
  EXPECT_THAT(codes_of(areas(closer)), ElementsAre("a", "b+s")) << "20 m apart is how borders are drawn";
}

TEST(Areas, find_borders_that_are_drawn_with_other_corners) {
  // The same slanting border, 8 m off and with a corner that the other has not.
  std::vector<Point> left = land(0, 0, 1000, 1000), right = land(1000, 0, 2000, 1000);
  left[2].x += 300, right[1].x += 308;
  right.insert(right.begin() + 1, {136000 + 1000 + 150 + 6, 455000 + 500});
  const std::vector<Described> town = {
      {"A", 500, {left}}, {"B", 10, {right}}, {"C", 500, {land(1600, 1000, 2000, 1500)}}};
  EXPECT_THAT(codes_of(areas(town)), ElementsAre("a+b", "c")) << "some 1,040 m with A, 400 m with C";
}

TEST(Areas, weigh_all_pieces_of_a_neighbourhood) {
  const std::vector<Described> town = {{"A", 500, {land(0, 0, 400, 1000), land(1400, 0, 1800, 1000)}},
                                       {"B", 10, {land(400, 0, 1400, 1000)}},
                                       {"C", 500, {land(0, 1000, 1800, 1500)}}};
  EXPECT_THAT(codes_of(areas(town)), ElementsAre("a+b", "c")) << "twice 1,000 m with A, 1,000 m with C";
}

TEST(Areas, need_boundaries) {
  TownDescription town = squares_in_a_row(PlantedFile{});
  EXPECT_TRUE(has_boundaries(town, {"n1"}));
  EXPECT_FALSE(has_boundaries(town, {"n1", "elsewhere"}));
  town.neighbourhoods[0].boundary.clear();
  EXPECT_FALSE(has_boundaries(town, {"n1"}));
  EXPECT_THROW((void)areas_of(town, {"n1"}, {500}), Fault);
}

// ---- What they are called, and their map ------------------------------------------------------------------------

TEST(Areas, are_called_by_their_neighbourhoods_in_the_order_of_the_file) {
  const auto all = areas({{"Zuid", 60, {land(0, 0, 500, 500)}},
                          {"Oost", 30, {land(500, 0, 1000, 500)}},
                          {"Midden", 30, {land(1000, 0, 1500, 500)}}});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].name_nl, "Zuid, Oost en Midden");
  EXPECT_EQ(all[0].name_en, "Zuid, Oost and Midden");
  EXPECT_EQ(all[0].code, "z+o+m");
  EXPECT_THAT(all[0].codes, ElementsAre("z", "o", "m"));
}

TEST(Areas, with_a_long_name_are_called_after_most_families) {
  auto all = areas({{"Bedrijventerrein en omgeving", 0, {land(0, 0, 500, 500)}},
                    {"Vogelenbuurt", 90, {land(500, 0, 1000, 500)}},
                    {"Lange Nieuwstraat", 8, {land(1000, 0, 1500, 500)}}});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].name_nl, "Vogelenbuurt en 2 andere");
  EXPECT_EQ(all[0].name_en, "Vogelenbuurt and 2 others");
  all = areas(
      {{"Bedrijventerrein en omgeving", 0, {land(0, 0, 500, 500)}}, {"Vogelenbuurt", 90, {land(500, 0, 1000, 500)}}});
  EXPECT_EQ(all[0].name_nl, "Vogelenbuurt en 1 andere");
  EXPECT_EQ(all[0].name_en, "Vogelenbuurt and 1 other");
}

TEST(Areas, have_rings_from_the_south_west_corner_and_one_where_borders_meet) {
  const auto all = areas(two_over_one(500, 500, 99));
  ASSERT_EQ(all[0].rings.size(), 1u);
  EXPECT_NEAR(area_of(all[0].rings[0]), 1e6, 1);
  ASSERT_EQ(all[1].rings.size(), 1u) << "B and C are one piece of land";
  EXPECT_NEAR(area_of(all[1].rings[0]), 1.5e6, 0.01e6);
  double west = 1e9, south = 1e9;
  for (const Area& area : all)
    for (const auto& ring : area.rings) {
      EXPECT_EQ(trouble_with_ring(ring), "");
      EXPECT_NE(ring.front(), ring.back());
      for (const Point& p : ring) west = std::min(west, p.x), south = std::min(south, p.y);
    }
  EXPECT_NEAR(west, 0, 1);
  EXPECT_NEAR(south, 0, 1);
}

TEST(Areas, have_fewer_corners_than_a_boundary_of_which_nobody_sees_them) {
  std::vector<Point> round;
  for (int i = 0; i < 400; ++i)
    round.push_back({140000 + 5000 * std::cos(i * 0.0157079), 455000 + 5000 * std::sin(i * 0.0157079)});
  const auto all = areas({{"Rond", 500, {round}}});
  ASSERT_EQ(all[0].rings.size(), 1u);
  EXPECT_LT(all[0].rings[0].size(), 100u);
  EXPECT_NEAR(area_of(all[0].rings[0]) / area_of(round), 1, 0.01);
}

TEST(Areas, know_a_map_that_was_made_up) {
  TownDescription town;
  EXPECT_FALSE(has_made_up_map(town));
  town.provenance.push_back({"boundaries", "RD New", "CBS"});
  EXPECT_FALSE(has_made_up_map(town));
  town.provenance.push_back({"boundaries", "made up", "not in the data"});
  EXPECT_TRUE(has_made_up_map(town));
}

// ---- Their figures ----------------------------------------------------------------------------------------------

std::vector<Area> first_two_and_third() {
  std::vector<Area> all(2);
  all[0].neighbourhoods = {0, 1}, all[1].neighbourhoods = {2};
  return all;
}

TEST(FiguresOfAreas, are_means_weighted_by_families) {
  EXPECT_THAT(over_areas({0.2, 0.6, 0.9}, {300, 100, 7}, first_two_and_third()), ElementsAre(0.3, 0.9));
}

TEST(FiguresOfAreas, leave_blank_neighbourhoods_out) {
  EXPECT_EQ(over_areas({0.2, blank, 0.9}, {300, 25, 7}, first_two_and_third())[0], 0.2);
  EXPECT_EQ(over_areas({0.2, 5, 0.9}, {300, 0, 7}, first_two_and_third())[0], 0.2) << "nobody lives there";
  EXPECT_TRUE(std::isnan(over_areas({blank, blank, 0.9}, {25, 25, 7}, first_two_and_third())[0]));
  EXPECT_TRUE(std::isnan(over_areas({0.2, 0.4, blank}, {1, 1, 25}, first_two_and_third())[1]));
}

TEST(FiguresOfAreas, are_blank_in_both_worlds_or_in_none) {
  std::vector<double> base = {1, blank, 3, 4}, choice = {1, 2, blank, 4}, placebo = {1, 2, 3, blank};
  blank_together(base, choice, placebo);
  for (const std::size_t i : {1u, 2u})
    EXPECT_TRUE(std::isnan(base[i]) && std::isnan(choice[i]) && std::isnan(placebo[i]));
  EXPECT_EQ(base[3], 4) << "what luck alone blanks does not blank the choice";
}

TEST(FiguresOfAreas, are_weighted_by_what_a_rate_is_per) {
  EXPECT_EQ(weights_of(measure("demand")).variable, "children");
  EXPECT_EQ(weights_of(measure("visits")).variable, "families");
  EXPECT_EQ(weights_of(measure("wellbeing")).variable, "families");
}

// ---- A comparison of a real town --------------------------------------------------------------------------------

/// Noord 900 families, Oost 60 and Zuid 35 (small), West 500; Oost is blank in some year of the last run.
PlantedFile real_town() {
  PlantedFile file;
  file.fictional = false, file.placebo = true, file.runs = 10;
  file.neighbourhoods = {{"n1", "Noord"}, {"n2", "Oost"}, {"n3", "Zuid"}, {"n4", "West"}};
  file.town = squares_in_a_row(file);
  auto& rings = file.town->neighbourhoods;
  rings[1].boundary[0][2].x += 1000,
      rings[1].boundary[0][3].x += 1000;  // room between Zuid and West: Zuid goes to Oost
  for (std::size_t i : {2u, 3u})
    for (Point& p : rings[i].boundary[0]) p.x += 1000.0 * static_cast<double>(i - 1);
  const auto families = [](std::string_view cell) {
    return cell == "n1" ? 900 : cell == "n2" ? 60 : cell == "n3" ? 35 : 500;
  };
  file.values = [families](const At& at) {
    if (at.variable == "families") return static_cast<double>(families(at.cell));
    if (at.variable == "children") return 2.0 * families(at.cell);
    const bool choice = at.scenario == 1 && !at.placebo;
    if (at.variable == "parental_wellbeing") {
      if (at.cell == "n2" && at.run == 9 && choice) return blank;
      if (at.cell == "n2") return 0.5 + (choice ? 0.1 : 0);
      if (at.cell == "n3") return 0.9 + (choice ? 0.2 : 0);
    }
    if (at.variable == "help_demand" && choice && at.cell == "n3") return usual(at) + 7;
    return usual(at);
  };
  return file;
}

class RealTown : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    planted_ = new Planted(real_town()), comparison_ = new ComparedScenarios(planted_->compare());
  }
  static void TearDownTestSuite() { delete comparison_, delete planted_; }
  static const ComparedScenarios& comparison() { return *comparison_; }
  static const Planted& planted() { return *planted_; }
  static inline Planted* planted_ = nullptr;
  static inline ComparedScenarios* comparison_ = nullptr;
};

TEST_F(RealTown, has_lines_of_areas_and_of_no_small_neighbourhood) {
  std::set<std::string> cells;
  for (const ComparedLine& l : comparison().lines)
    if (l.where == "neighbourhood") cells.insert(l.cell);
  EXPECT_THAT(cells, ElementsAre("n1+n2+n3", "n4"));
  EXPECT_EQ(line(comparison(), "choice", "wellbeing", "n1+n2+n3", 1).cell_words.nl, "Noord, Oost en Zuid");
  EXPECT_THAT(comparison().areas_joined.nl, HasSubstr("minder dan 100 gezinnen"));
  EXPECT_THAT(comparison().areas_joined.en, HasSubstr("fewer than 100 families"));
  EXPECT_EQ(comparison().no_areas.nl, "");
}

TEST_F(RealTown, weighs_differences_by_families_and_leaves_out_what_is_blank_in_either_world) {
  const ComparedLine& area = line(comparison(), "choice", "wellbeing", "n1+n2+n3", 1);
  ASSERT_EQ(area.differences.size(), 10u);
  EXPECT_NEAR(area.differences[0], (60 * 0.1 + 35 * 0.2) / 995, 1e-12);
  EXPECT_NEAR(area.differences[9], 35 * 0.2 / 935, 1e-12) << "without Oost, in the base too";
  EXPECT_EQ(area.verdict.kind, Kind::nearly_always) << "0.013 is more than the smallest that is relevant";
  EXPECT_EQ(line(comparison(), "choice", "wellbeing", "n4", 1).verdict.kind, Kind::no_difference);
}

TEST_F(RealTown, weighs_what_is_per_child_by_children) {
  // 7 more a period of 4 weeks in each of two tiers, 13 periods, of 1,990 children.
  const ComparedLine& area = line(comparison(), "choice", "demand", "n1+n2+n3", 1);
  EXPECT_NEAR(area.differences[0], 1000 * 13 * 14 / 1990.0 * per_calendar_year, 1e-9);
}

TEST_F(RealTown, corrects_for_areas_and_groups) {
  EXPECT_EQ(line(comparison(), "choice", "wellbeing", "n4", 1).cells, 2u + 1) << "two areas, one group";
}

TEST_F(RealTown, lets_no_level_of_a_neighbourhood_leave) {
  const auto json = nlohmann::json::parse(comparison_as_json(comparison(), planted().reader));
  std::size_t areas = 0;
  for (const auto& l : json.at("lines")) {
    if (l.at("where") != "neighbourhood") continue;
    ++areas;
    EXPECT_TRUE(l.at("base").is_null()) << l.at("cell");
  }
  EXPECT_GT(areas, 0u);
  const auto& town = json.at("town");
  ASSERT_EQ(town.at("areas").size(), 2u);
  for (const auto& area : town.at("areas")) {
    EXPECT_EQ(area.size(), 4u) << "code, name, neighbourhoods and rings, and nothing of who lives there";
    EXPECT_TRUE(area.at("rings").at(0).at(0).at(0).is_number_integer());
  }
  EXPECT_EQ(town.at("areas").at(0).at("code"), "n1+n2+n3");
  EXPECT_EQ(town.at("areas").at(0).at("name").at("en"), "Noord, Oost and Zuid");
  EXPECT_EQ(town.at("areas").at(0).at("neighbourhoods"), (std::vector<std::string>{"n1", "n2", "n3"}));
  EXPECT_FALSE(town.at("made_up_map").get<bool>());
}

TEST(AreasOfAFile, without_its_town_are_left_out_of_a_real_town_and_it_says_why) {
  PlantedFile file = real_town();
  file.town.reset();
  const ComparedScenarios c = Planted(file).compare();
  for (const ComparedLine& l : c.lines) EXPECT_NE(l.where, "neighbourhood");
  EXPECT_THAT(c.no_areas.nl, HasSubstr("grenzen"));
  EXPECT_THAT(c.no_areas.en, HasSubstr("borders"));
  EXPECT_EQ(line(c, "choice", "wellbeing", "one_parent", 1).cells, 1u) << "corrected for what is shown";
  file.fictional = true;
  const ComparedScenarios fictional = Planted(file).compare();
  EXPECT_EQ(fictional.no_areas.nl, "");
  EXPECT_TRUE(line(fictional, "choice", "contacts", "n3", 1).base.has_value()) << "of a fictional town as before";
}

TEST(AreasOfAFile, that_are_all_joined_are_left_out_and_it_says_why) {
  PlantedFile file = real_town();
  file.values = [](const At& at) { return at.variable == "families" ? 20 : usual(at); };
  const ComparedScenarios c = Planted(file).compare();
  for (const ComparedLine& l : c.lines) EXPECT_NE(l.where, "neighbourhood");
  EXPECT_THAT(c.no_areas.en, HasSubstr("so few families"));
}

TEST(AreasOfAFile, of_a_fictional_town_are_its_neighbourhoods_with_their_map) {
  PlantedFile file = real_town();
  file.fictional = true, file.town->fictional = true, file.town->municipality_code.clear();
  const ComparedScenarios c = Planted(file).compare();
  EXPECT_THAT(codes_of(c.areas), ElementsAre("n1", "n2", "n3", "n4"));
  EXPECT_EQ(c.areas_joined.nl, "");
  EXPECT_NEAR(line(c, "choice", "wellbeing", "n3", 1).differences[0], 0.2, 1e-12);
}

}  // namespace
}  // namespace weefsel
