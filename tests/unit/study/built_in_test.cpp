// What a lever is said to have put in is a measure that exists.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenario/lever_table.hpp"
#include "study/measure_table.hpp"

namespace weefsel {
namespace {

TEST(BuiltInPairs, name_measures_of_the_output) {
  for (const LeverInfo& info : lever_table())
    for (const BuiltIn& pair : info.built_in) {
      const auto& table = measure_table();
      EXPECT_TRUE(std::any_of(table.begin(), table.end(), [&](const Measure& m) { return m.name == pair.measure; }))
          << name_of(info.kind) << ": " << pair.measure;
    }
}

}  // namespace
}  // namespace weefsel
