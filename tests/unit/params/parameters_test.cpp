// The declarations of parameters.def: each is complete, and its ranges enclose its default.
#include "params/parameters.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace weefsel {
namespace {

TEST(Parameters, RangesEncloseEachOther) {
  for (const ParameterInfo& info : parameter_table()) {
    EXPECT_LE(info.valid_low, info.plausible_low) << info.name;
    EXPECT_LE(info.plausible_low, info.default_value) << info.name;
    EXPECT_LE(info.default_value, info.plausible_high) << info.name;
    EXPECT_LE(info.plausible_high, info.valid_high) << info.name;
    EXPECT_LT(info.plausible_low, info.plausible_high) << info.name << ": nothing to sample";
  }
}

TEST(Parameters, AreDescribedOnceEach) {
  std::set<std::string_view> names;
  for (const ParameterInfo& info : parameter_table()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(info.name.substr(0, info.group.size() + 1), std::string(info.group) + ".");
    EXPECT_FALSE(info.unit.empty()) << info.name;
    EXPECT_FALSE(info.source.empty()) << info.name;
    EXPECT_FALSE(info.meaning.empty()) << info.name;
    if (info.grade == Grade::C) continue;
    EXPECT_EQ(info.source.find("judgement"), std::string_view::npos) << info.name << ": judgement is grade C";
  }
  EXPECT_GT(names.size(), 50u);
}

TEST(Parameters, AreFoundReadAndSetByName) {
  Parameters parameters;
  const ParameterInfo* info = find_parameter("ties.half_life");
  ASSERT_NE(info, nullptr);
  EXPECT_EQ(find_parameter("ties.half_lif"), nullptr);
  EXPECT_EQ(value_of(parameters, *info), info->default_value);
  EXPECT_EQ(parameters.ties.half_life, info->default_value);
  set_value(parameters, *info, 77);
  EXPECT_EQ(parameters.ties.half_life, 77);
  EXPECT_EQ(value_of(parameters, *info), 77);
}

TEST(Parameters, EachNameStandsForItsOwnField) {
  for (const ParameterInfo& info : parameter_table()) {
    Parameters changed;
    set_value(changed, info, info.default_value + 1);
    for (const ParameterInfo& other : parameter_table())
      EXPECT_EQ(value_of(changed, other), other.default_value + (&other == &info ? 1 : 0))
          << info.name << ", " << other.name;
  }
}

}  // namespace
}  // namespace weefsel
