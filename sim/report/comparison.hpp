// What: all that a report says of a comparison, read from its output file: differences between twins by measure,
// horizon, group and neighbourhood, each with its verdict. The page only lays this out: it reckons nothing and judges
// nothing.
//
// Horizons are counted from the first change that tells the two scenarios apart: a figure "after 4 years" is of the
// year of 52 weeks that ends then. Differences are a choice less the first scenario, run by run.
//
// A table is a measure at one horizon over all groups and neighbourhoods shown: its verdicts are corrected for their
// number. Headlines of the whole town are fixed beforehand and not corrected; the other measures of the whole town are,
// for the number of them in their section.
//
// Levels of neighbourhoods of a real town are left out: from outside there is no norm, and no ranking. Its small
// neighbourhoods are joined (areas.hpp); where the file does not keep their boundaries, there are no lines of them.
//
// Errors: UserMistake when the file holds nothing to compare, or was written by an older version.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/read_output.hpp"
#include "report/areas.hpp"
#include "report/weights.hpp"
#include "report/year_figures.hpp"
#include "verdicts/verdict.hpp"

namespace weefsel {

/// A text in both languages.
struct Bilingual {
  std::string nl, en;
};

struct Horizon {
  int years = 0;  ///< since the change
  YearSpan span;  ///< the last of these years, in days since the start
};

struct ComparedLever {
  std::string id, kind;
  std::string from, until;  ///< dates; until may be empty
  double cost_per_year = 0;
  std::vector<std::string> place_kinds;
};

/// A scenario that is laid beside the first.
struct Choice {
  std::string id;
  Bilingual title, question;  ///< the title is the question up to its colon or question mark
  std::vector<ComparedLever> levers;
  double cost = 0;  ///< over the whole run, less that of the first scenario
  double change_day = 0;
  std::vector<Horizon> horizons;
};

/// One measure of one cell at one horizon.
struct ComparedLine {
  std::size_t choice = 0, measure = 0;  ///< in ComparedScenarios::choices, report_measures()
  std::string where;                    ///< "town", "group", "neighbourhood"
  std::string cell;                     ///< "all", "one_parent", or the code of an area
  Bilingual cell_words;
  int horizon = 0;
  std::optional<double> base;  ///< level of the first scenario, mean over runs; nothing: not to be told
  std::vector<double> differences;
  double mean = 0, half_width = 0;  ///< of the differences; 95% by Student's t, NaN with one run
  double drift = 0;                 ///< mean size of the placebo's difference; 0: no placebo
  std::size_t cells = 1;            ///< for how many the verdict is corrected
  bool built_in = false;            ///< its direction is an input, whatever the verdict says (too few runs come first)
  Verdict verdict;
  Bilingual sentence;
};

/// What a headline or demand of the whole town hangs on, of the parameters that were sampled.
struct LineWeights {
  std::size_t choice = 0, measure = 0;
  int horizon = 0;
  Weights weights;
  Bilingual sentence;
};

/// What a measure does for groups and neighbourhoods together, where it goes both ways.
struct BothWays {
  std::size_t choice = 0, measure = 0;
  int horizon = 0;
  Bilingual sentence;
};

/// Figures of each whole year since the start, by run.
struct Course {
  std::size_t measure = 0;
  std::string scenario;
  std::vector<std::vector<double>> by_run;  ///< [run][year]
};

struct ComparedScenarios {
  std::string town;
  bool town_is_fictional = true;
  std::vector<Area> areas;  ///< neighbourhoods, small ones of a real town joined; empty: the file has no boundaries
  Bilingual areas_joined;   ///< which were joined; empty: none
  Bilingual no_areas;       ///< why there are no lines of neighbourhoods; empty: there are
  bool has_made_up_map = false;
  std::string start;  ///< "2026-01-05"
  int years = 0;      ///< whole ones
  std::size_t runs = 0, draws = 0;
  bool has_placebo = false;
  std::string base_id;
  Bilingual base_title;
  std::vector<Choice> choices;
  std::vector<std::size_t> measures;  ///< those of report_measures() that the file has
  std::vector<ComparedLine> lines;    ///< by choice, measure, horizon; the town first, then groups, then neighbourhoods
  std::vector<BothWays> both_ways;
  std::vector<DrawnParameters> drawn;  ///< by choice; empty ones where parameters were not sampled
  std::vector<LineWeights> weights;    ///< by choice, measure, horizon
  std::vector<Course> courses;
};

/// Years since a first change at which a choice is looked at: 1, 4, 10 and 20, as far as `last` whole years reach, and the last of those.
[[nodiscard]] std::vector<int> horizons_within(int last);

[[nodiscard]] ComparedScenarios compare_scenarios(const OutputReader& reader);

}  // namespace weefsel
