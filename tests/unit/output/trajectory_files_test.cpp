// Finished replicates survive a kill, a full disk and a damaged part; the bytes do not depend on how they came about.
#include "output/trajectory_files.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

#include "base/errors.hpp"
#include "output/inspect.hpp"
#include "sample.hpp"

#if defined(__SANITIZE_ADDRESS__)
/// HDF5 loses some memory of its own when it cannot write; ours is still checked.
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }
#endif

namespace weefsel {
namespace {

namespace fs = std::filesystem;

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "no error";
}

fs::path first_part(const std::string& path) {
  for (const auto& entry : fs::directory_iterator(path + ".parts")) {
    if (entry.path().extension() == ".part") return entry.path();
  }
  return {};
}

TEST(TrajectoryFiles, AppearsOnlyWhenCompleteAndLeavesNothingElse) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5");
  {
    TrajectoryFiles files(plan);
    for (std::size_t r = 0; r < 3; ++r) {
      EXPECT_FALSE(files.has(0, r));
      files.keep(0, r, sample::trajectory(plan.layout, 0, r));
      EXPECT_TRUE(files.has(0, r));
      EXPECT_FALSE(fs::exists(plan.path));
    }
    const FileHashes hashes = files.publish();
    EXPECT_EQ(hashes.file, file_hash(plan.path));
    EXPECT_EQ(hashes.data, data_hash(plan.path));
  }
  EXPECT_TRUE(fs::exists(plan.path));
  EXPECT_FALSE(fs::exists(plan.path + ".parts"));
}

TEST(TrajectoryFiles, OrderAndThreadsDoNotChangeTheBytes) {
  const sample::Folder folder;
  const FileHashes straight = sample::write(sample::plan(folder / "a.h5", 2));
  const OutputPlan plan = sample::plan(folder / "b.h5", 2);
  TrajectoryFiles files(plan);
  std::vector<std::thread> threads;
  for (std::size_t s = 2; s-- > 0;) {
    for (std::size_t r = 3; r-- > 0;) {
      threads.emplace_back([&, s, r] { files.keep(s, r, sample::trajectory(plan.layout, s, r)); });
    }
  }
  for (std::thread& thread : threads) thread.join();
  const FileHashes scattered = files.publish();
  EXPECT_EQ(straight.file, scattered.file);
  EXPECT_EQ(straight.data, scattered.data);
}

TEST(TrajectoryFiles, AKilledRunIsTakenUpAndGivesTheSameBytes) {
  const sample::Folder folder;
  const FileHashes straight = sample::write(sample::plan(folder / "straight.h5"));
  const OutputPlan plan = sample::plan(folder / "out.h5");
  {
    TrajectoryFiles files(plan);
    files.keep(0, 1, sample::trajectory(plan.layout, 0, 1));
  }
  // What a kill in the middle of writing leaves behind.
  std::ofstream(plan.path + ".parts/scenario0000_replicate00002.part.tmp") << "half";
  TrajectoryFiles files(plan);
  EXPECT_EQ(files.finished(), 1U);
  EXPECT_TRUE(files.has(0, 1));
  EXPECT_EQ(files.state_hash(0, 1), sample::trajectory(plan.layout, 0, 1).state_hash);
  files.keep(0, 0, sample::trajectory(plan.layout, 0, 0));
  files.keep(0, 2, sample::trajectory(plan.layout, 0, 2));
  EXPECT_EQ(files.publish().file, straight.file);
  EXPECT_FALSE(fs::exists(plan.path + ".parts"));
}

TEST(TrajectoryFiles, ADamagedPartIsMadeAnew) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5", 1, 2);
  for (const bool cut : {false, true}) {
    {
      TrajectoryFiles files(plan);
      for (std::size_t r = 0; r < 2; ++r) files.keep(0, r, sample::trajectory(plan.layout, 0, r));
    }
    const fs::path part = first_part(plan.path);
    if (cut) {
      fs::resize_file(part, fs::file_size(part) / 2);
    } else {
      std::fstream(part, std::ios::binary | std::ios::in | std::ios::out).seekp(1000).put('x');
    }
    TrajectoryFiles files(plan);
    EXPECT_EQ(files.finished(), 1U);
  }
}

TEST(TrajectoryFiles, APartDamagedDuringTheRunStopsPublishingButLosesNoOther) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5", 1, 2);
  TrajectoryFiles files(plan);
  for (std::size_t r = 0; r < 2; ++r) files.keep(0, r, sample::trajectory(plan.layout, 0, r));
  fs::resize_file(plan.path + ".parts/scenario0000_replicate00001.part", 100);
  EXPECT_THROW(files.publish(), SystemTrouble);
  EXPECT_TRUE(files.has(0, 0));
  EXPECT_FALSE(files.has(0, 1));
  files.keep(0, 1, sample::trajectory(plan.layout, 0, 1));
  EXPECT_EQ(files.publish().file, sample::write(sample::plan(folder / "other.h5", 1, 2)).file);
}

TEST(TrajectoryFiles, LeftoversOfAnotherCommandAreRefusedOrDiscarded) {
  const sample::Folder folder;
  OutputPlan plan = sample::plan(folder / "out.h5");
  {
    TrajectoryFiles files(plan);
    files.keep(0, 0, sample::trajectory(plan.layout, 0, 0));
  }
  OutputPlan other = plan;
  other.provenance.seed = 2;
  const std::string message = message_of([&] { const TrajectoryFiles files(other); });
  EXPECT_NE(message.find("out.h5.parts holds 1 finished"), std::string::npos) << message;
  EXPECT_NE(message.find("baseline, seed 18446744073709551615"), std::string::npos) << message;
  EXPECT_EQ(TrajectoryFiles(plan).finished(), 1U) << "refusing must not remove anything";
  other.other_leftovers = OtherLeftovers::discard;
  EXPECT_EQ(TrajectoryFiles(other).finished(), 0U);
  EXPECT_FALSE(fs::exists(plan.path + ".parts"));
}

TEST(TrajectoryFiles, MoreReplicatesReuseThoseThatAreFinished) {
  const sample::Folder folder;
  const OutputPlan few = sample::plan(folder / "out.h5", 1, 2);
  {
    TrajectoryFiles files(few);
    files.keep(0, 1, sample::trajectory(few.layout, 0, 1));
  }
  EXPECT_TRUE(TrajectoryFiles(sample::plan(folder / "out.h5", 1, 5)).has(0, 1));
}

TEST(TrajectoryFiles, TwoRunsCannotWriteTheSameFile) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5");
  fs::create_symlink(plan.path, folder / "link.h5");
  {
    const TrajectoryFiles files(plan);
    EXPECT_NE(message_of([&] { const TrajectoryFiles again(plan); }).find("another run"), std::string::npos);
    EXPECT_THROW(TrajectoryFiles(sample::plan(folder / "link.h5")), SystemTrouble) << "the same file by another name";
  }
  EXPECT_NO_THROW(TrajectoryFiles{plan});
}

TEST(TrajectoryFiles, AnEarlierFileStaysUntilTheNewOneIsComplete) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5");
  std::ofstream(plan.path) << "earlier";
  {
    TrajectoryFiles files(plan);
    files.keep(0, 0, sample::trajectory(plan.layout, 0, 0));
    EXPECT_THROW(files.publish(), Fault) << "not all members are finished";
  }
  std::string content;
  std::getline(std::ifstream(plan.path), content);
  EXPECT_EQ(content, "earlier");
  sample::write(plan);
  EXPECT_NO_THROW(static_cast<void>(data_hash(plan.path)));
}

TEST(TrajectoryFiles, PlacesThatCannotBeWrittenAreNamed) {
  const sample::Folder folder;
  fs::create_directory(folder / "out.h5");
  EXPECT_NE(message_of([&] { TrajectoryFiles(sample::plan(folder / "out.h5")); }).find("it is a folder"),
            std::string::npos);
  EXPECT_NE(message_of([&] { TrajectoryFiles(sample::plan(folder / "no/out.h5")); }).find("there is no folder"),
            std::string::npos);
  EXPECT_THROW(TrajectoryFiles(sample::plan("/dev/null")), SystemTrouble);
  EXPECT_THROW(TrajectoryFiles(sample::plan("")), UserMistake);
  std::ofstream(folder / "file.h5.parts") << "in the way";
  EXPECT_THROW(TrajectoryFiles(sample::plan(folder / "file.h5")), SystemTrouble);
}

TEST(TrajectoryFiles, AFolderThatMayNotBeWrittenIsSystemTrouble) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may write everywhere";
  const sample::Folder folder;
  fs::create_directory(folder / "closed");
  ::chmod((folder / "closed").c_str(), 0555);
  EXPECT_THROW(TrajectoryFiles(sample::plan(folder / "closed/out.h5")), SystemTrouble);
}

/// Stands for a full disk: the machine refuses to let a file of this process grow beyond `bytes`.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limited = before_;
    limited.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

TEST(TrajectoryFiles, AFullDiskLosesNothing) {
  const sample::Folder folder;
  const std::string whole = sample::write(sample::plan(folder / "whole.h5")).file;
  const std::uintmax_t file_size = fs::file_size(folder / "whole.h5");
  const OutputPlan plan = sample::plan(folder / "out.h5");
  TrajectoryFiles files(plan);
  {
    const FileSizeLimit limit(1000);
    EXPECT_THROW(files.keep(0, 0, sample::trajectory(plan.layout, 0, 0)), SystemTrouble);
    EXPECT_FALSE(files.has(0, 0));
  }
  for (std::size_t r = 0; r < 3; ++r) files.keep(0, r, sample::trajectory(plan.layout, 0, r));
  // HDF5 meets the limit in another place each time: while creating, writing, flushing.
  for (std::uintmax_t bytes = 0; bytes < file_size; bytes += 2048) {
    const FileSizeLimit limit(bytes);
    const std::string message = message_of([&] { files.publish(); });
    EXPECT_NE(message.find("out.h5.parts; repeat the command"), std::string::npos) << bytes << ": " << message;
    EXPECT_FALSE(fs::exists(plan.path));
    EXPECT_FALSE(fs::exists(plan.path + ".parts/merged.tmp"));
  }
  EXPECT_EQ(files.publish().file, whole);
}

TEST(TrajectoryFiles, RefusesValuesThatDoNotFitTheLayout) {
  const sample::Folder folder;
  const OutputPlan plan = sample::plan(folder / "out.h5");
  TrajectoryFiles files(plan);
  Trajectory wrong = sample::trajectory(plan.layout, 0, 0);
  wrong.values[3][0] = 0.5;  // a count of children
  EXPECT_THROW(files.keep(0, 0, wrong), Fault);
  wrong = sample::trajectory(plan.layout, 0, 0);
  wrong.values[0].pop_back();
  EXPECT_THROW(files.keep(0, 0, wrong), Fault);
  EXPECT_THROW(files.keep(1, 0, sample::trajectory(plan.layout, 0, 0)), Fault);
  OutputPlan broken = plan;
  broken.path = folder / "other.h5";
  broken.layout.variables[0].name = "scenario";
  EXPECT_THROW(TrajectoryFiles{broken}, Fault);
}

}  // namespace
}  // namespace weefsel
