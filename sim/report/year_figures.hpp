// What: a measure of an output file as one figure for each year, by cell: what reports compare. Years have 52 weeks and
// are counted from any day (reports: from the first week of a choice).
//
// A mean is over the moments of the year that are known; a sum needs all of them. Sums are per 1,000 of those who were
// there in that year and per 365.25 days.
#pragma once

#include <string>
#include <vector>

#include "output/read_output.hpp"
#include "report/report_measures.hpp"

namespace weefsel {

enum class Scope : std::uint8_t { groups, neighbourhoods };

/// Days since the start of the scenario: [from, until).
struct YearSpan {
  double from = 0, until = 0;
};

class YearFigures {
 public:
  /// `group`: "" for the scenarios, or the group of the placebo twin. Keeps a reference to the reader.
  YearFigures(const OutputReader& reader, const ReportMeasure& measure, Scope scope, const std::string& group = {});

  /// Does the file have it?
  [[nodiscard]] bool there() const { return part_ != nullptr; }
  [[nodiscard]] std::size_t cells() const { return cells_; }
  /// [span][cell]; NaN where a cell is not known (fewer than 30 families) or the file has no moment within the span.
  [[nodiscard]] std::vector<std::vector<double>> within(const std::vector<YearSpan>& spans, std::size_t scenario,
                                                        std::size_t replicate) const;

 private:
  [[nodiscard]] double of(const std::vector<double>& part, const std::vector<double>& whole, const YearSpan& span,
                          std::size_t cell) const;
  [[nodiscard]] std::vector<std::size_t> index(const StoredVariable& variable, std::size_t scenario,
                                               std::size_t replicate) const;

  const OutputReader& reader_;
  const ReportMeasure& measure_;
  const StoredVariable* part_ = nullptr;
  const StoredVariable* whole_ = nullptr;  ///< of per_1000_a_year
  std::vector<double> days_;               ///< first day of each step
  std::size_t cells_ = 0, inner_ = 1;
  std::vector<std::size_t> taken_;  ///< positions of the inner dimension
};

}  // namespace weefsel
