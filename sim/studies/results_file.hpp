// What: results.h5 of a study: every output of every member, and the design it stands on (README.md beside this file).
#pragma once

#include <string>
#include <vector>

#include "designs/points.hpp"
#include "studies/study_folder.hpp"

namespace weefsel {

/// Gathers the outputs of all members and writes them; members that were not added are missing (NaN) in the file.
class StudyResults {
 public:
  explicit StudyResults(const PreparedStudy& study);
  /// `outputs`: for each of the study, a value per year.
  void add(const StudyMember& member, const std::vector<std::vector<double>>& outputs, const std::string& state_hash);
  void write(const std::string& path, const std::string& identity) const;

 private:
  [[nodiscard]] std::size_t position(const StudyMember& member) const;

  const PreparedStudy& study_;
  std::vector<std::vector<double>> values_;  ///< by output: scenario, point, replicate, year
  std::vector<double> finished_;
  std::vector<std::string> states_;
};

/// What `weefsel indices` and its kin read of a study.
struct StoredStudy {
  std::string folder, method, study_text, identity;
  std::size_t design_points = 0, levels = 0;  ///< rows of A, trajectories; of a grid
  std::vector<std::string> scenarios, outputs, output_units;
  std::vector<StudyFactor> factors;
  std::vector<double> years;
  Points points;  ///< of a list and of whole numbers: where the value lies
  std::size_t replicates = 0, finished = 0, members = 0;
  std::vector<double> costs;  ///< scenario, point: euro over the years
  std::vector<std::string> states;  ///< state hashes: scenario, point, replicate

  /// One output of one scenario in one year (position in `years`).
  [[nodiscard]] Outcomes outcomes(std::size_t output, std::size_t scenario, std::size_t year) const;

  std::vector<std::vector<double>> values;  ///< by output: scenario, point, replicate, year
};

/// Throws UserMistake when there is no finished study in the folder; SystemTrouble when its results cannot be read.
[[nodiscard]] StoredStudy read_results(const std::string& folder);

}  // namespace weefsel
