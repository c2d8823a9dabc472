// A run-in that is read back from disk is the one that was lived: same world, same bytes of output. One that is cut
// short or altered is lived again.
#include "study/kept_run_ins.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "population/read_town.hpp"
#include "scenario/read_scenario.hpp"
#include "study/run_study.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {
namespace {
using namespace tests;
namespace fs = std::filesystem;

class KeptRunInsTest : public ::testing::Test {
 protected:
  KeptRunInsTest() {
    ScenarioOptions options;
    options.replicates = 2;
    scenario = read_scenario(std::string(WEEFSEL_SOURCE_DIR) + "/tests/cross_compiler.yaml", options);
    scenario.run_in_years = 1, scenario.years = 1;
    town = read_town(scenario.town_file);
  }
  [[nodiscard]] fs::path file_of(std::uint32_t replicate) const {
    return fs::path(where) / kept.name_of(scenario, before_run_in(scenario, town, replicate), replicate);
  }
  [[nodiscard]] std::string kept_hash(std::uint32_t replicate) const { return state_hash(*kept.run_in(scenario, town, replicate)); }
  [[nodiscard]] std::string lived_hash(std::uint32_t replicate) const { return state_hash(*run_in(scenario, town, replicate)); }
  [[nodiscard]] FileHashes played(const KeptRunIns* run_ins, const std::string& name) const {
    StudyOptions options;
    options.out = folder.file(name), options.run_ins = run_ins;
    return run_study({scenario}, options).hashes;
  }

  TemporaryFolder folder;
  std::string where = folder.file("run-ins");
  KeptRunIns kept{where, "this program"};
  Scenario scenario;
  TownDescription town;
};

TEST_F(KeptRunInsTest, give_the_same_bytes_as_run_ins_that_are_lived) {
  const FileHashes lived = played(nullptr, "lived.h5"), first = played(&kept, "first.h5"), again = played(&kept, "again.h5");
  EXPECT_TRUE(fs::exists(file_of(0)) && fs::exists(file_of(1)));
  EXPECT_EQ(first.file, lived.file);
  EXPECT_EQ(again.file, lived.file);
}

TEST_F(KeptRunInsTest, bring_back_what_no_hash_covers) {
  int weeks = 0;
  const World lived = *kept.run_in(scenario, town, 0), read = *kept.run_in(scenario, town, 0, [&](const World&) { return ++weeks > 0; });
  EXPECT_EQ(weeks, 52) << "progress counts weeks that need not be lived";
  EXPECT_EQ(read.names.place_id, lived.names.place_id);
  EXPECT_EQ(read.names.neighbourhood_code, lived.names.neighbourhood_code);
  EXPECT_EQ(read.reach.first, lived.reach.first);
  ASSERT_EQ(read.reach.options.size(), lived.reach.options.size());
  for (std::size_t i = 0; i < read.reach.options.size(); ++i) EXPECT_EQ(read.reach.options[i].place, lived.reach.options[i].place);
  EXPECT_EQ(read.newcomers.size(), lived.newcomers.size());
}

// One world in the place of another is believed: so the file is what is read.
TEST_F(KeptRunInsTest, are_read_where_they_are_there) {
  const std::string first = kept_hash(0), second = kept_hash(1);
  ASSERT_NE(first, second);
  fs::copy_file(file_of(1), file_of(0), fs::copy_options::overwrite_existing);
  EXPECT_EQ(kept_hash(0), second);
}

TEST_F(KeptRunInsTest, are_lived_again_when_the_file_is_damaged) {
  const std::string lived = lived_hash(0);
  EXPECT_EQ(kept_hash(0), lived);
  const auto size = fs::file_size(file_of(0));
  fs::resize_file(file_of(0), size - 1);
  EXPECT_EQ(kept_hash(0), lived) << "cut short";
  EXPECT_EQ(fs::file_size(file_of(0)), size) << "and kept again";
  {
    std::fstream file(file_of(0), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 3));
    file.put('\x5a');
  }
  EXPECT_EQ(kept_hash(0), lived) << "one byte altered";
  std::ofstream(file_of(0), std::ios::binary | std::ios::trunc) << std::string(64, '\xff');
  EXPECT_EQ(kept_hash(0), lived) << "absurd lengths";
}

TEST_F(KeptRunInsTest, have_a_name_of_their_own) {
  const World start = before_run_in(scenario, town, 0);
  const std::string name = kept.name_of(scenario, start, 0);
  EXPECT_NE(kept.name_of(scenario, start, 1), name);
  EXPECT_NE(kept.name_of(scenario, before_run_in(scenario, town, 1), 0), name);
  EXPECT_NE(KeptRunIns(where, "another program").name_of(scenario, start, 0), name);
  for (const int change : {0, 1, 2}) {
    Scenario other = scenario;
    if (change == 0) ++other.seed;
    if (change == 1) other.run_in_years = 2;
    if (change == 2) other.parameters.meeting.circle_size += 0.5;
    EXPECT_NE(kept.name_of(other, start, 0), name) << change;
  }
  Scenario longer = scenario;
  longer.years = 30, longer.levers.clear();
  EXPECT_EQ(kept.name_of(longer, start, 0), name) << "what comes later does not matter";
}

TEST_F(KeptRunInsTest, make_room_for_later_ones) {
  (void)kept_hash(0);
  const auto size = fs::file_size(file_of(0));
  const KeptRunIns narrow(where, "this program", size + size / 2);
  (void)narrow.run_in(scenario, town, 1);
  EXPECT_FALSE(fs::exists(file_of(0))) << "not used for longest";
  EXPECT_TRUE(fs::exists(file_of(1)));
}

// A program that is killed while it writes leaves a piece behind, which would take room for ever.
TEST_F(KeptRunInsTest, do_not_leave_unfinished_ones_for_ever) {
  (void)kept_hash(0);
  const auto size = fs::file_size(file_of(0));
  const fs::path left = file_of(1).string() + "x.tmp", other = fs::path(where) / "of somebody else";
  for (const fs::path& path : {left, other}) {
    std::ofstream(path) << std::string(size, 'x');
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(1));
  }
  const KeptRunIns narrow(where, "this program", 2 * size + size / 2);
  (void)narrow.run_in(scenario, town, 1);
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(file_of(0)) && fs::exists(file_of(1)) && fs::exists(other));
}

TEST_F(KeptRunInsTest, are_no_trouble_where_nothing_can_be_written) {
  std::ofstream(folder.file("a file")) << "no folder";
  const KeptRunIns nowhere(folder.file("a file"), "this program");
  EXPECT_EQ(state_hash(*nowhere.run_in(scenario, town, 0)), lived_hash(0));
}

}  // namespace
}  // namespace weefsel
