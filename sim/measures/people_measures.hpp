// What: how many there are and how they fare: families, parents, children, wellbeing, load, help. Whole-number
// sums, so equal for any number of threads. Reads the world only.
// Definitions: family, parent: model definition 7.2; wellbeing, low mark: 7.5; help: 7.6.
#pragma once

#include "measures/cells.hpp"
#include "measures/histogram.hpp"

namespace weefsel {

/// Sums over one cell. Reals are sums of units of 2^-24.
struct PeopleSums {
  std::int64_t families = 0, parents = 0, children = 0;  ///< children under 18
  std::int64_t wellbeing = 0;      ///< of parents: 1 / (1 + e^-b)
  std::int64_t low = 0;            ///< parents below the low mark
  std::int64_t load = 0;           ///< of parents
  std::int64_t counted_on = 0;     ///< of parents: support one can count on
  std::int64_t waiting[asked_tiers] = {}, helped[asked_tiers] = {};  ///< children and young people in each
  std::int64_t in_protection = 0;
  std::int64_t in_programme[programme_kind_count] = {};  ///< open matches, and members of groups
  std::int64_t worried_parents = 0;  ///< with a concern felt as at least 0.2
  std::int64_t concerns_open = 0;    ///< of children and young people at home

  static constexpr double lowest_b = -8, steps_of_b = 128;  ///< the scale of `spread`: -8 to 8 in steps of 1/128
  Histogram<2048> spread;            ///< b of parents

  static constexpr double unit = 0x1.0p-24;
  void add(const PeopleSums& other);
  /// Mean of a sum over parents; NaN when the cell has fewer than `least_families` families.
  [[nodiscard]] double mean_over_parents(std::int64_t sum) const;
  [[nodiscard]] double share_of_parents(std::int64_t count) const;
  /// Reported wellbeing below which `share` of the parents are.
  [[nodiscard]] double wellbeing_at(double share) const;
};

using PeopleMeasures = Cells<PeopleSums>;

/// `low_mark`: b below which a parent counts as low (see low_wellbeing_mark). `by_neighbourhood`: false leaves those cells out,
/// which are 8 KiB each.
[[nodiscard]] PeopleMeasures measure_people(const World& world, double low_mark, bool by_neighbourhood = true);

/// The tenth percentile of b among parents now: a relative mark, no diagnosis.
[[nodiscard]] double low_wellbeing_mark(const World& world);

}  // namespace weefsel
