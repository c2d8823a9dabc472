// What: a study of the small town as files in a folder of the test, short enough to play many times.
#pragma once

#include <fstream>
#include <string>

#include "studies/study_plan.hpp"
#include "support/play.hpp"
#include "support/temporary_folder.hpp"

namespace weefsel::tests {

inline void write_file(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

/// A folder with the scenarios `as_it_is` and `closes` (the library, in the first week of 2026-03-02), and a study of them.
class StudyFiles {
 public:
  StudyFiles() {
    const std::string head = "question: {nl: Proef, en: Trial}\ntown: " + hofbuurt_file() + "\nstart: 2026-01-05\nyears: 1\nrun_in_years: 0.2\n";
    write_file(folder.file("as_it_is.yaml"), head);
    write_file(folder.file("closes.yaml"), head + "levers:\n  - {id: close, from: 2026-03-02, cost_per_year: -52000, close_places: {ids: [library_hof]}}\n"
                                                  "  - {id: families, from: 2026-01-05, cost_per_year: 1000, buurtgezinnen: {coordinators_fte: 1}}\n");
  }
  /// `text`: of the study; its path comes back.
  std::string study(const std::string& text) const {
    write_file(folder.file("study.yaml"), text);
    return folder.file("study.yaml");
  }
  std::string usual() const {
    return study("scenarios: [as_it_is.yaml, closes.yaml]\ndesign: {method: latin_hypercube, points: 3}\n"
                 "vary:\n  - parameter: ties.half_life\n  - {lever: families, key: coordinators_fte, from: 0.5, to: 3}\nreplicates: 2\n");
  }
  TemporaryFolder folder;
};

}  // namespace weefsel::tests
