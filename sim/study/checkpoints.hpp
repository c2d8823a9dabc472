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
  Checkpoints(std::filesystem::path folder, std::string name, std::string identity, std::chrono::seconds pause = usual_pause);

  /// Is there anything to go on from?
  [[nodiscard]] bool any() const { return !files().empty(); }
  /// Is this a moment to keep the world? At the end of a year, when the pause is over.
  [[nodiscard]] bool are_due(const World& world) const;
  /// Keeps it and lets go of all but the last two. No room or no right to write is no error: the run goes on without.
  void keep(const World& world, const Trajectory& rows = {}, double low_mark = 0);
  /// The last one that can be read; `start` is the town as it is built, from which comes what never changes.
  [[nodiscard]] std::optional<Unfinished> latest(const World& start) const;
  /// When the future is finished and kept in another way.
  void forget() const;

 private:
  /// By week, the latest first.
  [[nodiscard]] std::vector<std::filesystem::path> files() const;

  std::filesystem::path folder_;
  std::string name_, identity_;
  std::chrono::seconds pause_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace weefsel
