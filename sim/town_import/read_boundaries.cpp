#include "town_import/read_boundaries.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/errors.hpp"
#include "town_import/file_support.hpp"
#include "town_import/table_file.hpp"

namespace weefsel {
namespace {
const char* const expected = "boundaries of neighbourhoods (CBS/PDOK \"wijkenbuurten\", layer buurten)";
const std::vector<std::string> own_codes = {"KODE", "CODE", "BUURTNR", "BUURTNUMMER", "BC"};
const std::vector<std::string> cbs_codes = {"buurtcode",     "BU_CODE",     "cbsCode",
                                            "cbs_buurtcode", "gwb_code_10", "statcode"};

/// The column of CBS codes is put first, under CBS's own name, so that attributes are read as figures are.
class Attributes {
 public:
  Attributes(const std::vector<std::string>& columns, const std::filesystem::path& file, std::string known_code)
      : file_(file), known_code_(std::move(known_code)) {
    for (const std::string& column : columns) {
      if (code_.empty() && cbs_key(column) == CbsKey::code) code_ = column;
    }
    const auto own = std::find_if(columns.begin(), columns.end(), [](const std::string& column) {
      return std::find(own_codes.begin(), own_codes.end(), in_capitals(column)) != own_codes.end();
    });
    const bool has_own = own != columns.end();
    if (code_.empty() && has_own && !known_code_.empty()) code_ = *own, is_own_ = true;
    if (code_.empty()) {
      throw UserMistake(
          file.string() + ": no attribute with CBS codes of neighbourhoods (\"buurtcode\", \"cbsCode\")" +
          (has_own ? "; its own codes are of use when --figures or --municipality with a code says whose they are"
                   : "") +
          "; expected " + expected + "\n  found " + first_few(columns));
    }
    names_.push_back("buurtcode");
    wanted_.push_back(code_);
    for (const std::string& column : columns) {
      if (column == code_ || cbs_key(column) == CbsKey::code) continue;
      names_.push_back(column);
      wanted_.push_back(column);
    }
  }

  [[nodiscard]] const std::vector<std::string>& wanted() const { return wanted_; }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  [[nodiscard]] std::vector<std::string> row(const std::vector<std::optional<std::string>>& values) const {
    std::vector<std::string> result;
    for (const auto& value : values) result.push_back(value.value_or(""));
    if (!is_own_ || result[0].empty()) return result;
    if (result[0].size() != 4) {
      throw UserMistake(
          file_.string() + ": " + code_ + " is \"" + result[0] +
          "\"; a neighbourhood's own code has four characters (are these districts, \"wijken\"?); expected " +
          expected);
    }
    result[0] = "BU" + known_code_.substr(2) + result[0];
    return result;
  }

 private:
  std::filesystem::path file_;
  std::string known_code_, code_;
  bool is_own_ = false;
  std::vector<std::string> names_, wanted_;
};

/// GDAL tells apart no editions; PDOK's attribute `jaar` or the file's name says the year.
std::string edition_of(const FiguresFile& read, const std::filesystem::path& file) {
  return "boundaries" + (read.year > 0 ? ' ' + std::to_string(read.year) : std::string()) + " (" +
         file.filename().string() + ")";
}
/// Where people live there is land. A few households may be left out (with a note): slivers of drawing are no land.
void refuse_without_land(const std::filesystem::path& file, const RegionFigures& neighbourhood) {
  constexpr double few_households = 10;
  if (neighbourhood[CbsFigure::households].value.value_or(few_households) < few_households) return;
  throw UserMistake(file.string() + ": " + neighbourhood.code +
                    ": its boundary is missing, encloses no land, or has coordinates that are no numbers; expected " +
                    expected);
}

/// A neighbourhood far from all others has its coordinates wrong.
void refuse_far_off(const BoundariesFile& file) {
  constexpr double widest_municipality = 60000;  // metres, from its middle: wider than any
  std::vector<double> xs, ys;
  for (const auto& [code, boundary] : file.boundaries) {
    xs.push_back(boundary.rings.front().front().x);
    ys.push_back(boundary.rings.front().front().y);
  }
  if (xs.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(xs.size() / 2);
  std::nth_element(xs.begin(), xs.begin() + middle, xs.end());
  std::nth_element(ys.begin(), ys.begin() + middle, ys.end());
  for (const auto& [code, boundary] : file.boundaries) {
    const Point corner = boundary.rings.front().front();
    const double metres = std::hypot(corner.x - xs[xs.size() / 2], corner.y - ys[ys.size() / 2]);
    if (metres <= widest_municipality) continue;
    throw UserMistake(file.file.string() + ": " + code + " lies " + std::to_string(std::lround(metres / 1000)) +
                      " km from the other neighbourhoods of " + file.municipality_code + "; expected " + expected);
  }
}
}  // namespace

BoundariesFile read_boundaries(const std::filesystem::path& file, const std::string& municipality,
                               const std::string& known_code) {
  const GeoReader source(file, expected, cbs_codes);
  const Attributes attributes(source.columns(), file, known_code);
  FiguresReader reader(file, attributes.names(), municipality.empty() ? known_code : municipality, expected);
  const auto keep = [&](const auto& values) { return reader.take(attributes.row(values)); };
  const GeoFile data = source.read(attributes.wanted(), keep);
  BoundariesFile result;
  const bool has_figures = reader.has_figures();
  FiguresFile read = reader.finish();
  result.file = file;
  result.coordinates = data.coordinates;
  result.edition = edition_of(read, file);
  result.municipality_code = read.municipality_code;
  result.municipality_name = read.municipality_name;
  for (std::size_t i = 0; i < data.features.size(); ++i) {
    if (data.features[i].rings.empty()) {
      refuse_without_land(file, read.neighbourhoods[i]);
      continue;
    }
    result.boundaries[read.neighbourhoods[i].code] = {read.neighbourhoods[i].name, data.features[i].rings};
  }
  refuse_far_off(result);
  if (result.boundaries.empty()) {
    throw UserMistake(file.string() + ": none of the " + std::to_string(data.features.size()) + " neighbourhoods of " +
                      read.municipality_code + " has a boundary that encloses land; expected " + expected);
  }
  if (has_figures) result.figures = std::move(read);
  return result;
}

}  // namespace weefsel
