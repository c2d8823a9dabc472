#include "text/write_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/problems.hpp"
#include "text/read_csv.hpp"

namespace weefsel {
namespace {

std::string written(TableStyle style) {
  CsvWriter csv(style);
  for (const char* column : {"name", "share", "left_out"}) csv.text(column);
  csv.end_row();
  csv.text("De \"Klos\", Oost; noord");
  csv.number("0.42");
  csv.number("");
  csv.end_row();
  return csv.written();
}

TEST(CsvWriter, HasTwoStyles) {
  EXPECT_EQ(written(TableStyle::plain), "name,share,left_out\n\"De \"\"Klos\"\", Oost; noord\",0.42,\n");
  EXPECT_EQ(written(TableStyle::dutch), "\xEF\xBB\xBFname;share;left_out\n\"De \"\"Klos\"\", Oost; noord\";0,42;\n");
}

TEST(CsvWriter, IsReadBackAsItWas) {
  for (const TableStyle style : {TableStyle::plain, TableStyle::dutch}) {
    Problems problems;
    const auto table = read_csv_text(written(style), "t.csv", problems);
    ASSERT_TRUE(table) << problems.report();
    EXPECT_THAT(table->rows.at(0).cells, ::testing::ElementsAre("De \"Klos\", Oost; noord", "0.42", ""));
  }
}

}  // namespace
}  // namespace weefsel
