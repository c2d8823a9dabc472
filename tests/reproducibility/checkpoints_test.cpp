// A future that is left half-way goes on from its last checkpoint and ends with the bytes of one that was not left: in its
// run-in and after it, while levers of every kind pass, with other threads, and when the last checkpoint is damaged.
#include "study/checkpoints.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <stdexcept>

#include "base/errors.hpp"
#include "scenario/read_scenario.hpp"
#include "study/run_study.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;
namespace fs = std::filesystem;

Scenario every_lever() { return read_scenario(std::string(WEEFSEL_SOURCE_DIR) + "/tests/every_lever.yaml"); }

Scenario one_future() {
  Scenario scenario = every_lever();
  scenario.replicates = 1;
  return scenario;
}

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
  static const FileHashes& straight_one() {
    static const FileHashes hashes = [] {
      const TemporaryFolder elsewhere;
      return play_until(one_future(), elsewhere.file("straight.h5"), to_the_end, 2).result.hashes;
    }();
    return hashes;
  }
  static inline StudyResult straight;
  TemporaryFolder folder;
  std::string out = folder.file("left.h5");
};

TEST_F(CheckpointsTest, a_future_goes_on_from_the_end_of_a_year) {
  for (const std::int32_t week : {60, 110, 152}) {
    ASSERT_FALSE(play_until(one_future(), out, week, 2).result.complete);
    EXPECT_FALSE(checkpoints_in(out + ".parts").empty());
    const Played on = play_until(one_future(), out, to_the_end, 1);
    EXPECT_EQ(on.first_week, week / 52 * 52 + 1) << "it has begun again, not gone on";
    EXPECT_EQ(on.result.hashes.file, straight_one().file);
    EXPECT_FALSE(fs::exists(out + ".parts")) << "what is finished needs no checkpoints";
  }
}

TEST_F(CheckpointsTest, a_run_in_goes_on_too) {
  ASSERT_FALSE(play_until(one_future(), out, -20, 1).result.complete);
  const Played on = play_until(one_future(), out, to_the_end, 2);
  EXPECT_EQ(on.first_week, -52) << "it has begun again, not gone on";
  EXPECT_EQ(on.result.hashes.file, straight_one().file);
}

TEST_F(CheckpointsTest, again_and_again_changes_nothing) {
  const std::int32_t stops[] = {-90, -40, 10, 55, 70, 107, 130};
  for (const std::int32_t week : stops) ASSERT_FALSE(play_until(every_lever(), out, week, 1 + week % 2).result.complete) << week;
  expect_straight(play_until(every_lever(), out, to_the_end, 2).result);
}

TEST_F(CheckpointsTest, the_one_before_is_taken_where_the_last_is_damaged) {
  ASSERT_FALSE(play_until(one_future(), out, 120, 1).result.complete);
  std::vector<fs::path> kept = checkpoints_in(out + ".parts");
  kept.erase(std::remove_if(kept.begin(), kept.end(), [](const fs::path& p) { return p.filename().string().starts_with("run_in"); }), kept.end());
  ASSERT_EQ(kept.size(), 2u) << "the last two";
  fs::resize_file(kept.back(), fs::file_size(kept.back()) / 2);
  const Played on = play_until(one_future(), out, to_the_end, 2);
  EXPECT_EQ(on.first_week, 53);
  EXPECT_EQ(on.result.hashes.file, straight_one().file);
}

TEST_F(CheckpointsTest, are_not_taken_from_another_command_nor_in_its_way) {
  ASSERT_FALSE(play_until(one_future(), out, 120, 1).result.complete);
  Scenario other = one_future();
  other.seed = 7;
  ASSERT_FALSE(play_until(other, out, 70, 1).result.complete);
  const Played on = play_until(other, out, to_the_end, 2);
  EXPECT_EQ(on.first_week, 53) << "the checkpoints of the other, which are later, had it thrown away";
  const TemporaryFolder elsewhere;
  EXPECT_EQ(on.result.hashes.file, play_until(other, elsewhere.file("whole.h5"), to_the_end, 2).result.hashes.file);
}

TEST_F(CheckpointsTest, of_a_run_in_serve_every_scenario_that_shares_it) {
  std::vector<Scenario> twins = {one_future(), one_future()};
  twins[0].id = "as_now", twins[0].levers.clear(), twins[0].resolved_text = "id: as_now\n";
  const auto play = [&](const std::string& file, std::int32_t week_of_second) {
    std::atomic<bool> left{false};
    Played played;
    StudyOptions options;
    options.out = file, options.compare = true, options.interrupted = &left, options.threads = 1;
    options.between_checkpoints = std::chrono::seconds(0);
    options.onlooker = [&](std::size_t scenario, std::uint32_t, const World& world) {
      played.first_week = std::min(played.first_week, world.week.number);
      if (scenario == 1 && world.week.number >= week_of_second) left = true;
    };
    played.result = run_study(twins, options);
    return played;
  };
  const FileHashes straight_twins = play(folder.file("straight.h5"), to_the_end).result.hashes;
  ASSERT_FALSE(play(out, 5).result.complete) << "the first is finished, the second has no checkpoint yet";
  const Played on = play(out, to_the_end);
  EXPECT_EQ(on.first_week, 0) << "the run-in is there to its end";
  EXPECT_EQ(on.result.hashes.file, straight_twins.file);
  EXPECT_FALSE(fs::exists(out + ".parts"));
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

/// A full disk, say: everybody stops at the end of a week, and nothing half-lived is kept.
TEST(FailedMembers, trouble_of_the_machine_stops_all_and_spoils_nothing) {
  const TemporaryFolder folder;
  Scenario scenario = every_lever();
  scenario.years = 1.5, scenario.run_in_years = 0.2, scenario.replicates = 4;
  StudyOptions options;
  options.out = folder.file("straight.h5"), options.threads = 2, options.between_checkpoints = std::chrono::seconds(0);
  const FileHashes straight = run_study({scenario}, options).hashes;
  options.out = folder.file("stopped.h5");
  options.onlooker = [](std::size_t, std::uint32_t replicate, const World& world) {
    if (replicate == 2 && world.week.number == 60) throw SystemTrouble("no room");
  };
  EXPECT_THROW((void)run_study({scenario}, options), SystemTrouble);
  EXPECT_FALSE(fs::exists(options.out));
  options.onlooker = {};
  const StudyResult again = run_study({scenario}, options);
  ASSERT_TRUE(again.complete);
  EXPECT_EQ(again.hashes.file, straight.file);
}

}  // namespace
}  // namespace weefsel
