// Whom places reach and who carries the help, on small worlds made by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "measures/giving_measures.hpp"
#include "measures/people_measures.hpp"
#include "measures/reach_measures.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

constexpr auto library = static_cast<std::size_t>(PlaceKind::library);
constexpr auto cafe = static_cast<std::size_t>(PlaceKind::cafe_or_market);

struct FortyFamilies : ::testing::Test {
  FortyFamilies() {
    made.world.week = Week{200};
    for (int i = 0; i < 40; ++i) f.push_back(made.household(street, {34, 36}, {2.5}));
  }
  void visited(std::size_t family, std::size_t adult, std::size_t kind, int weeks_ago) {
    made.world.actives.last_visit[made.active(f[family], adult)][kind] = short_week(made.world.week + -weeks_ago);
  }

  SmallWorld made;
  StreetId street = made.street(made.neighbourhood(), 80);
  std::vector<HouseholdId> f;
};

TEST_F(FortyFamilies, a_place_reaches_a_family_when_one_of_its_adults_went_there) {
  visited(0, 0, library, 1), visited(0, 1, library, 40);  // one family
  visited(1, 1, library, 13), visited(2, 0, library, 14), visited(3, 0, library, 52), visited(4, 0, library, 53);
  visited(5, 0, cafe, 2);
  const ReachSums sums = measure_reach(made.world).of(Group::all);
  EXPECT_EQ(sums.in_quarter[library], 2);
  EXPECT_EQ(sums.in_year[library], 4);
  EXPECT_EQ(sums.in_quarter[cafe], 1);
  EXPECT_DOUBLE_EQ(sums.share_of_families(sums.in_quarter[library]), 2.0 / 40);
  EXPECT_EQ(measure_reach(made.world).by_neighbourhood[0].in_year[library], 4);
}

TEST_F(FortyFamilies, reach_of_few_families_is_blank) {
  const ReachSums single = measure_reach(made.world).of(Group::one_parent);
  EXPECT_TRUE(std::isnan(single.share_of_families(0)));
}

// Hours in four weeks: f0 2 (two talks), f1 9 (three evenings of practical help), f2 8; a grandparent without children 16.
TEST_F(FortyFamilies, load_on_givers) {
  const HouseholdId older = made.household(street, {66});
  activate(made.world, made.adult(older), 0);
  auto& given = made.world.actives.given;
  given[made.active(f[0])].add(1), given[made.active(f[0])].begin_week(), given[made.active(f[0])].add(1);
  for (int week = 0; week < 3; ++week) given[made.active(f[1])].add(3), given[made.active(f[1])].begin_week();
  given[made.active(f[2], 1)].add(8);
  for (int week = 0; week < 6; ++week) given[made.active(older)].begin_week(), given[made.active(older)].add(4);
  const GivingSums sums = measure_giving(made.world).of(Group::all);
  EXPECT_EQ(sums.givers, 4);
  EXPECT_EQ(sums.heavy, 2) << "more than eight hours, not eight";
  EXPECT_DOUBLE_EQ(sums.giving_share(), 3.0 / 80);
  EXPECT_DOUBLE_EQ(sums.heavy_share(), 0.5);
  EXPECT_DOUBLE_EQ(sums.hours_at(0.1), 2);
  EXPECT_DOUBLE_EQ(sums.hours_at(0.5), 8);
  EXPECT_DOUBLE_EQ(sums.hours_at(0.9), 16) << "six weeks of four hours, of which four are remembered";
  EXPECT_TRUE(std::isnan(measure_giving(made.world).of(Group::one_parent).giving_share()));
}

TEST(RecentHours, keep_four_weeks_in_quarters) {
  RecentHours hours;
  hours.add(0.75), hours.add(1.5);
  EXPECT_EQ(hours.quarters(), 9u);
  hours.begin_week(), hours.add(100);
  EXPECT_EQ(hours.quarters(), 9u + 255u) << "no week overflows into another";
  for (int week = 0; week < 3; ++week) hours.begin_week();
  EXPECT_EQ(hours.quarters(), 255u);
  hours.begin_week();
  EXPECT_EQ(hours.quarters(), 0u);
}

TEST_F(FortyFamilies, quantiles_of_wellbeing) {
  for (std::size_t i = 0; i < made.world.actives.size(); ++i)  // 80 parents: b from -2 to 1.95 in steps of 0.05
    made.world.actives.wellbeing[ActiveId(i)] = Fixed(-2 + 0.05 * static_cast<double>(i));
  const PeopleSums sums = measure_people(made.world, -2).of(Group::all);
  const auto reported = [](double b) { return 1 / (1 + std::exp(-b)); };
  // The eighth of eighty is the last of the lowest tenth: b = -1.65; a step of the scale is 1/128.
  EXPECT_NEAR(sums.wellbeing_at(0.1), reported(-1.65), 0.002);
  EXPECT_NEAR(sums.wellbeing_at(0.5), reported(-0.05), 0.002);
  EXPECT_NEAR(sums.wellbeing_at(0.9), reported(1.55), 0.002);
  EXPECT_TRUE(std::isnan(measure_people(made.world, -2).of(Group::one_parent).wellbeing_at(0.5)));
}

TEST_F(FortyFamilies, open_concerns_are_counted) {
  made.world.children.severity[made.world.households.first_child[f[0]]] = {Share8(0.3), Share8(0.0), Share8(0.9)};
  EXPECT_EQ(measure_people(made.world, 0).of(Group::all).concerns_open, 2);
}

TEST(Histogram, quantiles_of_grouped_data) {
  Histogram<10> h;
  EXPECT_EQ(h.quantile(0.5), 0);
  for (const int step : {2, 2, 2, 2, 7, 7, 9, -3}) h.add(step);  // -3 counts in step 0
  EXPECT_EQ(h.total(), 8);
  EXPECT_DOUBLE_EQ(h.quantile(0.125), 1) << "the end of step 0";
  EXPECT_DOUBLE_EQ(h.quantile(0.375), 2.5) << "half of step 2";
  EXPECT_DOUBLE_EQ(h.quantile(1), 10);
  EXPECT_EQ(h.step_at(0.5), 2u);
  EXPECT_EQ(h.step_at(0.7), 7u);
  EXPECT_EQ(h.step_at(1), 9u);
}

TEST(Histogram, of_many_steps_equals_sorting) {
  Histogram<300> h;
  std::vector<std::size_t> sorted;
  for (std::size_t i = 0; i < 512; ++i) {
    const std::size_t step = i * i * 7919 % 211 + (i % 3 == 0 ? 80 : 0);
    h.add(static_cast<std::int64_t>(step)), sorted.push_back(step);
  }
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t rank = 1; rank <= sorted.size(); ++rank) {
    const double share = static_cast<double>(rank) / static_cast<double>(sorted.size());
    const std::size_t step = sorted[rank - 1];
    EXPECT_EQ(h.step_at(share), step) << rank;
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), step);
    EXPECT_NEAR(h.quantile(share), static_cast<double>(step) + static_cast<double>(sorted.begin() + static_cast<std::ptrdiff_t>(rank) - first) / static_cast<double>(last - first), 1e-9);
  }
}

/// In a lived-in town: every visit that was counted is remembered, hours given are those of the tally.
TEST(LastVisits, are_those_of_the_tally) {
  Play play(hofbuurt());
  std::int64_t giving = 0;
  play.weeks(8, [&](const World& world) {
    std::int64_t remembered[place_kind_count] = {};
    for (std::size_t i = 0; i < world.actives.size(); ++i)
      for (std::size_t k = 0; k < place_kind_count; ++k)
        remembered[k] += world.actives.last_visit[ActiveId(i)][k] == world.week.number - 1;
    for (std::size_t k = 0; k < place_kind_count; ++k) {
      const std::int64_t visits = in_town(world, visit_to(static_cast<PlaceKind>(k)));
      EXPECT_LE(remembered[k], visits) << place_kind_names[k] << ": two visits to one kind are remembered once";
      EXPECT_EQ(remembered[k] > 0, visits > 0) << place_kind_names[k];
    }
    if (world.week.number > 4) giving += in_town(world, Flow::giving_hours_tenths);
  });
  std::int64_t quarters = 0;
  for (const RecentHours& given : play.world.actives.given) quarters += given.quarters();
  EXPECT_GT(giving, 0);
  EXPECT_EQ(quarters * 10, giving * 4) << "the last four weeks";
}

}  // namespace
}  // namespace weefsel
