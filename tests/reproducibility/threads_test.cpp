// Any number of threads writes the same bytes; another seed or replicate does not.
#include <gtest/gtest.h>

#include "output/inspect.hpp"
#include "scenario/read_scenario.hpp"
#include "study/run_study.hpp"
#include "study/simulate.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Two years with a closure, support families and a lockdown (the scenario that compilers are compared on too).
Scenario a_little_of_everything() {
  ScenarioOptions options;
  options.replicates = 5;
  options.years = 1.5;
  return read_scenario(std::string(WEEFSEL_SOURCE_DIR) + "/tests/cross_compiler.yaml", options);
}

StudyResult played(const std::vector<Scenario>& scenarios, const std::string& out, int threads) {
  StudyOptions options;
  options.out = out;
  options.threads = threads;
  options.compare = scenarios.size() > 1;
  const StudyResult result = run_study(scenarios, options);
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(result.hashes.file, file_hash(out));
  return result;
}

void expect_same_bytes(const std::vector<Scenario>& scenarios) {
  const TemporaryFolder folder;
  const StudyResult one = played(scenarios, folder.file("1.h5"), 1);
  for (const int threads : {2, 3, 8}) {
    const StudyResult many = played(scenarios, folder.file(std::to_string(threads) + ".h5"), threads);
    EXPECT_EQ(many.hashes.file, one.hashes.file) << threads << " threads";
    EXPECT_EQ(many.state_hash, one.state_hash) << threads << " threads";
  }
}

TEST(Threads, replicates_of_a_run_give_the_same_bytes) { expect_same_bytes({a_little_of_everything()}); }

TEST(Threads, twins_give_the_same_bytes) {
  Scenario base = a_little_of_everything(), other = base;
  base.replicates = other.replicates = 2;
  base.id = "as_now";
  base.levers.clear();
  expect_same_bytes({base, other});
}

// Hofbuurt is so small that most loops over people are one block. Weverdam is not: threads share the work of a week.
TEST(Threads, blocks_of_one_large_town_give_the_same_bytes) {
  ScenarioOptions options;
  options.replicates = 1;
  Scenario s = read_scenario(shipped_scenarios / "close_library_buurtgezinnen.yaml", options);
  s.years = 0.6, s.run_in_years = 0.4;
  for (Lever& lever : s.levers) lever.start = Week{4};
  s.recording.clustering_every_weeks = 13;
  expect_same_bytes({s});
}

// Every programme at once, with many who ask.
TEST(Threads, programmes_of_one_large_town_give_the_same_bytes) {
  ScenarioOptions options;
  options.replicates = 1;
  Scenario s = read_scenario(shipped_scenarios / "close_library_buurtgezinnen.yaml", options);
  s.years = 0.5, s.run_in_years = 0.2;
  s.parameters.programmes.asks_per_week = 0.2, s.parameters.programmes.heard_of_share = 1;
  s.levers.clear();
  for (const LeverKind kind : {LeverKind::buurtgezinnen, LeverKind::home_visits, LeverKind::mentors, LeverKind::group_programme,
                               LeverKind::bridge_officers, LeverKind::out_of_school_care, LeverKind::shared_norms}) {
    Lever lever;
    lever.id = std::string(lever_kind_names[static_cast<std::size_t>(kind)]), lever.kind = kind;
    s.levers.push_back(lever);
  }
  expect_same_bytes({s});
}

TEST(Seeds, another_seed_gives_another_future) {
  Scenario s = small_scenario();
  s.years = 0.5, s.run_in_years = 0;
  const TemporaryFolder folder;
  const StudyResult one = played({s}, folder.file("1.h5"), 2), again = played({s}, folder.file("again.h5"), 2);
  s.seed = 2;
  const StudyResult other = played({s}, folder.file("2.h5"), 2);
  EXPECT_EQ(one.hashes.file, again.hashes.file);
  EXPECT_NE(one.hashes.data, other.hashes.data);
  EXPECT_NE(one.state_hash, other.state_hash);
}

TEST(Seeds, another_replicate_is_another_future) {
  const Scenario s = small_scenario();
  const TownDescription town = hofbuurt();
  const auto first = live(s, *run_in(s, town, 0), 0), second = live(s, *run_in(s, town, 1), 1);
  EXPECT_NE(first->state_hash, second->state_hash);
  EXPECT_NE(first->values, second->values);
}

// A replicate is the same future, however many are asked for.
TEST(Seeds, replicates_do_not_depend_on_their_number) {
  Scenario s = small_scenario();
  s.years = 0.5, s.run_in_years = 0, s.replicates = 1;
  const TemporaryFolder folder;
  const StudyResult one = played({s}, folder.file("1.h5"), 1);
  const auto alone = live(s, *run_in(s, hofbuurt(), 0), 0);
  EXPECT_EQ(one.state_hash, alone->state_hash);
}

}  // namespace
}  // namespace weefsel
