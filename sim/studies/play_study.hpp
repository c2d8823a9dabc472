// What: plays all members of a study that are not finished yet, on all threads (and ranks), and writes its results.
//   Each task is one point with one replicate: its scenarios are twins and share their run-in. Replicate r has the same luck at
// every point. Results do not depend on who plays what: same study, same bytes, for any number of threads and ranks, and after
// any number of kills.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "studies/hand_out.hpp"
#include "studies/study_folder.hpp"
#include "study/play_replicate.hpp"

namespace weefsel {

struct PlayOptions {
  std::string folder;
  int threads = 0;  ///< of this process; 0: all cores
  bool restart = false;  ///< throw another study in this folder away
  WeekCounter::Progress progress;
  const KeptRunIns* run_ins = nullptr;  ///< where run-ins are kept that points share
  std::chrono::seconds between_checkpoints = Checkpoints::usual_pause;
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(const StudyMember&, const World&)> onlooker;  ///< after each week, from many threads; what it throws fails that member
  std::function<void(const PreparedStudy&, std::size_t to_play)> announce;  ///< before the first member, where the study is led
};

struct StudyOutcome {
  bool complete = false;
  bool was_complete = false;  ///< an earlier run had finished it
  std::size_t members = 0, finished = 0, reused = 0;
  std::vector<FailedStudyMember> failed;
  StudyFolder::Published published;  ///< empty when it was stopped
};

/// The design and all that is known before anything is played. Over ranks the one that leads makes the design, for all.
[[nodiscard]] PreparedStudy prepare(StudyPlan plan, HandOut& hand_out);
[[nodiscard]] PreparedStudy prepare(StudyPlan plan);

/// Throws UserMistake and SystemTrouble in the process that leads, and where the trouble is.
[[nodiscard]] StudyOutcome play_study(const PreparedStudy& study, const PlayOptions& options, HandOut& hand_out);

}  // namespace weefsel
