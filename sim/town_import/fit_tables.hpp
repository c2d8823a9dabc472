// What: the fit of a population to its figures as a table (CSV), and as tables for the terminal.
//
// "Data" is what the files publish, "asked" what the town asks for after the import left out whom the model does not
// have (grown-up children at home, people in institutions) and filled in what no file has; "population" is who was
// made. Rounding and contradictions between margins show as population - asked, what the model leaves out as population
// - data.
#pragma once

#include <string>
#include <vector>

#include "base/language.hpp"
#include "population/fit.hpp"
#include "text/write_csv.hpp"
#include "town_import/import_town.hpp"

namespace weefsel {

/// Columns code, name, margin, data, asked, population, error (population - data). Data and error are empty where no
/// file has the margin.
[[nodiscard]] std::string fit_table(const std::vector<FitRow>& rows, const PublishedMargins& published,
                                    TableStyle style);

/// Per neighbourhood a table margin | asked | population | error (population - asked).
[[nodiscard]] std::string fit_by_neighbourhood(const std::vector<FitRow>& rows, Language language);

/// A line for each margin over all neighbourhoods: data (if `published` has it), asked, population, mean absolute error
/// against what is asked, and where it is largest.
[[nodiscard]] std::string fit_in_words(const std::vector<FitRow>& rows, const PublishedMargins& published,
                                       Language language);

}  // namespace weefsel
