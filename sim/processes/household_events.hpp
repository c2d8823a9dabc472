// What: the shared form of rare events in households: clocks run down on all threads, and what is due is then
// carried out one by one, in the order of keys, so that neither threads nor slots matter.
#pragma once

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "processes/week_context.hpp"

namespace weefsel {

/// Calls `due(h)` for every household that is not gone, in parallel (it may change only that household's own
/// clocks), and returns those for which it was true, ordered by key.
template <class Due>
std::vector<HouseholdId> households_due(World& world, Due&& due) {
  std::vector<HouseholdId> result;
  std::mutex lock;
  for_each_block(world.households.size(), [&](std::size_t begin, std::size_t end) {
    std::vector<HouseholdId> here;
    for (std::size_t i = begin; i < end; ++i) {
      const HouseholdId h(i);
      if (!world.households.gone[h] && due(h)) here.push_back(h);
    }
    if (here.empty()) return;
    const std::lock_guard guard(lock);
    result.insert(result.end(), here.begin(), here.end());
  });
  std::sort(result.begin(), result.end(),
            [&](HouseholdId a, HouseholdId b) { return world.households.key[a] < world.households.key[b]; });
  return result;
}

/// Empty dwellings, while households move one after the other: made where a process begins; it has to be told of every
/// dwelling that falls empty after that.
/// Who seeks one draws a point on a ring on which each dwelling has drawn a place for the week, and gets the first empty one
/// from there (consistent hashing, Karger et al. 1997): one dwelling or one seeker more changes its own matches and, where
/// somebody is passed on, the next; and nobody has to look at all of them.
class EmptyDwellings {
 public:
  EmptyDwellings(const World& world, const WeekContext& now);

  /// It is given: nobody else gets it. None when there is no empty dwelling.
  [[nodiscard]] DwellingId give(const WeekContext& now, Purpose purpose, Key who);
  void add(const World& world, DwellingId d) { ring_.insert(place_of(world, d)); }

 private:
  using Place = std::pair<std::uint64_t, DwellingId>;  ///< equal places: the lower slot first
  [[nodiscard]] Place place_of(const World& world, DwellingId d) const { return {salt_.of(world.dwellings.key[d]), d}; }
  Salt salt_;
  std::set<Place> ring_;
};

/// The household is there no more: it has left town, or its last adult has died. Its dwelling is to be filled anew.
void leave_town(World& world, const WeekContext& now, HouseholdId h);

/// Years since the birth of the youngest child at home; 99 without children.
[[nodiscard]] double youngest_age(const World& world, HouseholdId h);
/// Age in years of the first adult of a household.
[[nodiscard]] double head_age(const World& world, HouseholdId h);
/// Winds the clock of the household's next separation or partnership.
void wind_partnership(World& world, const WeekContext& now, HouseholdId h);
/// Draws anew whether the household has difficulty making ends meet, after its form has changed.
void redraw_income(World& world, const WeekContext& now, HouseholdId h);

}  // namespace weefsel
