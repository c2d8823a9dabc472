// What: the fit of a population to its data as a table (CSV) and as a summary for the terminal.
#pragma once

#include <string>
#include <vector>

#include "base/language.hpp"
#include "population/fit.hpp"
#include "population/town_tables.hpp"

namespace weefsel {

/// Columns code, name, margin, data, population, error (population - data).
[[nodiscard]] std::string fit_table(const std::vector<FitRow>& rows, TableStyle style);

/// A line for each margin: data, population, standardised absolute error in percent, where the error is largest.
[[nodiscard]] std::string fit_in_words(const std::vector<FitSummary>& summary, Language language);

}  // namespace weefsel
