// What: runs scenarios for all their replicates, on all threads, and keeps each finished future safe on disk.
// Twins: scenarios of one comparison share, per replicate, the run-in (where they may) and all luck.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "output/trajectory_files.hpp"
#include "population/town.hpp"
#include "scenario/scenario.hpp"
#include "study/play_replicate.hpp"
#include "world/world.hpp"

namespace weefsel {

struct StudyOptions {
  std::string out;          ///< OUT.h5
  int threads = 0;          ///< 0: all cores
  bool compare = false;     ///< several scenarios as twins: the file gets a scenario dimension
  bool placebo = false;     ///< of a comparison: one more twin a replicate, to show the noise floor (study/placebo.hpp)
  bool restart = false;     ///< throw away finished replicates of another command under the same name
  /// Weeks lived so far and in total, over all threads; called now and then, from one thread at a time.
  std::function<void(std::int64_t done, std::int64_t total)> progress;
  const KeptRunIns* run_ins = nullptr;  ///< where run-ins are kept; none: each is lived
  /// A long future goes on from its last checkpoint (study/checkpoints.hpp); how far apart they are at least.
  std::chrono::seconds between_checkpoints = Checkpoints::usual_pause;
  /// Called after each week, from many threads at once; what it throws fails that member. For weeks of a run-in that need
  /// not be lived again, the world is that of its end or its checkpoint.
  std::function<void(std::size_t scenario, std::uint32_t replicate, const World& world)> onlooker;
  /// A member that was lived before, in another study: it is taken as it is. Called once for each, before any is lived.
  std::function<std::optional<Trajectory>(std::size_t member, std::uint32_t replicate)> known;
  /// Called for each member when it is there (lived, or known), from many threads at once. Members are the scenarios as
  /// given, then the placebo twin. Not for those that an earlier run of the same command left.
  std::function<void(std::size_t member, std::uint32_t replicate, const Trajectory&)> finished;
  /// After each year of 52 weeks but the last of a member that is lived: what is recorded so far, the rest blank.
  std::function<void(std::size_t member, std::uint32_t replicate, const Trajectory& rows)> after_year;
  const std::atomic<bool>* interrupted = nullptr;  ///< set from a signal handler: stop at the next week
};

struct StudyResult {
  bool complete = false;         ///< false: interrupted, or members failed; finished replicates wait in OUT.h5.parts
  std::vector<FailedMember> failed;  ///< by replicate, then as the scenarios are given. The same command plays only these
  std::size_t finished = 0, members = 0;
  std::size_t reused = 0;        ///< finished in an earlier run of the same command
  FileHashes hashes;             ///< when complete
  std::string state_hash;        ///< over the end states of all members; when complete
};

/// Throws UserMistake when these cannot be twins: town, start, horizon, seed, replicates or recording differ, or two have one name.
void check_twins(const std::vector<Scenario>& scenarios);

/// What the layout needs to know of a town before anyone lives in it.
[[nodiscard]] Names names_in(const TownDescription& town);

/// How the file of a comparison of these twins is laid out, with all that says where it comes from.
[[nodiscard]] OutputPlan plan_of_comparison(const std::vector<Scenario>& scenarios, const TownDescription& town, const std::string& out,
                                            std::size_t replicates, bool placebo);

/// Errors: UserMistake when scenarios cannot be twins (town, start, horizon, seed, replicates or recording differ),
/// or a lever does not fit the town; SystemTrouble from the output. Anything else that goes wrong in one member fails that
/// member only, and is in the result.
[[nodiscard]] StudyResult run_study(const std::vector<Scenario>& scenarios, const StudyOptions& options);

}  // namespace weefsel
