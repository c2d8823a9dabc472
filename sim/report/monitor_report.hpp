// What: the answers of the virtual monitor, read from an output file, as a table that a municipality can lay beside
// that of its own survey. Share, sampling error of one survey, spread between replicates, and how many were asked.
// Errors: UserMistake when the file has no such thing, naming what there is and the nearest spelling; SystemTrouble
// when it cannot be read.
#pragma once

#include <optional>
#include <string>

#include "report/words.hpp"

namespace weefsel {

struct MonitorReportRequest {
  std::string file;                  ///< OUT.h5
  std::optional<int> year;           ///< 1 is the first year of the scenario, or a calendar year; none: the last
  std::string neighbourhood, group;  ///< a code, a group's id; at most one of the two; none: the whole town
  std::string scenario;              ///< after `compare`: only this one
  Language language = Language::nl;
};

/// Questions by kind, positive ones first, one block per scenario.
[[nodiscard]] std::string monitor_as_text(const MonitorReportRequest& request);

/// One row per scenario, year, neighbourhood or group, and question; all of them where the request leaves it open.
[[nodiscard]] std::string monitor_as_csv(const MonitorReportRequest& request);

}  // namespace weefsel
