// What: lays a town beside the patterns that are known (evidence: sections 1 to 3; model description, section 1): runs
// the scenario with its run-in, lets every instrument look on, and gives each pattern its mean over replicates with its
// standard error. Instruments read and never write: the town ends in the same state as without them.
// Errors: UserMistake from levers that do not fit the town.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

#include "population/town.hpp"
#include "scenario/scenario.hpp"
#include "study/pattern_table.hpp"

namespace weefsel {

struct PatternOptions {
  int threads = 0;  ///< 0: all cores; the result does not depend on it
  std::function<void(std::int64_t done, std::int64_t total)> progress;  ///< weeks lived; from one thread at a time
  const std::atomic<bool>* interrupted = nullptr;
};

struct ReplicateFindings {
  Findings findings;
  std::string state_hash;  ///< of the world at the end
};

/// One replicate: run-in, then whole years of 52 weeks. `after_week` may stop it by returning false.
[[nodiscard]] std::optional<ReplicateFindings> look_for_patterns(const Scenario& scenario, const TownDescription& town, std::uint32_t replicate,
                                                                 const std::function<bool()>& after_week = {});

/// All replicates; empty when interrupted.
[[nodiscard]] std::vector<ReplicateFindings> look_for_patterns(const Scenario& scenario, const PatternOptions& options);

}  // namespace weefsel
