#include "text/write_csv.hpp"

#include <algorithm>

#include "base/csv.hpp"

namespace weefsel {

CsvWriter::CsvWriter(TableStyle style) : dutch_(style == TableStyle::dutch), written_(dutch_ ? "\xEF\xBB\xBF" : "") {}

void CsvWriter::put(const std::string& cell) {
  const char separator = dutch_ ? ';' : ',';
  if (!at_start_) written_ += separator;
  at_start_ = false;
  written_ += csv_cell(cell, separator);
}

void CsvWriter::text(const std::string& cell) { put(cell); }

void CsvWriter::number(std::string cell) {
  if (dutch_) std::replace(cell.begin(), cell.end(), '.', ',');
  put(cell);
}

void CsvWriter::end_row() {
  written_ += '\n';
  at_start_ = true;
}

}  // namespace weefsel
