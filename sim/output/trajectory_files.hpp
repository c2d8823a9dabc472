// What: keeps finished replicates safe while a study runs, and publishes them as one file at its end.
// How: each finished (scenario, replicate) becomes a part in the folder OUT.h5.parts beside the output, written under a
// temporary name, synced and renamed. publish() merges all parts into one HDF5 file that is also netCDF-4 (see
// output/README.md) and renames it to OUT.h5. So OUT.h5 is always complete, an earlier one stays until that moment, and
// after a kill the same command finds its finished parts again. The bytes do not depend on the order of finishing.
// Errors: SystemTrouble for what the machine refuses (full disk, no permission, OUT is a folder, another run holds
// OUT); UserMistake when the parts folder holds finished replicates of another command. No finished part is ever lost.
// Thread contract: has(), finished() and keep() may be called from several threads at once; publish() only after them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "output/provenance.hpp"
#include "output/trajectories.hpp"

namespace weefsel {

/// Of files in the folder of parts with which members that are not finished go on.
inline constexpr const char* checkpoint_extension = ".checkpoint";

struct FileHashes {
  std::string file;  ///< SHA-256 of the bytes
  std::string data;  ///< SHA-256 of variables and coordinates, without provenance and state hashes
};

/// What to do with finished replicates of another command that wrote to the same OUT and did not end.
enum class OtherLeftovers { refuse, discard };

struct OutputPlan {
  std::string path;  ///< OUT.h5
  Layout layout;
  Provenance provenance;  ///< one entry of `scenarios` per scenario
  std::size_t replicates = 1;
  bool scenario_dimension = false;  ///< true for a comparison; false asks for exactly one scenario
  bool placebo = false;  ///< a comparison with a placebo twin: one more member a replicate, after the scenarios
  OtherLeftovers other_leftovers = OtherLeftovers::refuse;
};

class TrajectoryFiles {
 public:
  /// Locks OUT, makes the parts folder and looks for finished parts of the same command.
  explicit TrajectoryFiles(OutputPlan plan);
  /// Leaves the parts, unless there are none or they have been published; frees the lock.
  ~TrajectoryFiles();
  TrajectoryFiles(const TrajectoryFiles&) = delete;
  TrajectoryFiles& operator=(const TrajectoryFiles&) = delete;

  /// The number of the placebo twin among the members: one past the last scenario.
  [[nodiscard]] std::size_t placebo() const;
  /// Is this member finished, in this run or in an earlier one that was ended?
  [[nodiscard]] bool has(std::size_t scenario, std::size_t replicate) const;
  /// How many members are finished.
  [[nodiscard]] std::size_t finished() const;

  /// Keeps a finished member on disk; when it returns, a power cut does not lose it.
  void keep(std::size_t scenario, std::size_t replicate, const Trajectory& trajectory);

  /// Merges all members into OUT.h5 and removes the parts. Throws Fault when a member is missing. When it fails
  /// (full disk), the parts stay, an earlier OUT.h5 is untouched, and it may be called again.
  FileHashes publish();

  /// Where the parts are. Checkpoints may be kept there too: they stay with the parts, and go when all is published.
  [[nodiscard]] const std::string& folder() const;
  /// Were there checkpoints of an earlier run when this one began?
  [[nodiscard]] bool has_checkpoints() const;
  /// SHA-256 of what makes two commands the same.
  [[nodiscard]] const std::string& identity() const;

  /// What the member's trajectory ended with; empty when the member is not finished.
  [[nodiscard]] std::string state_hash(std::size_t scenario, std::size_t replicate) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace weefsel
