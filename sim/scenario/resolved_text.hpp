// What: a scenario in one canonical YAML form: nothing left to `extends`, defaults written out, spots as coordinates.
// Saved beside the scenario it came from, it reads back as the same scenario; equal scenarios give equal bytes.
#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace weefsel {

/// The town is written relative to the folder of `scenario.file`, so that the text does not depend on the machine.
[[nodiscard]] std::string resolved_text(const Scenario& scenario);

}  // namespace weefsel
