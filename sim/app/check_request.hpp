// What: what the commands that check the model share: which scenario is meant, a progress line, met or not met.
#pragma once

#include <string>

#include "app/commands.hpp"
#include "checks/futures.hpp"

namespace weefsel::app {

/// The scenario of a request, without levers; a file that is a town stands for a scenario with all defaults.
[[nodiscard]] Scenario scenario_to_check(const CheckRequest& request);

/// Does the file hold a town? A town has neighbourhoods at its top level and a scenario never has.
[[nodiscard]] bool looks_like_town(const std::string& file);
/// Does it hold a study? A study has a design.
[[nodiscard]] bool looks_like_study(const std::string& file);

[[nodiscard]] inline const char* met_text(bool met) { return met ? "met" : "NOT MET"; }

}  // namespace weefsel::app
