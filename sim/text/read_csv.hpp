// What: reads a table that people edit (CSV, RFC 4180, by libcsv) into values that know where they stand, so that a
// table is checked as YAML is. Separator (comma, semicolon or tab) and decimal sign are seen from the file: a
// spreadsheet in Dutch saves semicolons and decimal commas. UTF-8, with or without byte order mark.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/problems.hpp"

namespace weefsel {

struct CsvTable {
  std::vector<std::string> columns;  ///< as in the header, trimmed
  struct Row {
    int line = 0;                    ///< of its beginning, from 1
    std::vector<std::string> cells;  ///< one for each column, trimmed
  };
  std::vector<Row> rows;
  Position whole;  ///< the file

  /// Where the cell of this column (from 0) stands: columns of the position count cells, from 1.
  [[nodiscard]] Position position(int line, std::size_t column) const;
};

/// The table in the file, or nothing when it has no usable one; what is wrong is added to `problems` (quotes that do
/// not close, rows with more or fewer cells than the header, a column named twice). Numbers with a decimal comma are
/// given back with a point when the separator is not a comma. A file that cannot be read throws SystemTrouble.
[[nodiscard]] std::optional<CsvTable> read_csv(const std::filesystem::path& file, Problems& problems);

/// The same for text in memory; `name` stands for the file in messages.
[[nodiscard]] std::optional<CsvTable> read_csv_text(std::string_view text, const std::string& name, Problems& problems);

}  // namespace weefsel
