// What keeps families away from kinds of place, in the small town that ships after a year and in variants of it.
#include "study/kept_away.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "measures/reach_measures.hpp"
#include "support/play.hpp"

namespace weefsel {
namespace {
using namespace tests;

Play after_a_year(const TownDescription& town) {
  Play play(town);
  play.weeks(52);
  return play;
}

std::int64_t all_of(const std::array<std::int64_t, reason_count>& reasons) {
  return std::accumulate(reasons.begin(), reasons.end(), std::int64_t{0});
}

TEST(KeptAway, reasons_and_reach_add_up_to_all_families) {
  const Play play = after_a_year(hofbuurt());
  const KeptAwayMeasures measured = measure_kept_away(play.world, play.parameters);
  const ReachMeasures reach = measure_reach(play.world);
  for (std::size_t g = 0; g < group_count; ++g)
    for (std::size_t k = 0; k < place_kind_count; ++k) {
      const KeptAwaySums& sums = measured.by_group[g];
      ASSERT_EQ(sums.families, reach.by_group[g].families);
      const auto kind = static_cast<PlaceKind>(k);
      const std::int64_t kept = all_of(sums.by_reason[k]);
      if (follows_the_child(kind)) {
        EXPECT_EQ(kept, 0) << place_kind_names[k];
      } else {
        EXPECT_EQ(kept + reach.by_group[g].in_year[k], sums.families) << place_kind_names[k];
      }
    }
}

TEST(KeptAway, where_there_is_no_place_that_is_the_reason_for_all_whom_it_is_for) {
  const Play play = after_a_year(without_place(hofbuurt(), "library_hof"));
  const KeptAwaySums sums = measure_kept_away(play.world, play.parameters).of(Group::all);
  const auto& reasons = sums.by_reason[static_cast<std::size_t>(PlaceKind::library)];
  EXPECT_GT(reasons[no_place], 0);
  EXPECT_EQ(reasons[no_place] + reasons[for_other_ages], sums.families)
      << "a library is for families with children under 12";
}

TEST(KeptAway, a_place_beyond_reach_is_too_far) {
  TownDescription town = hofbuurt();
  for (PlaceDescription& place : town.places)
    if (place.id == "library_hof") place.x += 19'000;
  const Play play = after_a_year(town);
  const auto& reasons = measure_kept_away(play.world, play.parameters)
                            .of(Group::all)
                            .by_reason[static_cast<std::size_t>(PlaceKind::library)];
  EXPECT_GT(reasons[static_cast<std::size_t>(Barrier::distance)], 0);
  EXPECT_EQ(reasons[static_cast<std::size_t>(Barrier::distance)] + reasons[for_other_ages], all_of(reasons));
}

TEST(KeptAway, is_shame_where_that_weighs_most) {
  Parameters p;
  p.outings.threshold_weight = 5;
  Play play(hofbuurt(), p);
  for (std::size_t i = 0; i < play.world.places.size(); ++i) play.world.places.stigma[PlaceId(i)] = Share8(1.0);
  play.weeks(52);
  const auto& reasons =
      measure_kept_away(play.world, p).of(Group::all).by_reason[static_cast<std::size_t>(PlaceKind::culture_club)];
  EXPECT_GT(reasons[static_cast<std::size_t>(Barrier::stigma)], 0);
  EXPECT_EQ(reasons[static_cast<std::size_t>(Barrier::stigma)] + reasons[for_other_ages], all_of(reasons));
}

TEST(KeptAway, is_blank_for_fewer_than_thirty_families) {
  KeptAwaySums few;
  few.families = least_families - 1;
  EXPECT_TRUE(std::isnan(few.share(PlaceKind::library, 0)));
  few.families = least_families, few.by_reason[static_cast<std::size_t>(PlaceKind::library)][0] = 3;
  EXPECT_DOUBLE_EQ(few.share(PlaceKind::library, 0), 0.1);
}

}  // namespace
}  // namespace weefsel
