// What: the measures that a report of a comparison shows, fixed before anything is run: in this order, in these words,
// on this scale. Of each is declared which way is asked for and what is the smallest difference that anybody should
// build on (grade C: our judgement, with its reason), and whether it was laid beside a known pattern (sim/model.md,
// section 8).
//
// Relations come first, demand for help last, and of demand neither way is asked for. Nothing is shown by origin.
// Adding a measure is one row in report_measures.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "report/words.hpp"
#include "verdicts/words_of_verdicts.hpp"

namespace weefsel {

/// Parts of the report, in order.
enum class Section : std::uint8_t { relations, parents, reach, giving, fabric, monitor, demand };
[[nodiscard]] const char* name_of(Section section);

/// How a figure of a year follows from the variable.
enum class YearFigure : std::uint8_t {
  mean,            ///< of the known moments
  at_end,          ///< of the last moment: of what looks back a year itself
  complement,      ///< 1 - that mean
  per_1000_a_year  ///< the sum over the year, per 1,000 of `per`
};

struct ReportMeasure {
  std::string_view name;      ///< in the findings
  std::string_view variable;  ///< in the output file; `…_by_group` beside it
  std::string_view inner;     ///< of a further dimension only this label; empty: none, or the sum over it
  YearFigure figure;
  std::string_view per;  ///< "children": what a per_1000_a_year is of
  Section section;
  bool headline;  ///< its verdict for the town stands on the first page, and is not corrected for others
  Words title, meaning, unit;
  double shown_times;  ///< on the page a value is multiplied with this (1,000 for "of 1,000 parents") ...
  int decimals;        ///< ... and has so many decimals at most
  Wanted wanted;
  double smallest_relevant;  ///< in the unit of the variable
  Words why_smallest;
  bool validated = true;     ///< laid beside a known pattern, or follows from one
  bool sign_settled = true;  ///< false: evidence does not settle which way it goes
  bool level_told = true;    ///< false: levels cannot be compared between neighbourhoods, so only differences are told
};

[[nodiscard]] const std::vector<ReportMeasure>& report_measures();

/// Variables of which a direction that is put in makes this measure's an input too: its own first.
[[nodiscard]] std::vector<std::string_view> follows_from(const ReportMeasure& measure);

}  // namespace weefsel
