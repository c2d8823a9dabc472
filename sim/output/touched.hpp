// What: who is touched by a choice: reads the record of single households of a comparison and lays twins beside each
// other, family by family, joined on replicate and key. Says for how many families a measure differs, which way, and
// in how many replicates a neighbourhood or group as a whole goes one way.
// Honesty: cells with fewer than 30 families in any replicate are blank; under 50 replicates the text says that shares
// do not yet tell who is touched (model definition 7.12). A single family's difference is no more than an illustration.
// Errors: UserMistake when the file has no comparison or no such record, or the measure is not in it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace weefsel {

/// One family in one scenario against the first.
struct FamilyDifference {
  std::size_t replicate = 0;
  std::uint64_t key = 0;
  std::size_t neighbourhood = 0;
  std::uint32_t groups = 0;
  bool touched = false;    ///< differs at any moment, also in being in town or not
  double difference = 0;   ///< mean of the last year, where it is in town in both; NaN if it never is
};

struct TouchedCell {
  std::string name;              ///< "all", "one_parent", code of a neighbourhood
  bool blank = false;            ///< too few families; all else is then empty
  double families = 0;           ///< mean over replicates
  double touched = 0, lower = 0, higher = 0;  ///< shares of families
  double mean_difference = 0;
  std::size_t runs_lower = 0, runs_equal = 0, runs_higher = 0;  ///< replicates by the sign of the cell's mean
};

struct Touched {
  std::string scenario, base, measure, units;
  std::size_t replicates = 0;
  std::vector<FamilyDifference> families;
  std::vector<TouchedCell> by_group, by_neighbourhood;
};

inline constexpr std::size_t replicates_to_tell_who = 50;
inline constexpr std::size_t least_families_in_cell = 30;

/// Measures that the record of a file has. Empty: it has none.
[[nodiscard]] std::vector<std::string> household_measures(const std::string& path);
/// One entry for each scenario but the first. Differences of at most `ignore` count as equal.
[[nodiscard]] std::vector<Touched> who_is_touched(const std::string& path, const std::string& measure, double ignore = 0);
[[nodiscard]] std::string describe_touched(const Touched& touched);
/// A line per family and replicate, with a heading; for pandas, R or a spreadsheet.
[[nodiscard]] std::string touched_as_csv(const std::vector<Touched>& all);

}  // namespace weefsel
