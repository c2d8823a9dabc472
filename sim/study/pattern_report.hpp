// What: the pattern table for people and for programs: pattern | kind | target and band | who, when, asked how | model with
// its standard error over replicates | met. An anchor is never "met": it sets a mark. Then the contrasts between groups
// of families, which nobody fitted.
#pragma once

#include <string>
#include <vector>

#include "study/patterns.hpp"

namespace weefsel {

enum class PatternFormat { text, markdown, json };

/// "yes", "no", "sets a mark", "not measured", or "-" where there is nothing to compare with.
[[nodiscard]] std::string verdict(const Pattern& pattern, double mean);

[[nodiscard]] std::string pattern_report(const Scenario& scenario, const std::vector<ReplicateFindings>& replicates, PatternFormat format);

}  // namespace weefsel
