// What: a comparison as JSON ("findings"): what the page of a report is laid out from, and what other programs may
// read. Numbers are as they were reckoned, not rounded; null: not known. Texts are in both languages ({"nl", "en"}).
#pragma once

#include <string>

#include "report/comparison.hpp"

namespace weefsel {

/// Indented; the same comparison gives the same text.
[[nodiscard]] std::string comparison_as_json(const ComparedScenarios& comparison, const OutputReader& reader);

}  // namespace weefsel
