// What: all members of one replicate: scenarios that share their luck and, where they may, their run-in. What `weefsel
// run`, `compare` and `study` have in common; where finished members are kept is theirs.
#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "population/town.hpp"
#include "scenario/scenario.hpp"
#include "study/kept_run_ins.hpp"

namespace weefsel {

/// A member that could not be finished: the others were.
struct FailedMember {
  std::string scenario;  ///< its id; of the placebo twin "placebo"
  std::uint32_t replicate = 0;
  std::string why;
  bool no_memory = false;
};

/// Counts weeks over all threads and passes them on, some times a second.
class WeekCounter {
 public:
  using Progress = std::function<void(std::int64_t done, std::int64_t total)>;
  /// Both may be empty. `interrupted` is set from a signal handler.
  WeekCounter(Progress progress, const std::atomic<bool>* interrupted, std::int64_t total)
      : progress_(std::move(progress)), interrupted_(interrupted), total_(total) {}
  /// One week was lived. False: stop.
  bool tick();
  /// Has nobody interrupted it?
  [[nodiscard]] bool goes_on() const {
    return !stopped_ && (interrupted_ == nullptr || !interrupted_->load(std::memory_order_relaxed));
  }
  /// There are more, or fewer, weeks to live than was thought.
  void expect(std::int64_t more) { total_ += more; }
  /// All members stop at their next week.
  void stop() { stopped_ = true; }

 private:
  Progress progress_;
  const std::atomic<bool>* interrupted_;
  std::atomic<std::int64_t> total_, done_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
};

/// One future of a replicate.
struct Member {
  Scenario scenario;            ///< as played: with the parameters of its draw
  std::optional<Week> placebo;  ///< of the placebo twin: when one family is kept home (study/placebo.hpp)
  std::string name;             ///< in reports of failure
  std::string file_name;        ///< of its checkpoints, without extension; unique in the folder
  std::string run_in_file_name;  ///< the same of its run-in; equal for members that share one
  /// Lives the run-in with these parameters instead of its own; those of members that share a run-in are equal.
  std::optional<Parameters> run_in_parameters = {};
};

/// What all replicates of a study share. Threads: every function may be called from many at once.
struct SharedPlay {
  const TownDescription& town;
  WeekCounter& counter;
  const KeptRunIns* run_ins = nullptr;
  std::string folder;    ///< of checkpoints
  std::string identity;  ///< which program and command checkpoints are for; empty: none are kept
  std::chrono::seconds between_checkpoints = Checkpoints::usual_pause;
  bool left_before = false;  ///< there are checkpoints of an earlier run
  std::function<bool(std::size_t member, std::uint32_t replicate)> has;
  std::function<void(std::size_t member, std::uint32_t replicate, const Trajectory&)> keep;  ///< throws SystemTrouble
  std::function<void(std::size_t member, std::uint32_t replicate, const World&)> onlooker;   ///< after each week; may be empty
  /// After each year of 52 weeks but the last: what is recorded so far; may be empty.
  std::function<void(std::size_t member, std::uint32_t replicate, const Trajectory& rows)> after_year = {};

  std::mutex mutex = {};  ///< of what follows
  std::vector<FailedMember> failed = {};
  std::exception_ptr trouble = {};  ///< the first that no member can do without
};

/// Plays the members that are not there yet, one after another, from as few run-ins as their parameters allow. `replicate` is
/// their number in the study, `luck` whose luck they have. Throws nothing: what goes wrong in one member is in `failed`, what
/// would go wrong in all in `trouble` (a loop that an exception leaves would also end the loops inside other members, half-way
/// in their week).
void play_replicate(SharedPlay& play, const std::vector<Member>& members, std::uint32_t replicate, std::uint32_t luck) noexcept;

/// Which program this is, to the byte; empty when it cannot read itself.
[[nodiscard]] std::string this_program();

}  // namespace weefsel
