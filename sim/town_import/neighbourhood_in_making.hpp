// What: a neighbourhood while the importer makes it: what the files say of it and what has come of that so far. Private
// to make_neighbourhoods.cpp and the steps it takes.
#pragma once

#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "town_import/merge_figures.hpp"
#include "town_import/municipality.hpp"

namespace weefsel {

inline constexpr double inhabitants_per_household = 2.12;  ///< CBS, national, 2023; where one of the two is missing

struct NeighbourhoodInMaking {
  const MergedRegion* figures = nullptr;  ///< nothing: no file knows it
  ImportedNeighbourhood read;
  std::optional<std::array<double, 3>> education;  ///< shares of the three levels, where a file has them

  [[nodiscard]] std::optional<double> value(CbsFigure figure) const {
    return figures ? (*figures)[figure].value : std::nullopt;
  }
  [[nodiscard]] std::string edition(CbsFigure figure) const {
    return figures ? (*figures)[figure].edition : std::string();
  }
  /// "secret or too small in CBS 2024 (kwb-2024.xlsx)", "not in the data".
  [[nodiscard]] std::string why_missing(CbsFigure figure) const {
    if (!figures || (*figures)[figure].why == Missing::no_such_column) return "not in the data";
    if ((*figures)[figure].why == Missing::no) return "all 0 by rounding in " + (*figures)[figure].edition;
    return std::string(in_words((*figures)[figure].why)) + " in " + (*figures)[figure].edition;
  }
};

/// Of households with children at home: with one under 23. CBS counts children of any age; judgement.
inline constexpr double with_children_under_23_share = 0.85;

/// Private households in a region, 0 when nobody lives there or nobody knows.
[[nodiscard]] inline double households_of(const MergedRegion& region) {
  if (region[CbsFigure::households].value) return *region[CbsFigure::households].value;
  return std::round(region[CbsFigure::inhabitants].value.value_or(0) / inhabitants_per_household);
}

/// Shares of a town have three decimals.
[[nodiscard]] inline double rounded_share(double share) { return std::round(share * 1000) / 1000; }

}  // namespace weefsel
