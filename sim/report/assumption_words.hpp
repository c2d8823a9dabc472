// What: every parameter of the model in words that a councillor understands: a line in Dutch (level B1) and in English
// that fits behind "it hangs on": "how long an old contact lasts when people do not see each other".
//
// A higher value is always more of what the words say ("how long", "how often", "how much"): reports say "when that is
// more, the difference moves up". Where a parameter counts the other way, the words are turned around.
//
// A parameter in parameters.def without words here fails a test, and so do words of no parameter.
#pragma once

#include <span>
#include <string_view>

#include "params/parameters.hpp"
#include "report/words.hpp"

namespace weefsel {

struct AssumptionWords {
  std::string_view name;  ///< as declared: "ties.half_life"
  Words words;            ///< no capital, no full stop, no digits (sentences have counts of their own)
};

/// All, in the order of parameters.def.
[[nodiscard]] std::span<const AssumptionWords> assumption_words();

/// Of a name that is not known (a file of another version) the name itself, as long as `name` lives.
[[nodiscard]] Words words_of_assumption(std::string_view name);

/// How well it is known: "our judgement".
[[nodiscard]] const Words& words_of_grade(Grade grade);

}  // namespace weefsel
