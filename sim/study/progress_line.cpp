#include "study/progress_line.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <string>

namespace weefsel {
namespace {

std::string spell(double seconds) {
  const auto s = static_cast<std::int64_t>(seconds + 0.5);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {:02} s", s / 60, s % 60);
  return fmt::format("{} h {:02} min", s / 3600, s % 3600 / 60);
}

}  // namespace

ProgressLine::ProgressLine(bool quiet)
    : quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0), start_(std::chrono::steady_clock::now()), last_(start_) {}

void ProgressLine::show(std::int64_t done, std::int64_t total) {
  if (quiet_ || total <= 0 || done <= 0) return;
  const auto now = std::chrono::steady_clock::now();
  const double share = static_cast<double>(done) / static_cast<double>(total);
  const double passed = std::chrono::duration<double>(now - start_).count();
  if (terminal_) {
    if (now - last_ < std::chrono::milliseconds(150)) return;
    last_ = now;
    constexpr int width = 32;
    const int filled = static_cast<int>(share * width);
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < filled ? "█" : "░";
    fmt::print(stderr, "\r{} {:3.0f}%  {} left   ", bar, 100 * share, spell(passed / share - passed));
    std::fflush(stderr);
    drawn_ = true;
  } else if (const int quarter = static_cast<int>(share * 4); quarter > quarters_said_ && quarter < 4) {
    quarters_said_ = quarter;
    fmt::print(stderr, "{}% done, about {} left\n", 25 * quarter, spell(passed / share - passed));
  }
}

void ProgressLine::finish() {
  if (quiet_) return;
  const double passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  if (drawn_) fmt::print(stderr, "\r{:60}\r", "");
  fmt::print(stderr, "Done in {}.\n", spell(passed));
}

}  // namespace weefsel
