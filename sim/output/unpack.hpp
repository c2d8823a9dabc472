// What: the inputs of an output file as files again: its scenarios (what they said after `extends` and the options of
// the command) and its town, so that the same program run on them gives the same data. Scenarios become
// FOLDER/<id>.yaml, the town FOLDER/town/town.yaml, which the scenarios name.
//
// Errors: UserMistake when the file was written by a version that did not keep its town, or when a file of that name is
// there with other text (nothing is written then); SystemTrouble when one cannot be written.
#pragma once

#include <string>
#include <vector>

#include "output/read_output.hpp"

namespace weefsel {

/// The town as YAML; empty when the file does not hold it.
[[nodiscard]] std::string town_text_in(const OutputReader& reader);

/// The paths written: scenarios in the order of the file, then the town.
std::vector<std::string> unpack(const OutputReader& reader, const std::string& folder);

}  // namespace weefsel
