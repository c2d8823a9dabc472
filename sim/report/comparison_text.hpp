// What: a comparison for the terminal and for spreadsheets.
#pragma once

#include <string>

#include "base/language.hpp"
#include "report/comparison.hpp"

namespace weefsel {

/// Per choice and measure of the whole town a verdict at each horizon, and where groups or neighbourhoods go both ways.
[[nodiscard]] std::string comparison_as_text(const ComparedScenarios& comparison, Language language);

/// CSV: a row per choice, measure, horizon, and group or neighbourhood. Numbers as reckoned; empty: not known.
[[nodiscard]] std::string comparison_as_csv(const ComparedScenarios& comparison, Language language);

}  // namespace weefsel
