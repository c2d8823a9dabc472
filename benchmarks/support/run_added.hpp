// What: BENCHMARK_MAIN() for benchmarks that are added by hand, by size of town or by process.
#pragma once

#include <benchmark/benchmark.h>

namespace weefsel::benchmarks {

/// Runs what has been added; the exit code of the program.
inline int run_added(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace weefsel::benchmarks
