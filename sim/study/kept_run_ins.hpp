// What: run-ins, lived once and kept on disk, so that the next scenario of the same town begins at once.
//   Two run-ins are the same when they begin in the same world (state hash), with the same parameters, seed, replicate and
// length, in the same program, to the byte. A kept world is read back only if its checksum is right; else it is lived
// again. So results cannot depend on what has been kept.
//   Files are raw columns, not HDF5: several futures keep and read theirs at once, and HDF5 does one thing at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "study/simulate.hpp"

namespace weefsel {

class KeptRunIns {
 public:
  static constexpr std::uintmax_t default_limit = 4ULL << 30;

  /// `folder` is made when the first run-in is kept. `program` tells programs apart. Of more than `limit` bytes the
  /// run-ins that were not used for longest go.
  KeptRunIns(std::filesystem::path folder, std::string program, std::uintmax_t limit = default_limit);

  /// The folder in WEEFSEL_RUN_INS, or weefsel/run-ins in $XDG_CACHE_HOME or ~/.cache. None when WEEFSEL_RUN_INS is
  /// "off", or when there is no home or this program cannot read itself.
  [[nodiscard]] static std::optional<KeptRunIns> of_this_user();

  /// As the plain `run_in`, from disk where it can; `after_week` is called for kept weeks too, as if they were lived.
  /// A full or unwritable disk is no error: the world is then not kept. Threads: may be called from many.
  /// `checkpoints`: of a run-in that has to be lived.
  [[nodiscard]] std::optional<World> run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                                            const AfterWeek& after_week = {}, Checkpoints* checkpoints = nullptr) const;

  /// Name of the file of one run-in, without folder.
  [[nodiscard]] std::string name_of(const Scenario& scenario, const World& start, std::uint32_t replicate) const;

 private:
  void make_room() const;

  std::filesystem::path folder_;
  std::string program_;
  std::uintmax_t limit_;
};

/// With `kept`, from there; without, lived.
[[nodiscard]] inline std::optional<World> run_in(const KeptRunIns* kept, const Scenario& scenario, const TownDescription& town,
                                                 std::uint32_t replicate, const AfterWeek& after_week = {},
                                                 Checkpoints* checkpoints = nullptr) {
  return kept != nullptr ? kept->run_in(scenario, town, replicate, after_week, checkpoints)
                         : run_in(scenario, town, replicate, after_week, nullptr, checkpoints);
}

}  // namespace weefsel
