// What: futures that were lived, kept on disk under what made them, so that a table which asks for the same again sees
// it at once: the town without any choice above all, which is lived before the session.
//
// A future is the same when scenario (but for its name, question and number of replicates), town, replicate, placebo and
// program are, to the byte. A file that is cut or damaged counts as not there. Threads: may be called from many.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "output/trajectories.hpp"
#include "population/town.hpp"
#include "scenario/scenario.hpp"

namespace weefsel {

class KeptFutures {
 public:
  /// `folder` is made when the first future is kept.
  explicit KeptFutures(std::filesystem::path folder);

  /// Of one member of a comparison; `placebo`: the week in which one family is kept home, or none.
  [[nodiscard]] static std::string name_of(const Scenario& scenario, const TownDescription& town, std::optional<Week> placebo);

  [[nodiscard]] std::optional<Trajectory> find(const std::string& name, std::uint32_t replicate) const;
  /// Is it there? Not looked into.
  [[nodiscard]] bool has(const std::string& name, std::uint32_t replicate) const;
  /// Throws SystemTrouble.
  void keep(const std::string& name, std::uint32_t replicate, const Trajectory& trajectory) const;

 private:
  [[nodiscard]] std::filesystem::path path_of(const std::string& name, std::uint32_t replicate) const;
  std::filesystem::path folder_;
};

}  // namespace weefsel
