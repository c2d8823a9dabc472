// What: a stopwatch for benchmarks that time one part of what they do (UseManualTime).
#pragma once

#include <chrono>

namespace weefsel::benchmarks {

/// Seconds of the clock on the wall that `body` takes.
template <class Body>
double seconds_of(Body&& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace weefsel::benchmarks
