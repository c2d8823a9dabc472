// Figures of years, comparisons and what is written of them, on small files of which every number is planted.
#include "report/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "base/errors.hpp"
#include "comparison_files.hpp"
#include "monitor/items.hpp"
#include "report/comparison_json.hpp"
#include "report/comparison_text.hpp"
#include "study/measure_table.hpp"
#include "support/mistake.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {

/// For what GoogleTest says of a failure.
static void PrintTo(VerdictKind kind, std::ostream* out) { *out << name_of(kind); }

namespace {
using namespace tests;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Kind = VerdictKind;

constexpr double blank = std::numeric_limits<double>::quiet_NaN();
constexpr double year = 364;
constexpr double per_calendar_year = 365.25 / 364;

std::size_t index_of(std::string_view name) {
  const auto& all = report_measures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const ReportMeasure& m) { return m.name == name; });
  if (found == all.end()) throw Fault("no measure called " + std::string(name));
  return static_cast<std::size_t>(found - all.begin());
}
const ReportMeasure& measure(std::string_view name) { return report_measures()[index_of(name)]; }

/// A file, and what is compared in it.
struct Planted {
  explicit Planted(const PlantedFile& file) : reader(write_planted(folder.file("planted.h5"), file)) {}
  [[nodiscard]] ComparedScenarios compare() const { return compare_scenarios(reader); }
  TemporaryFolder folder;
  OutputReader reader;
};

const ComparedLine& line(const ComparedScenarios& c, std::string_view choice, std::string_view name,
                         std::string_view cell, int horizon) {
  for (const ComparedLine& l : c.lines)
    if (c.choices[l.choice].id == choice && report_measures()[l.measure].name == name && l.cell == cell &&
        l.horizon == horizon)
      return l;
  throw Fault("no line of " + std::string(name) + " for " + std::string(cell));
}
Kind kind_of(const ComparedScenarios& c, std::string_view choice, std::string_view name, std::string_view cell,
             int horizon) {
  return line(c, choice, name, cell, horizon).verdict.kind;
}

std::vector<int> years_of(const Choice& choice) {
  std::vector<int> years;
  for (const Horizon& h : choice.horizons) years.push_back(h.years);
  return years;
}

// ---- Figures of years -------------------------------------------------------------------------------------------

/// Weekly flows over two years and a bit; runs 0 and 1.
PlantedFile weekly(std::function<double(const At&)> values) {
  PlantedFile file;
  file.flows_every_weeks = 1, file.runs = 2, file.placebo = true, file.values = std::move(values);
  file.neighbourhoods = {{"n1", "Noord"}, {"n2", "Oost"}, {"n3", "Zuid"}};
  return file;
}

/// By group, of one year from `from` on: the town and those with one parent.
std::vector<double> in_year(const Planted& planted, std::string_view name, double from, std::size_t scenario = 0,
                            std::size_t run = 0) {
  return YearFigures(planted.reader, measure(name), Scope::groups).within({{from, from + year}}, scenario, run).front();
}

TEST(YearFigures, are_means_over_the_thirteen_moments_that_begin_within_the_year) {
  // Every four weeks one hundredth more; the scenario, run and group shift it.
  const Planted planted(weekly([](const At& at) {
    return at.variable == "mean_degree" || at.variable == "isolated_share"
               ? 0.01 * static_cast<double>(at.step) + static_cast<double>(10 * at.scenario + 2 * at.run) +
                     (at.cell == "one_parent" ? 0.5 : 0)
               : usual(at);
  }));
  // From day 100: moments 4 (day 112) to 16 (day 448), 10 in the middle.
  EXPECT_NEAR(in_year(planted, "contacts", 100)[0], 0.10, 1e-12);
  EXPECT_NEAR(in_year(planted, "contacts", 100)[1], 0.60, 1e-12);
  EXPECT_NEAR(in_year(planted, "contacts", 100, 1, 1)[0], 12.10, 1e-12);
  EXPECT_NEAR(in_year(planted, "contacts", 112)[0], 0.10, 1e-12) << "the first day belongs to it";
  EXPECT_NEAR(in_year(planted, "contacts", 113)[0], 0.11, 1e-12) << "and the day after the last does not";
  EXPECT_NEAR(in_year(planted, "contacts", 0)[0], 0.06, 1e-12);
  const auto two =
      YearFigures(planted.reader, measure("contacts"), Scope::groups).within({{0, year}, {year, 2 * year}}, 0, 0);
  ASSERT_EQ(two.size(), 2u);
  EXPECT_NEAR(two[1][0], 0.19, 1e-12) << "moments 13 to 25";
  EXPECT_TRUE(std::isnan(in_year(planted, "contacts", 5000)[0])) << "after the end";
}

TEST(YearFigures, of_those_who_have_somebody_are_one_less_those_who_have_not) {
  const Planted planted(weekly([](const At& at) {
    const bool is_share = at.variable == "isolated_share" || at.variable == "unsupported_share";
    return is_share ? (at.step % 2 == 0 ? 0.1 : 0.3) : usual(at);
  }));
  // Seven of the thirteen moments are 0.1.
  EXPECT_NEAR(in_year(planted, "someone_to_fall_back_on", 0)[0], 1 - (7 * 0.1 + 6 * 0.3) / 13, 1e-12);
}

TEST(YearFigures, of_flows_are_sums_per_1000_of_those_there) {
  // 2 requests of tier 1 and 1 of tier 2 a week; 1,000 children in the first 41 weeks and 2,000 after.
  const Planted planted(weekly([](const At& at) -> double {
    if (at.variable == "help_demand") return at.inner == "1" ? 2 : 1;
    if (at.variable == "children") return at.step < 41 ? 1000 : 2000;
    return usual(at);
  }));
  // From day 100: weeks 15 to 66, of which 26 with 1,000 children: 156 requests among 1,500.
  EXPECT_NEAR(in_year(planted, "demand", 100)[0], 104 * per_calendar_year, 1e-9);
  EXPECT_NEAR(in_year(planted, "demand", 41 * 7)[0], 78 * per_calendar_year, 1e-9);
}

TEST(YearFigures, take_one_kind_of_place_or_all_together) {
  const auto by_kind = [](const At& at) {
    return at.inner == "library" ? 1 : at.inner == "community_centre" ? 2 : at.inner == "youth_centre" ? 4 : 0;
  };
  const Planted planted(weekly([&](const At& at) -> double {
    if (at.variable == "place_reach_in_year") return 0.1 * by_kind(at);
    if (at.variable == "place_visits") return by_kind(at);
    if (at.variable == "families") return 500;
    return usual(at);
  }));
  EXPECT_NEAR(in_year(planted, "reached_by_library", 0)[0], 0.1, 1e-12);
  EXPECT_NEAR(in_year(planted, "reached_by_community_centre", 0)[0], 0.2, 1e-12);
  EXPECT_NEAR(in_year(planted, "reached_by_youth_centre", 0)[0], 0.4, 1e-12);
  EXPECT_NEAR(in_year(planted, "visits", 0)[0], 1000.0 * 7 * 52 / 500 * per_calendar_year, 1e-9);
}

TEST(YearFigures, are_of_the_survey_that_begins_its_year_within_the_year) {
  const Planted planted(weekly([](const At& at) {
    return at.variable == "monitor_share" ? 0.1 * static_cast<double>(at.step + 1) + (at.inner == "worn_out" ? 0.5 : 0)
                                          : usual(at);
  }));
  EXPECT_NEAR(in_year(planted, "someone_to_turn_to", 0)[0], 0.1, 1e-12);
  EXPECT_NEAR(in_year(planted, "worn_out", year)[1], 0.7, 1e-12);
  EXPECT_TRUE(std::isnan(in_year(planted, "worn_out", year + 1)[0])) << "two years hold two surveys";
}

TEST(YearFigures, leave_a_blank_moment_out_of_a_mean_and_give_no_sum_with_one) {
  const Planted planted(weekly([](const At& at) -> double {
    const bool hidden = at.cell == "one_parent" && at.day >= 28 && at.day < 35;
    if (at.variable == "mean_degree") return hidden ? blank : static_cast<double>(at.step);
    if (at.variable == "help_demand") return hidden && at.inner == "2" ? blank : 1;
    return usual(at);
  }));
  EXPECT_NEAR(in_year(planted, "contacts", 0)[0], 6, 1e-12);
  EXPECT_NEAR(in_year(planted, "contacts", 0)[1], 77.0 / 12, 1e-12) << "without moment 1";
  EXPECT_NEAR(in_year(planted, "demand", 0)[0], 1000.0 * 104 / 2000 * per_calendar_year, 1e-9);
  EXPECT_TRUE(std::isnan(in_year(planted, "demand", 0)[1])) << "what is missing may be anything";
  EXPECT_FALSE(std::isnan(in_year(planted, "demand", 35)[1])) << "known from the week after";
}

TEST(YearFigures, of_a_cell_that_is_never_known_or_empty_are_not_known) {
  const Planted planted(weekly([](const At& at) -> double {
    if (at.cell != "one_parent") return usual(at);
    if (at.variable == "mean_degree") return blank;
    return at.variable == "children" ? 0 : at.variable == "help_demand" ? 0 : usual(at);
  }));
  EXPECT_TRUE(std::isnan(in_year(planted, "contacts", 0)[1]));
  EXPECT_TRUE(std::isnan(in_year(planted, "demand", 0)[1])) << "no children, no rate";
}

TEST(YearFigures, are_there_only_with_all_that_they_take) {
  PlantedFile file = weekly(usual);
  file.left_out = {"parental_wellbeing", "children"};
  const Planted planted(file);
  const auto there = [&](std::string_view name, Scope scope = Scope::groups, const std::string& group = {}) {
    return YearFigures(planted.reader, measure(name), scope, group).there();
  };
  EXPECT_TRUE(there("contacts"));
  EXPECT_FALSE(there("wellbeing")) << "no such variable";
  EXPECT_FALSE(there("demand")) << "per 1,000 of nobody knows whom";
  EXPECT_TRUE(there("reached_by_library"));
  EXPECT_FALSE(there("reached_by_playground")) << "no such kind of place";
  EXPECT_TRUE(there("contacts", Scope::neighbourhoods));
  EXPECT_TRUE(there("contacts", Scope::groups, "placebo"));
  EXPECT_FALSE(there("contacts", Scope::groups, "households"));
}

TEST(YearFigures, are_of_neighbourhoods_too) {
  const Planted planted(weekly([](const At& at) -> double {
    const double n = at.cell == "n1" ? 1 : at.cell == "n2" ? 2 : at.cell == "n3" ? 3 : 100;
    return at.variable == "mean_degree" || at.variable == "help_demand" ? n : usual(at);
  }));
  const YearFigures contacts(planted.reader, measure("contacts"), Scope::neighbourhoods);
  EXPECT_EQ(contacts.cells(), 3u);
  EXPECT_THAT(contacts.within({{0, year}}, 0, 0).front(), ElementsAre(1, 2, 3));
  const auto demand =
      YearFigures(planted.reader, measure("demand"), Scope::neighbourhoods).within({{0, year}}, 1, 1).front();
  EXPECT_NEAR(demand[2], 1000.0 * 6 * 52 / 2001 * per_calendar_year, 1e-9) << "2,001 children in run 1";
}

TEST(YearFigures, are_of_the_placebo_by_run) {
  const Planted planted(weekly([](const At& at) {
    return at.variable == "mean_degree" && at.placebo ? 20 + static_cast<double>(at.run) : usual(at);
  }));
  const YearFigures twin(planted.reader, measure("contacts"), Scope::groups, "placebo");
  EXPECT_NEAR(twin.within({{0, year}}, 0, 1).front()[0], 21, 1e-12);
  EXPECT_NEAR(in_year(planted, "contacts", 0, 0, 1)[0], 12.0001, 1e-12) << "the scenario stays what it was";
  EXPECT_TRUE(YearFigures(planted.reader, measure("demand"), Scope::groups, "placebo").there());
}

// ---- A comparison of eleven years -------------------------------------------------------------------------------

constexpr double change = 52 * 7;  ///< first day of the choice

/// What close_library changes from week 52 on; see the tests.
double planted_difference(const At& at) {
  const bool last_run = at.run == 11, one_parent = at.cell == "one_parent";
  if (at.variable == "parental_wellbeing") {
    if (last_run && (at.cell == "all" || one_parent)) return -0.05;
    return at.run % 2 == 0 ? 0.06 : 0.04;
  }
  if (at.variable == "isolated_share" || at.variable == "unsupported_share")
    return at.cell == "income_tight" ? -0.04 : at.cell == "income_sufficient" ? 0.04 : 0;
  if (at.variable == "mean_degree") return 0.3;
  if (at.variable == "counted_on_support") return 0.005;
  if (at.variable == "place_reach_in_year") return at.inner == "library" ? -0.3 : at.inner == "youth_centre" ? 0 : 0.1;
  if (at.variable == "place_visits") return at.inner == "library" ? -60 : 0;
  if (at.variable == "help_demand") return one_parent ? -3 : 3;
  return 0;
}

/// Three scenarios: as now, the very same, and a library that closes from week 52 until week 260.
PlantedFile eleven_years() {
  PlantedFile file;
  file.years = 11, file.runs = 12;
  file.groups = {"all", "income_tight", "income_sufficient", "one_parent"};
  file.neighbourhoods = {{"n1", "Oude \"Kern\", Noord"}, {"n2", "Oost"}, {"n3", "Zuid"}, {"n4", "West"}, {"n5", ""},
                         {"n6", "Weinig gezinnen"}};
  LeverRow already = lever_row("already", 4, {"youth_centre"}, {"mean_degree", "place_visits"});
  already.in_first = true;
  LeverRow close = lever_row("close", 52, {"library"}, {"place_visits"});
  close.until_week = 260, close.cost_per_year = -1000;
  file.scenarios = {
      scenario_called("as_now", "Zoals nu: wat verandert vanzelf?", "As now: what changes anyway?", {already}, 500),
      scenario_called("same", "Hetzelfde?", "The same?",
                      {already, lever_row("empty", 52, {"library"}, {"place_visits"})}, 500),
      scenario_called("close_library", "Bibliotheek dicht: wie raakt \"wat\" kwijt, en wanneer?",
                      "Library closes: who loses \"what\", and when?", {already, close}, -3500)};
  file.values = [](const At& at) {
    if (at.cell == "n6" && at.run == 3 && at.variable == "parental_wellbeing") return blank;
    return usual(at) + (at.scenario == 2 && at.day >= change ? planted_difference(at) : 0);
  };
  return file;
}

struct ElevenYears : ::testing::Test {
  static const Planted& planted() {
    static const Planted one(eleven_years());
    return one;
  }
  static const ComparedScenarios& comparison() {
    static const ComparedScenarios one = planted().compare();
    return one;
  }
  static const ComparedLine& closed(std::string_view name, std::string_view cell, int horizon = 4) {
    return line(comparison(), "close_library", name, cell, horizon);
  }
  static Kind kind(std::string_view name, std::string_view cell, int horizon = 4) {
    return closed(name, cell, horizon).verdict.kind;
  }
};

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
  ASSERT_EQ(c.measures.size(), 12u) << "the file has no load, concerns, giving ...";
  EXPECT_EQ(c.lines.size(), 2u * 12 * 3 * (4 + 6));
  std::vector<std::string> names;
  for (const std::size_t m : c.measures) names.emplace_back(report_measures()[m].name);
  EXPECT_THAT(names, ElementsAre("someone_to_fall_back_on", "contacts", "counted_on_support", "wellbeing",
                                 "reached_by_library", "reached_by_community_centre", "reached_by_youth_centre",
                                 "visits", "contact_hours", "someone_to_turn_to", "worn_out", "demand"));
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
  EXPECT_EQ(known, 360u - 3);
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
    const std::size_t expected = l.where != "town" ? 3u + 6
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
    const Planted planted(file);
    const ComparedScenarios c = planted.compare();
    EXPECT_EQ(c.town_is_fictional, fictional);
    std::set<std::string> seen;
    for (const ComparedLine& l : c.lines) {
      EXPECT_EQ(l.base.has_value(), fictional || l.where != "neighbourhood") << l.cell;
      EXPECT_FALSE(std::isnan(l.mean)) << "differences are told";
      seen.insert(l.where);
    }
    EXPECT_EQ(seen.size(), 3u);
    std::size_t nulls = 0;
    const auto json = nlohmann::json::parse(comparison_as_json(c, planted.reader));
    for (const auto& l : json.at("lines")) nulls += l.at("base").is_null();
    EXPECT_EQ(nulls, fictional ? 0u : c.lines.size() / 2) << "two of four cells";
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
  EXPECT_THAT(contacts.sentence.nl, HasSubstr("van de 12 invullingen van de aannames"));
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

// ---- As JSON, CSV and text --------------------------------------------------------------------------------------

TEST_F(ElevenYears, as_json_hold_every_line_with_null_for_what_is_not_known) {
  const ComparedScenarios& c = comparison();
  const std::string text = comparison_as_json(c, planted().reader);
  EXPECT_EQ(text, comparison_as_json(planted().compare(), planted().reader)) << "the same again";
  EXPECT_FALSE(std::regex_search(text, std::regex("[:\\[ ,]-?(nan|inf)", std::regex::icase)));
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json.at("format"), 1);
  EXPECT_EQ(json.at("town").at("name"), "Testdorp");
  EXPECT_THAT(json.at("caution").at("nl").get<std::string>(), HasSubstr("Geen voorspelling"));
  EXPECT_EQ(json.at("choices").size(), 2u);
  EXPECT_EQ(json.at("choices")[1].at("levers")[0].at("until"), "2030-12-30");
  EXPECT_TRUE(json.at("choices")[0].at("levers")[0].at("until").is_null());
  EXPECT_EQ(json.at("measures").size(), c.measures.size());
  EXPECT_EQ(json.at("both_ways").size(), 3u);
  EXPECT_EQ(json.at("courses").size(), c.courses.size());
  EXPECT_EQ(json.at("assumptions")[0].at("name"), "ties.half_life");
  EXPECT_EQ(json.at("provenance").at("program_version"), "0.1.0");
  ASSERT_EQ(json.at("lines").size(), c.lines.size());
  for (std::size_t i = 0; i < c.lines.size(); ++i) {
    const auto& written = json.at("lines")[i];
    const ComparedLine& l = c.lines[i];
    EXPECT_EQ(written.at("choice"), c.choices[l.choice].id);
    EXPECT_EQ(written.at("measure"), report_measures()[l.measure].name);
    EXPECT_EQ(written.at("cell"), l.cell);
    EXPECT_EQ(written.at("horizon"), l.horizon);
    EXPECT_EQ(written.at("corrected_for"), l.cells);
    EXPECT_EQ(written.at("verdict").at("kind"), name_of(l.verdict.kind));
    EXPECT_EQ(written.at("verdict").at("sentence").at("nl"), l.sentence.nl);
    EXPECT_EQ(written.at("verdict").at("direction").is_null(), !l.verdict.is_direction());
    ASSERT_EQ(written.at("differences").size(), l.differences.size());
    for (std::size_t r = 0; r < l.differences.size(); ++r) {
      if (std::isnan(l.differences[r])) {
        EXPECT_TRUE(written.at("differences")[r].is_null());
      } else {
        EXPECT_EQ(written.at("differences")[r].get<double>(), l.differences[r]) << "not rounded";
      }
    }
    if (std::isnan(l.mean)) {
      EXPECT_TRUE(written.at("mean").is_null() && written.at("half_width").is_null() && written.at("base").is_null());
    }
  }
}

TEST_F(ElevenYears, show_nothing_by_community_or_origin_and_no_density) {
  // The file has it: bridging by community, and density.
  ASSERT_NE(planted().reader.find("bridging"), nullptr);
  ASSERT_NE(planted().reader.find("network_density"), nullptr);
  for (std::string text :
       {comparison_as_json(comparison(), planted().reader), comparison_as_csv(comparison(), Language::en),
        comparison_as_text(comparison(), Language::en)}) {
    text = std::regex_replace(text, std::regex("community[ _]cent(re|er)"), "");
    EXPECT_FALSE(std::regex_search(
        text,
        std::regex("community|bonding|bridging|assortativ|mixing|density|\\borigin\\b|migra", std::regex::icase)));
  }
}

/// Fields of CSV, quoted or not.
std::vector<std::vector<std::string>> parsed(const std::string& csv) {
  std::vector<std::vector<std::string>> rows = {{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (c == '"' && quoted && i + 1 < csv.size() && csv[i + 1] == '"') {
      rows.back().back() += csv[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      rows.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  EXPECT_FALSE(quoted);
  EXPECT_EQ(rows.back(), std::vector<std::string>{""}) << "a line end at the end";
  rows.pop_back();
  return rows;
}

TEST_F(ElevenYears, as_csv_have_as_many_fields_in_each_row_as_in_the_header) {
  for (const Language language : {Language::nl, Language::en}) {
    const auto rows = parsed(comparison_as_csv(comparison(), language));
    ASSERT_EQ(rows.size(), 1 + comparison().lines.size());
    const auto column = [&](const char* name) {
      return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
    };
    for (const char* name : {"choice", "measure", "cell", "name", "mean_difference", "verdict", "sentence"})
      ASSERT_LT(column(name), rows[0].size()) << name;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      ASSERT_EQ(rows[i].size(), rows[0].size()) << "row " << i;
      const ComparedLine& l = comparison().lines[i - 1];
      EXPECT_EQ(rows[i][column("cell")], l.cell);
      EXPECT_EQ(rows[i][column("name")], language == Language::nl ? l.cell_words.nl : l.cell_words.en);
      EXPECT_EQ(rows[i][column("sentence")], language == Language::nl ? l.sentence.nl : l.sentence.en);
      EXPECT_EQ(rows[i][column("verdict")], name_of(l.verdict.kind));
      if (std::isnan(l.mean)) {
        EXPECT_EQ(rows[i][column("mean_difference")], "");
      }
    }
    EXPECT_THAT(comparison_as_csv(comparison(), language), Not(HasSubstr("nan")));
  }
}

TEST_F(ElevenYears, as_text_begin_with_the_caution_and_hold_every_measure_of_the_town) {
  for (const Language language : {Language::nl, Language::en}) {
    const std::string text = comparison_as_text(comparison(), language);
    EXPECT_THAT(text, StartsWith(caution().in(language)));
    for (const std::size_t m : comparison().measures)
      EXPECT_THAT(text, HasSubstr(report_measures()[m].title.in(language)));
    for (const Choice& choice : comparison().choices)
      EXPECT_THAT(text, HasSubstr(language == Language::nl ? choice.question.nl : choice.question.en));
    for (const ComparedLine& l : comparison().lines) {
      if (l.where != "town") continue;
      EXPECT_THAT(text, HasSubstr(language == Language::nl ? l.sentence.nl : l.sentence.en));
    }
    EXPECT_THAT(text,
                HasSubstr(language == Language::nl ? "Niet voor iedereen: beter voor" : "Not for everyone: better"));
    EXPECT_THAT(text, HasSubstr(language == Language::nl ? "na 10 jaar" : "after 10 years"));
  }
  EXPECT_THAT(comparison_as_text(comparison(), Language::en), HasSubstr("after 1 year "));
}

// ---- Words ------------------------------------------------------------------------------------------------------

void expect_fit_words(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  for (std::size_t at; (at = text.find("geen voorspelling")) != std::string::npos;) text.erase(at, 17);
  for (const char* word : {"voorspelling", "besparing", "rendement", "risicogezin", "probleemwijk", "achterstandswijk",
                           "laagopgeleid", "eenzaam", "effect bewezen"})
    EXPECT_THAT(text, Not(HasSubstr(word)));
  for (const char* word : {"kans", "kansen", "zal", "zullen"})
    EXPECT_FALSE(std::regex_search(text, std::regex(std::string("\\b") + word + "\\b"))) << word << ": " << text;
}

TEST_F(ElevenYears, are_told_in_words_that_a_page_may_hold) {
  for (const ComparedLine& l : comparison().lines) expect_fit_words(l.sentence.nl);
  for (const BothWays& both : comparison().both_ways) expect_fit_words(both.sentence.nl);
  expect_fit_words(comparison_as_text(comparison(), Language::nl));
}

TEST(ReportMeasures, are_in_words_that_a_page_may_hold) {
  for (const ReportMeasure& m : report_measures())
    for (const Words& words : {m.title, m.meaning, m.unit, m.why_smallest}) {
      EXPECT_FALSE(words.nl.empty() || words.en.empty()) << m.name;
      expect_fit_words(std::string(words.nl));
    }
}

TEST(ReportMeasures, have_names_and_titles_of_their_own) {
  std::set<std::string_view> names, nl, en;
  for (const ReportMeasure& m : report_measures()) {
    EXPECT_TRUE(names.insert(m.name).second) << m.name;
    EXPECT_TRUE(nl.insert(m.title.nl).second) << m.title.nl;
    EXPECT_TRUE(en.insert(m.title.en).second) << m.title.en;
  }
}

TEST(ReportMeasures, are_variables_of_the_output_that_are_given_by_group) {
  const auto& table = measure_table();
  const auto with_name = [&](std::string_view name) {
    return std::find_if(table.begin(), table.end(),
                        [&](const Measure& m) { return m.name == name && (m.breakdowns & by_group) != 0; });
  };
  for (const ReportMeasure& m : report_measures()) {
    if (m.variable == "monitor_share") {
      EXPECT_TRUE(item_called(m.inner).has_value()) << m.inner;
      EXPECT_EQ(m.figure, YearFigure::mean);
      EXPECT_EQ(m.section, Section::monitor);
      continue;
    }
    const auto variable = with_name(m.variable);
    ASSERT_NE(variable, table.end()) << m.name;
    EXPECT_NE(variable->breakdowns & by_neighbourhood, 0u) << m.name;
    const bool is_sum = m.figure == YearFigure::per_1000_a_year;
    EXPECT_EQ(variable->summed, is_sum) << m.name << ": flows are added up, states are averaged";
    if (!m.inner.empty()) {
      EXPECT_EQ(variable->inner, "place_kind") << m.name;
      EXPECT_NE(std::find(place_kind_names.begin(), place_kind_names.end(), m.inner), place_kind_names.end())
          << m.inner;
    } else if (!variable->inner.empty()) {
      EXPECT_TRUE(is_sum) << m.name << ": shares of several kinds cannot be added";
    }
    EXPECT_EQ(m.per.empty(), !is_sum) << m.name;
    if (!is_sum) continue;
    const auto whole = with_name(m.per);
    ASSERT_NE(whole, table.end()) << m.name;
    EXPECT_TRUE(whole->is_size && whole->inner.empty()) << m.per;
    EXPECT_EQ(whole->rhythm, variable->rhythm) << m.name << ": on the same moments";
  }
}

TEST(ReportMeasures, declare_what_is_asked_for) {
  for (const ReportMeasure& m : report_measures()) {
    EXPECT_GT(m.smallest_relevant, 0) << m.name;
    EXPECT_GT(m.shown_times, 0) << m.name;
    EXPECT_GE(m.decimals, 0) << m.name;
  }
  const ReportMeasure& demand = measure("demand");
  EXPECT_EQ(demand.wanted, Wanted::neither);
  EXPECT_FALSE(demand.sign_settled);
  EXPECT_FALSE(demand.headline);
}

TEST(ReportMeasures, begin_with_relations_and_end_with_demand) {
  const auto& all = report_measures();
  EXPECT_EQ(all.front().section, Section::relations);
  EXPECT_EQ(all.back().section, Section::demand);
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LE(all[i - 1].section, all[i].section) << all[i].name;
  for (const ReportMeasure& m : all) {
    EXPECT_EQ(m.section == Section::demand, m.variable == "help_demand") << m.name;
    EXPECT_STRNE(name_of(m.section), "");
  }
}

/// `isolated_share` counts hours of contact, `unsupported_share` ties that carry support.
TEST(ReportMeasures, say_what_the_variable_counts) {
  for (const ReportMeasure& m : report_measures()) {
    if (m.variable == "isolated_share") {
      EXPECT_THAT(std::string(m.meaning.nl), Not(HasSubstr("steun"))) << m.name;
    }
  }
}

}  // namespace
}  // namespace weefsel
