// What: one play of the table: the town without its choices beside the town with them, future by future, each told as
// soon as it is there; at the end all of them judged by the rules of the report, in a file as `weefsel compare` makes.
//
// Lived by a thread of its own, when it is its turn (turns.hpp); whoever listens gets everything from the start, then what comes. What the table says of a
// future is what a report says of a comparison of that one run, so the page and the report cannot differ.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "council/kept_futures.hpp"
#include "council/play_request.hpp"
#include "council/told_future.hpp"
#include "council/turns.hpp"
#include "study/kept_run_ins.hpp"

namespace weefsel {

/// One thing that the page is told: a server-sent event.
struct Told {
  std::string event;  ///< "years", "future", "findings", "failed"
  std::string data;   ///< JSON in one line
};

class Reveal {
 public:
  struct Means {
    const KeptFutures* futures = nullptr;
    const KeptRunIns* run_ins = nullptr;  ///< may be null
    Turns* turns = nullptr;
    int threads = 0;
    std::shared_ptr<const FutureTeller> teller;  ///< of these twins
  };

  /// Asks for its turn at once. `folder`: of this play; holds without.yaml, with.yaml and, when all is lived, out.h5 and what was told.
  /// `head`: of the teller.
  Reveal(Twins twins, TownDescription town, std::filesystem::path folder, std::string head, Means means);
  ~Reveal();  ///< stops it at its next week; what was lived is kept
  Reveal(const Reveal&) = delete;
  Reveal& operator=(const Reveal&) = delete;

  /// What was told from the `from`-th on; waits at most that long for the first of it. `last`: nothing comes after.
  struct News {
    std::vector<Told> told;
    bool last = false;
  };
  [[nodiscard]] News listen(std::size_t from, std::chrono::milliseconds most) const;

  [[nodiscard]] const std::string& head() const { return head_; }
  [[nodiscard]] const Twins& twins() const { return twins_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] bool is_over() const;
  [[nodiscard]] bool has_failed() const;  ///< or was stopped: it may be begun again
 private:
  void live();
  [[nodiscard]] bool live_until_it_gives_way();
  void live_pairs();
  [[nodiscard]] bool was_told(std::uint32_t replicate) const;
  void tell(std::string event, std::string data);
  void keep_all_told() const;
  void end();
  void finished(std::size_t member, std::uint32_t replicate, const Trajectory& trajectory);
  void year_went_by(std::size_t member, std::uint32_t replicate, const Trajectory& rows);

  const Twins twins_;
  const TownDescription town_;
  const std::filesystem::path folder_;
  const std::string head_;
  const Means means_;
  std::vector<std::string> names_;  ///< of members, in KeptFutures
  std::atomic<bool> stopped_{false}, gives_way_{false};

  mutable std::mutex mutex_;  ///< of what follows
  mutable std::condition_variable news_;
  std::vector<Told> told_;
  bool over_ = false;
  std::set<std::uint32_t> told_runs_;
  std::optional<std::uint32_t> shown_year_by_year_;  ///< the first future that is lived
  std::map<std::uint32_t, std::map<std::size_t, Trajectory>> waiting_;  ///< by replicate: members whose twin is not there yet

  std::thread thread_;
};

}  // namespace weefsel
