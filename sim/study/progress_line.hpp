// What: one line in the terminal that says how far a run is and how long it will still take. Draws nothing when
// standard error is no terminal, so logs stay clean; a few plain lines then mark the quarters.
#pragma once

#include <chrono>
#include <cstdint>

namespace weefsel {

class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  void show(std::int64_t done, std::int64_t total);
  void finish();

 private:
  bool quiet_, terminal_;
  std::chrono::steady_clock::time_point start_, last_;
  int quarters_said_ = 0;
  bool drawn_ = false;
};

}  // namespace weefsel
