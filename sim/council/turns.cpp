#include "council/turns.hpp"

#include <chrono>

namespace weefsel {

std::uint64_t Turns::ask() {
  const std::lock_guard guard(mutex_);
  return ++last_;
}

bool Turns::take(std::uint64_t number, std::atomic<bool>& gives_way, const std::atomic<bool>& stopped) {
  std::unique_lock lock(mutex_);
  waiting_.insert(number);
  if (living_ != 0 && living_ < number) *gives_way_ = true;
  while (!stopped && (living_ != 0 || *waiting_.rbegin() != number)) changed_.wait_for(lock, std::chrono::milliseconds(100));
  waiting_.erase(number);
  changed_.notify_all();
  if (stopped) return false;
  living_ = number;
  gives_way_ = &gives_way;
  gives_way = false;
  if (stopped) gives_way = true;  // said meanwhile
  return true;
}

void Turns::give_back() {
  const std::lock_guard guard(mutex_);
  living_ = 0;
  gives_way_ = nullptr;
  changed_.notify_all();
}

bool Turns::is_busy() const {
  const std::lock_guard guard(mutex_);
  return living_ != 0 || !waiting_.empty();
}

}  // namespace weefsel
