// What: writes a table (CSV, RFC 4180) in one of two styles. Both are read (read_csv.hpp).
#pragma once

#include <string>

namespace weefsel {

enum class TableStyle {
  plain,  ///< commas and decimal points
  dutch   ///< semicolons, decimal commas and a byte order mark, as spreadsheets in Dutch expect
};

/// A table, cell by cell.
class CsvWriter {
 public:
  explicit CsvWriter(TableStyle style);
  void text(const std::string& cell);
  /// A number as number_as_text() gives it, or ""; its point becomes a comma where the style has those.
  void number(std::string cell);
  void end_row();
  [[nodiscard]] const std::string& written() const { return written_; }

 private:
  void put(const std::string& cell);
  bool dutch_, at_start_ = true;
  std::string written_;
};

}  // namespace weefsel
