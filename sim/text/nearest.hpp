// What: the word that was probably meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace weefsel {

/// Edits between two words: insert, delete, replace or swap neighbours (optimal string alignment, the restricted
/// form of Damerau 1964). Capitals, and `-`, ` ` and `_`, count as equal.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, or "" when none is near: at most one edit for each three letters. A word without a
/// dot is also compared with what stands after the dot, so that `half_life` finds `ties.half_life`.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// `; did you mean "candidate"?`, or "" when no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace weefsel
