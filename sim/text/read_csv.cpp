#include "text/read_csv.hpp"

#include <csv.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "base/errors.hpp"
#include "text/nearest.hpp"
#include "text/read_yaml.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

namespace weefsel {
namespace {
constexpr std::size_t most_bytes = 200'000'000;

/// Gathers what libcsv hands out, cell by cell and row by row.
struct Gathering {
  CsvTable table;
  CsvTable::Row row;
  bool decimal_comma = false;
  int line = 1, breaks_in_row = 0;

  static void cell(void* text, std::size_t size, void* gathering) {
    auto& self = *static_cast<Gathering*>(gathering);
    std::string value(static_cast<const char*>(text), size);
    self.breaks_in_row += static_cast<int>(std::count(value.begin(), value.end(), '\n'));
    value = trimmed(value);
    if (self.decimal_comma) value = with_decimal_point(std::move(value));
    self.row.cells.push_back(std::move(value));
  }
  static void end_of_row(int /*terminator*/, void* gathering) {
    auto& self = *static_cast<Gathering*>(gathering);
    self.row.line = self.line;
    self.line += 1 + std::exchange(self.breaks_in_row, 0);
    const bool blank =
        std::all_of(self.row.cells.begin(), self.row.cells.end(), [](const auto& c) { return c.empty(); });
    if (self.table.columns.empty() && !blank) {
      self.table.columns = std::move(self.row.cells);
    } else if (!blank) {
      self.table.rows.push_back(std::move(self.row));
    }
    self.row = {};
  }
};

/// Each column has a name of its own, and each row a cell for each.
void check_grid(CsvTable& table, Problems& problems) {
  std::set<std::string> seen;
  while (!table.columns.empty() && table.columns.back().empty()) table.columns.pop_back();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string& name = table.columns[i];
    if (name.empty()) problems.add(table.position(1, i), "", "this column has no name in the first line");
    if (!name.empty() && !seen.insert(name).second)
      problems.add(table.position(1, i), name, "this column occurs twice");
  }
  for (CsvTable::Row& row : table.rows) {
    while (row.cells.size() > table.columns.size() && row.cells.back().empty()) row.cells.pop_back();
    if (row.cells.size() == table.columns.size()) continue;
    problems.add(table.position(row.line, std::min(row.cells.size(), table.columns.size())), "",
                 "this row has " + std::to_string(row.cells.size()) + " cells; the first line names " +
                     std::to_string(table.columns.size()) +
                     " columns (is the file cut short, or a comma outside quotes?)");
    row.cells.resize(table.columns.size());
  }
}

/// libcsv's parser, freed with it.
struct Parser {
  csv_parser state{};
  explicit Parser(char separator) {
    // Blank lines are rows too, so that lines can be counted.
    csv_init(&state, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_REPALL_NL);
    csv_set_delim(&state, static_cast<unsigned char>(separator));
  }
  ~Parser() { csv_free(&state); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
};
}  // namespace

Position CsvTable::position(int line, std::size_t column) const {
  Position result = whole;
  result.line = line;
  result.column = static_cast<int>(column) + 1;
  return result;
}

std::optional<CsvTable> read_csv_text(std::string_view text, const std::string& name, Problems& problems) {
  const Position whole = position_in(name);
  if (text.size() > most_bytes) {
    problems.add(whole, "", "the file is too large: at most 200 MB");
    return {};
  }
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
    problems.add(whole, "", "the file is in UTF-16; save it as \"CSV UTF-8\"");
    return {};
  }
  if (text.substr(0, 2) == "PK") {
    problems.add(whole, "", "this is an Excel workbook or a zip; save the sheet as \"CSV UTF-8\"");
    return {};
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (const auto bad = first_not_utf8(text)) {
    const auto line =
        1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n'));
    problems.add(position_in(name, line, 1), "",
                 "a character in this line is not UTF-8; save the file as \"CSV UTF-8\"");
    return {};
  }
  Gathering gathering;
  gathering.table.whole = whole;
  const char separator = likely_separator(text).value_or(',');
  gathering.decimal_comma = separator != ',';
  Parser parser(separator);
  std::string lines(text);  // a line ends with a line feed alone, so that lines can be counted
  lines.erase(std::remove(lines.begin(), lines.end(), '\r'), lines.end());
  const std::size_t read =
      csv_parse(&parser.state, lines.data(), lines.size(), Gathering::cell, Gathering::end_of_row, &gathering);
  if (read != lines.size() || csv_fini(&parser.state, Gathering::cell, Gathering::end_of_row, &gathering) != 0) {
    problems.add(
        position_in(name, gathering.line), "",
        "a quote in the row that begins here stands in the middle of a cell, or is never closed; a quote within a "
        "cell is written twice, and the cell between quotes");
    return {};
  }
  if (gathering.table.columns.empty()) {
    problems.add(whole, "", "the file is empty; its first line names the columns");
    return {};
  }
  const std::size_t before = problems.size();
  check_grid(gathering.table, problems);
  if (problems.size() > before) return {};
  return std::move(gathering.table);
}

std::optional<CsvTable> read_csv(const std::filesystem::path& file, Problems& problems) {
  if (const std::string trouble = trouble_with_file(file, "CSV"); !trouble.empty()) {
    problems.add(position_in(file.string()), "", trouble);
    return {};
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw SystemTrouble(file.string() + ": the file cannot be opened for reading");
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (stream.bad()) throw SystemTrouble(file.string() + ": the file cannot be read");
  return read_csv_text(text, file.string(), problems);
}

}  // namespace weefsel
