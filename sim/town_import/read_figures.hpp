// What: reads CBS's key figures of neighbourhoods of one municipality from one file: StatLine (open data or a download
// with titles), the Excel edition (kwb, as .xlsx or saved as CSV), or the attributes of PDOK's boundaries. Which form,
// separator, decimal sign, encoding and unit is seen from the file itself. Distances to facilities (CBS "Nabijheid
// voorzieningen") and SES-WOA scores are such files too.
//
// Percentages of inhabitants and households become counts, by the counts of the same row.
// The year is the one in the file; else the one that its name says ("kwb-2023", "84583NED"); else unknown (0).
//
// Errors: forms without codes of neighbourhoods, or without any figure that is used, are a UserMistake that says what
// to download instead; so is a value that is no number (or no whole one where people are counted), parts that are more
// than their whole, and neighbourhoods that do not add up to the line of their municipality.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "town_import/cbs_figures.hpp"

namespace weefsel {

struct RegionFigures {
  std::string code, name;
  std::string postcode;  ///< the commonest, four digits; may be empty
  ByCbsFigure<CbsValue> values{};

  [[nodiscard]] const CbsValue& operator[](CbsFigure figure) const { return values[static_cast<std::size_t>(figure)]; }
};

struct FiguresFile {
  std::filesystem::path file;
  int year = 0;                                      ///< 0: unknown
  std::string edition;                               ///< "CBS 2023 (kwb-2023.xlsx)"
  std::string municipality_code, municipality_name;  ///< "GM0344"; the name may be empty
  std::vector<RegionFigures> neighbourhoods;         ///< in the order of the file
  std::optional<RegionFigures> municipality, country;
  std::set<CbsFigure> figures;  ///< columns that are used
};

/// One file's rows, given one by one; used for tables and for the attributes of boundaries.
class FiguresReader {
 public:
  /// `municipality` is a code or a name, or empty when the file holds only one. `what` as for TableFile.
  FiguresReader(std::filesystem::path file, const std::vector<std::string>& columns, std::string municipality,
                std::string what);
  [[nodiscard]] bool has_figures() const { return !read_.figures.empty(); }
  /// Whether the row was of a neighbourhood on land of the municipality. Others are skipped.
  bool take(const std::vector<std::string>& row);
  /// What was read. UserMistake when there was nothing of the municipality, or of more than one.
  [[nodiscard]] FiguresFile finish();

 private:
  struct Column {
    CbsColumn meaning;
    std::size_t index = 0;
    std::string name;
  };
  [[nodiscard]] std::string text(const std::vector<std::string>& row, int column) const;
  [[nodiscard]] RegionFigures figures_of(const std::vector<std::string>& row, const std::string& code) const;
  [[nodiscard]] bool is_wanted(const std::string& gm, const std::string& name);
  void check_sense(const RegionFigures& region) const;
  void check_nothing_is_lost() const;
  void learn_year(const std::vector<std::string>& row);

  FiguresFile read_;
  std::string municipality_, what_;
  std::string other_code_;  ///< the first that is none of CBS
  int code_ = -1, region_ = -1, gm_name_ = -1, year_ = -1, postcode_ = -1, water_ = -1;
  std::vector<Column> columns_;
  std::map<std::string, std::string> seen_;  ///< codes and names of the municipalities in the file
};

/// `what`: "CBS key figures of neighbourhoods".
[[nodiscard]] FiguresFile read_figures(const std::filesystem::path& file, const std::string& municipality,
                                       const std::string& what);

/// Among other municipalities: "GM0308 Baarn, GM0344 Utrecht, …".
[[nodiscard]] std::string listed_municipalities(const std::map<std::string, std::string>& names_by_code);

}  // namespace weefsel
