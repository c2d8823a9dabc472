// What: joins files of several years by the code of the neighbourhood: of each figure the latest year that has it, with
// the year kept. A first edition of CBS is mostly empty, so this is the usual case.
//
// Parts of one whole (ages, forms of household, education) are taken from one file together. Where that is an older one
// than the whole is from, the caller scales them: they are shares of that older whole.
// Codes change over the years. Neighbourhoods that only some files know take what those have; files whose codes have
// nothing in common are a UserMistake.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "town_import/read_figures.hpp"

namespace weefsel {

struct MergedFigure {
  std::optional<double> value;
  std::string edition;                    ///< which file it is from
  Missing why = Missing::no_such_column;  ///< when missing: what the latest file that has the column says
};

struct MergedRegion {
  std::string code, name, postcode;
  ByCbsFigure<MergedFigure> figures{};

  [[nodiscard]] const MergedFigure& operator[](CbsFigure figure) const {
    return figures[static_cast<std::size_t>(figure)];
  }
};

struct MergedFigures {
  std::string municipality_code, municipality_name;
  std::map<std::string, MergedRegion> neighbourhoods;  ///< by code
  MergedRegion municipality, country;
  std::vector<std::string> editions;  ///< of the files, latest first
};

/// At least one file, all of the same municipality (else a UserMistake).
[[nodiscard]] MergedFigures merge_figures(std::vector<FiguresFile> files);

}  // namespace weefsel
