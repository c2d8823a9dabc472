// What is declared of the measures of a report.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "monitor/items.hpp"
#include "planted.hpp"
#include "study/measure_table.hpp"
#include "support/fit_words.hpp"

namespace weefsel {
namespace {
using namespace tests;
using ::testing::HasSubstr;
using ::testing::Not;

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
  const auto of_neighbourhoods_only = [&](std::string_view name) {
    return std::any_of(table.begin(), table.end(),
                       [&](const Measure& m) { return m.name == name && m.breakdowns == by_neighbourhood; });
  };
  for (const ReportMeasure& m : report_measures()) {
    if (m.variable == "monitor_share") {
      EXPECT_TRUE(item_called(m.inner).has_value()) << m.inner;
      EXPECT_EQ(m.figure, YearFigure::mean);
      EXPECT_EQ(m.section, Section::monitor);
      continue;
    }
    if (!m.level_told) {
      EXPECT_TRUE(of_neighbourhoods_only(m.variable)) << m.name;
      EXPECT_FALSE(m.headline) << m.name;
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
