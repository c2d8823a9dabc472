// What: what this machine can do at most, measured in the same run: three ways to go through memory, on one and two
// threads. The rest is laid beside these (report/table.py).
// Buffers are far larger than a processor's caches, except where a shared third-level cache is huge: then these limits
// are that cache's, as they are for a town of that size. Each thread has its own part.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <thread>
#include <vector>

#include "random/luck.hpp"

namespace {

constexpr std::size_t doubles_per_array = std::size_t{1} << 24;  // 128 MiB an array and thread

/// STREAM triad (McCalpin 1995): two arrays read, one written. 24 bytes an element, as STREAM counts.
void triad(benchmark::State& state) {
  std::vector<double> a(doubles_per_array, 1), b(doubles_per_array, 2), c(doubles_per_array, 3);
  for (auto _ : state) {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = b[i] + 0.5 * c[i];
    benchmark::ClobberMemory();
  }
  using benchmark::Counter;
  state.counters["bytes_per_second"] =
      Counter(24.0 * static_cast<double>(a.size()) * static_cast<double>(state.iterations()), Counter::kIsRate);
}

/// One array read and written back: what a process does that updates a column. 16 bytes an element.
void in_place_update(benchmark::State& state) {
  std::vector<double> a(2 * doubles_per_array, 1);
  for (auto _ : state) {
    for (double& x : a) x = x * 0.999 + 0.001;
    benchmark::ClobberMemory();
  }
  using benchmark::Counter;
  state.counters["bytes_per_second"] =
      Counter(16.0 * static_cast<double>(a.size()) * static_cast<double>(state.iterations()), Counter::kIsRate);
}

struct alignas(64) Line {
  std::uint64_t words[8];
};

/// Reads of one cache line each, anywhere in a large array; which one does not depend on the line before, so the
/// processor may have many under way: what it is at best to look at the other in a meeting.
void random_reads(benchmark::State& state) {
  constexpr std::size_t lines = std::size_t{1} << 22;  // 256 MiB
  constexpr std::size_t reads = std::size_t{1} << 20;
  const std::vector<Line> memory(lines, Line{{1, 2, 3, 4, 5, 6, 7, 8}});
  std::uint64_t number = static_cast<std::uint64_t>(state.thread_index()) << 40;
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < reads; ++i) sum += memory[weefsel::mix64(++number) % lines].words[i % 8];
    benchmark::DoNotOptimize(sum);
  }
  using benchmark::Counter;
  state.counters["reads_per_second"] =
      Counter(static_cast<double>(reads) * static_cast<double>(state.iterations()), Counter::kIsRate);
}

/// One thread, two, and as many as there are.
void on_some_threads(benchmark::internal::Benchmark* benchmark) {
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  benchmark->Threads(1)->Threads(2)->UseRealTime()->Unit(benchmark::kMillisecond);
  if (cores > 2) benchmark->Threads(cores);
}

}  // namespace

BENCHMARK(triad)->Name("limits/triad")->Apply(on_some_threads);
BENCHMARK(in_place_update)->Name("limits/in_place_update")->Apply(on_some_threads);
BENCHMARK(random_reads)->Name("limits/random_reads")->Apply(on_some_threads);

BENCHMARK_MAIN();
