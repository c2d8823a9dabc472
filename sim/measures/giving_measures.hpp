// What: the load on those who give: hours of help given in the last four weeks, over active adults who gave any
// (parents, grandparents, support families), counted where they live; help of programmes is in it. Many hours by a few
// is how a small network is overloaded (source 003).
// Cells with fewer than 30 families, or where nobody gave, are NaN.
#pragma once

#include "measures/cells.hpp"
#include "measures/histogram.hpp"

namespace weefsel {

/// Hours in four weeks above which giving is called heavy: two a week, half of what support.giving_hours allows
/// (judgement).
inline constexpr double heavy_giving_hours = 8;

struct GivingSums {
  std::int64_t families = 0, parents = 0;
  std::int64_t giving_parents = 0;         ///< parents who gave
  std::int64_t givers = 0, heavy = 0;      ///< active adults
  Histogram<4 * 64 + 1> quarters;          ///< of givers: quarters of an hour in four weeks; 64 hours and more are one step

  void add(const GivingSums& other);
  [[nodiscard]] double giving_share() const;
  [[nodiscard]] double heavy_share() const;
  [[nodiscard]] double hours_at(double share) const;
};

using GivingMeasures = Cells<GivingSums>;

[[nodiscard]] GivingMeasures measure_giving(const World& world);

}  // namespace weefsel
