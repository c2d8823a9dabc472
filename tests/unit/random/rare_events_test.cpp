// A hazard clock waits as long as its hazards say, whether they stay or change, and twins stay coupled.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "random/rare_events.hpp"

namespace weefsel {
namespace {

constexpr std::size_t people = 40'000;
constexpr int horizon = 400;

/// Largest distance between the share that has had the event by week k and 1 - exp(-sum of hazards). Kolmogorov's
/// sqrt(n) D is below 2.0 with chance 0.9993; on whole weeks it is smaller still.
double scaled_distance(const std::function<double(int)>& hazard) {
  const Luck luck(8, 0);
  std::vector<int> events(horizon, 0);
  for (std::size_t i = 0; i < people; ++i) {
    HazardClock clock = HazardClock::wound(luck, Purpose::moving_out, Week{0}, static_cast<Key>(i));
    for (int week = 0; week < horizon; ++week)
      if (clock.spend(hazard(week))) {
        ++events[static_cast<std::size_t>(week)];
        break;
      }
  }
  double distance = 0, sum = 0, happened = 0;
  for (int week = 0; week < horizon; ++week) {
    sum += hazard(week);
    happened += events[static_cast<std::size_t>(week)];
    distance = std::max(distance, std::abs(happened / people - (1 - std::exp(-sum))));
  }
  return distance * std::sqrt(static_cast<double>(people));
}

TEST(HazardClock, constant_hazards_give_exponential_waiting_times) {
  for (const double hazard : {0.0004, 0.01, 0.2, 1.5}) EXPECT_LT(scaled_distance([&](int) { return hazard; }), 2.0) << hazard;
}

TEST(HazardClock, changing_hazards_are_exact_too) {
  EXPECT_LT(scaled_distance([](int week) { return week % 10 == 0 ? 0.1 : 0.001; }), 2.0);
  EXPECT_LT(scaled_distance([](int week) { return 0.00005 * week; }), 2.0);
  EXPECT_LT(scaled_distance([](int week) { return week < 100 ? 0.0 : 0.02; }), 2.0);
}

TEST(HazardClock, never_happens_without_hazard) {
  HazardClock clock = HazardClock::wound(Luck(1, 0), Purpose::births, Week{0}, 3);
  const std::uint32_t left = clock.left;
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(clock.spend(0.0));
  EXPECT_FALSE(clock.spend(-1.0));
  EXPECT_EQ(clock.left, left);
}

TEST(HazardClock, a_lower_hazard_postpones_the_same_event) {
  const Luck luck(8, 0);
  for (Key who = 0; who < 500; ++who) {
    HazardClock fast = HazardClock::wound(luck, Purpose::moving_out, Week{0}, who), slow = fast;
    int fast_week = 0, slow_week = 0;
    while (!fast.spend(0.02)) ++fast_week;
    while (!slow.spend(0.01)) ++slow_week;
    // Twice the weeks, give or take the rounding to whole weeks.
    EXPECT_GE(slow_week, 2 * fast_week);
    EXPECT_LE(slow_week, 2 * fast_week + 1);
  }
}

TEST(HazardClock, thresholds_of_events_weeks_and_people_are_their_own) {
  const Luck luck(8, 0);
  const auto left = [&](Purpose event, int week, Key who) { return HazardClock::wound(luck, event, Week{week}, who).left; };
  EXPECT_EQ(left(Purpose::births, 3, 9), left(Purpose::births, 3, 9));
  EXPECT_NE(left(Purpose::births, 3, 9), left(Purpose::death, 3, 9));
  EXPECT_NE(left(Purpose::births, 3, 9), left(Purpose::births, 4, 9));
  EXPECT_NE(left(Purpose::births, 3, 9), left(Purpose::births, 3, 10));
}

}  // namespace
}  // namespace weefsel
