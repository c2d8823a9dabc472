#include "council/kept_futures.hpp"

#include <fmt/format.h>

#include "output/parts.hpp"
#include "output/sha256.hpp"
#include "population/write_town.hpp"
#include "scenario/resolved_text.hpp"
#include "study/play_replicate.hpp"

namespace weefsel {

KeptFutures::KeptFutures(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::string KeptFutures::name_of(const Scenario& scenario, const TownDescription& town, std::optional<Week> placebo) {
  Scenario plain = scenario;
  plain.file = plain.town_file, plain.question = {}, plain.description.clear(), plain.description_nl.clear(), plain.replicates = 1;
  for (ParameterOverride& one : plain.overrides) one.why.clear();
  return sha256_of(fmt::format("{}\n{}\n{}\n{}", this_program(), resolved_text(plain), town_text(town),
                               placebo ? std::to_string(placebo->number) : "none"));
}

std::filesystem::path KeptFutures::path_of(const std::string& name, std::uint32_t replicate) const {
  return folder_ / name.substr(0, 24) / fmt::format("{:05}.part", replicate);
}

std::optional<Trajectory> KeptFutures::find(const std::string& name, std::uint32_t replicate) const {
  const std::filesystem::path path = path_of(name, replicate);
  if (!std::filesystem::exists(path)) return std::nullopt;
  std::optional<Part> part = read_part(path.string());
  if (!part || part->identity != name || part->replicate != replicate) return std::nullopt;
  return std::move(part->trajectory);
}

bool KeptFutures::has(const std::string& name, std::uint32_t replicate) const {
  return std::filesystem::exists(path_of(name, replicate));
}

void KeptFutures::keep(const std::string& name, std::uint32_t replicate, const Trajectory& trajectory) const {
  const std::filesystem::path path = path_of(name, replicate);
  std::filesystem::create_directories(path.parent_path());
  write_part(path.string(), {name, "a future of the council's table", 0, replicate, trajectory});
}

}  // namespace weefsel
