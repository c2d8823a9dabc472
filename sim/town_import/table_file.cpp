#include "town_import/table_file.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <utility>

#include "base/errors.hpp"
#include "text/words.hpp"
#include "town_import/file_support.hpp"
#include "town_import/gdal_support.hpp"

namespace weefsel {
namespace {
const char* const expected = "a CSV file or an Excel workbook (.xlsx)";

std::string as_utf8(const char* text) {
  if (CPLIsUTF8(text, -1)) return text;
  char* recoded = CPLRecode(text, "CP1252", CPL_ENC_UTF8);
  std::string result = recoded;
  CPLFree(recoded);
  return result;
}

bool begins_with(const std::string& text, const char* part) { return text.rfind(part, 0) == 0; }

/// GDAL's name for it.
const char* name_of_separator(char separator) {
  return separator == ';' ? "SEMICOLON" : separator == '\t' ? "TAB" : "COMMA";
}

/// Titles above the columns, or no table at all.
[[noreturn]] void refuse_first_line(const std::filesystem::path& file, const std::string& text,
                                    const std::string& what) {
  constexpr std::size_t enough = 80;
  std::string line = trimmed(as_utf8(text.substr(0, std::min(text.find('\n'), enough)).c_str()));
  if (begins_with(line, "\xEF\xBB\xBF")) line.erase(0, 3);
  line.erase(std::remove(line.begin(), line.end(), '"'), line.end());
  throw UserMistake(
      file.string() + ": found the first line \"" + line + "\", which names no columns; expected " + what +
      " with a line of column names first, between commas, semicolons or tabs\n  from StatLine: download as "
      "\"CSV zonder statistische symbolen\", not \"CSV volgens tabelindeling\"");
}

/// "Bron: CBS" and the like, below a table of StatLine.
bool is_footer(const TableRow& row) {
  return std::all_of(row.begin() + 1, row.end(), [](const auto& value) { return value.empty(); }) &&
         (begins_with(row[0], "Bron") || begins_with(row[0], "\xC2\xA9"));
}
}  // namespace

struct TableFile::Opened {
  GdalMessages messages;
  GDALDatasetUniquePtr dataset;
  OGRLayer* layer = nullptr;
  bool is_csv = false;
};

TableFile::TableFile(std::filesystem::path file, std::string what)
    : file_(std::move(file)), what_(std::move(what)), opened_(std::make_unique<Opened>()) {
  check_readable(file_, expected, what_);
  const std::string start = beginning_of(file_, 65536);
  const bool is_excel = begins_with(start, "PK\x03\x04");
  opened_->is_csv = !is_excel;
  if (begins_with(start, "sep=") || begins_with(start, "\xEF\xBB\xBFsep="))
    throw UserMistake(file_.string() + ": its first line is \"sep=…\", which only Excel knows; leave that line out");
  const std::size_t first = start.find_first_not_of(" \r\n\t\xEF\xBB\xBF");
  const bool is_no_table = first == std::string::npos || start[first] == '{' || start[first] == '<' ||
                           start.find('\0') != std::string::npos || begins_with(start, "SQLite format 3") ||
                           begins_with(start, "\xFF\xFE") || begins_with(start, "\xFE\xFF");
  if (!is_excel && is_no_table) throw UserMistake(file_.string() + ": " + found_instead(file_, expected, what_, false));
  const std::optional<char> separator = likely_separator(start);
  if (!is_excel && !separator) refuse_first_line(file_, start, what_);
  if (is_excel) {
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "FORCE");
    CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    opened_->dataset = open_with_gdal(file_, what_, {"XLSX"}, expected, opened_->messages);
  } else {
    opened_->dataset = open_with_gdal(
        file_, what_, {"CSV"}, expected, opened_->messages,
        {"HEADERS=YES", "AUTODETECT_TYPE=NO", std::string("SEPARATOR=") + name_of_separator(*separator)});
  }
  // Of the sheets of a workbook the widest has the figures; others are covers and notes.
  for (OGRLayer* layer : opened_->dataset->GetLayers()) {
    const auto width = [](OGRLayer* of) { return of->GetLayerDefn()->GetFieldCount(); };
    if (!opened_->layer || width(layer) > width(opened_->layer)) opened_->layer = layer;
  }
  if (!opened_->layer) throw UserMistake(file_.string() + ": has no rows; expected " + expected + " with " + what_);
  const OGRFeatureDefn& definition = *opened_->layer->GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    columns_.push_back(trimmed(as_utf8(definition.GetFieldDefn(i)->GetNameRef())));
  }
}

TableFile::~TableFile() = default;

int TableFile::column(const std::vector<std::string>& names) const {
  for (const std::string& name : names) {
    const auto found = std::find_if(columns_.begin(), columns_.end(),
                                    [&](const auto& column) { return in_capitals(column) == in_capitals(name); });
    if (found != columns_.end()) return static_cast<int>(found - columns_.begin());
  }
  return -1;
}

std::size_t TableFile::needed_column(const std::vector<std::string>& names) const {
  const int index = column(names);
  if (index >= 0) return static_cast<std::size_t>(index);
  throw UserMistake(file_.string() + ": no column " + names.front() + "; expected " + what_ + "\n  found columns " +
                    first_few(columns_));
}

void TableFile::for_each_row(const std::function<void(const TableRow&)>& visit) {
  std::size_t rows = 0;
  TableRow row(columns_.size());
  for (const OGRFeatureUniquePtr& feature : *opened_->layer) {
    for (std::size_t i = 0; i < row.size(); ++i)
      row[i] = trimmed(as_utf8(feature->GetFieldAsString(static_cast<int>(i))));
    if (row.empty() || is_footer(row)) continue;
    ++rows;
    if (opened_->is_csv && !feature->IsFieldSet(static_cast<int>(row.size()) - 1)) refuse_short_row(*feature);
    visit(row);
  }
  if (const std::string& trouble = opened_->messages.first_error(); !trouble.empty())
    throw UserMistake(file_.string() + ": damaged or cut short; expected " + what_ + "\n  (GDAL: " + trouble + ")");
  if (rows == 0) throw UserMistake(file_.string() + ": has no rows; expected " + expected + " with " + what_);
}

void TableFile::refuse_short_row(const OGRFeature& feature) const {
  int values = static_cast<int>(columns_.size());
  while (values > 0 && !feature.IsFieldSet(values - 1)) --values;
  throw UserMistake(file_.string() + ": cut short, or values are missing: line " +
                    std::to_string(feature.GetFID() + 1) + " (" + trimmed(as_utf8(feature.GetFieldAsString(0))) +
                    ", …) has " + std::to_string(values) + " values, and the header names " +
                    std::to_string(columns_.size()) + " columns; expected " + what_);
}

std::string first_few(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i > 0 ? ", " : "") + names[i];
  return names.size() > most ? text + ", …" : text;
}

}  // namespace weefsel
