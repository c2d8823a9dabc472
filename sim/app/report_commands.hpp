// What: the commands that make tables and texts for people: `monitor`, `profile`, `factors`.
#pragma once

#include <CLI/CLI.hpp>
#include <atomic>
#include <functional>
#include <optional>

namespace weefsel::app {

/// Adds them to the command line. What comes back runs the one that was given, and gives its exit code; nothing when
/// another command was given.
[[nodiscard]] std::function<std::optional<int>()> add_report_commands(CLI::App& cli,
                                                                      const std::atomic<bool>& interrupted);

}  // namespace weefsel::app
