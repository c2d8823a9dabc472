#include "output/trajectory_files.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "output/inspect.hpp"
#include "output/parts.hpp"
#include "output/study_file.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;
using Member = std::pair<std::size_t, std::size_t>;  // scenario, replicate

void check_plan(const OutputPlan& plan) {
  check_layout(plan.layout);
  const std::size_t scenarios = plan.provenance.scenarios.size();
  if (scenarios == 0 || (scenarios > 1 && !plan.scenario_dimension)) {
    throw Fault("output plan: " + std::to_string(scenarios) + " scenarios do not fit the dimensions");
  }
  if (plan.placebo && !plan.scenario_dimension) throw Fault("output plan: a placebo without a comparison");
  if (plan.replicates == 0) throw Fault("output plan: no replicates");
}

/// Where the file really goes: what a symbolic link points at.
fs::path resolve(const std::string& path) {
  if (path.empty()) throw UserMistake("the name of the output file is empty");
  std::error_code error;
  fs::path absolute = fs::absolute(fs::path(path), error);
  constexpr int longest_chain = 40;  // as Linux has it
  for (int i = 0; i < longest_chain && fs::is_symlink(absolute, error); ++i) {
    absolute = absolute.parent_path() / fs::read_symlink(absolute, error);
  }
  const fs::path target = fs::weakly_canonical(absolute, error);
  fs::path resolved = error ? absolute : target;
  if (fs::is_directory(resolved, error)) {
    throw SystemTrouble("cannot write " + path + ": it is a folder; give the name of a file, such as " +
                        (fs::path(path) / "out.h5").string());
  }
  if (fs::exists(resolved, error) && !fs::is_regular_file(resolved, error)) {
    throw SystemTrouble("cannot write " + path + ": it is not an ordinary file");
  }
  const fs::path folder = resolved.parent_path();
  if (!fs::exists(folder, error)) {
    throw SystemTrouble("cannot write " + path + ": there is no folder " + folder.string());
  }
  return resolved;
}

void make_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0777) == 0 || (errno == EEXIST && fs::is_directory(folder))) return;
  throw SystemTrouble(trouble_text("cannot make the folder", folder.string(), errno));
}

std::string label_of(const Provenance& provenance) {
  std::string label;
  for (const ScenarioProvenance& scenario : provenance.scenarios) label += scenario.id + ", ";
  return label + "seed " + std::to_string(provenance.seed);
}

}  // namespace

struct TrajectoryFiles::Inside {
  explicit Inside(OutputPlan given)
      : plan(std::move(given)),
        target((check_plan(plan), resolve(plan.path))),
        folder(target.string() + ".parts"),
        folder_name(folder.string()),
        identity(identity_of(plan.layout, plan.provenance, plan.scenario_dimension)),
        label(label_of(plan.provenance)) {
    make_folder(folder);
    lock.emplace((folder / "lock").string(), "cannot write " + plan.path + ": another run is writing it now");
    try {
      find_parts();
    } catch (...) {
      tidy();
      throw;
    }
  }

  [[nodiscard]] fs::path part_path(const Member& member) const {
    char name[64];
    std::snprintf(name, sizeof name, "scenario%04zu_replicate%05zu.part", member.first, member.second);
    return folder / name;
  }

  [[nodiscard]] bool is_planned(const Part& part) const {
    return part.scenario < members() && part.replicate < plan.replicates;
  }

  /// Members of one replicate: the scenarios, and the placebo twin.
  [[nodiscard]] std::size_t members() const { return plan.provenance.scenarios.size() + (plan.placebo ? 1 : 0); }

  /// Takes over parts of the same command; removes what a kill left half-written; refuses or removes the rest.
  void find_parts() {
    std::vector<fs::path> others;
    std::string other_label;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const fs::path& path = entry.path();
      if (path.extension() == ".tmp") fs::remove(path);
      had_checkpoints = had_checkpoints || path.extension() == checkpoint_extension;
      if (path.extension() != ".part") continue;
      const std::optional<Part> part = read_part(path.string());
      if (!part) {
        fs::remove(path);
      } else if (part->identity != identity) {
        others.push_back(path);
        other_label = part->label;
      } else if (is_planned(*part)) {
        const Member member{part->scenario, part->replicate};
        if (path == part_path(member)) state_hashes[member] = part->trajectory.state_hash;
      }
    }
    if (others.empty()) return;
    if (plan.other_leftovers == OtherLeftovers::refuse) {
      throw UserMistake(plan.path + ".parts holds " + std::to_string(others.size()) +
                        " finished replicate(s) of another command, program or parameter set (" + other_label +
                        ").\nRepeat that command to finish it, choose another output file, or remove that folder.");
    }
    for (const fs::path& path : others) fs::remove(path);
  }

  /// Reads a part again; when it was damaged meanwhile, forgets it, so that it can be made anew.
  Trajectory load(const Member& member) {
    const fs::path path = part_path(member);
    std::optional<Part> part = fs::exists(path) ? read_part(path.string()) : std::nullopt;
    if (part && part->identity == identity) return std::move(part->trajectory);
    fs::remove(path);
    state_hashes.erase(member);
    throw SystemTrouble("a finished replicate in " + plan.path +
                        ".parts was damaged or removed; repeat the command to "
                        "make it anew, the others are kept");
  }

  void merge(const std::string& path) {
    StudyFile file(path, plan.layout, plan.provenance, plan.replicates, plan.scenario_dimension);
    std::vector<std::string> hashes;
    for (std::size_t s = 0; s < plan.provenance.scenarios.size(); ++s) {
      for (std::size_t r = 0; r < plan.replicates; ++r) {
        const Trajectory trajectory = load({s, r});
        file.write_member(s, r, trajectory);
        hashes.push_back(trajectory.state_hash);
      }
    }
    if (plan.placebo) merge_placebo(file);
    if (!plan.layout.households.empty()) merge_households(file);
    file.close(hashes);
  }

  void merge_placebo(StudyFile& file) {
    file.begin_placebo(plan.layout);
    for (std::size_t r = 0; r < plan.replicates; ++r)
      file.write_placebo(r, load({plan.provenance.scenarios.size(), r}));
    file.end_group();
  }

  /// First whom there is, then how they fare: one member in memory at a time.
  void merge_households(StudyFile& file) {
    HouseholdRows rows(plan.replicates);
    const std::size_t scenarios = plan.provenance.scenarios.size();
    for (std::size_t s = 0; s < scenarios; ++s)
      for (std::size_t r = 0; r < plan.replicates; ++r) rows.add(r, load({s, r}).households);
    if (rows.size() == 0) return;
    file.begin_households(plan.layout.households, rows, plan.replicates);
    for (std::size_t s = 0; s < scenarios; ++s)
      for (std::size_t r = 0; r < plan.replicates; ++r) file.write_households(s, r, load({s, r}).households, rows);
    file.end_group();
  }

  /// Removes the parts folder when nothing in it is worth keeping. The lock goes last but one, the folder last.
  void tidy() {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().extension() == ".part" || entry.path().extension() == checkpoint_extension) return;
    }
    fs::remove(folder / "lock", error);
    fs::remove(folder, error);
  }

  OutputPlan plan;
  fs::path target, folder;
  std::string folder_name;
  std::string identity, label;
  std::optional<FileLock> lock;
  mutable std::mutex mutex;
  std::map<Member, std::string> state_hashes;  ///< of all finished members
  bool published = false, had_checkpoints = false;
};

TrajectoryFiles::TrajectoryFiles(OutputPlan plan) : inside_(std::make_unique<Inside>(std::move(plan))) {}

TrajectoryFiles::~TrajectoryFiles() {
  if (!inside_->published) inside_->tidy();
}

std::size_t TrajectoryFiles::placebo() const { return inside_->plan.provenance.scenarios.size(); }

bool TrajectoryFiles::has(std::size_t scenario, std::size_t replicate) const {
  const std::lock_guard<std::mutex> guard(inside_->mutex);
  return inside_->state_hashes.count({scenario, replicate}) > 0;
}

std::size_t TrajectoryFiles::finished() const {
  const std::lock_guard<std::mutex> guard(inside_->mutex);
  return inside_->state_hashes.size();
}

const std::string& TrajectoryFiles::folder() const { return inside_->folder_name; }
bool TrajectoryFiles::has_checkpoints() const { return inside_->had_checkpoints; }
const std::string& TrajectoryFiles::identity() const { return inside_->identity; }

std::string TrajectoryFiles::state_hash(std::size_t scenario, std::size_t replicate) const {
  const std::lock_guard<std::mutex> guard(inside_->mutex);
  const auto found = inside_->state_hashes.find({scenario, replicate});
  return found == inside_->state_hashes.end() ? std::string() : found->second;
}

void TrajectoryFiles::keep(std::size_t scenario, std::size_t replicate, const Trajectory& trajectory) {
  check_trajectory(inside_->plan.layout, trajectory);
  const Part part{inside_->identity, inside_->label, scenario, replicate, trajectory};
  if (!inside_->is_planned(part)) throw Fault("output: a member that is not in the plan");
  write_part(inside_->part_path({scenario, replicate}).string(), part);
  const std::lock_guard<std::mutex> guard(inside_->mutex);
  inside_->state_hashes[{scenario, replicate}] = trajectory.state_hash;
}

FileHashes TrajectoryFiles::publish() {
  Inside& in = *inside_;
  if (in.published || in.state_hashes.size() != in.members() * in.plan.replicates) {
    throw Fault("output: published before all members were finished, or twice");
  }
  const std::string merged = (in.folder / "merged.tmp").string();
  FileHashes hashes;
  try {
    in.merge(merged);
    hashes = {file_hash(merged), data_hash(merged)};
    rename_durably(merged, in.target.string());
  } catch (const SystemTrouble& trouble) {
    // HDF5 may still hold it open: emptying it gives its space back at once.
    std::error_code error;
    fs::resize_file(merged, 0, error);
    fs::remove(merged, error);
    throw SystemTrouble("cannot write " + in.plan.path + ": " + trouble.what() +
                        "\nThe finished replicates are kept in " + in.plan.path +
                        ".parts; repeat the command to finish.");
  }
  in.published = true;
  std::error_code error;
  for (std::size_t s = 0; s < in.members(); ++s) {
    for (std::size_t r = 0; r < in.plan.replicates; ++r) fs::remove(in.part_path({s, r}), error);
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(in.folder, error))
    if (entry.path().extension() == checkpoint_extension) fs::remove(entry.path(), error);
  in.tidy();
  return hashes;
}

}  // namespace weefsel
