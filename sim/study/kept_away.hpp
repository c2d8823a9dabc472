// What: what keeps families away from kinds of place, once a year. A family is reached by a kind of place when one of
// its adults found a seat there in the last 52 weeks (`place_reach_in_year`, model definition 7.2). Of each family that
// is not, one reason is counted: there is no open place of that kind; it is for other ages than its children's; none
// lies within reach of its street; or else the greatest of distance, money, reading, language, shame and hours in the
// utility of 7.3, at the place of that kind and for the adult of the family for whom it all together is least; nothing
// in particular when each takes away less than half a unit of utility. Reached and reasons add up to all families.
// School and childcare follow the child and have no reasons.
//
// `lay_out_kept_away` and `record_kept_away` put it in the output file as `kept_away` and `kept_away_by_group`: shares
// of families over time_year, place_kind and reason. Blank: fewer than 30 families. Whole-number sums; reads the world.
#pragma once

#include <array>
#include <string_view>

#include "measures/cells.hpp"
#include "output/trajectories.hpp"
#include "params/parameters.hpp"
#include "scenario/scenario.hpp"

namespace weefsel {

enum class Barrier : std::uint8_t { distance, money, reading, language, stigma, hours, nothing_special, count };
inline constexpr std::size_t barrier_count = static_cast<std::size_t>(Barrier::count);
inline constexpr std::array<std::string_view, barrier_count> barrier_names = {
    "distance", "money", "reading", "language", "stigma", "hours", "nothing_special"};

/// Why a kind of place did not reach a family: a barrier, or one of two more.
inline constexpr std::size_t reason_count = barrier_count + 2;
inline constexpr std::size_t no_place = barrier_count, for_other_ages = barrier_count + 1;
inline constexpr std::array<std::string_view, reason_count> reason_names = {
    "distance", "money", "reading", "language", "stigma", "hours", "nothing_special", "no_place", "for_other_ages"};

/// School and childcare: where a child goes its parents come.
[[nodiscard]] inline bool follows_the_child(PlaceKind kind) { return sphere_of(kind) == Sphere::school_and_childcare; }

/// Open, and not too far from the household's street to be chosen at all.
[[nodiscard]] bool is_within_reach(const World& world, HouseholdId household, PlaceId place);

/// What keeps a household away from an open place that is for it; distance when it is not within reach of its street.
[[nodiscard]] Barrier barrier_to(const World& world, const Parameters& parameters, HouseholdId household,
                                 PlaceId place);

struct KeptAwaySums {
  std::int64_t families = 0;
  std::array<std::array<std::int64_t, reason_count>, place_kind_count> by_reason{};

  void add(const KeptAwaySums& other);
  /// NaN when blank.
  [[nodiscard]] double share(PlaceKind kind, std::size_t reason) const;
};
using KeptAwayMeasures = Cells<KeptAwaySums>;

[[nodiscard]] KeptAwayMeasures measure_kept_away(const World& world, const Parameters& parameters);

void lay_out_kept_away(const Scenario& scenario, Layout& layout);
/// Counts, when a year of the scenario has just ended, and writes that year's rows.
void record_kept_away(const Scenario& scenario, const Layout& layout, const World& world, std::int32_t weeks_lived,
                      Trajectory& rows);

}  // namespace weefsel
