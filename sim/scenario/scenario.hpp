// What: a scenario, read and checked: a town, a horizon, levers on a timeline, what to record.
// Read by read_scenario() (scenario/read_scenario.hpp), which resolves `extends` and reports all mistakes at once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/week.hpp"
#include "params/parameters.hpp"
#include "world/levers.hpp"

namespace weefsel {

/// A parameter that the scenario sets to something else than its default, with the reason.
struct ParameterOverride {
  std::string name;  ///< "ties.half_life"
  double value = 0;
  std::string why;
};

/// A question in both languages of the page.
struct Question {
  std::string nl, en;
};

/// Recording::households: every family.
inline constexpr std::int32_t every_household = -1;

/// What goes into the output file, and how often.
struct Recording {
  std::int32_t flows_every_weeks = 1;  ///< visits, support, help, wellbeing: 1, 2, 4, 13 or 52 weeks (dimension `time`)
  std::int32_t network_every_weeks = 4;      ///< density, degree, isolation (`time_4_weeks`): 4, 8, 13, 26, 52
  std::int32_t clustering_every_weeks = 13;  ///< `time_quarter`: 13, 26, 52
  bool by_neighbourhood = true;
  bool by_group = true;
  std::vector<Date> network_at = {};  ///< dates at which the whole network is kept (group `network` of the file)
  std::int32_t monitor_sample = 1000;  ///< children 0-11 whose parent the yearly monitor asks; 0: no monitor
  std::int32_t households = 0;  ///< single families, by keyed lot from those at the start: 0 none, or every_household
  std::int32_t households_every_weeks = 4;  ///< 4, 13, 26 or 52
  friend bool operator==(const Recording&, const Recording&) = default;
};

/// Draws of a scenario that says `uncertainty: sample` and no number.
inline constexpr std::int32_t usual_draws = 32;

struct Scenario {
  std::string id;    ///< file name without ".yaml"
  std::string file;  ///< path as given
  Question question;
  std::string description;     ///< English
  std::string description_nl;  ///< the same in Dutch; may be empty
  std::string town_file;  ///< resolved path of the town's YAML
  Date start{2026, 1, 5};
  double years = 20;            ///< horizon, 0.1-60
  double run_in_years = 15;     ///< before `start`, 0-40
  std::int32_t replicates = 4;  ///< 1-10000; with draws: draws x replicates_per_draw, draw by draw
  std::int32_t draws = 0;       ///< `uncertainty: sample`: parameter sets drawn from their plausible ranges; 0: none
  std::int32_t replicates_per_draw = 2;  ///< 1-1000; futures of each draw that differ in chance only
  std::uint64_t seed = 1;
  std::vector<ParameterOverride> overrides;
  Parameters parameters;  ///< defaults with the overrides in place
  std::vector<Lever> levers;
  Recording recording;
  std::string resolved_text;  ///< the whole scenario after `extends`, in a canonical YAML form (kept in the output)
};

}  // namespace weefsel
