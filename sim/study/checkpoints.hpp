// What: long futures on disk while they are lived, so that a kill or a power cut costs minutes and not hours.
//   At the end of a year of 52 weeks, and at most once in two minutes, the world and what was recorded of it go to a file
// under a temporary name, which is synced and renamed; the last two of each future stay. Each ends with its checksum: of
// the two the last that is whole is taken. It is for the program, to the byte, and the command that wrote it. A run that
// goes on from one ends in the same bits, with any number of threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "study/recorder.hpp"

namespace weefsel {

/// A future that was left before its end.
struct Unfinished {
  World world;
  Trajectory rows;      ///< of a scenario: what is recorded so far, single households too; of a run-in: nothing
  double low_mark = 0;  ///< of its recorder
};

/// The checkpoints of one future: a scenario of one replicate, or its run-in. Not for several threads at once.
class Checkpoints {
 public:
  static constexpr std::chrono::seconds usual_pause{120};

  /// `name`: of this future among those in `folder`, fit for a file name. `identity`: of program and command.
  /// `look`: false when there is nothing of an earlier run in the folder, so that it need not be read through.
  Checkpoints(std::filesystem::path folder, std::string name, std::string identity, std::chrono::seconds pause = usual_pause, bool look = true);

  /// Is there anything to go on from?
  [[nodiscard]] bool any() const { return !files_.empty(); }
  /// Is this a moment to keep the world? At the end of a year, when the pause is over.
  [[nodiscard]] bool are_due(const World& world) const;
  /// Keeps it and lets go of all but the last two. What goes wrong (no room, no right to write, no memory) is no error: the
  /// run goes on without.
  void keep(const World& world, const Trajectory& rows = {}, const HouseholdRecord& households = {}, double low_mark = 0);
  /// The last one that can be read; `start` is the town as it is built, from which comes what never changes. Those that
  /// cannot be read, and those of another program or command, are removed.
  [[nodiscard]] std::optional<Unfinished> latest(const World& start);
  /// When the future is finished and kept in another way.
  void forget();

 private:
  void remove_file(std::size_t position);

  std::filesystem::path folder_;
  std::string name_, identity_;
  std::chrono::seconds pause_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  std::vector<std::filesystem::path> files_;  ///< by week, the latest first
};

}  // namespace weefsel
