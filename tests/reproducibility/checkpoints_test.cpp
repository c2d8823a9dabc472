// A future that is left half-way goes on from its last checkpoint and ends with the bytes of one that was not left: in its
// run-in and after it, while levers of every kind pass, with other threads, and when the last checkpoint is damaged.
#include "study/checkpoints.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <stdexcept>

#include "scenario/read_scenario.hpp"
#include "study/run_study.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;
namespace fs = std::filesystem;

Scenario every_lever() { return read_scenario(std::string(WEEFSEL_SOURCE_DIR) + "/tests/every_lever.yaml"); }

struct Played {
  StudyResult result;
  std::int32_t first_week = 1000;  ///< the earliest after which anybody looked
};

/// Plays until somebody has lived `week`, and leaves everything there.
Played play_until(const Scenario& scenario, const std::string& out, std::int32_t week, int threads) {
  Played played;
  std::atomic<bool> left{false};
  std::mutex lock;
  StudyOptions options;
  options.out = out, options.threads = threads, options.interrupted = &left;
  options.between_checkpoints = std::chrono::seconds(0);
  options.onlooker = [&](std::size_t, std::uint32_t, const World& world) {
    const std::lock_guard guard(lock);
    played.first_week = std::min(played.first_week, world.week.number);
    if (world.week.number >= week) left = true;
  };
  played.result = run_study({scenario}, options);
  return played;
}
constexpr std::int32_t to_the_end = 1'000'000;

std::vector<fs::path> checkpoints_in(const std::string& folder) {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == checkpoint_extension) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

class CheckpointsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TemporaryFolder folder;
    straight = play_until(every_lever(), folder.file("straight.h5"), to_the_end, 2).result;
    ASSERT_TRUE(straight.complete);
  }
  static void expect_straight(const StudyResult& result) {
    ASSERT_TRUE(result.complete);
    EXPECT_EQ(result.hashes.file, straight.hashes.file);
    EXPECT_EQ(result.state_hash, straight.state_hash);
  }
  static inline StudyResult straight;
  TemporaryFolder folder;
  std::string out = folder.file("left.h5");
};

TEST_F(CheckpointsTest, a_future_goes_on_from_the_end_of_a_year) {
  Scenario one = every_lever();
  one.replicates = 1;
  const StudyResult whole = play_until(one, folder.file("whole.h5"), to_the_end, 2).result;
  for (const std::int32_t week : {60, 110, 152}) {
    ASSERT_FALSE(play_until(one, out, week, 2).result.complete);
    EXPECT_FALSE(checkpoints_in(out + ".parts").empty());
    const Played on = play_until(one, out, to_the_end, 1);
    EXPECT_EQ(on.first_week, week / 52 * 52) << "it has begun again, not gone on";
    EXPECT_EQ(on.result.hashes.file, whole.hashes.file);
    EXPECT_FALSE(fs::exists(out + ".parts")) << "what is finished needs no checkpoints";
  }
}

TEST_F(CheckpointsTest, a_run_in_goes_on_too) {
  ASSERT_FALSE(play_until(every_lever(), out, -20, 1).result.complete);
  const Played on = play_until(every_lever(), out, to_the_end, 2);
  EXPECT_LT(on.first_week, 0);
  expect_straight(on.result);
}

TEST_F(CheckpointsTest, again_and_again_changes_nothing) {
  const std::int32_t stops[] = {-90, -40, 10, 55, 70, 107, 130};
  for (const std::int32_t week : stops) ASSERT_FALSE(play_until(every_lever(), out, week, 1 + week % 2).result.complete) << week;
  expect_straight(play_until(every_lever(), out, to_the_end, 2).result);
}

TEST_F(CheckpointsTest, the_one_before_is_taken_where_the_last_is_damaged) {
  Scenario one = every_lever();
  one.replicates = 1;
  const TemporaryFolder elsewhere;
  const StudyResult whole = play_until(one, elsewhere.file("whole.h5"), to_the_end, 2).result;
  ASSERT_FALSE(play_until(one, out, 120, 1).result.complete);
  std::vector<fs::path> kept = checkpoints_in(out + ".parts");
  kept.erase(std::remove_if(kept.begin(), kept.end(), [](const fs::path& p) { return p.filename().string().starts_with("run_in"); }), kept.end());
  ASSERT_EQ(kept.size(), 2u) << "the last two";
  fs::resize_file(kept.back(), fs::file_size(kept.back()) / 2);
  const Played on = play_until(one, out, to_the_end, 2);
  EXPECT_EQ(on.result.hashes.file, whole.hashes.file);
}

TEST_F(CheckpointsTest, are_not_taken_from_another_command) {
  ASSERT_FALSE(play_until(every_lever(), out, 60, 1).result.complete);
  Scenario other = every_lever();
  other.seed = 7;
  const TemporaryFolder elsewhere;
  const StudyResult whole = play_until(other, elsewhere.file("whole.h5"), to_the_end, 2).result;
  const Played on = play_until(other, out, to_the_end, 2);
  EXPECT_EQ(on.result.hashes.file, whole.hashes.file);
}

TEST_F(CheckpointsTest, come_at_the_end_of_a_year_and_not_too_often) {
  World world;
  Checkpoints often(folder.file(""), "a", "b", std::chrono::seconds(0)), seldom(folder.file(""), "a", "b", std::chrono::seconds(3600));
  world.week = Week{104};
  EXPECT_TRUE(often.are_due(world));
  EXPECT_FALSE(seldom.are_due(world));
  world.week = Week{105};
  EXPECT_FALSE(often.are_due(world));
}

TEST(FailedMembers, leave_the_others_alone) {
  const TemporaryFolder folder;
  Scenario base = small_scenario("as_now");
  base.years = 0.5, base.run_in_years = 0.2, base.replicates = 4;
  Scenario other = base;
  other.id = "other", other.file = "other.yaml", other.resolved_text = "id: other\n";
  StudyOptions options;
  options.compare = true, options.out = folder.file("straight.h5");
  const StudyResult straight = run_study({base, other}, options);
  ASSERT_TRUE(straight.complete);
  EXPECT_TRUE(straight.failed.empty());

  options.out = folder.file("failed.h5");
  options.onlooker = [](std::size_t scenario, std::uint32_t replicate, const World& world) {
    if (scenario == 1 && replicate == 2 && world.week.number == 10) throw std::runtime_error("a made-up fault");
    if (scenario == 0 && replicate == 3 && world.week.number == -2) throw std::bad_alloc();
  };
  const StudyResult failed = run_study({base, other}, options);
  EXPECT_FALSE(failed.complete);
  ASSERT_EQ(failed.failed.size(), 2u);
  EXPECT_EQ(failed.failed[0].scenario, "other");
  EXPECT_EQ(failed.failed[0].replicate, 2u);
  EXPECT_EQ(failed.failed[0].why, "a made-up fault");
  EXPECT_EQ(failed.failed[1].scenario, "as_now");
  EXPECT_EQ(failed.failed[1].why, "not enough memory");
  EXPECT_EQ(failed.finished, 6u);
  EXPECT_FALSE(fs::exists(options.out)) << "a file in which members are missing";

  options.onlooker = {};
  const StudyResult again = run_study({base, other}, options);
  ASSERT_TRUE(again.complete);
  EXPECT_EQ(again.reused, 6u);
  EXPECT_EQ(again.hashes.file, straight.hashes.file);
}

}  // namespace
}  // namespace weefsel
