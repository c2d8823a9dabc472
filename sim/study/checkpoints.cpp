#include "study/checkpoints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <system_error>
#include <utility>

#include "output/parts.hpp"
#include "output/trajectory_files.hpp"
#include "study/world_file.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kept = 2;
constexpr std::int32_t weeks_before_scenario = 100'000;  // added to weeks in file names, which sort by them

/// Identity, low mark, rows: what stands beside the world.
std::string beside(const std::string& identity, double low_mark, const Trajectory& rows, const HouseholdRecord& households) {
  std::string bytes = identity;
  bytes.append(reinterpret_cast<const char*>(&low_mark), sizeof low_mark);
  return bytes + bytes_of(rows, households);
}

}  // namespace

Checkpoints::Checkpoints(fs::path folder, std::string name, std::string identity, std::chrono::seconds pause, bool look)
    : folder_(std::move(folder)), name_(std::move(name)), identity_(std::move(identity)), pause_(pause) {
  if (!look) return;
  std::error_code trouble;  // a folder that cannot be read has nothing to go on from
  for (fs::directory_iterator entry(folder_, trouble), end; !trouble && entry != end; entry.increment(trouble))
    if (entry->path().extension() == checkpoint_extension && entry->path().stem().stem() == name_) files_.push_back(entry->path());
  std::sort(files_.rbegin(), files_.rend());
}

bool Checkpoints::are_due(const World& world) const {
  return world.week.number % weeks_of_round == 0 && std::chrono::steady_clock::now() - last_ >= pause_;
}

void Checkpoints::keep(const World& world, const Trajectory& rows, const HouseholdRecord& households, double low_mark) {
  const fs::path path = folder_ / fmt::format("{}.{:06}{}", name_, world.week.number + weeks_before_scenario, checkpoint_extension);
  try {
    write_world(world, path, beside(identity_, low_mark, rows, households));
    if (files_.empty() || files_.front() != path) files_.insert(files_.begin(), path);
    while (files_.size() > kept) remove_file(files_.size() - 1);
  } catch (const std::exception&) {  // the run does not need it
  }
  last_ = std::chrono::steady_clock::now();
}

std::optional<Unfinished> Checkpoints::latest(const World& start) {
  for (; any(); remove_file(0)) {
    Unfinished found{start, {}, 0};
    std::string bytes;
    if (!read_world(found.world, files_.front(), &bytes, identity_)) continue;
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

void Checkpoints::forget() {
  while (any()) remove_file(0);
}

void Checkpoints::remove_file(std::size_t position) {
  std::error_code gone;
  fs::remove(files_[position], gone);
  files_.erase(files_.begin() + static_cast<std::ptrdiff_t>(position));
}

}  // namespace weefsel
