#include "text/words.hpp"

#include <gtest/gtest.h>

namespace weefsel {
namespace {

TEST(Words, AreTrimmedAtTheirEndsOnly) {
  EXPECT_EQ(trimmed("  De Klos, Oost\t\r\n"), "De Klos, Oost");
  EXPECT_EQ(trimmed(" \t"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(LikelySeparator, IsWhatTheFirstLineHasMostOftenOutsideQuotes) {
  EXPECT_EQ(likely_separator("a,b,c;d\n"), ',');
  EXPECT_EQ(likely_separator("a;b;c\n1,2,3,4,5;6;7\n"), ';');
  EXPECT_EQ(likely_separator("\"a,b,c,d\";e\n"), ';');
  EXPECT_EQ(likely_separator("a\tb\n"), '\t');
  EXPECT_EQ(likely_separator("naam\n1,2\n"), std::nullopt);
}

TEST(DecimalComma, BecomesAPointInNumbersOnly) {
  EXPECT_EQ(with_decimal_point("0,42"), "0.42");
  EXPECT_EQ(with_decimal_point("-12,5"), "-12.5");
  EXPECT_EQ(with_decimal_point("1,2,3"), "1,2,3");
  EXPECT_EQ(with_decimal_point("Oost, 2"), "Oost, 2");
  EXPECT_EQ(with_decimal_point("0.42"), "0.42");
}

}  // namespace
}  // namespace weefsel
