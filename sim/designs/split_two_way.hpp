// What: tells chance from what is the same under all luck, in a table of rows (points, or effects) by replicates in which
// a replicate has the same luck in every row.
// How: the analysis of variance of a two-way layout with one member in a cell, both ways random (Scheffé 1959, ch. 7):
//   value(row, replicate) = overall + row + replicate + leftover.
// The replicate's part is luck that hits all rows alike; the leftover is luck that works out differently from row to row.
// With holes in the table the parts are fitted by least squares; a full table gives the textbook sums of squares.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "designs/points.hpp"

namespace weefsel {

struct TwoWay {
  double overall = std::numeric_limits<double>::quiet_NaN();  ///< mean over the rows that have a value
  std::vector<double> row_parts;          ///< of each row, minus `overall`; NaN: a row without a value
  std::vector<double> replicate_parts;    ///< of each replicate, mean 0; NaN: one without a value
  std::vector<double> leftover_squares;   ///< of each row, the sum over its replicates
  std::vector<std::size_t> finished;      ///< of each row, how many replicates have a value
  std::size_t rows = 0, replicates = 0;   ///< with any value
  double leftover_variance = 0;           ///< of one member; NaN when one replicate leaves nothing to tell it by
  double free_leftovers = 0;              ///< degrees of freedom behind that
  double replicate_variance = 0;          ///< of the luck that all rows share; never below 0; NaN likewise
};

/// Values that are not finite count as holes.
[[nodiscard]] TwoWay split_two_way(const Outcomes& table);

}  // namespace weefsel
