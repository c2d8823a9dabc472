// Every kind of mistake in a scenario, and the whole message that it gives: tests/scenarios/broken/NAME.yaml with its
// message in NAME.txt. What a message became is written to broken/NAME.txt in the build folder.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "scenario/read_scenario.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;
const fs::path broken = fs::path(WEEFSEL_SOURCE_DIR) / "tests/scenarios/broken";

std::vector<std::string> names() {
  std::vector<std::string> result;
  for (const auto& entry : fs::directory_iterator(broken))
    if (entry.path().extension() == ".yaml") result.push_back(entry.path().stem().string());
  std::sort(result.begin(), result.end());
  return result;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class BrokenScenario : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    before_ = fs::current_path();
    fs::current_path(broken);  // so that messages name files as a user there would
  }
  void TearDown() override { fs::current_path(before_); }

 private:
  fs::path before_;
};

TEST_P(BrokenScenario, IsExplained) {
  Problems problems;
  EXPECT_FALSE(read_scenario(GetParam() + ".yaml", {}, problems));
  const std::string message = problems.report() + "\n";
  const fs::path fresh = fs::path(WEEFSEL_BINARY_DIR) / "broken" / (GetParam() + ".txt");
  fs::create_directories(fresh.parent_path());
  std::ofstream(fresh, std::ios::binary) << message;
  EXPECT_EQ(message, bytes_of(GetParam() + ".txt")) << "now: " << fresh;
}

INSTANTIATE_TEST_SUITE_P(All, BrokenScenario, testing::ValuesIn(names()),
                         [](const testing::TestParamInfo<std::string>& one) { return one.param; });

TEST(BrokenScenarios, CoverManyKindsOfMistakes) { EXPECT_GE(names().size(), 45u); }

TEST(BrokenScenarios, TheFileTheyExtendIsFine) {
  Problems problems;
  EXPECT_TRUE(read_scenario(broken / "parts/base.yaml", {}, problems)) << problems.report();
}

}  // namespace
}  // namespace weefsel
