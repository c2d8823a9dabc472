// Reading a town: the shipped ones, defaults, and what is said about mistakes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/errors.hpp"
#include "population/boundary.hpp"
#include "population/read_town.hpp"

namespace weefsel {
namespace {
using ::testing::HasSubstr;

const std::string towns = std::string(WEEFSEL_SOURCE_DIR) + "/scenarios/towns/";

// Lines 1 to 8. `places` follow from line 9 on.
const std::string small_town = R"(name: Small
neighbourhoods:
  - code: one
    name: One
    boundary:
      - [[146000, 468000], [147000, 468000], [147000, 469000], [146000, 469000]]
    households: 100
    single_person_share: 0.4
)";

TownDescription read(const std::string& text, Problems& problems) {
  return read_town_text(text, "town.yaml", problems);
}

std::string report_on(const std::string& text) {
  Problems problems;
  read(text, problems);
  return problems.report();
}

std::string replaced(std::string text, const std::string& old, const std::string& now) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), now);
}

TEST(ReadTown, TakesDefaultsForWhatIsLeftOut) {
  Problems problems;
  const TownDescription town =
      read(small_town + "places:\n  - {id: p, kind: playground, at: [146100, 468100]}\n", problems);
  ASSERT_TRUE(problems.empty()) << problems.report();
  ASSERT_EQ(town.neighbourhoods.size(), 1U);
  EXPECT_EQ(town.neighbourhoods[0].single_person_share, 0.4);
  EXPECT_EQ(town.neighbourhoods[0].tight_income_share, NeighbourhoodDescription{}.tight_income_share);
  EXPECT_EQ(town.neighbourhoods[0].communities, std::vector<double>{1.0});
  ASSERT_EQ(town.places.size(), 1U);
  EXPECT_EQ(town.places[0].name, "p");
  EXPECT_EQ(town.places[0].capacity, PlaceDescription{}.capacity);
  EXPECT_TRUE(town.fictional);
}

TEST(ReadTown, ReadsEveryKey) {
  Problems problems;
  const TownDescription town = read(small_town + R"(places:
  - {id: p, kind: cafe_or_market, name: De Pauw, at: [146100, 468100.5], hours_per_week: 12, capacity: 7, quality: 1.5,
     host: 0.25, thresholds: {money: 0.1, reading: 0.2, language: 0.3, stigma: 0.4}, gathering: wandering, source: seen}
  - {id: online, kind: online_group}
professionals:
  - {kind: youth_worker, hours_per_week_per_1000_children: 4, normalising_skill: 0.75, source: counted}
tier1_places_per_1000_children: 31
tier2_places_per_1000_children: 56
fictional: false
municipality_code: GM0001
description: words
provenance:
  - {what: a, value: b, source: c}
)",
                                    problems);
  ASSERT_TRUE(problems.empty()) << problems.report();
  const PlaceDescription& place = town.places.at(0);
  EXPECT_EQ(place.kind, PlaceKind::cafe_or_market);
  EXPECT_EQ(place.name, "De Pauw");
  EXPECT_EQ(place.y, 468100.5);
  EXPECT_EQ(place.hours_per_week, 12);
  EXPECT_EQ(place.capacity, 7);
  EXPECT_EQ(place.quality, 1.5);
  EXPECT_EQ(place.host, 0.25);
  EXPECT_EQ(place.thresholds, (Thresholds{0.1, 0.2, 0.3, 0.4}));
  EXPECT_EQ(place.gathering, Gathering::wandering);
  EXPECT_EQ(place.source, "seen");
  EXPECT_EQ(town.professionals.at(0).kind, ProfessionalKind::youth_worker);
  EXPECT_EQ(town.professionals[0].normalising_skill, 0.75);
  EXPECT_EQ(town.tier1_places_per_1000_children, 31);
  EXPECT_EQ(town.tier2_places_per_1000_children, 56);
  EXPECT_FALSE(town.fictional);
  EXPECT_EQ(town.municipality_code, "GM0001");
  EXPECT_EQ(town.provenance.at(0).source, "c");
}

TEST(ReadTown, SaysWhatIsWrongAndWhere) {
  const std::string square = "[[146000, 468000], [147000, 468000], [147000, 469000], [146000, 469000]]";
  const auto with_places = [](const std::string& items) { return small_town + "places:\n" + items; };
  const auto with_ring = [&](const std::string& ring) { return replaced(small_town, square, ring); };
  const std::map<std::string, std::string> mistakes = {
      {replaced(small_town, "single_person_share", "singel_person_share"), "town.yaml:8:5: neighbourhoods[0]"},
      {replaced(small_town, "0.4", "40"), "town.yaml:8:26: neighbourhoods[0].single_person_share: "},
      {small_town + "    with_children_share: 0.7\n",
       "town.yaml:9:26: neighbourhoods[0].with_children_share: single_person_share 0.4 and with_children_share 0.7 are "
       "parts of the same households: together at most 1"},
      {small_town + "    education_low_share: 0.7\n", "parts of the same adults"},
      {small_town + "    youngest_child_0_4_share: 0.7\n", "parts of the same households with children"},
      {small_town + "    adults_65_plus_share: 0.7\n", "parts of the same people without children at home"},
      {small_town + "    communities: [0.5, 0.4]\n",
       "town.yaml:9:18: neighbourhoods[0].communities: the shares sum to 0.9"},
      {replaced(small_town, "100", "0"), "nobody lives in this town"},
      {with_ring("[[146000, 468000], [147000, 468000], [146000, 468000]]"), "has 2 different points"},
      {with_ring("[[146000, 468000], [147000, 468000], [148000, 468000]]"), "encloses no land"},
      {with_ring("[[146000, 468000], [147000, 469000], [147000, 468000], [146000, 469500]]"),
       "crosses or touches itself"},
      {with_ring("[[5.28, 52.2], [5.3, 52.2], [5.3, 52.22]]"),
       "town.yaml:6:9: neighbourhoods[0].boundary[0]: looks like degrees"},
      {"fictional: false\n" + with_ring("[[468000, 146000], [468000, 147000], [469000, 147000]]"),
       "lies outside the Netherlands"},
      {with_places("  - {id: p, kind: playground}\n"), "town.yaml:10:5: places[0].at: missing"},
      {with_places("  - {id: p, kind: playground, at: [5.3, 52.2]}\n"),
       "town.yaml:10:35: places[0].at: looks like degrees"},
      {with_places("  - {id: p, kind: playground, at: [176000, 468000]}\n"),
       "lies 29 km from the nearest neighbourhood"},
      {with_places("  - {id: p, kind: playgroud, at: [146000, 468000]}\n"), "playground"},
      {with_places("  - {id: p, kind: online_group}\n  - {id: p, kind: online_group}\n"),
       "town.yaml:11:10: places[1].id: \"p\" is used before"},
      {small_town + "professionals:\n  - {kind: teacher, hours_per_week_per_1000_children: 1}\n"
                    "  - {kind: teacher, hours_per_week_per_1000_children: 2}\n",
       "professionals[1].kind: \"teacher\" is used before"},
      {"name: Empty\nneighbourhoods: []\n", "neighbourhoods"},
      {"name: Nothing\n", "neighbourhoods"},
  };
  for (const auto& [text, expected] : mistakes) EXPECT_THAT(report_on(text), HasSubstr(expected)) << text;
}

TEST(ReadTown, TakesAgesAsCounts) {
  Problems problems;
  const TownDescription town = read(small_town + "    inhabitants_by_age: [40, 25, 60, 55.5, 30]\n", problems);
  ASSERT_TRUE(problems.empty()) << problems.report();
  EXPECT_EQ(town.neighbourhoods[0].inhabitants_by_age, (std::array<double, 5>{40, 25, 60, 55.5, 30}));
  EXPECT_TRUE(town.neighbourhoods[0].gives_ages());
  EXPECT_FALSE(NeighbourhoodDescription{}.gives_ages());
}

TEST(ReadTown, RefusesAgesAsCountsAndAsShares) {
  const std::string ages = small_town + "    inhabitants_by_age: [40, 25, 60, 55, 30]\n";
  for (const char* key :
       {"youngest_child_0_4_share", "youngest_child_12_plus_share", "adults_under_45_share", "adults_65_plus_share"}) {
    const std::string report = report_on(ages + "    " + key + ": 0.2\n");
    EXPECT_THAT(report, HasSubstr("town.yaml:10:"));
    EXPECT_THAT(report,
                HasSubstr("neighbourhoods[0]." + std::string(key) + ": cannot stand beside inhabitants_by_age"));
  }
  EXPECT_EQ(report_on(ages + "    single_parent_share: 0.2\n"), report_on(ages));
  // All zero is not given.
  EXPECT_EQ(report_on(small_town + "    inhabitants_by_age: [0, 0, 0, 0, 0]\n    adults_65_plus_share: 0.2\n"),
            report_on(ages));
  EXPECT_THAT(report_on(small_town + "    inhabitants_by_age: [40, 25, 60, 55]\n"), HasSubstr("inhabitants_by_age"));
  EXPECT_THAT(report_on(small_town + "    inhabitants_by_age: [40, 25, 60, 55, -1]\n"),
              HasSubstr("inhabitants_by_age[4]"));
}

TEST(ReadTown, ReportsAllMistakesAtOnce) {
  Problems problems;
  read(small_town + "    communities: [0.5]\n    with_children_share: 0.9\nplaces:\n  - {id: p, kind: library}\n",
       problems);
  EXPECT_EQ(problems.size(), 3U) << problems.report();
}

TEST(ReadTown, RefusesTheSameCodeTwice) {
  const std::string second = small_town.substr(small_town.find("  - code"));
  EXPECT_THAT(report_on(small_town + second), HasSubstr("neighbourhoods[1].code: \"one\" is used before"));
}

TEST(ReadTown, ThrowsAUserMistakeForAFileThatIsNotThere) {
  EXPECT_THROW((void)read_town(towns + "nowhere.yaml"), UserMistake);
}

TEST(Weverdam, HasNationalLevelsOnAverage) {
  const TownDescription town = read_town(towns + "weverdam.yaml");
  using Weight = std::function<double(const NeighbourhoodDescription&)>;
  const Weight all = [](const NeighbourhoodDescription& n) { return n.households; };
  const Weight families = [](const NeighbourhoodDescription& n) { return n.households * n.with_children_share; };
  const Weight others = [](const NeighbourhoodDescription& n) { return n.households * (1 - n.with_children_share); };
  const auto total = [&](const Weight& weight) {
    double sum = 0;
    for (const auto& n : town.neighbourhoods) sum += weight(n);
    return sum;
  };
  const auto mean = [&](double NeighbourhoodDescription::*figure, const Weight& weight) {
    return total([&](const NeighbourhoodDescription& n) { return n.*figure * weight(n); }) / total(weight);
  };
  using N = NeighbourhoodDescription;
  // Levels as named at the top of the file; figures have two decimals, so means are met within half a percent point.
  constexpr double near = 0.002;
  EXPECT_EQ(total(all), 16500);
  EXPECT_NEAR(total(families), 4460, 10);
  EXPECT_NEAR(mean(&N::single_parent_share, families), 0.231, near);
  EXPECT_NEAR(mean(&N::tight_income_share, families), 0.131, near);
  EXPECT_NEAR(mean(&N::reading_hard_share, all), 0.159, near);
  EXPECT_NEAR(mean(&N::education_low_share, all), 0.24, near);
  EXPECT_NEAR(mean(&N::education_high_share, all), 0.36, near);
  EXPECT_NEAR(mean(&N::newcomer_share, all), 0.12, near);
  EXPECT_NEAR(mean(&N::youngest_child_0_4_share, families), 0.22, near);
  EXPECT_NEAR(mean(&N::youngest_child_12_plus_share, families), 0.42, near);
  EXPECT_NEAR(mean(&N::adults_under_45_share, others), 0.246, near);
  EXPECT_NEAR(mean(&N::adults_65_plus_share, others), 0.511, near);
}

TEST(Weverdam, HasThePlacesThatScenariosName) {
  const TownDescription town = read_town(towns + "weverdam.yaml");
  std::map<std::string, PlaceKind> places;
  std::map<PlaceKind, int> count;
  for (const auto& place : town.places) {
    places[place.id] = place.kind;
    ++count[place.kind];
    double nearest = 1e9;
    for (const auto& n : town.neighbourhoods) nearest = std::min(nearest, distance_to(n, {place.x, place.y}));
    if (place.kind == PlaceKind::online_group) continue;
    EXPECT_EQ(nearest, 0) << place.id << " lies outside all neighbourhoods";
  }
  EXPECT_EQ(places.at("library_centre"), PlaceKind::library);
  EXPECT_EQ(places.at("library_flats"), PlaceKind::library);
  for (const char* id :
       {"mfc_flats", "community_centre_flats", "community_centre_estate", "community_centre_village"}) {
    EXPECT_EQ(places.at(id), PlaceKind::community_centre) << id;
  }
  for (std::size_t kind = 0; kind < place_kind_count; ++kind) {
    EXPECT_GT(count[static_cast<PlaceKind>(kind)], 0) << place_kind_names[kind];
  }
}

TEST(Hofbuurt, IsOneSmallNeighbourhood) {
  const TownDescription town = read_town(towns + "hofbuurt.yaml");
  ASSERT_EQ(town.neighbourhoods.size(), 1U);
  EXPECT_EQ(town.neighbourhoods[0].households, 600);
  EXPECT_EQ(town.places.at(0).id, "library_hof");
}

TEST(Boundary, MeasuresAreaAndDistance) {
  NeighbourhoodDescription square;
  square.boundary = {{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}}};
  EXPECT_DOUBLE_EQ(area_of(square), 1e6);
  EXPECT_EQ(distance_to(square, {500, 500}), 0);
  EXPECT_DOUBLE_EQ(distance_to(square, {1300, 1400}), 500);  // 300 m and 400 m from the corner
  square.boundary[0].push_back({0, 0});                      // closed, as GeoJSON does
  EXPECT_EQ(trouble_with_ring(square.boundary[0]), "");
  EXPECT_DOUBLE_EQ(area_of(square), 1e6);
}

}  // namespace
}  // namespace weefsel
