// What: comparisons of planted files for tests: one of eleven years that many tests look at, and how a line is found.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/errors.hpp"
#include "comparison_files.hpp"
#include "report/comparison.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel {

/// For what GoogleTest says of a failure.
inline void PrintTo(VerdictKind kind, std::ostream* out) { *out << name_of(kind); }

namespace tests {
using Kind = VerdictKind;

inline constexpr double blank = std::numeric_limits<double>::quiet_NaN();
inline constexpr double year = 364;
inline constexpr double per_calendar_year = 365.25 / 364;

inline std::size_t index_of(std::string_view name) {
  const auto& all = report_measures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const ReportMeasure& m) { return m.name == name; });
  if (found == all.end()) throw Fault("no measure called " + std::string(name));
  return static_cast<std::size_t>(found - all.begin());
}
inline const ReportMeasure& measure(std::string_view name) { return report_measures()[index_of(name)]; }

/// A file, and what is compared in it.
struct Planted {
  explicit Planted(const PlantedFile& file) : reader(write_planted(folder.file("planted.h5"), file)) {}
  [[nodiscard]] ComparedScenarios compare() const { return compare_scenarios(reader); }
  TemporaryFolder folder;
  OutputReader reader;
};

inline const ComparedLine& line(const ComparedScenarios& c, std::string_view choice, std::string_view name,
                                std::string_view cell, int horizon) {
  for (const ComparedLine& l : c.lines)
    if (c.choices[l.choice].id == choice && report_measures()[l.measure].name == name && l.cell == cell &&
        l.horizon == horizon)
      return l;
  throw Fault("no line of " + std::string(name) + " for " + std::string(cell));
}
inline Kind kind_of(const ComparedScenarios& c, std::string_view choice, std::string_view name, std::string_view cell,
                    int horizon) {
  return line(c, choice, name, cell, horizon).verdict.kind;
}

inline std::vector<int> years_of(const Choice& choice) {
  std::vector<int> years;
  for (const Horizon& h : choice.horizons) years.push_back(h.years);
  return years;
}

inline constexpr double change = 52 * 7;  ///< first day of the choice

/// What close_library changes from week 52 on; see the tests.
inline double planted_difference(const At& at) {
  const bool last_run = at.run == 11, one_parent = at.cell == "one_parent";
  if (at.variable == "parental_wellbeing") {
    if (last_run && (at.cell == "all" || one_parent)) return -0.05;
    return at.run % 2 == 0 ? 0.06 : 0.04;
  }
  if (at.variable == "isolated_share" || at.variable == "unsupported_share")
    return at.cell == "income_tight" ? -0.04 : at.cell == "income_sufficient" ? 0.04 : 0;
  if (at.variable == "mean_degree") return 0.3;
  if (at.variable == "counted_on_support") return 0.005;
  if (at.variable == "place_reach_in_year") return at.inner == "library" ? -0.3 : at.inner == "youth_centre" ? 0 : 0.1;
  if (at.variable == "place_visits") return at.inner == "library" ? -60 : 0;
  if (at.variable == "help_demand") return one_parent ? -3 : 3;
  return 0;
}

/// Three scenarios: as now, the very same, and a library that closes from week 52 until week 260.
inline PlantedFile eleven_years() {
  PlantedFile file;
  file.years = 11, file.runs = 12;
  file.groups = {"all", "income_tight", "income_sufficient", "one_parent"};
  file.neighbourhoods = {{"n1", "Oude \"Kern\", Noord"}, {"n2", "Oost"}, {"n3", "Zuid"}, {"n4", "West"}, {"n5", ""},
                         {"n6", "Weinig gezinnen"}};
  LeverRow already = lever_row("already", 4, {"youth_centre"}, {"mean_degree", "place_visits"});
  already.in_first = true;
  LeverRow close = lever_row("close", 52, {"library"}, {"place_visits"});
  close.until_week = 260, close.cost_per_year = -1000;
  file.scenarios = {
      scenario_called("as_now", "Zoals nu: wat verandert vanzelf?", "As now: what changes anyway?", {already}, 500),
      scenario_called("same", "Hetzelfde?", "The same?",
                      {already, lever_row("empty", 52, {"library"}, {"place_visits"})}, 500),
      scenario_called("close_library", "Bibliotheek dicht: wie raakt \"wat\" kwijt, en wanneer?",
                      "Library closes: who loses \"what\", and when?", {already, close}, -3500)};
  file.values = [](const At& at) {
    if (at.cell == "n6" && at.run == 3 && at.variable == "parental_wellbeing") return blank;
    return usual(at) + (at.scenario == 2 && at.day >= change ? planted_difference(at) : 0);
  };
  return file;
}

struct ElevenYears : ::testing::Test {
  static const Planted& planted() {
    static const Planted one(eleven_years());
    return one;
  }
  static const ComparedScenarios& comparison() {
    static const ComparedScenarios one = planted().compare();
    return one;
  }
  static const ComparedLine& closed(std::string_view name, std::string_view cell, int horizon = 4) {
    return line(comparison(), "close_library", name, cell, horizon);
  }
  static Kind kind(std::string_view name, std::string_view cell, int horizon = 4) {
    return closed(name, cell, horizon).verdict.kind;
  }
};

}  // namespace tests
}  // namespace weefsel
