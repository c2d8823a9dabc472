// What: which outputs, scenarios and years of a finished study a command is about, chosen by name with clear mistakes.
#pragma once

#include <string>
#include <vector>

#include "studies/results_file.hpp"

namespace weefsel {

/// Positions of the named outputs; all when none is named. Throws UserMistake with the nearest name.
[[nodiscard]] std::vector<std::size_t> chosen_outputs(const StoredStudy& study, const std::vector<std::string>& names);
/// Positions of the years; the last when none is named.
[[nodiscard]] std::vector<std::size_t> chosen_years(const StoredStudy& study, const std::vector<double>& years);
/// Positions of the named scenarios; all when none is named, without the first when it is what others are compared with.
[[nodiscard]] std::vector<std::size_t> chosen_scenarios(const StoredStudy& study, const std::vector<std::string>& names, bool difference);

/// Outcomes of one scenario, or its difference with the first, replicate by replicate (twins).
[[nodiscard]] Outcomes outcomes_of(const StoredStudy& study, std::size_t output, std::size_t scenario, std::size_t year, bool difference);
/// "library_closes", or "library_closes less as_it_is".
[[nodiscard]] std::string label_of(const StoredStudy& study, std::size_t scenario, bool difference);

/// Says how many members are missing, or nothing when none is.
[[nodiscard]] std::string missing_in_words(const StoredStudy& study);

/// Four digits that count, as tables show numbers; "?" when not known.
[[nodiscard]] std::string short_number(double value);

}  // namespace weefsel
