// What is written of a comparison: JSON, CSV and text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "planted.hpp"
#include "report/comparison_json.hpp"
#include "report/comparison_text.hpp"
#include "support/fit_words.hpp"
#include "text/read_csv.hpp"

namespace weefsel {
namespace {
using namespace tests;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

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

TEST_F(ElevenYears, show_nothing_by_community_or_origin) {
  // The file has it: bridging by community, and density.
  ASSERT_NE(planted().reader.find("bridging"), nullptr);
  ASSERT_NE(planted().reader.find("network_density"), nullptr);
  for (std::string text :
       {comparison_as_json(comparison(), planted().reader), comparison_as_csv(comparison(), Language::en),
        comparison_as_text(comparison(), Language::en)}) {
    text = std::regex_replace(text, std::regex("community[ _]cent(re|er)"), "");
    EXPECT_FALSE(std::regex_search(
        text, std::regex("community|bonding|bridging|assortativ|mixing|\\borigin\\b|migra", std::regex::icase)));
  }
}

TEST_F(ElevenYears, tell_density_as_a_difference_only) {
  const auto json = nlohmann::json::parse(comparison_as_json(comparison(), planted().reader));
  std::size_t lines = 0;
  for (const auto& l : json.at("lines")) {
    if (l.at("measure") != "who_knows_whom") continue;
    ++lines;
    EXPECT_TRUE(l.at("base").is_null());
    EXPECT_EQ(l.at("where"), "neighbourhood");
  }
  EXPECT_EQ(lines, 2u * 3 * 6);
  for (const auto& course : json.at("courses")) EXPECT_NE(course.at("measure"), "who_knows_whom");
}

TEST_F(ElevenYears, as_csv_have_as_many_fields_in_each_row_as_in_the_header) {
  for (const Language language : {Language::nl, Language::en}) {
    Problems problems;  // also of rows with more or fewer fields than the header
    const auto table = read_csv_text(comparison_as_csv(comparison(), language), "findings.csv", problems);
    ASSERT_TRUE(table) << problems.report();
    ASSERT_EQ(table->rows.size(), comparison().lines.size());
    const auto column = [&](const char* name) {
      return static_cast<std::size_t>(std::find(table->columns.begin(), table->columns.end(), name) -
                                      table->columns.begin());
    };
    for (const char* name : {"choice", "measure", "cell", "name", "mean_difference", "verdict", "sentence"})
      ASSERT_LT(column(name), table->columns.size()) << name;
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
      const std::vector<std::string>& cells = table->rows[i].cells;
      const ComparedLine& l = comparison().lines[i];
      EXPECT_EQ(cells[column("cell")], l.cell);
      EXPECT_EQ(cells[column("name")], language == Language::nl ? l.cell_words.nl : l.cell_words.en);
      EXPECT_EQ(cells[column("sentence")], language == Language::nl ? l.sentence.nl : l.sentence.en);
      EXPECT_EQ(cells[column("verdict")], name_of(l.verdict.kind));
      if (std::isnan(l.mean)) {
        EXPECT_EQ(cells[column("mean_difference")], "");
      }
    }
    EXPECT_THAT(comparison_as_csv(comparison(), language), Not(HasSubstr("nan")));
  }
}

TEST_F(ElevenYears, as_text_begin_with_the_caution_and_hold_every_measure_of_the_town) {
  for (const Language language : {Language::nl, Language::en}) {
    const std::string text = comparison_as_text(comparison(), language);
    EXPECT_THAT(text, StartsWith(caution().in(language)));
    for (const std::size_t m : comparison().measures) {
      if (!report_measures()[m].level_told) continue;  // it has no figure of the town
      EXPECT_THAT(text, HasSubstr(report_measures()[m].title.in(language)));
    }
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

TEST_F(ElevenYears, are_told_in_words_that_a_page_may_hold) {
  for (const ComparedLine& l : comparison().lines) expect_fit_words(l.sentence.nl);
  for (const BothWays& both : comparison().both_ways) expect_fit_words(both.sentence.nl);
  expect_fit_words(comparison_as_text(comparison(), Language::nl));
}

}  // namespace
}  // namespace weefsel
