#include "study/kept_run_ins.hpp"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <vector>

#include "base/errors.hpp"
#include "output/sha256.hpp"
#include "study/world_file.hpp"

namespace weefsel {
namespace {

namespace fs = std::filesystem;

constexpr const char* extension = ".world";
constexpr const char* unfinished = ".tmp";  // of a program that was killed while it wrote, or of one that still writes

fs::path folder_of_user() {
  if (const char* own = std::getenv("WEEFSEL_RUN_INS"); own != nullptr && *own != '\0') return own;
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != '\0') return fs::path(cache) / "weefsel" / "run-ins";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') return fs::path(home) / ".cache" / "weefsel" / "run-ins";
  return {};
}

}  // namespace

KeptRunIns::KeptRunIns(fs::path folder, std::string program, std::uintmax_t limit)
    : folder_(std::move(folder)), program_(std::move(program)), limit_(limit) {}

std::optional<KeptRunIns> KeptRunIns::of_this_user() {
  const fs::path folder = folder_of_user();
  if (folder.empty() || folder == "off") return std::nullopt;
  try {
    return KeptRunIns(folder, sha256_of_file("/proc/self/exe"));
  } catch (const SystemTrouble&) {
    return std::nullopt;
  }
}

std::string KeptRunIns::name_of(const Scenario& scenario, const World& start, std::uint32_t replicate) const {
  Sha256 id;
  id.add_text(program_).add_text(state_hash(start)).add_number(scenario.seed).add_number(replicate);
  id.add_number(static_cast<std::uint64_t>(weeks_from_years(scenario.run_in_years)));
  id.add_bytes(&scenario.parameters, sizeof scenario.parameters);
  return id.hex().substr(0, 32) + extension;
}

std::optional<World> KeptRunIns::run_in(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                                        const AfterWeek& after_week, Checkpoints* checkpoints) const {
  const World start = before_run_in(scenario, town, replicate);
  const fs::path path = folder_ / name_of(scenario, start, replicate);
  if (World world = start; read_world(world, path)) {
    std::error_code not_ours;  // then it only seems older than it is
    fs::last_write_time(path, fs::file_time_type::clock::now(), not_ours);
    for (Week week = start.week; week < world.week; ++week)
      if (after_week && !after_week(world)) return std::nullopt;
    return world;
  }
  std::optional<World> world = live_run_in(scenario, start, replicate, after_week, nullptr, checkpoints);
  if (!world) return world;
  try {
    fs::create_directories(folder_);
    write_world(*world, path);
    make_room();
  } catch (const SystemTrouble&) {  // no room or no right to write: it is lived again next time
  } catch (const fs::filesystem_error&) {
  }
  return world;
}

void KeptRunIns::make_room() const {
  struct File {
    fs::file_time_type used;
    std::uintmax_t size;
    fs::path path;
  };
  std::vector<File> files;
  std::uintmax_t total = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
    std::error_code gone;  // another process may be making room too
    if (entry.path().extension() != extension && entry.path().extension() != unfinished) continue;
    const File file{entry.last_write_time(gone), entry.file_size(gone), entry.path()};
    if (gone) continue;
    files.push_back(file), total += file.size;
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.used < b.used; });
  for (const File& file : files) {
    if (total <= limit_) return;
    std::error_code gone;
    fs::remove(file.path, gone);
    total -= file.size;
  }
}

}  // namespace weefsel
