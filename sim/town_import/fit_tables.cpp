#include "town_import/fit_tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <map>
#include <optional>

#include "text/value.hpp"

namespace weefsel {
namespace {

std::optional<double> published_of(const PublishedMargins& published, const FitRow& row) {
  const auto neighbourhood = published.find(row.code);
  if (neighbourhood == published.end()) return std::nullopt;
  const auto found = neighbourhood->second.find(row.margin);
  return found == neighbourhood->second.end() ? std::nullopt : std::optional<double>(found->second);
}

/// Sums over the neighbourhoods that have a population of that margin, if each of them has data.
std::map<std::string, double> sums_of(const std::vector<FitRow>& rows, const PublishedMargins& published) {
  std::map<std::string, double> sums;
  std::map<std::string, bool> whole;
  for (const FitRow& row : rows) {
    const auto data = published_of(published, row);
    whole.emplace(row.margin, true).first->second &= data.has_value();
    sums[row.margin] += data.value_or(0);
  }
  std::erase_if(sums, [&](const auto& sum) { return !whole[sum.first]; });
  return sums;
}

/// Counts with one decimal at most, shares with three; "-": a share of nothing.
std::string in_words(double value, bool is_share) {
  if (!std::isfinite(value)) return "-";
  if (is_share) return fmt::format("{:.3f}", value);
  return value == std::round(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string signed_in_words(double error, bool is_share) {
  return fmt::format("{}{}", error > 0 ? "+" : "", in_words(error, is_share));
}
}  // namespace

std::string fit_table(const std::vector<FitRow>& rows, const PublishedMargins& published, TableStyle style) {
  CsvWriter csv(style);
  for (const char* column : {"code", "name", "margin", "data", "asked", "population", "error"}) csv.text(column);
  csv.end_row();
  for (const FitRow& row : rows) {
    const auto number = [&](std::optional<double> value) {
      const double step = row.is_share ? 1e4 : 10;
      csv.number(value && std::isfinite(*value) ? number_as_text(std::round(*value * step) / step) : std::string());
    };
    const std::optional<double> data = published_of(published, row);
    for (const std::string& cell : {row.code, row.name, row.margin}) csv.text(cell);
    number(data);
    number(row.asked);
    number(row.population);
    number(data ? std::optional<double>(row.population - *data) : std::nullopt);
    csv.end_row();
  }
  return csv.written();
}

std::string fit_by_neighbourhood(const std::vector<FitRow>& rows, Language language) {
  const bool dutch = language == Language::nl;
  std::string text;
  auto out = std::back_inserter(text);
  const std::string* code = nullptr;
  for (const FitRow& row : rows) {
    if (!code || *code != row.code) {
      fmt::format_to(out, "{} ({})\n  {:<30} {:>10} {:>10} {:>8}\n", row.name, row.code, dutch ? "marge" : "margin",
                     dutch ? "gevraagd" : "asked", dutch ? "bevolking" : "population", dutch ? "fout" : "error");
    }
    code = &row.code;
    fmt::format_to(out, "  {:<30} {:>10} {:>10} {:>8}\n", row.margin, in_words(row.asked, row.is_share),
                   in_words(row.population, row.is_share), signed_in_words(row.error(), row.is_share));
  }
  return text;
}

std::string fit_in_words(const std::vector<FitRow>& rows, const PublishedMargins& published, Language language) {
  const bool dutch = language == Language::nl;
  const std::map<std::string, double> sums = sums_of(rows, published);
  const auto data = [&](const std::string& cell) {
    return published.empty() ? std::string() : fmt::format(" {:>10}", cell);
  };
  std::string text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "  {:<30}{} {:>10} {:>10} {:>8}   {}\n", dutch ? "marge" : "margin",
                 data(dutch ? "gegevens" : "data"), dutch ? "gevraagd" : "asked", dutch ? "bevolking" : "population",
                 dutch ? "fout" : "error", dutch ? "grootste fout" : "largest error");
  for (const FitSummary& one : summary_of_fit(rows)) {
    const int digits = one.is_share ? 3 : 0;
    const auto sum = sums.find(one.margin);
    fmt::format_to(out, "  {:<30}{} {:>10.{}f} {:>10.{}f} {:>8}   ", one.margin,
                   data(sum == sums.end() ? "" : fmt::format("{:.0f}", sum->second)), one.asked, digits, one.population,
                   digits, std::isfinite(one.relative_error) ? fmt::format("{:.1f}%", 100 * one.relative_error) : "-");
    if (!one.worst.empty()) fmt::format_to(out, "{} ({})", one.worst, signed_in_words(one.worst_error, one.is_share));
    text += '\n';
  }
  return text;
}

}  // namespace weefsel
