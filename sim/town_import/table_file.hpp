// What: reads a table row by row: CSV of any separator (comma, semicolon, tab) and encoding (UTF-8 with or without BOM,
// else Windows-1252), or the widest sheet of an Excel workbook. Nothing is kept but the row in
// hand, so a file of the whole country costs no more memory than one of a village (Excel apart: it is one zip).
// All of GDAL's reading of tables is here.
//
// Errors: a file that is missing, of another format, in UTF-16, without rows or cut short is a UserMistake that says
// what was found and what was expected; one that the system refuses to open is SystemTrouble.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

class OGRFeature;

namespace weefsel {

using TableRow = std::vector<std::string>;  ///< one value for each column, trimmed, UTF-8; empty: nothing there

class TableFile {
 public:
  /// Opens the file and reads its header. `what` says in messages what the file is for.
  TableFile(std::filesystem::path file, std::string what);
  ~TableFile();
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  /// As in the header, trimmed, UTF-8.
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  /// Index of the first of `names` that the file has, whatever its capitals, or -1.
  [[nodiscard]] int column(const std::vector<std::string>& names) const;
  /// The same for a column without which the file is of no use: a UserMistake names the columns that were found.
  [[nodiscard]] std::size_t needed_column(const std::vector<std::string>& names) const;
  /// All rows, in the order of the file; once. `visit` may throw.
  void for_each_row(const std::function<void(const TableRow&)>& visit);

 private:
  struct Opened;
  [[noreturn]] void refuse_short_row(const OGRFeature& feature) const;
  std::filesystem::path file_;
  std::string what_;
  std::unique_ptr<Opened> opened_;
  std::vector<std::string> columns_;
};

/// The first few of the names, for messages: "a, b, c, …".
[[nodiscard]] std::string first_few(const std::vector<std::string>& names, std::size_t most = 8);

}  // namespace weefsel
