// What: the folder of a study: its design before anything is played, finished members while it runs, its results at the
// end.
//   study.json   which study this is, and how far; design.csv  every point in words of --set; parts/  finished members,
//   each
// written under another name, synced and renamed, and checkpoints of long ones; results.h5  all outputs (README.md
// beside this file). results.h5 is replaced in one step, and its bytes do not depend on threads, ranks or kills.
// Errors: UserMistake when the folder holds another study or files of somebody else; SystemTrouble from the machine,
// and when another run works in it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/durable_file.hpp"
#include "designs/points.hpp"
#include "output/trajectory_files.hpp"
#include "studies/output_of.hpp"
#include "studies/study_plan.hpp"

namespace weefsel {

/// One future of a study.
struct StudyMember {
  std::size_t scenario = 0, point = 0;
  std::uint32_t replicate = 0;
};

/// What a study knows when nothing has been played.
struct PreparedStudy {
  StudyPlan plan;
  Points points;
  std::string town_name, town_sha256;
  Layout layout;  ///< of a future
  std::vector<BoundOutput> outputs;
  std::size_t years = 0;      ///< whole years of 52 weeks
  std::vector<double> costs;  ///< scenario, point: euro that the levers cost over the years

  [[nodiscard]] std::size_t members() const {
    return plan.scenarios.size() * points.count * static_cast<std::size_t>(plan.replicates);
  }
};

/// SHA-256 of what makes two studies the same: program, scenarios, town, factors, points, outputs. The number of
/// replicates does not count: more of them leave those that are there as they are.
[[nodiscard]] std::string identity_of(const PreparedStudy& study);

/// Where a point stands in its design: "A 3", "ties.half_life 3" (row 3 of A with that factor of B), "trajectory 2 step
/// 1".
[[nodiscard]] std::string role_of(const StudyPlan& plan, std::size_t point);

struct FailedStudyMember {
  StudyMember member;
  std::string why;
  bool no_memory = false;
};

class StudyFolder {
 public:
  /// The process that leads looks after the folder: makes it, locks it, writes study.json and design.csv, and removes
  /// what a kill left half-written. With `restart` it throws another study away. The others only add parts.
  StudyFolder(std::string folder, const PreparedStudy& study, bool leads, bool restart);
  ~StudyFolder();
  StudyFolder(const StudyFolder&) = delete;
  StudyFolder& operator=(const StudyFolder&) = delete;

  /// Is all done, in an earlier run of the same study with as many replicates or more?
  [[nodiscard]] bool is_complete() const { return complete_; }
  [[nodiscard]] bool has(const StudyMember& member) const;
  [[nodiscard]] const std::string& parts() const { return parts_; }
  [[nodiscard]] const std::string& identity() const { return identity_; }
  [[nodiscard]] bool has_checkpoints() const { return had_checkpoints_; }
  [[nodiscard]] std::string name_of(const StudyMember& member) const;

  /// Durable when it returns. Threads: from many.
  void keep(const StudyMember& member, const std::vector<std::vector<double>>& outputs,
            const std::string& state_hash) const;
  /// Says that a member failed, for the process that leads.
  void fail(const FailedStudyMember& failed) const;
  /// What has failed in this run, in all processes.
  [[nodiscard]] std::vector<FailedStudyMember> failed() const;

  struct Published {
    FileHashes hashes;
    std::string state_hash;  ///< over those of all members; those that failed count as empty
    std::size_t finished = 0;
  };
  /// Writes results.h5 of all parts that are there. When all are, parts go and the study is complete.
  Published publish();

 private:
  void look_after(bool restart);
  /// Members of a study that was finished with fewer replicates become parts again.
  void take_back();
  void remove_parts() const;
  void write_state(bool complete, const Published* published) const;
  [[nodiscard]] std::string path_of(const StudyMember& member, const char* extension) const;

  std::string folder_, parts_, identity_;
  const PreparedStudy& study_;
  std::optional<FileLock> lock_;
  bool complete_ = false, had_checkpoints_ = false;
};

/// The text of design.csv.
[[nodiscard]] std::string design_as_csv(const PreparedStudy& study);

}  // namespace weefsel
