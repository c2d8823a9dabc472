// Figures of years, on small files of which every number is planted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string_view>
#include <vector>

#include "planted.hpp"

namespace weefsel {
namespace {
using namespace tests;
using ::testing::ElementsAre;

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

}  // namespace
}  // namespace weefsel
