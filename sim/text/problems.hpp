// What: mistakes in files that people write, gathered so that all of them are reported at once.
// A reader adds what it finds and goes on; who called it ends with `throw_if_any()`.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace weefsel {

/// Where something stands. Lines and columns count from 1, columns in characters; line 0: the file as a whole
/// (or something that is no file, such as the option `--set`).
struct Position {
  std::shared_ptr<const std::string> file;  ///< as the user wrote it; never null after reading
  int line = 0, column = 0;

  [[nodiscard]] const std::string& file_name() const;
};

/// A position in the file called `name`.
[[nodiscard]] Position position_in(std::string name, int line = 0, int column = 0);

struct Problem {
  std::string file;
  int line = 0, column = 0;
  std::string key;      ///< path to what is wrong: "levers[2].places.kinds[0]"; empty: the file as a whole
  std::string message;  ///< what is wrong, what is allowed, and the nearest right spelling
};

class Problems {
 public:
  void add(const Position& position, std::string key, std::string message);

  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  /// All problems, by file, line and column.
  [[nodiscard]] std::vector<Problem> sorted() const;
  /// One line each: `FILE:LINE:COLUMN: key: message`. Ends without a line break.
  [[nodiscard]] std::string report() const;
  /// Throws UserMistake with report() if there is any problem.
  void throw_if_any() const;

 private:
  std::vector<Problem> found_;
};

}  // namespace weefsel
