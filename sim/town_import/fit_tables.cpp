#include "town_import/fit_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/csv.hpp"
#include "text/value.hpp"

namespace weefsel {

std::string fit_table(const std::vector<FitRow>& rows, TableStyle style) {
  const bool dutch = style == TableStyle::dutch;
  const char separator = dutch ? ';' : ',';
  const auto number = [&](const FitRow& row, double value) {
    if (!std::isfinite(value)) return std::string();
    const double step = row.is_share ? 1e4 : 10;
    std::string text = number_as_text(std::round(value * step) / step);
    if (dutch) std::replace(text.begin(), text.end(), '.', ',');
    return text;
  };
  std::string text = dutch ? "\xEF\xBB\xBF" : "";
  const char* line_separator = "";
  for (const char* column : {"code", "name", "margin", "data", "population", "error"}) {
    text += line_separator;
    text += column;
    line_separator = dutch ? ";" : ",";
  }
  text += '\n';
  for (const FitRow& row : rows) {
    for (const std::string& cell : {row.code, row.name, row.margin}) text += csv_cell(cell, separator) + separator;
    text += number(row, row.data) + separator;
    text += number(row, row.population) + separator;
    text += number(row, row.error()) + '\n';
  }
  return text;
}

std::string fit_in_words(const std::vector<FitSummary>& summary, Language language) {
  const bool dutch = language == Language::nl;
  std::string text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "  {:<30} {:>10} {:>10} {:>10}   {}\n", dutch ? "marge" : "margin", dutch ? "gegevens" : "data",
                 dutch ? "bevolking" : "population", dutch ? "fout" : "error",
                 dutch ? "grootste fout" : "largest error");
  for (const FitSummary& one : summary) {
    const int digits = one.is_share ? 3 : 0;
    const std::string relative =
        std::isfinite(one.relative_error) ? fmt::format("{:.1f}%", 100 * one.relative_error) : std::string("-");
    fmt::format_to(out, "  {:<30} {:>10.{}f} {:>10.{}f} {:>10}   ", one.margin, one.data, digits, one.population,
                   digits, relative);
    if (!one.worst.empty()) fmt::format_to(out, "{} ({:+.{}f})", one.worst, one.worst_error, digits);
    text += '\n';
  }
  return text;
}

}  // namespace weefsel
