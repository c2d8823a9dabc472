// What: the figures of a neighbourhood and of a place, each declared once: its key in the file, its member, range, unit
// and meaning. Shape, reader, writer and importer all go through these lists, so a new figure is one line here and one
// in the struct. A figure left out of a file takes the default of the struct.
#pragma once

#include <string_view>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

template <class Description>
struct Figure {
  std::string_view key;
  double Description::*member;
  double low, high;
  std::string_view unit;  ///< "" for shares and marks without a unit
  std::string_view meaning;
};

[[nodiscard]] const std::vector<Figure<NeighbourhoodDescription>>& neighbourhood_figures();
/// The figure says something that follows from `inhabitants_by_age` where that is given: it is not used then.
[[nodiscard]] bool follows_from_ages(const Figure<NeighbourhoodDescription>& figure);
[[nodiscard]] const std::vector<Figure<PlaceDescription>>& place_figures();
[[nodiscard]] const std::vector<Figure<Thresholds>>& threshold_figures();

}  // namespace weefsel
