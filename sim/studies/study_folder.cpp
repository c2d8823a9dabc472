#include "studies/study_folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/errors.hpp"
#include "base/csv.hpp"
#include "output/inspect.hpp"
#include "output/parts.hpp"
#include "output/sha256.hpp"
#include "studies/results_file.hpp"
#include "scenario/resolved_text.hpp"
#include "study/commit.hpp"
#include "study/play_replicate.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* failed_extension = ".failed";
constexpr const char* part_extension = ".part";

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

/// What study.json says; of one that is not ours, nothing but that.
struct State {
  std::string identity, study = "unreadable";
  bool complete = false;
  std::int32_t replicates = 0;
};

State read_state(const fs::path& path) {
  const Json known = Json::parse(text_of(path), nullptr, false);
  State state;
  const auto text = [&](const char* key, std::string* to) {
    if (known.is_object() && known.contains(key) && known[key].is_string()) *to = known[key].get<std::string>();
  };
  text("identity", &state.identity), text("study", &state.study);
  state.complete = known.is_object() && known.contains("complete") && known["complete"].is_boolean() && known["complete"].get<bool>();
  if (known.is_object() && known.contains("replicates") && known["replicates"].is_number_integer()) state.replicates = known["replicates"].get<std::int32_t>();
  return state;
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw SystemTrouble(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
}


}  // namespace

std::string identity_of(const PreparedStudy& study) {
  Sha256 sum;
  sum.add_text("weefsel study 1").add_text(WEEFSEL_VERSION).add_text(program_commit()).add_text(study.town_sha256);
  // Without a clean commit, only the program itself says which it is.
  if (program_commit().empty() || program_commit().find("changed") != std::string::npos) sum.add_text(this_program());
  sum.add_number(study.plan.scenarios.size());
  for (const Scenario& scenario : study.plan.scenarios) {
    // The number of replicates stands in the text of a scenario, and does not count.
    Scenario counted = scenario;
    counted.replicates = 1;
    sum.add_text(counted.id).add_text(resolved_text(counted)).add_number(static_cast<std::uint64_t>(weeks_from_years(counted.years)));
    sum.add_number(static_cast<std::uint64_t>(weeks_from_years(counted.run_in_years))).add_number(counted.seed);
    sum.add_number(counted.recording.by_neighbourhood).add_number(counted.recording.by_group);
  }
  sum.add_number(study.plan.run_in_from_defaults).add_number(static_cast<std::uint64_t>(study.plan.design.method)).add_number(study.plan.design.points);
  sum.add_number(study.plan.factors.size());
  for (std::size_t j = 0; j < study.plan.factors.size(); ++j) {
    sum.add_text(study.plan.factors[j].name);
    for (std::size_t i = 0; i < study.points.count; ++i) sum.add_text(text_at(study.plan.factors[j], study.points.at(i, j)));
  }
  for (const StudyOutput& output : study.plan.outputs) {
    sum.add_text(output.name).add_text(output.measure).add_text(output.per_1000);
    for (const auto& [dimension, label] : output.where) sum.add_text(dimension).add_text(label);
  }
  return sum.hex();
}

std::string role_of(const StudyPlan& plan, std::size_t point) {
  const DesignRequest& d = plan.design;
  switch (d.method) {
    case Method::sobol: {
      const std::size_t block = point / d.points, row = point % d.points;
      return fmt::format("{} {}", block == 0 ? "A" : block == 1 ? "B" : plan.factors[block - 2].name, row);
    }
    case Method::morris:
      return fmt::format("trajectory {} step {}", point / (d.factors + 1), point % (d.factors + 1));
    case Method::one_at_a_time: {
      std::size_t first = 1;
      for (std::size_t j = 0; j < d.factors && point > 0; first += d.levels_of[j], ++j)
        if (point < first + d.levels_of[j]) return fmt::format("{} level {}", plan.factors[j].name, point - first);
      return "base";
    }
    default:
      return "";
  }
}

std::string design_as_csv(const PreparedStudy& study) {
  std::string csv = "point,role";
  for (const StudyFactor& f : study.plan.factors) (csv += ',') += csv_cell(f.name);
  csv += "\n";
  for (std::size_t i = 0; i < study.points.count; ++i) {
    csv += fmt::format("{},{}", i, csv_cell(role_of(study.plan, i)));
    for (std::size_t j = 0; j < study.plan.factors.size(); ++j) (csv += ',') += csv_cell(text_at(study.plan.factors[j], study.points.at(i, j)));
    csv += "\n";
  }
  return csv;
}

StudyFolder::StudyFolder(std::string folder, const PreparedStudy& study, bool leads, bool restart)
    : folder_(std::move(folder)), parts_((fs::path(folder_) / "parts").string()), identity_(identity_of(study)), study_(study) {
  if (leads) look_after(restart);
}

StudyFolder::~StudyFolder() = default;

void StudyFolder::look_after(bool restart) {
  if (fs::exists(folder_) && !fs::is_directory(folder_)) throw SystemTrouble(fmt::format("cannot write {}: it is a file; give the name of a folder", folder_));
  make_folder(folder_);
  lock_.emplace((fs::path(folder_) / "lock").string(), fmt::format("another run of a study works in {} now", folder_));
  const fs::path folder(folder_), state = folder / "study.json", results = folder / "results.h5";
  if (!fs::exists(state)) {
    for (const char* name : {"results.h5", "design.csv", "parts"})
      if (fs::exists(folder / name)) throw UserMistake(fmt::format("{} has a {} that is not of a study; choose another folder", folder_, name));
  } else if (const State known = read_state(state); known.identity != identity_) {
    if (!restart)
      throw UserMistake(fmt::format("{} holds another study ({}), or this one with other settings, scenarios, or another build of the program.\n"
                                    "Repeat that command to finish it, choose another folder, or add --restart to throw it away.", folder_, known.study));
    remove_parts();
    for (const char* name : {"results.h5", "indices.csv", "indices_difference.csv", "emulators.json", "design.csv", "study.json"}) fs::remove(folder / name);
  } else if (known.complete && fs::exists(results)) {
    complete_ = known.replicates >= study_.plan.replicates;
    if (!complete_) take_back();
  }
  if (complete_) return;
  make_folder(parts_);
  for (const fs::directory_entry& entry : fs::directory_iterator(parts_)) {
    if (entry.path().extension() == ".tmp" || entry.path().extension() == failed_extension) fs::remove(entry.path());
    had_checkpoints_ = had_checkpoints_ || entry.path().extension() == checkpoint_extension;
    if (entry.path().extension() != part_extension) continue;
    const std::optional<Part> part = read_part(entry.path().string());
    if (!part || part->identity != identity_) fs::remove(entry.path());
  }
  write_durably((fs::path(folder_) / "design.csv").string(), design_as_csv(study_));
  write_state(false, nullptr);
}

void StudyFolder::remove_parts() const {
  if (!fs::exists(parts_)) return;
  for (const fs::directory_entry& entry : fs::directory_iterator(parts_))
    for (const char* own : {part_extension, failed_extension, checkpoint_extension, ".tmp"})
      if (entry.path().extension() == own) fs::remove(entry.path());
  std::error_code not_empty;  // somebody keeps something else there
  fs::remove(parts_, not_empty);
}

void StudyFolder::take_back() {
  const StoredStudy known = read_results(folder_);
  if (known.identity != identity_ || known.outputs.size() != study_.outputs.size()) return;
  make_folder(parts_);
  for (std::size_t s = 0; s < study_.plan.scenarios.size(); ++s)
    for (std::size_t p = 0; p < study_.points.count; ++p)
      for (std::size_t r = 0; r < known.replicates; ++r) {
        const std::size_t at = (s * study_.points.count + p) * known.replicates + r;
        std::vector<std::vector<double>> outputs;
        for (const std::vector<double>& values : known.values)
          outputs.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(at * study_.years), values.begin() + static_cast<std::ptrdiff_t>((at + 1) * study_.years));
        keep({s, p, static_cast<std::uint32_t>(r)}, outputs, known.states[at]);
      }
}

void StudyFolder::write_state(bool complete, const Published* published) const {
  Json state = {{"study", study_.plan.file},
                {"method", method_names[static_cast<std::size_t>(study_.plan.design.method)]},
                {"points", study_.points.count},
                {"scenarios", study_.plan.scenarios.size()},
                {"replicates", study_.plan.replicates},
                {"identity", identity_},
                {"complete", complete}};
  if (published != nullptr)
    state.update({{"finished", published->finished}, {"file_hash", published->hashes.file}, {"data_hash", published->hashes.data}, {"state_hash", published->state_hash}});
  write_durably((fs::path(folder_) / "study.json").string(), state.dump(2) + "\n");
}

std::string StudyFolder::name_of(const StudyMember& m) const { return fmt::format("scenario{:02}_point{:06}_replicate{:05}", m.scenario, m.point, m.replicate); }

std::string StudyFolder::path_of(const StudyMember& m, const char* extension) const { return (fs::path(parts_) / (name_of(m) + extension)).string(); }

bool StudyFolder::has(const StudyMember& member) const {
  std::error_code error;
  return fs::exists(path_of(member, part_extension), error);
}

void StudyFolder::keep(const StudyMember& m, const std::vector<std::vector<double>>& outputs, const std::string& state_hash) const {
  Part part{identity_, study_.plan.file, m.scenario, m.replicate, {}};
  part.trajectory.values = outputs, part.trajectory.state_hash = state_hash;
  write_part(path_of(m, part_extension), part);
}

void StudyFolder::fail(const FailedStudyMember& f) const { write_durably(path_of(f.member, failed_extension), (f.no_memory ? "memory\n" : "fault\n") + f.why); }

std::vector<FailedStudyMember> StudyFolder::failed() const {
  std::vector<FailedStudyMember> all;
  for (std::size_t p = 0; p < study_.points.count; ++p)
    for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(study_.plan.replicates); ++r)
      for (std::size_t s = 0; s < study_.plan.scenarios.size(); ++s) {
        const StudyMember member{s, p, r};
        if (has(member) || !fs::exists(path_of(member, failed_extension))) continue;
        const std::string text = text_of(path_of(member, failed_extension));
        all.push_back({member, text.substr(text.find('\n') + 1), text.starts_with("memory")});
      }
  return all;
}

StudyFolder::Published StudyFolder::publish() {
  Published published;
  StudyResults results(study_);
  std::string states;
  for (std::size_t s = 0; s < study_.plan.scenarios.size(); ++s)
    for (std::size_t p = 0; p < study_.points.count; ++p)
      for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(study_.plan.replicates); ++r) {
        const StudyMember member{s, p, r};
        const std::optional<Part> part = has(member) ? read_part(path_of(member, part_extension)) : std::nullopt;
        if (!part || part->identity != identity_) continue;
        results.add(member, part->trajectory.values, part->trajectory.state_hash);
        states += part->trajectory.state_hash, ++published.finished;
      }
  published.state_hash = sha256_of(states);
  const std::string merged = (fs::path(folder_) / "results.tmp").string(), target = (fs::path(folder_) / "results.h5").string();
  try {
    results.write(merged, identity_);
    published.hashes = {file_hash(merged), data_hash(merged)};
    rename_durably(merged, target);
  } catch (const SystemTrouble& trouble) {
    std::error_code error;  // HDF5 may still hold it open: emptying it gives its space back at once
    fs::resize_file(merged, 0, error), fs::remove(merged, error);
    throw SystemTrouble(fmt::format("cannot write {}: {}\nThe finished members are kept in {}; repeat the command to finish.", target, trouble.what(), parts_));
  }
  complete_ = published.finished == study_.members();
  write_state(complete_, &published);
  if (complete_) remove_parts();
  return published;
}

}  // namespace weefsel
