// Words that no Dutch page or report may hold.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <regex>
#include <string>

namespace weefsel::tests {

/// "voorspelling" only where it is denied; "kans" and "zal" as whole words. Whatever their capitals.
inline void expect_fit_words(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  for (std::size_t at; (at = text.find("geen voorspelling")) != std::string::npos;) text.erase(at, 17);
  for (const char* word : {"voorspelling", "besparing", "rendement", "risicogezin", "probleemwijk", "achterstandswijk",
                           "laagopgeleid", "eenzaam", "effect bewezen"})
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr(word)));
  for (const char* word : {"kans", "kansen", "zal", "zullen"})
    EXPECT_FALSE(std::regex_search(text, std::regex(std::string("\\b") + word + "\\b"))) << word << ": " << text;
}

}  // namespace weefsel::tests
