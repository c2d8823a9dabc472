// A study that is stopped and begun again ends with the bytes of one that was not stopped, and does not play again
// what was finished.
#include <gtest/gtest.h>

#include <filesystem>

#include "study/run_study.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;

std::vector<Scenario> twins() {
  Scenario base = small_scenario("as_now");
  base.years = 1, base.run_in_years = 0.5, base.replicates = 3;
  Scenario closed = base;
  closed.id = "closed", closed.file = "closed.yaml", closed.resolved_text = "id: closed\n";
  Lever lever;
  lever.id = "close", lever.kind = LeverKind::close_places, lever.start = Week{10};
  lever.places.ids = {"library_hof"};
  closed.levers = {lever};
  return {base, closed};
}

StudyResult play_until(const std::vector<Scenario>& scenarios, const std::string& out, std::int64_t weeks, int threads) {
  std::atomic<bool> interrupted{false};
  StudyOptions options;
  options.out = out, options.threads = threads, options.compare = true;
  options.interrupted = &interrupted;
  options.progress = [&](std::int64_t done, std::int64_t) { interrupted = interrupted || done >= weeks; };
  return run_study(scenarios, options);
}

constexpr std::int64_t to_the_end = 1'000'000;

TEST(Interruption, continued_run_has_the_bytes_of_a_straight_one) {
  const TemporaryFolder folder;
  const auto scenarios = twins();
  const StudyResult straight = play_until(scenarios, folder.file("straight.h5"), to_the_end, 2);
  ASSERT_TRUE(straight.complete);
  EXPECT_EQ(straight.reused, 0u);

  // One replicate is 26 + 2 x 52 weeks; with one thread the first is finished and the second is not by week 170.
  const std::string out = folder.file("stopped.h5");
  const StudyResult stopped = play_until(scenarios, out, 170, 1);
  EXPECT_FALSE(stopped.complete);
  EXPECT_GE(stopped.finished, 2u);
  EXPECT_LT(stopped.finished, stopped.members);
  EXPECT_FALSE(std::filesystem::exists(out)) << "a half file under the name of the output";

  const StudyResult continued = play_until(scenarios, out, to_the_end, 3);
  ASSERT_TRUE(continued.complete);
  EXPECT_EQ(continued.reused, stopped.finished);
  EXPECT_EQ(continued.hashes.file, straight.hashes.file);
  EXPECT_EQ(continued.state_hash, straight.state_hash);
  EXPECT_FALSE(std::filesystem::exists(out + ".parts"));
}

TEST(Interruption, again_and_again_changes_nothing) {
  const TemporaryFolder folder;
  auto scenarios = twins();
  for (Scenario& s : scenarios) s.years = 0.5, s.run_in_years = 0.2, s.replicates = 4;
  const StudyResult straight = play_until(scenarios, folder.file("straight.h5"), to_the_end, 1);
  const std::string out = folder.file("stopped.h5");
  StudyResult result;
  int stops = 0;
  for (; !(result = play_until(scenarios, out, 96, 1)).complete && stops < 20; ++stops) {
  }
  EXPECT_GE(stops, 1);
  ASSERT_TRUE(result.complete);
  EXPECT_EQ(result.hashes.file, straight.hashes.file);
}

}  // namespace
}  // namespace weefsel
