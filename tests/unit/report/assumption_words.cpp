// The parameters of the model in words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/assumption_words.hpp"
#include "support/fit_words.hpp"

namespace weefsel {
namespace {
using tests::expect_fit_words;

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(AssumptionWords, are_there_for_each_parameter_and_for_nothing_else) {
  std::vector<std::string_view> declared, told;
  for (const ParameterInfo& info : parameter_table()) declared.push_back(info.name);
  for (const AssumptionWords& row : assumption_words()) told.push_back(row.name);
  EXPECT_THAT(told, ::testing::ElementsAreArray(declared)) << "in the order of parameters.def";
}

TEST(AssumptionWords, are_short_and_their_own) {
  std::set<std::string_view> nl, en;
  for (const auto& [name, words] : assumption_words()) {
    EXPECT_TRUE(nl.insert(words.nl).second) << words.nl;
    EXPECT_TRUE(en.insert(words.en).second) << words.en;
    EXPECT_NE(words.nl, words.en) << name;
    for (const std::string_view text : {words.nl, words.en}) {
      EXPECT_GE(letters_of(text), 10u) << name;
      EXPECT_LE(letters_of(text), 90u) << text;
    }
  }
}

TEST(AssumptionWords, fit_inside_a_sentence_that_has_counts_of_its_own) {
  for (const auto& [name, words] : assumption_words())
    for (const std::string_view text : {words.nl, words.en}) {
      EXPECT_FALSE(std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); })) << text;
      EXPECT_TRUE(std::islower(static_cast<unsigned char>(text.front()))) << text;
      EXPECT_EQ(std::string_view(".:;?!()_").find(text.back()), std::string_view::npos) << text;
      EXPECT_EQ(text.find_first_of("_:;()?!"), std::string_view::npos) << text;
      EXPECT_EQ(text.find("  "), std::string_view::npos) << text;
    }
}

TEST(AssumptionWords, say_how_much_so_that_more_of_it_means_something) {
  const std::regex nl("^(hoe|hoeveel|met hoeveel) .*"), en("^how .*");
  for (const auto& [name, words] : assumption_words()) {
    EXPECT_TRUE(std::regex_match(std::string(words.nl), nl)) << words.nl;
    EXPECT_TRUE(std::regex_match(std::string(words.en), en)) << words.en;
  }
}

TEST(AssumptionWords, are_words_that_a_page_may_hold) {
  const std::regex banned("\\b(chance|chances|will|forecast|savings|lonely|deprived)\\b|proven effect|risk famil");
  for (const auto& [name, words] : assumption_words()) {
    expect_fit_words(std::string(words.nl));
    EXPECT_FALSE(std::regex_search(std::string(words.en), banned)) << words.en;
  }
}

TEST(AssumptionWords, are_found_by_name_and_of_another_version_are_the_name) {
  EXPECT_EQ(words_of_assumption("ties.half_life").nl,
            "hoe lang een oud contact goed blijft als mensen elkaar niet zien");
  EXPECT_EQ(words_of_assumption("ties.as_it_was_called_once").nl, "ties.as_it_was_called_once");
  EXPECT_EQ(words_of_assumption("ties.as_it_was_called_once").en, "ties.as_it_was_called_once");
}

TEST(AssumptionWords, of_grades_say_how_well_it_is_known) {
  EXPECT_EQ(words_of_grade(Grade::A).en, "published for this setting");
  EXPECT_EQ(words_of_grade(Grade::B).en, "published for another setting");
  EXPECT_EQ(words_of_grade(Grade::C).nl, "ons oordeel");
}

}  // namespace
}  // namespace weefsel
