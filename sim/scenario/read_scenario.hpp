// What: from a YAML file to a Scenario that is checked in full: keys and ranges, `extends`, dates, levers that
// contradict each other, places and neighbourhoods that the town does not have. All mistakes are reported at once,
// each with file, line, column, key, what is allowed and the nearest spelling. What a file may hold:
// scenario_shape.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenario/resolve_extends.hpp"
#include "scenario/scenario.hpp"
#include "scenario/town_names.hpp"
#include "text/problems.hpp"

namespace weefsel {

/// What the command line says about a scenario; it comes before what the file says.
struct ScenarioOptions {
  std::optional<std::int32_t> replicates;
  std::optional<std::int32_t> draws;  ///< asks for `uncertainty: sample` too
  std::optional<std::int32_t> replicates_per_draw;
  std::optional<double> years;
  std::optional<double> run_in_years;
  std::optional<std::uint64_t> seed;
  /// Parameters: "ties.half_life=80". Levers: "levers.close_library.from=2028-01-03", "levers.buurtgezinnen.coordinators_fte=2"
  /// (a key of its kind), "levers.close_library=off".
  std::vector<std::string> set;
  std::filesystem::path town;  ///< play it here instead; empty: in the scenario's own town
  TownReader read_town = read_town_names;
};

/// Throws UserMistake with all mistakes; SystemTrouble when a file that exists cannot be read.
[[nodiscard]] Scenario read_scenario(const std::filesystem::path& file, const ScenarioOptions& options = {});

/// The same, with mistakes added to `problems` and nothing returned when there are any.
[[nodiscard]] std::optional<Scenario> read_scenario(const std::filesystem::path& file, const ScenarioOptions& options,
                                                    Problems& problems);

/// The same from files that were read before (resolve_extends), so that what happens to them meanwhile does not count.
[[nodiscard]] std::optional<Scenario> read_scenario(const std::filesystem::path& file, ResolvedScenario resolved, const ScenarioOptions& options,
                                                    Problems& problems);

}  // namespace weefsel
