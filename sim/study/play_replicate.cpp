#include "study/play_replicate.hpp"

#include <new>

#include "base/errors.hpp"
#include "output/sha256.hpp"
#include "study/simulate.hpp"

namespace weefsel {

bool WeekCounter::tick() {
  const std::int64_t done = ++done_;
  if (progress_ && done % 16 == 0) {
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (lock.owns_lock()) progress_(done, total_);
  }
  return goes_on();
}

namespace {

constexpr std::chrono::hours never{24 * 366 * 100};

/// The member as it lives its run-in.
Scenario before_start(const Member& member) {
  Scenario scenario = member.scenario;
  if (member.run_in_parameters) scenario.parameters = *member.run_in_parameters;
  return scenario;
}

class Replicate {
 public:
  Replicate(SharedPlay& play, const std::vector<Member>& members, std::uint32_t replicate, std::uint32_t luck)
      : play_(play), members_(members), replicate_(replicate), luck_(luck) {}

  void play_members() {
    for (std::size_t i = 0; i < members_.size() && goes_on(); ++i)
      if (!play_.has(i, replicate_)) play_member(i);
    if (!goes_on() || failed_) return;
    for (const Member& member : members_) checkpoints_of(member.run_in_file_name).forget();
  }

 private:
  [[nodiscard]] bool goes_on() const { return !stopped_ && play_.counter.goes_on(); }

  [[nodiscard]] Checkpoints checkpoints_of(const std::string& name) const {
    if (play_.identity.empty()) return {play_.folder, name, "", never, false};
    return {play_.folder, name, play_.identity, play_.between_checkpoints, play_.left_before || wrote_run_in_};
  }

  /// Whatever goes wrong in it, the others go on; but for what would go wrong in all of them.
  void play_member(std::size_t i) {
    const Member& member = members_[i];
    try {
      Checkpoints checkpoints = checkpoints_of(member.file_name);
      const AfterWeek after_week = [&](const World& world) {
        if (play_.onlooker) play_.onlooker(i, replicate_, world);
        return play_.counter.tick();
      };
      const auto trajectory = live_member(i, checkpoints, after_week);
      stopped_ = !trajectory;
      if (stopped_) return;
      keep(i, *trajectory, checkpoints);
      checkpoints.forget();
    } catch (const UserMistake&) {
      throw;
    } catch (const SystemTrouble&) {
      throw;
    } catch (const std::exception& e) {
      const bool no_memory = dynamic_cast<const std::bad_alloc*>(&e) != nullptr;
      failed_ = true;
      const std::lock_guard guard(play_.mutex);
      play_.failed.push_back({member.name, replicate_, no_memory ? "not enough memory" : e.what(), no_memory});
    }
  }

  /// A disk that is full may have room enough when this replicate's checkpoints are gone.
  void keep(std::size_t i, const Trajectory& trajectory, Checkpoints& checkpoints) {
    try {
      play_.keep(i, replicate_, trajectory);
    } catch (const SystemTrouble&) {
      checkpoints.forget(), checkpoints_of(members_[i].run_in_file_name).forget();
      play_.keep(i, replicate_, trajectory);
    }
  }

  /// Empty when it was stopped.
  std::optional<Trajectory> live_member(std::size_t i, Checkpoints& checkpoints, const AfterWeek& after_week) {
    const Member& member = members_[i];
    const AfterYear after_year = play_.after_year ? AfterYear([&](const Trajectory& rows) { play_.after_year(i, replicate_, rows); }) : AfterYear();
    const Scenario before = before_start(member);
    const std::int64_t run_in_weeks = weeks_from_years(before.run_in_years);
    const bool was_counted = !counted_for_ || !share_run_in(*counted_for_, before);
    if (was_counted) counted_for_ = before;
    if (auto unfinished = checkpoints.any() ? checkpoints.latest(before_run_in(before, play_.town, luck_)) : std::nullopt) {
      play_.counter.expect(-unfinished->world.week.number - (was_counted ? run_in_weeks : 0));
      return live_on(member.scenario, std::move(*unfinished), luck_, after_week, member.placebo, &checkpoints, after_year);
    }
    if (!started_for_ || !share_run_in(*started_for_, before)) {
      if (!was_counted) play_.counter.expect(run_in_weeks);
      started_for_.reset();
      Checkpoints run_in_checkpoints = checkpoints_of(member.run_in_file_name);
      start_ = run_in(play_.run_ins, before, play_.town, luck_, after_week, &run_in_checkpoints);
      wrote_run_in_ = wrote_run_in_ || run_in_checkpoints.any();
      if (!start_) return std::nullopt;
      started_for_ = before;
    }
    return live(member.scenario, *start_, luck_, after_week, nullptr, member.placebo, &checkpoints, after_year);
  }

  SharedPlay& play_;
  const std::vector<Member>& members_;
  std::uint32_t replicate_, luck_;
  bool stopped_ = false, failed_ = false;
  bool wrote_run_in_ = false;  ///< there may be checkpoints of its run-ins
  std::optional<World> start_;
  std::optional<Scenario> started_for_, counted_for_;  ///< whose run-in was lived; which the total of weeks was made for
};

}  // namespace

void play_replicate(SharedPlay& play, const std::vector<Member>& members, std::uint32_t replicate, std::uint32_t luck) noexcept {
  try {
    Replicate(play, members, replicate, luck).play_members();
  } catch (...) {
    const std::lock_guard guard(play.mutex);
    if (!play.trouble) play.trouble = std::current_exception();
    play.counter.stop();
  }
}

std::string this_program() {
  try {
    return sha256_of_file("/proc/self/exe");
  } catch (const SystemTrouble&) {
    return {};
  }
}

}  // namespace weefsel
