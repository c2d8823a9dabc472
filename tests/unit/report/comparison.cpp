// Comparisons of small files of which every number is planted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <hdf5.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "planted.hpp"
#include "report/comparison_json.hpp"
#include "report/comparison_text.hpp"
#include "support/mistake.hpp"

namespace weefsel {
namespace {
using namespace tests;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(ElevenYears, begin_with_what_is_compared) {
  const ComparedScenarios& c = comparison();
  EXPECT_EQ(c.town, "Testdorp");
  EXPECT_TRUE(c.town_is_fictional);
  EXPECT_EQ(c.start, "2026-01-05");
  EXPECT_EQ(c.years, 11);
  EXPECT_EQ(c.runs, 12u);
  EXPECT_EQ(c.draws, 0u);
  EXPECT_FALSE(c.has_placebo);
  EXPECT_EQ(c.base_id, "as_now");
  EXPECT_EQ(c.base_title.nl, "Zoals nu");
  ASSERT_EQ(c.choices.size(), 2u);
  const Choice& choice = c.choices[1];
  EXPECT_EQ(choice.id, "close_library");
  EXPECT_EQ(choice.title.nl, "Bibliotheek dicht");
  EXPECT_EQ(choice.title.en, "Library closes");
  EXPECT_EQ(choice.question.nl, "Bibliotheek dicht: wie raakt \"wat\" kwijt, en wanneer?");
  EXPECT_EQ(c.choices[0].title.en, "The same");
  EXPECT_DOUBLE_EQ(choice.cost, -4000) << "less that of the first";
}

TEST_F(ElevenYears, count_years_from_the_change_that_tells_the_scenarios_apart) {
  const Choice& choice = comparison().choices[1];
  EXPECT_EQ(choice.change_day, change) << "the lever that both have, from week 4, does not count";
  EXPECT_THAT(years_of(choice), ElementsAre(1, 4, 10));
  EXPECT_EQ(choice.horizons[0].span.from, change);
  EXPECT_EQ(choice.horizons[0].span.until, change + year);
  EXPECT_EQ(choice.horizons[2].span.from, change + 9 * year);
  ASSERT_EQ(choice.levers.size(), 1u);
  EXPECT_EQ(choice.levers[0].id, "close");
  EXPECT_EQ(choice.levers[0].from, "2027-01-04");
  EXPECT_EQ(choice.levers[0].until, "2030-12-30") << "260 weeks after 5 January 2026";
  EXPECT_EQ(comparison().choices[0].levers[0].until, "");
}

TEST_F(ElevenYears, have_a_line_for_each_choice_measure_horizon_and_cell_in_that_order) {
  const ComparedScenarios& c = comparison();
  ASSERT_EQ(c.measures.size(), 13u) << "the file has no load, concerns, giving ...";
  EXPECT_EQ(c.lines.size(), 2u * 3 * (12 * (4 + 6) + 6)) << "who knows whom: neighbourhoods only";
  std::vector<std::string> names;
  for (const std::size_t m : c.measures) names.emplace_back(report_measures()[m].name);
  EXPECT_THAT(names,
              ElementsAre("someone_to_fall_back_on", "contacts", "counted_on_support", "who_knows_whom", "wellbeing",
                          "reached_by_library", "reached_by_community_centre", "reached_by_youth_centre", "visits",
                          "contact_hours", "someone_to_turn_to", "worn_out", "demand"));
  const auto place = [](const ComparedLine& l) { return l.where == "town" ? 0 : l.where == "group" ? 1 : 2; };
  for (std::size_t i = 1; i < c.lines.size(); ++i) {
    const ComparedLine &a = c.lines[i - 1], &b = c.lines[i];
    EXPECT_LE(std::make_tuple(a.choice, a.measure, a.horizon, place(a)),
              std::make_tuple(b.choice, b.measure, b.horizon, place(b)));
  }
  const ComparedLine& town = closed("contacts", "all");
  EXPECT_EQ(town.where, "town");
  EXPECT_EQ(closed("contacts", "one_parent").where, "group");
  EXPECT_EQ(closed("contacts", "one_parent").cell_words.nl, "eenoudergezin");
  EXPECT_EQ(closed("contacts", "n1").where, "neighbourhood");
  EXPECT_EQ(closed("contacts", "n1").cell_words.en, "Oude \"Kern\", Noord");
  EXPECT_EQ(closed("contacts", "n5").cell_words.nl, "n5") << "without a name its code";
}

TEST_F(ElevenYears, a_scenario_equal_to_the_first_makes_no_difference_anywhere) {
  std::size_t known = 0;
  for (const ComparedLine& l : comparison().lines) {
    if (l.choice != 0) continue;
    if (l.cell == "n6" && report_measures()[l.measure].name == "wellbeing") continue;  // blank in one run
    ++known;
    EXPECT_EQ(l.verdict.kind, Kind::no_difference) << report_measures()[l.measure].name << " " << l.cell;
    EXPECT_EQ(l.mean, 0);
    EXPECT_EQ(l.half_width, 0);
    EXPECT_THAT(l.sentence.nl, StartsWith("Geen verschil"));
    EXPECT_THAT(l.sentence.en, StartsWith("No difference"));
  }
  EXPECT_EQ(known, 378u - 3);
}

TEST_F(ElevenYears, find_a_planted_difference_and_its_size) {
  // 0.06 and 0.04 by turns: standard deviation 0.01 sqrt(12 / 11), Student's t with 11 degrees of freedom.
  const ComparedLine& tight = closed("wellbeing", "income_tight");
  EXPECT_NEAR(tight.mean, 0.05, 1e-12);
  EXPECT_NEAR(tight.half_width, 2.200985160 * 0.01 / std::sqrt(11), 1e-9);
  EXPECT_NEAR(tight.verdict.middle, 0.05, 1e-12);
  EXPECT_NEAR(tight.base.value(), 0.6 + 0.0001 * 5.5, 1e-12) << "of the first scenario, mean over runs";
  EXPECT_EQ(tight.verdict.kind, Kind::nearly_always);
  EXPECT_EQ(tight.verdict.counts, (SignCounts{12, 0, 0}));
  ASSERT_EQ(tight.differences.size(), 12u);
  EXPECT_NEAR(tight.differences[1], 0.04, 1e-12);
  EXPECT_EQ(tight.sentence.nl, "Bijna steeds hoger: hoger in 12, gelijk in 0, lager in 0 van de 12 nabootsingen.");
  EXPECT_EQ(tight.sentence.en, "Nearly always higher: higher in 12, equal in 0, lower in 0 of the 12 runs.");
  EXPECT_EQ(kind("wellbeing", "n2"), Kind::nearly_always);
  EXPECT_EQ(kind("contacts", "all"), Kind::nearly_always) << "what only a lever of both builds in is found here";
  EXPECT_NEAR(closed("contacts", "all").mean, 0.3, 1e-9);
}

TEST_F(ElevenYears, correct_groups_and_neighbourhoods_for_how_many_are_shown) {
  // Measures of the town that are no headlines, by section: these the file has.
  const std::map<Section, std::size_t> others = {
      {Section::relations, 1}, {Section::reach, 3}, {Section::fabric, 2}, {Section::monitor, 2}, {Section::demand, 1}};
  for (const ComparedLine& l : comparison().lines) {
    const bool headline = report_measures()[l.measure].headline;
    const bool of_groups = report_measures()[l.measure].level_told;  // who knows whom is of neighbourhoods only
    const std::size_t expected = l.where != "town" ? (of_groups ? 3u : 0u) + 6
                                 : headline        ? 1u
                                                   : others.at(report_measures()[l.measure].section);
    EXPECT_EQ(l.cells, expected) << l.cell << ", " << report_measures()[l.measure].name;
  }
  // 11 of 12 one way: enough for a headline of the town, not for one of nine cells.
  const ComparedLine &town = closed("wellbeing", "all"), &group = closed("wellbeing", "one_parent");
  EXPECT_EQ(town.verdict.counts, (SignCounts{11, 0, 1}));
  EXPECT_EQ(town.verdict.kind, Kind::nearly_always);
  EXPECT_EQ(town.verdict.least, 10u);
  EXPECT_EQ(group.verdict.counts, town.verdict.counts);
  EXPECT_EQ(group.verdict.kind, Kind::luck);
  EXPECT_EQ(group.verdict.least, 12u);
}

TEST_F(ElevenYears, hold_differences_against_the_smallest_that_was_declared) {
  EXPECT_NEAR(closed("counted_on_support", "all").mean, 0.005, 1e-12);
  EXPECT_EQ(kind("counted_on_support", "all"), Kind::too_small);
}

TEST_F(ElevenYears, call_what_was_put_in_no_result_while_it_lasts_and_where_it_touches) {
  // Until week 260: the fourth year is the last with it.
  for (const char* cell : {"all", "one_parent", "n2"}) {
    for (const char* name : {"visits", "reached_by_library"}) {
      EXPECT_EQ(kind(name, cell, 1), Kind::built_in) << name << ", " << cell;
      EXPECT_EQ(kind(name, cell, 4), Kind::built_in) << name << ", " << cell;
      EXPECT_EQ(kind(name, cell, 10), Kind::nearly_always) << name << ", " << cell;
    }
    for (const int horizon : {1, 4, 10}) {
      EXPECT_EQ(kind("reached_by_community_centre", cell, horizon), Kind::nearly_always) << "that is found";
      EXPECT_EQ(kind("reached_by_youth_centre", cell, horizon), Kind::no_difference) << "touched by both";
      EXPECT_EQ(kind("contact_hours", cell, horizon), Kind::no_difference);
    }
  }
  EXPECT_TRUE(closed("visits", "all", 10).verdict.counts == (SignCounts{0, 0, 12}));
}

TEST_F(ElevenYears, never_claim_which_way_demand_goes) {
  for (const ComparedLine& l : comparison().lines) {
    if (l.choice != 1 || report_measures()[l.measure].name != "demand") continue;
    EXPECT_EQ(l.verdict.kind, Kind::not_settled) << l.cell;
    EXPECT_FALSE(l.verdict.is_direction());
  }
  const double one_way = closed("demand", "all").mean, other = closed("demand", "one_parent").mean;
  EXPECT_GT(one_way, 0);
  EXPECT_LT(other, 0) << "there would be two ways to tell of";
  for (const BothWays& both : comparison().both_ways) EXPECT_NE(report_measures()[both.measure].name, "demand");
}

TEST_F(ElevenYears, tell_where_it_goes_both_ways) {
  std::vector<int> horizons;
  for (const BothWays& both : comparison().both_ways) {
    EXPECT_EQ(comparison().choices[both.choice].id, "close_library");
    EXPECT_EQ(report_measures()[both.measure].name, "someone_to_fall_back_on");
    EXPECT_EQ(both.sentence.nl, "Niet voor iedereen: beter voor moeite met rondkomen, slechter voor rondkomen lukt.");
    EXPECT_EQ(both.sentence.en,
              "Not for everyone: better for difficulty making ends meet, worse for making ends meet.");
    horizons.push_back(both.horizon);
  }
  EXPECT_THAT(horizons, ElementsAre(1, 4, 10));
  EXPECT_EQ(kind("someone_to_fall_back_on", "all"), Kind::no_difference) << "the town hides it";
  EXPECT_GT(closed("someone_to_fall_back_on", "income_tight").mean, 0) << "fewer without is more with";
}

TEST_F(ElevenYears, say_nothing_of_too_few_families) {
  const ComparedLine& few = closed("wellbeing", "n6");
  EXPECT_EQ(few.verdict.kind, Kind::cannot_say);
  EXPECT_EQ(few.verdict.hindrance, Hindrance::too_few_families);
  EXPECT_FALSE(few.base.has_value());
  EXPECT_TRUE(std::isnan(few.mean));
  EXPECT_TRUE(std::isnan(few.differences[3]));
  EXPECT_FALSE(std::isnan(few.differences[4]));
  EXPECT_TRUE(closed("contacts", "n6").base.has_value());
}

TEST_F(ElevenYears, keep_the_course_of_each_year_and_run) {
  ASSERT_EQ(comparison().courses.size(), 12u * 3);
  for (const Course& course : comparison().courses) {
    ASSERT_EQ(course.by_run.size(), 12u);
    for (const auto& run : course.by_run) ASSERT_EQ(run.size(), 11u);
    if (course.measure != index_of("contacts")) continue;
    EXPECT_NEAR(course.by_run[7][0], 12.0007, 1e-9) << course.scenario;
    EXPECT_NEAR(course.by_run[7][1], course.scenario == "close_library" ? 12.3007 : 12.0007, 1e-9);
  }
}

// ---- Horizons ---------------------------------------------------------------------------------------------------

ComparedScenarios with_levers(double years, std::vector<LeverRow> levers, std::vector<LeverRow> of_first = {}) {
  PlantedFile file;
  file.years = years, file.runs = 1, file.flows_every_weeks = 1;
  file.left_out = {"place_visits", "help_demand", "contact_hours"};
  file.scenarios[0].levers = std::move(of_first), file.scenarios[1].levers = std::move(levers);
  return Planted(file).compare();
}

TEST(Horizons, end_with_the_run) {
  EXPECT_THAT(years_of(with_levers(6, {lever_row("it", 52)}).choices[0]), ElementsAre(1, 4, 5));
  EXPECT_THAT(years_of(with_levers(5.1, {lever_row("it", 52)}).choices[0]), ElementsAre(1, 4));
  EXPECT_THAT(years_of(with_levers(3, {lever_row("it", 0)}).choices[0]), ElementsAre(1, 3));
  EXPECT_THAT(years_of(with_levers(1, {lever_row("it", 0)}).choices[0]), ElementsAre(1));
  EXPECT_THAT(years_of(with_levers(25, {lever_row("it", 52)}).choices[0]), ElementsAre(1, 4, 10, 20));
}

TEST(Horizons, are_none_when_the_run_ends_within_a_year_of_the_change) {
  const ComparedScenarios c = with_levers(1.9, {lever_row("late", 52)});
  EXPECT_TRUE(c.choices[0].horizons.empty());
  EXPECT_TRUE(c.lines.empty());
  EXPECT_FALSE(c.courses.empty()) << "the course of the first year is there";
  EXPECT_THAT(comparison_as_text(c, Language::en), HasSubstr("A choice: what then?"));
}

TEST(Horizons, count_from_the_first_of_several_levers) {
  EXPECT_EQ(with_levers(4, {lever_row("b", 104), lever_row("a", 26)}).choices[0].change_day, 26 * 7);
  EXPECT_EQ(with_levers(4, {}).choices[0].change_day, 0) << "only parameters differ: from the start";
}

TEST(Horizons, count_a_lever_that_only_the_first_scenario_has) {
  LeverRow kept = lever_row("kept", 10), dropped = lever_row("dropped", 52, {"library"}, {"parental_wellbeing"});
  kept.in_first = dropped.in_first = true;  // of the first scenario every lever is its own
  const ComparedScenarios c = with_levers(4, {kept}, {kept, dropped});
  EXPECT_EQ(c.choices[0].change_day, 52 * 7) << "leaving a lever out is a change too";
}

// ---- Levels, luck, draws ----------------------------------------------------------------------------------------

TEST(ComparedScenarios, of_a_real_town_tells_no_levels_of_neighbourhoods) {
  PlantedFile file;
  file.neighbourhoods = {{"n1", "Noord"}, {"n2", "Oost"}};
  file.values = shifted(0, [](const At&) { return 1; });
  for (const bool fictional : {true, false}) {
    file.fictional = fictional;
    file.town = squares_in_a_row(file);
    const Planted planted(file);
    const ComparedScenarios c = planted.compare();
    EXPECT_EQ(c.town_is_fictional, fictional);
    std::set<std::string> seen;
    std::size_t untold = 0;
    for (const ComparedLine& l : c.lines) {
      const bool may_be_told = report_measures()[l.measure].level_told && (fictional || l.where != "neighbourhood");
      EXPECT_EQ(l.base.has_value(), may_be_told) << l.cell;
      untold += !may_be_told;
      EXPECT_FALSE(std::isnan(l.mean)) << "differences are told";
      seen.insert(l.where);
    }
    EXPECT_EQ(seen.size(), 3u);
    std::size_t nulls = 0;
    const auto json = nlohmann::json::parse(comparison_as_json(c, planted.reader));
    for (const auto& l : json.at("lines")) nulls += l.at("base").is_null();
    EXPECT_EQ(nulls, untold);
  }
}

TEST(ComparedScenarios, of_one_neighbourhood_shows_it_once_as_the_town) {
  const ComparedScenarios c = Planted(PlantedFile{}).compare();
  for (const ComparedLine& l : c.lines) {
    EXPECT_NE(l.where, "neighbourhood");
    EXPECT_TRUE(l.where == "town" || l.cells == 1) << "one group, nothing to correct for";
  }
}

TEST(ComparedScenarios, no_further_from_zero_than_the_placebo_drifts_is_luck) {
  PlantedFile file;
  file.values = [](const At& at) {
    if (at.variable == "parental_wellbeing") return usual(at) + (at.scenario == 1 ? 0.1 : 0);
    if (at.variable != "mean_degree") return usual(at);
    return usual(at) + (at.placebo ? (at.run % 2 == 0 ? 0.4 : -0.4) : at.scenario == 1 ? 0.3 : 0);
  };
  const ComparedScenarios without = Planted(file).compare();
  EXPECT_FALSE(without.has_placebo);
  EXPECT_EQ(line(without, "choice", "contacts", "all", 1).drift, 0);
  EXPECT_EQ(kind_of(without, "choice", "contacts", "all", 1), Kind::nearly_always);
  file.placebo = true;
  const ComparedScenarios with = Planted(file).compare();
  EXPECT_TRUE(with.has_placebo);
  const ComparedLine& drifted = line(with, "choice", "contacts", "all", 1);
  EXPECT_NEAR(drifted.drift, 0.4, 1e-9) << "its mean size; its mean is zero";
  EXPECT_NEAR(drifted.mean, 0.3, 1e-9);
  EXPECT_EQ(drifted.verdict.kind, Kind::luck);
  EXPECT_EQ(kind_of(with, "choice", "contacts", "one_parent", 1), Kind::luck);
  EXPECT_EQ(kind_of(with, "choice", "wellbeing", "all", 1), Kind::nearly_always) << "which does not drift";
  EXPECT_EQ(line(with, "choice", "wellbeing", "all", 1).drift, 0);
}

TEST(ComparedScenarios, counts_draws_where_assumptions_were_drawn) {
  PlantedFile file;
  file.runs = 24, file.draws = 12;
  file.groups = {"all", "one_parent", "income_tight"};
  // Of each draw (two runs) one run far up and one a little down.
  file.values = shifted(0, [](const At& at) -> double {
    if (at.variable == "mean_degree") return at.run % 2 == 0 ? 2 : -0.5;
    if (at.variable == "parental_wellbeing") return at.run < 12 ? 0.1 : -0.1;
    return at.variable != "help_demand" ? 0 : at.cell == "one_parent" ? -9 : 9;
  });
  const Planted planted(file);
  const ComparedScenarios c = planted.compare();
  EXPECT_EQ(c.runs, 24u);
  EXPECT_EQ(c.draws, 12u);
  const ComparedLine& contacts = line(c, "choice", "contacts", "all", 1);
  EXPECT_EQ(contacts.differences.size(), 24u);
  EXPECT_TRUE(contacts.verdict.of_draws);
  EXPECT_EQ(contacts.verdict.counts, (SignCounts{12, 0, 0}));
  EXPECT_EQ(contacts.verdict.kind, Kind::nearly_always);
  EXPECT_THAT(contacts.sentence.nl, HasSubstr("van de 12 invullingen."));
  EXPECT_EQ(kind_of(c, "choice", "wellbeing", "all", 1), Kind::hangs_on_assumptions) << "six draws up, six down";
  EXPECT_EQ(kind_of(c, "choice", "demand", "all", 1), Kind::nearly_always) << "all assumptions agree";
  EXPECT_TRUE(line(c, "choice", "demand", "one_parent", 1).verdict.is_direction());
  EXPECT_TRUE(line(c, "choice", "demand", "income_tight", 1).verdict.is_direction());
  EXPECT_TRUE(c.both_ways.empty()) << "of demand nobody is said to be better or worse off";
  const auto json = nlohmann::json::parse(comparison_as_json(c, planted.reader));
  EXPECT_EQ(json.at("draws"), 12);
  for (const auto& l : json.at("lines")) {
    EXPECT_EQ(l.at("verdict").at("of_draws"), true);
    EXPECT_EQ(l.at("verdict").at("known"), 12);
  }
}

TEST(ComparedScenarios, of_too_few_runs_says_how_many_it_takes) {
  PlantedFile file;
  file.runs = 5, file.values = shifted(0, [](const At&) { return 1; });
  const ComparedScenarios c = Planted(file).compare();
  const Verdict& verdict = line(c, "choice", "contacts", "all", 1).verdict;
  EXPECT_EQ(verdict.kind, Kind::cannot_say);
  EXPECT_EQ(verdict.hindrance, Hindrance::too_few_runs);
  EXPECT_EQ(verdict.least, 6u);
}

/// The share of families who came in the 52 weeks before: after a closure it takes a year to reach nobody.
TEST(ComparedScenarios, of_whom_a_place_reaches_is_of_the_year_and_not_of_the_year_before) {
  PlantedFile file;
  file.values = [](const At& at) {
    if (at.variable != "place_reach_in_year" || at.inner != "library" || at.scenario == 0) return usual(at);
    return usual(at) * std::max(0.0, 1 - (at.day + 28) / year);  // the lever of the choice begins on day 0
  };
  const ComparedLine reached = line(Planted(file).compare(), "choice", "reached_by_library", "all", 1);
  EXPECT_NEAR(reached.mean, -reached.base.value(), 1e-9) << "in the first year after it closed nobody came";
}

// ---- What cannot be compared ------------------------------------------------------------------------------------

TEST(ComparisonErrors, name_the_file_and_what_to_do) {
  const TemporaryFolder folder;
  PlantedFile alone;
  alone.scenarios.pop_back(), alone.by_run = true, alone.runs = 2;
  const std::string run = write_planted(folder.file("of_run.h5"), alone);
  const std::string mistake = mistake_of([&] { (void)compare_scenarios(OutputReader(run)); });
  EXPECT_THAT(mistake, HasSubstr("of_run.h5"));
  EXPECT_THAT(mistake, HasSubstr("weefsel compare"));
  for (const char* attribute : {"levers", "town_about"}) {
    PlantedFile file;
    file.runs = 2;
    const std::string path = write_planted(folder.file(std::string("without_") + attribute + ".h5"), file);
    EXPECT_EQ(mistake_of([&] { (void)compare_scenarios(OutputReader(path)); }), "no mistake");
    const hid_t stored = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    ASSERT_GE(stored, 0);
    EXPECT_GE(H5Adelete(stored, attribute), 0);
    H5Fclose(stored);
    const std::string older = mistake_of([&] { (void)compare_scenarios(OutputReader(path)); });
    EXPECT_THAT(older, HasSubstr(std::string("without_") + attribute + ".h5"));
    EXPECT_THAT(older, HasSubstr("older version"));
  }
}

}  // namespace
}  // namespace weefsel
