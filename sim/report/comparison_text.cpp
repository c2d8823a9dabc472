#include "report/comparison_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <vector>

#include "base/padded.hpp"

namespace weefsel {
namespace {

const std::string& in(const Bilingual& text, Language language) { return language == Language::nl ? text.nl : text.en; }

std::string years_in_words(int years, Language language) {
  return language == Language::nl ? fmt::format("na {} jaar", years)
                                  : fmt::format("after {} year{}", years, years == 1 ? "" : "s");
}
}  // namespace

std::string comparison_as_text(const ComparedScenarios& comparison, Language language) {
  const bool dutch = language == Language::nl;
  std::string text = caution().in(language) + "\n";
  auto out = std::back_inserter(text);
  for (std::size_t c = 0; c < comparison.choices.size(); ++c) {
    const Choice& choice = comparison.choices[c];
    fmt::format_to(out, "\n{}\n", in(choice.question, language));
    fmt::format_to(out,
                   fmt::runtime(dutch ? "{}, naast \"{}\"; {} nabootsingen; jaren geteld vanaf de keuze\n"
                                      : "{}, beside \"{}\"; {} runs; years counted from the choice\n"),
                   comparison.town, in(comparison.base_title, language), comparison.runs);
    if (choice.horizons.empty())
      text += dutch ? "Er is geen heel jaar na de keuze nagebootst; speel meer jaren.\n"
                    : "No whole year after the choice was played; play more years.\n";
    std::size_t last = report_measures().size();
    for (const ComparedLine& line : comparison.lines) {
      if (line.choice != c || line.where != "town") continue;
      const ReportMeasure& measure = report_measures()[line.measure];
      if (line.measure != last)
        fmt::format_to(out, "\n{} ({}, {})\n", measure.title.in(language), measure.meaning.in(language),
                       measure.unit.in(language));
      last = line.measure;
      fmt::format_to(out, "  {}  {}\n", padded(years_in_words(line.horizon, language), 14),
                     in(line.sentence, language));
      for (const BothWays& one : comparison.both_ways)
        if (one.choice == c && one.measure == line.measure && one.horizon == line.horizon)
          fmt::format_to(out, "  {}  {}\n", padded("", 14), in(one.sentence, language));
    }
  }
  return text;
}

std::string comparison_as_csv(const ComparedScenarios& comparison, Language language) {
  std::string text =
      "choice,measure,where,cell,name,years_since_choice,runs,higher,equal,lower,base,mean_difference,half_width_95,"
      "smallest_relevant,placebo_drift,corrected_for,verdict,sentence\n";
  auto out = std::back_inserter(text);
  for (const ComparedLine& line : comparison.lines) {
    const ReportMeasure& measure = report_measures()[line.measure];
    const SignCounts& n = line.verdict.counts;
    fmt::format_to(out, "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                   csv_field(comparison.choices[line.choice].id), measure.name, line.where, csv_field(line.cell),
                   csv_field(in(line.cell_words, language)), line.horizon, n.known(), n.higher, n.equal, n.lower,
                   line.base ? csv_number(*line.base) : std::string(), csv_number(line.mean),
                   csv_number(line.half_width), csv_number(measure.smallest_relevant), csv_number(line.drift),
                   line.cells, name_of(line.verdict.kind), csv_field(in(line.sentence, language)));
  }
  return text;
}

}  // namespace weefsel
