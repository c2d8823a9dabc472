// What: who may live futures now. One play at a time, and the one that was asked for last goes first: an earlier one gives way at
// its next week, and takes its turn again later (what it lived is kept).
// Threads: may be called from many.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>

namespace weefsel {

class Turns {
 public:
  /// A number for a new play, higher than all before.
  [[nodiscard]] std::uint64_t ask();
  /// Waits until nobody lives and nobody who asked later waits; false when `stopped` came first. Meanwhile `gives_way` is set
  /// for whoever lives and asked earlier.
  [[nodiscard]] bool take(std::uint64_t number, std::atomic<bool>& gives_way, const std::atomic<bool>& stopped);
  /// After a turn, whether it was finished or gave way.
  void give_back();
  /// Does anybody live, or wait to?
  [[nodiscard]] bool is_busy() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::uint64_t> waiting_;
  std::uint64_t last_ = 0, living_ = 0;  ///< 0: nobody
  std::atomic<bool>* gives_way_ = nullptr;  ///< of whoever lives
};

}  // namespace weefsel
