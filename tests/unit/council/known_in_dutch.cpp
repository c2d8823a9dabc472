// What is known of a lever says the same in Dutch: the same numbers, the same grades.
#include "council/known_in_dutch.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "scenario/lever_table.hpp"

namespace weefsel {
namespace {

std::multiset<std::string> found(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::multiset<std::string> all;
  for (auto one = std::sregex_iterator(text.begin(), text.end(), expression); one != std::sregex_iterator(); ++one) all.insert(one->str());
  return all;
}

/// Whole numbers and the digits of others, whatever mark stands between them.
std::multiset<std::string> numbers(const std::string& text) { return found(text, "[0-9]+"); }

class KnownInDutch : public ::testing::TestWithParam<std::size_t> {};

TEST_P(KnownInDutch, has_the_numbers_and_grades_of_the_english) {
  const auto kind = static_cast<LeverKind>(GetParam());
  const std::string english(info_of(kind).evidence), dutch(known_in_dutch(kind));
  EXPECT_FALSE(dutch.empty());
  const std::multiset<std::string> here = numbers(dutch);
  for (const std::string& number : numbers(english)) EXPECT_GT(here.count(number), 0u) << number << " is not in: " << dutch;
  EXPECT_EQ(found(english, "\\b[ABC]\\b(?=[,/)])").size(), found(dutch, "\\b[ABC]\\b(?=[,/)])").size()) << dutch;
}

INSTANTIATE_TEST_SUITE_P(AllKinds, KnownInDutch, ::testing::Range(std::size_t{0}, lever_kind_count),
                         [](const auto& one) { return std::string(lever_kind_names[one.param]); });

}  // namespace
}  // namespace weefsel
