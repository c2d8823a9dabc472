#include "text/nearest.hpp"

#include <gtest/gtest.h>

namespace weefsel {
namespace {

TEST(EditDistance, CountsInsertDeleteReplaceAndSwap) {
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("library", "library"), 0u);
  EXPECT_EQ(edit_distance("libary", "library"), 1u);
  EXPECT_EQ(edit_distance("lirbary", "library"), 1u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("Half-Life", "half_life"), 0u);
}

TEST(Nearest, FindsWhatIsNearAndNothingElse) {
  const std::vector<std::string> names = {"ties.half_life", "ties.half_life_young", "years", "seed"};
  EXPECT_EQ(nearest("ties.halflife", names), "ties.half_life");
  EXPECT_EQ(nearest("half_life", names), "ties.half_life");
  EXPECT_EQ(nearest("tie.half_life", names), "ties.half_life");
  EXPECT_EQ(nearest("ties.nothing", names), "");
  EXPECT_EQ(nearest("yaers", names), "years");
  EXPECT_EQ(nearest("Seeds", names), "seed");
  EXPECT_EQ(nearest("library", names), "");
  EXPECT_EQ(nearest("", names), "");
  EXPECT_EQ(nearest("x", {"y"}), "");
  EXPECT_EQ(nearest(std::string(100'000, 'a'), names), "");
  EXPECT_EQ(did_you_mean("yeers", names), "; did you mean \"years\"?");
  EXPECT_EQ(did_you_mean("qwerty", names), "");
}

}  // namespace
}  // namespace weefsel
