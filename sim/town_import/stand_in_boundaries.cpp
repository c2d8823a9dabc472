#include "town_import/stand_in_boundaries.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace weefsel {
namespace {
constexpr double usual_hectares = 25, square_metres_each = 10000, cell_to_median = 1.5;
constexpr Point middle_of_the_country{155000, 463000};  // Amersfoort, the origin of RD

using Cell = std::pair<int, int>;

double median_of(std::vector<double> values) {
  if (values.empty()) return usual_hectares;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return std::max(*middle, 1.0);
}

/// The free cell nearest to (x, y), which are in cells; of equals the one found first, ring by ring.
Cell nearest_free(double x, double y, const std::set<Cell>& taken) {
  const Cell home{static_cast<int>(std::floor(x)), static_cast<int>(std::floor(y))};
  Cell best{};
  double least = -1;
  for (int ring = 0;; ++ring) {
    // A cell of this ring is at least ring - 1 away.
    if (least >= 0 && (ring - 1) * (ring - 1) > least && ring > 1) return best;
    for (int dx = -ring; dx <= ring; ++dx) {
      for (int dy = -ring; dy <= ring; ++dy) {
        if (std::max(std::abs(dx), std::abs(dy)) != ring) continue;
        const Cell cell{home.first + dx, home.second + dy};
        if (taken.count(cell) > 0) continue;
        const double far_x = cell.first + 0.5 - x, far_y = cell.second + 0.5 - y;
        const double far = far_x * far_x + far_y * far_y;
        if (least < 0 || far < least) least = far, best = cell;
      }
    }
  }
}

/// Where the i-th of `count` stands in a square that is filled row by row, to and fro.
Point in_rows(std::size_t i, std::size_t count) {
  const auto width = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count))));
  const std::size_t row = i / width, along = i % width;
  const std::size_t column = row % 2 == 0 ? along : width - 1 - along;
  return {static_cast<double>(column) + 0.5, static_cast<double>(row) + 0.5};
}
}  // namespace

std::vector<std::vector<Point>> stand_in_boundaries(const std::vector<LandOf>& lands) {
  std::vector<double> known;
  Point origin{0, 0};
  std::size_t located = 0;
  for (const LandOf& land : lands) {
    if (land.hectares && *land.hectares > 0) known.push_back(*land.hectares);
    if (land.near) origin = {origin.x + land.near->x, origin.y + land.near->y}, ++located;
  }
  origin = located > 0 ? Point{origin.x / static_cast<double>(located), origin.y / static_cast<double>(located)}
                       : middle_of_the_country;
  origin = {std::round(origin.x), std::round(origin.y)};
  const double median = median_of(known), side = std::round(std::sqrt(cell_to_median * median * square_metres_each));
  std::set<Cell> taken;
  std::vector<std::vector<Point>> rings;
  for (std::size_t i = 0; i < lands.size(); ++i) {
    const Point wish = lands[i].near ? Point{(lands[i].near->x - origin.x) / side, (lands[i].near->y - origin.y) / side}
                                     : in_rows(i, lands.size());
    const Cell cell = nearest_free(wish.x, wish.y, taken);
    taken.insert(cell);
    const double hectares = lands[i].hectares && *lands[i].hectares > 0 ? *lands[i].hectares : median;
    const double half = std::max(5.0, std::floor(std::min(side, std::sqrt(hectares * square_metres_each)) / 2));
    const double x = origin.x + std::round((cell.first + 0.5) * side),
                 y = origin.y + std::round((cell.second + 0.5) * side);
    rings.push_back({{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half}});
  }
  return rings;
}

}  // namespace weefsel
