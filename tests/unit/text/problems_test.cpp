#include "text/problems.hpp"

#include <gtest/gtest.h>

#include "base/errors.hpp"

namespace weefsel {
namespace {

TEST(Problems, AreSortedByPlaceAndKeepTheirOrderThere) {
  Problems problems;
  problems.add(position_in("b.yaml", 1, 1), "x", "third");
  problems.add(position_in("a.yaml", 10, 2), "y[1].z", "second");
  problems.add(position_in("a.yaml", 9, 30), "", "first");
  problems.add(position_in("b.yaml", 1, 1), "x", "fourth");
  problems.add(position_in("--set q=1"), "q", "at the front: no file, no line");
  EXPECT_EQ(problems.report(),
            "--set q=1: q: at the front: no file, no line\n"
            "a.yaml:9:30: first\n"
            "a.yaml:10:2: y[1].z: second\n"
            "b.yaml:1:1: x: third\n"
            "b.yaml:1:1: x: fourth");
  EXPECT_EQ(problems.size(), 5u);
}

TEST(Problems, ThrowTheirReport) {
  Problems problems;
  EXPECT_NO_THROW(problems.throw_if_any());
  problems.add(position_in("f", 2, 3), "k", "wrong");
  try {
    problems.throw_if_any();
    FAIL() << "nothing was thrown";
  } catch (const UserMistake& mistake) {
    EXPECT_STREQ(mistake.what(), "f:2:3: k: wrong");
  }
}

TEST(Problems, DoNotFillTheScreen) {
  Problems problems;
  for (int line = 1; line <= 150; ++line) problems.add(position_in("f", line, 1), "", "wrong");
  const std::string report = problems.report();
  EXPECT_NE(report.find("f:100:1: wrong\n... and 50 more"), std::string::npos);
  EXPECT_EQ(report.find("f:101:1"), std::string::npos);
}

}  // namespace
}  // namespace weefsel
