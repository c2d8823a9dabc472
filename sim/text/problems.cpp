#include "text/problems.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/errors.hpp"

namespace weefsel {
namespace {
// A file that is wholly wrong (say, another format) should not fill the screen.
constexpr std::size_t most_reported = 100;
}  // namespace

const std::string& Position::file_name() const {
  static const std::string nowhere;
  return file ? *file : nowhere;
}

Position position_in(std::string name, int line, int column) {
  return {std::make_shared<const std::string>(std::move(name)), line, column};
}

void Problems::add(const Position& position, std::string key, std::string message) {
  found_.push_back({position.file_name(), position.line, position.column, std::move(key), std::move(message)});
}

std::vector<Problem> Problems::sorted() const {
  std::vector<Problem> result = found_;
  std::stable_sort(result.begin(), result.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  return result;
}

std::string Problems::report() const {
  std::string text;
  const std::vector<Problem> all = sorted();
  for (std::size_t i = 0; i < all.size() && i < most_reported; ++i) {
    const Problem& problem = all[i];
    if (i > 0) text += '\n';
    text += problem.file;
    if (problem.line > 0) text += ':' + std::to_string(problem.line) + ':' + std::to_string(problem.column);
    text += ": ";
    if (!problem.key.empty()) text += problem.key + ": ";
    text += problem.message;
  }
  if (all.size() > most_reported) text += "\n... and " + std::to_string(all.size() - most_reported) + " more";
  return text;
}

void Problems::throw_if_any() const {
  if (!found_.empty()) throw UserMistake(report());
}

}  // namespace weefsel
