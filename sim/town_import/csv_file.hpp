// What: reads a CSV file with a header line, whatever its separator (comma, semicolon, tab) and encoding (UTF-8 with or
// without BOM, else Windows-1252). Values are trimmed; an empty one is an empty text.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace weefsel {

struct CsvFile {
  std::vector<std::string> columns;            ///< as in the header, in capitals, trimmed
  std::vector<std::vector<std::string>> rows;  ///< one value for each column

  /// Index of the first of `names` (in capitals) that the file has, or -1.
  [[nodiscard]] int column(const std::vector<std::string>& names) const;
};

/// `what` says in messages what the file is for. Errors as in geo_file.hpp.
[[nodiscard]] CsvFile read_csv_file(const std::filesystem::path& file, const std::string& what);

}  // namespace weefsel
