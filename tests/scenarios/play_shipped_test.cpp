// Every scenario that ships plays: on its own town, for half a year, and its levers make a difference.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <set>

#include "output/inspect.hpp"
#include "scenario/read_scenario.hpp"
#include "study/recorder.hpp"
#include "study/run_study.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Levers of the second year start in the fifth week instead, so that half a year shows what they do.
constexpr std::int32_t weeks_sooner = 48;

/// All of them, read as they are and then cut short.
std::vector<Scenario> shipped() {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(shipped_scenarios))
    if (entry.path().extension() == ".yaml") files.insert(entry.path());
  std::vector<Scenario> all;
  for (const auto& file : files) {
    all.push_back(read_scenario(file));
    Scenario& s = all.back();
    s.years = 0.5, s.run_in_years = 0.3, s.replicates = 1;
    for (Lever& lever : s.levers) {
      lever.start = lever.start + -weeks_sooner;
      if (lever.end != never) lever.end = lever.end + -weeks_sooner;
    }
    s.recording = {4, 4, 52, true, true};
  }
  return all;
}

TEST(Shipped, play_on_their_town_and_differ_from_the_baseline) {
  const auto scenarios = shipped();
  ASSERT_GE(scenarios.size(), 34u);
  const auto found = std::find_if(scenarios.begin(), scenarios.end(), [](const Scenario& s) { return s.id == "baseline"; });
  ASSERT_NE(found, scenarios.end());
  const TownDescription town = read_town(found->town_file);
  const World start = *run_in(*found, town, 0);
  const auto as_now = live(*found, start, 0);
  for (const Scenario& s : scenarios) {
    SCOPED_TRACE(s.id);
    ASSERT_TRUE(share_run_in(*found, s)) << "this test lets all branch from one run-in";
    std::vector<std::string> broken;
    const std::int32_t last = weeks_from_years(s.years);
    const auto played = live(s, start, 0, [&](const World& w) {
      if (w.week.number == last || w.week.number % 52 == 1) broken = broken_invariants(w);
      return broken.empty();
    });
    EXPECT_EQ(broken, std::vector<std::string>{});
    ASSERT_TRUE(played);
    check_trajectory(layout_of(s, start.names), *played);
    EXPECT_EQ(played->state_hash == as_now->state_hash, s.levers.empty()) << "levers make a difference, and nothing else does";
  }
}

TEST(Shipped, write_a_comparison_that_can_be_read_back) {
  auto scenarios = shipped();
  scenarios.erase(std::remove_if(scenarios.begin(), scenarios.end(), [](const Scenario& s) { return s.id != "baseline" && s.id != "close_library"; }),
                  scenarios.end());
  ASSERT_EQ(scenarios.size(), 2u);
  for (Scenario& s : scenarios) s.years = 1.2, s.run_in_years = 0.1;
  const TemporaryFolder folder;
  StudyOptions options;
  options.out = folder.file("compared.h5"), options.compare = true;
  const StudyResult result = run_study(scenarios, options);
  ASSERT_TRUE(result.complete);
  const std::string text = describe_output(options.out);
  EXPECT_NE(text.find("baseline"), std::string::npos);
  EXPECT_NE(text.find("close_library"), std::string::npos);
  EXPECT_NE(text.find("parental_wellbeing"), std::string::npos);
}

}  // namespace
}  // namespace weefsel
