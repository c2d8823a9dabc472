#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <string>

#include "population/fit.hpp"

namespace weefsel {
namespace {

/// A count without decimals where it is whole, a share with three.
std::string number(double value, bool is_share) {
  if (std::isnan(value)) return "-";
  if (is_share) return fmt::format("{:.3f}", value);
  return value == std::round(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string signed_number(double value, bool is_share) {
  return fmt::format("{}{}", value > 0 ? "+" : "", number(value, is_share));
}

}  // namespace

std::string describe_fit(const TownDescription& town, const World& world) {
  std::string text;
  auto out = std::back_inserter(text);
  const std::vector<FitRow> rows = fit_of(town, world);
  const std::string* code = nullptr;
  for (const FitRow& row : rows) {
    if (!code || *code != row.code)
      fmt::format_to(out, "{} ({})\n  {:<30} {:>10} {:>10} {:>8}\n", row.name, row.code, "margin", "data", "population",
                     "error");
    code = &row.code;
    fmt::format_to(out, "  {:<30} {:>10} {:>10} {:>8}\n", row.margin, number(row.data, row.is_share),
                   number(row.population, row.is_share), signed_number(row.error(), row.is_share));
  }
  fmt::format_to(out, "All neighbourhoods (relative error: mean size of errors / mean of the data)\n");
  fmt::format_to(out, "  {:<30} {:>10} {:>10} {:>9}  {}\n", "margin", "data", "population", "relative", "worst");
  for (const FitSummary& of : summary_of_fit(rows))
    fmt::format_to(out, "  {:<30} {:>10} {:>10} {:>9}  {}\n", of.margin, number(of.data, of.is_share),
                   number(of.population, of.is_share), number(of.relative_error, true),
                   of.worst.empty() ? "-" : fmt::format("{} {}", of.worst, signed_number(of.worst_error, of.is_share)));
  return text;
}

}  // namespace weefsel
