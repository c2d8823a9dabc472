// What: many small worlds at once: one a thread, each lived by that thread alone. In a small town that is faster than sharing each
// world's loops among threads, which then mostly wait for each other; what comes out does not depend on it.
#pragma once

#include <tbb/task_arena.h>

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace weefsel {

/// Calls `work(next)` on each of `threads` threads; next() gives 0, 1, 2, ... to whoever asks. Throws what the first one threw.
template <class Work>
void side_by_side(int threads, Work&& work) {
  std::atomic<std::size_t> count{0};
  const auto next = [&count] { return count++; };
  std::exception_ptr trouble;
  std::mutex mutex;
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&] {
      try {
        tbb::task_arena(1).execute([&] { work(next); });
      } catch (...) {
        const std::lock_guard guard(mutex);
        if (!trouble) trouble = std::current_exception();
      }
    });
  for (std::thread& one : all) one.join();
  if (trouble) std::rethrow_exception(trouble);
}

}  // namespace weefsel
