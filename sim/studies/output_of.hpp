// What: from the trajectory of one future to the few numbers a year that a study keeps of it.
// A year is 52 weeks from the start of the scenario. What is measured at moments (`cell_methods` "point") becomes the mean
// over the moments of the year that are not blank, what is counted ("sum") the sum over it; of a cell that is blank for part of
// the year the sum is not known (NaN). A period belongs to the year in which it ends.
//   Neighbourhoods that the output leaves open: counts are added up (of those that are known; `per_1000` counts the same ones);
// figures weigh with the families of each
// neighbourhood in that year. So network_density of a town is that of its neighbourhoods, as in the headlines.
#pragma once

#include <string>
#include <vector>

#include "output/trajectories.hpp"
#include "studies/study_plan.hpp"
#include "text/problems.hpp"

namespace weefsel {

/// An output, bound to the layout of its study.
class BoundOutput {
 public:
  /// `position`, `key`: where the output stands in the study file, for problems: an unknown measure, dimension or label (with
  /// the nearest name), a dimension that is left open. When there are any, the result is of no use.
  BoundOutput(const StudyOutput& output, const Layout& layout, Problems& problems, const Position& position, const std::string& key);

  /// `years` values; the last year counts only when it is whole.
  [[nodiscard]] std::vector<double> by_year(const Trajectory& trajectory, std::size_t years) const;

  std::string name, units, long_name, description;
  std::string how;  ///< "mean over the year", "sum over the year", "sum over the year per 1,000 children"

 private:
  /// Which cells of a variable count, by step of time.
  struct Cells {
    std::size_t variable = 0, steps = 0, cells = 0;  ///< cells: of one step
    std::vector<std::size_t> taken;                  ///< cells that count; several: the neighbourhoods
    std::vector<double> days;                        ///< first day of each step
    double step_days = 7;
    bool sum = false;
  };
  [[nodiscard]] static Cells bind(const std::string& measure, const std::vector<std::pair<std::string, std::string>>& where, const Layout& layout,
                                  bool* found_all, Problems& problems, const Position& position, const std::string& key);
  [[nodiscard]] static double of_year(const Cells& cells, std::size_t which, const Trajectory& trajectory, std::size_t year);

  Cells cells_;
  std::vector<Cells> weights_;  ///< families, when neighbourhoods weigh; at most one
  std::vector<Cells> per_;      ///< of per_1000; at most one
};

/// The variables over time that a study may keep.
[[nodiscard]] std::vector<std::string> measures_of(const Layout& layout);

}  // namespace weefsel
