// What: the virtual monitor: once a year one parent of each child in a keyed sample of children of 0-11 is asked.
// Gives, per question, how many were asked, said yes, and could have been asked; from these the share and its sampling
// error. Sampling: simple random sampling of children without replacement, by the lowest keyed lots; who is drawn
// depends on nothing but seed, replicate, week and the child's key. Within a neighbourhood or group the sample is,
// given its size, such a sample again, so the error there is of the same form (Cochran 1977, 2.4 and 3.2):
//   standard error = sqrt((1 - n/N) p (1 - p) / (n - 1))
// It is the error against asking everyone in the same week; chance between replicates comes on top of it.
// Blank: fewer than 30 families answered. Whole-number sums; reads the world only, writes nothing back.
// Source: the questions of the youth-health survey for children of 0-11, source 004; definition 7.5.
#pragma once

#include "monitor/answers.hpp"

namespace weefsel {

struct ItemSums {
  std::int64_t children = 0;  ///< could have been asked about
  std::int64_t asked = 0, yes = 0;
  std::int64_t families = 0;  ///< of those asked

  void add(const ItemSums& other);
  [[nodiscard]] bool is_blank() const { return families < least_families; }
  [[nodiscard]] double share() const;           ///< NaN when blank
  [[nodiscard]] double standard_error() const;  ///< NaN when blank; 0 when everyone was asked
};

struct MonitorSums {
  std::array<ItemSums, item_count> items;
  void add(const MonitorSums& other);
  [[nodiscard]] const ItemSums& of(Item item) const { return items[static_cast<std::size_t>(item)]; }
};
using MonitorAnswers = Cells<MonitorSums>;

/// Asks about `sample` children, or all when there are fewer.
[[nodiscard]] MonitorAnswers ask_monitor(const World& world, const Parameters& parameters, const FadingCurve& fading,
                                         const Luck& luck, std::int64_t sample);

}  // namespace weefsel
