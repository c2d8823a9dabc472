// What: the effects of a comparison beside its noise floor (model definition 7.12). Twins drift apart by chance too:
// the placebo twin shows how far, when one household is kept home for one week and nothing else differs.
#pragma once

#include <string>

#include "output/read_output.hpp"

namespace weefsel {

/// A table for people: per headline and scenario the difference in the last year, and the placebo's. Says plainly how
/// many replicates there are. Empty when the file has no placebo.
[[nodiscard]] std::string describe_noise_floor(const OutputReader& reader);
[[nodiscard]] std::string describe_noise_floor(const std::string& path);

}  // namespace weefsel
