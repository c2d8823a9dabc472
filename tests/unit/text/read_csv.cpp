#include "text/read_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace weefsel {
namespace {
using ::testing::ElementsAre;
using ::testing::HasSubstr;

CsvTable good(const std::string& text) {
  Problems problems;
  auto table = read_csv_text(text, "t.csv", problems);
  EXPECT_EQ(problems.report(), "");
  return table ? *table : CsvTable{};
}

std::string trouble(const std::string& text) {
  Problems problems;
  EXPECT_FALSE(read_csv_text(text, "t.csv", problems));
  return problems.report();
}

TEST(ReadCsv, KnowsSeparatorsAndDecimalSigns) {
  EXPECT_THAT(good("a,b\n0.5,\"x, y\"\n").rows[0].cells, ElementsAre("0.5", "x, y"));
  EXPECT_THAT(good("a;b\r\n0,5;x, y\r\n").rows[0].cells, ElementsAre("0.5", "x, y"));
  EXPECT_THAT(good("\xEF\xBB\xBF"
                   "a\tb\n-12,25\t3\n")
                  .rows[0]
                  .cells,
              ElementsAre("-12.25", "3"));
  EXPECT_THAT(good("a;b\n1,2,3;,5\n").rows[0].cells, ElementsAre("1,2,3", ",5"));  // no numbers
  EXPECT_THAT(good("a,b\n\"0,5\",1\n").rows[0].cells, ElementsAre("0,5", "1"));    // commas separate here
}

TEST(ReadCsv, ReadsQuotesAndCountsLines) {
  const CsvTable table = good("a,b\n\"he said \"\"no\"\"\",\"two\nlines\"\n\n3,4\n,\n5,\n");
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("he said \"no\"", "two\nlines"));
  EXPECT_EQ(table.rows[0].line, 2);
  EXPECT_EQ(table.rows[1].line, 5);
  EXPECT_THAT(table.rows[2].cells, ElementsAre("5", ""));
  EXPECT_EQ(table.rows[2].line, 7);
  const Position position = table.position(table.rows[1].line, 1);
  EXPECT_EQ(position.file_name(), "t.csv");
  EXPECT_EQ(position.line, 5);
  EXPECT_EQ(position.column, 2);
}

TEST(ReadCsv, SaysWhatIsWrong) {
  EXPECT_THAT(trouble(""), HasSubstr("the file is empty"));
  EXPECT_THAT(trouble("a,b\n1,2,3\n"), HasSubstr("t.csv:2:3: this row has 3 cells; the first line names 2 columns"));
  EXPECT_THAT(trouble("a,b\n1\n"), HasSubstr("this row has 1 cells"));
  EXPECT_THAT(trouble("a,a\n1,2\n"), HasSubstr("t.csv:1:2: a: this column occurs twice"));
  EXPECT_THAT(trouble("a,,c\n1,2,3\n"), HasSubstr("no name"));
  EXPECT_THAT(trouble("a,b\n1,2\n\"never closed,4\n"), HasSubstr("t.csv:3"));
  EXPECT_THAT(trouble("a,b\n1,\xE9\n"), HasSubstr("t.csv:2:1: a character in this line is not UTF-8"));
  EXPECT_THAT(trouble("\xFF\xFE"
                      "a"),
              HasSubstr("UTF-16"));
  EXPECT_THAT(trouble("PK\x03\x04"), HasSubstr("Excel"));
}

TEST(ReadCsv, NamesAFileThatIsMissing) {
  Problems problems;
  EXPECT_FALSE(read_csv(std::filesystem::path(::testing::TempDir()) / "nowhere.csv", problems));
  EXPECT_THAT(problems.report(), HasSubstr("there is no such file"));
  EXPECT_FALSE(read_csv(::testing::TempDir(), problems));
  EXPECT_THAT(problems.report(), HasSubstr("a folder; a CSV file is needed"));
}

}  // namespace
}  // namespace weefsel
