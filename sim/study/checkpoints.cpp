#include "study/checkpoints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/errors.hpp"
#include "output/parts.hpp"
#include "output/trajectory_files.hpp"
#include "study/world_file.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept = 2;
constexpr std::int32_t weeks_before_scenario = 100'000;  // added to weeks in file names, which sort by them

/// Identity, low mark, rows: what stands beside the world.
std::string beside(const std::string& identity, double low_mark, const Trajectory& rows) {
  std::string bytes = identity;
  bytes.append(reinterpret_cast<const char*>(&low_mark), sizeof low_mark);
  return bytes + bytes_of(rows);
}

}  // namespace

Checkpoints::Checkpoints(fs::path folder, std::string name, std::string identity, std::chrono::seconds pause)
    : folder_(std::move(folder)), name_(std::move(name)), identity_(std::move(identity)), pause_(pause) {}

bool Checkpoints::are_due(const World& world) const {
  return world.week.number % weeks_of_round == 0 && std::chrono::steady_clock::now() - last_ >= pause_;
}

void Checkpoints::keep(const World& world, const Trajectory& rows, double low_mark) {
  const fs::path path = folder_ / fmt::format("{}.{:06}{}", name_, world.week.number + weeks_before_scenario, checkpoint_extension);
  try {
    write_world(world, path, beside(identity_, low_mark, rows));
    const std::vector<fs::path> all = files();
    std::error_code gone;
    for (std::size_t i = kept; i < all.size(); ++i) fs::remove(all[i], gone);
  } catch (const SystemTrouble&) {  // the run does not need it
  }
  last_ = std::chrono::steady_clock::now();
}

std::optional<Unfinished> Checkpoints::latest(const World& start) const {
  for (const fs::path& path : files()) {
    Unfinished found{start, {}, 0};
    std::string bytes;
    if (!read_world(found.world, path, &bytes) || !bytes.starts_with(identity_)) continue;
    const std::string_view rest = std::string_view(bytes).substr(identity_.size());
    if (rest.size() < sizeof found.low_mark) continue;
    std::memcpy(&found.low_mark, rest.data(), sizeof found.low_mark);
    std::optional<Trajectory> rows = trajectory_from(rest.substr(sizeof found.low_mark));
    if (!rows) continue;
    found.rows = std::move(*rows);
    return found;
  }
  return std::nullopt;
}

void Checkpoints::forget() const {
  std::error_code gone;
  for (const fs::path& path : files()) fs::remove(path, gone);
}

std::vector<fs::path> Checkpoints::files() const {
  std::vector<fs::path> found;
  std::error_code trouble;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, trouble))
    if (entry.path().extension() == checkpoint_extension && entry.path().stem().stem() == name_) found.push_back(entry.path());
  std::sort(found.rbegin(), found.rend());
  return found;
}

}  // namespace weefsel
