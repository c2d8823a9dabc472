// Circles against what they should be: of the mean size that was asked for, and hours conserved in them.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// `people` single parents, all at one place at one moment for two hours.
struct Crowd {
  explicit Crowd(std::size_t people, const Parameters& p, bool all_know_all = false) : play(make(people, all_know_all), p) {
    for (std::size_t i = 0; i < people; ++i) mine.push_back(ActiveId(i));
  }
  static World make(std::size_t people, bool all_know_all) {
    SmallWorld made(Week{1});
    const NeighbourhoodId n = made.neighbourhood();
    std::vector<HouseholdId> f;
    StreetId street;
    for (std::size_t i = 0; i < people; ++i) {
      if (i % 50 == 0) street = made.street(n);
      f.push_back(made.household(street, {34}, {3}));
    }
    made.place(PlaceKind::library);
    if (all_know_all)
      for (std::size_t i = 0; i < people; ++i)
        for (std::size_t j = 0; j < i; ++j) made.tie(made.adult(f[i]), made.adult(f[j]), 0.5);
    return made.world;
  }
  void week() {
    play.begin_week();
    play.process("take_stock");
    Gatherings& g = play.scratch.gatherings;
    g.visit_count.assign(mine.size(), 1);
    g.moments_at_home.assign(mine.size(), 0);
    g.plans.resize(mine.size());
    for (const ActiveId a : mine) g.plans[a.slot][0] = {0, 200, static_cast<std::uint8_t>(TieKind::open_place), 1};
    play.process("take_seats");
    play.process("meet");
    ++play.world.week;
  }
  /// Sizes of the circles of the week.
  std::map<std::uint32_t, std::uint32_t> circles() const {
    std::map<std::uint32_t, std::uint32_t> size;
    const Gatherings& g = play.scratch.gatherings;
    for (std::size_t s = 0; s < g.seated.size(); ++s) size[g.circle_first[s]] = g.circle_end[s] - g.circle_first[s];
    return size;
  }
  Play play;
  std::vector<ActiveId> mine;
};

// Each of those after the first opens a circle with chance 1/k: n people sit in 1 + (n - 1)/k circles on average.
TEST(Circles, have_the_mean_size_that_was_asked_for) {
  for (const double k : {3.0, 4.0, 6.0}) {
    Parameters p;
    p.meeting.circle_size = k, p.meeting.mixing = 1;
    Crowd crowd(600, p);
    constexpr int weeks = 60;
    double circles = 0;
    for (int w = 0; w < weeks; ++w) {
      crowd.week();
      circles += static_cast<double>(crowd.circles().size());
    }
    const double expected = 1 + 599 / k, sd = std::sqrt(599 / k * (1 - 1 / k) / weeks);
    EXPECT_NEAR(circles / weeks, expected, 4.5 * sd) << k;
  }
}

TEST(Circles, seat_everybody_once) {
  Crowd crowd(200, {});
  for (int w = 0; w < 20; ++w) {
    crowd.week();
    const Gatherings& g = crowd.play.scratch.gatherings;
    ASSERT_EQ(g.seated.size(), 200u);
    std::vector<int> seats(200, 0);
    for (const ActiveId a : g.seated) ++seats[a.slot];
    for (const int s : seats) ASSERT_EQ(s, 1);
    std::uint32_t next = 0;
    for (const auto& [first, size] : crowd.circles()) {
      ASSERT_EQ(first, next) << "circles adjoin";
      next = first + size;
    }
    ASSERT_EQ(next, 200u);
  }
}

// In a circle of k for H hours each pair counts H / (k - 1), so everybody spends H hours in all. Hours are kept in
// hundredths: at most half a hundredth per companion is rounded.
TEST(Circles, conserve_hours) {
  Crowd crowd(20, {}, true);
  for (int w = 0; w < 50; ++w) {
    crowd.week();
    const Gatherings& g = crowd.play.scratch.gatherings;
    for (const ActiveId a : crowd.mine) {
      const std::uint32_t seat = g.seat_of(a, 0), size = g.circle_end[seat] - g.circle_first[seat];
      double hours = 0;
      for (const std::uint16_t h : crowd.play.scratch.encounters[a.slot].hours_hundredths) hours += h / 100.0;
      if (size == 1) {
        ASSERT_EQ(hours, 0);
      } else {
        ASSERT_NEAR(hours, 2.0, 0.005 * size) << "in a circle of " << size;
      }
    }
  }
}

TEST(Circles, both_sides_of_a_tie_get_the_same_hours) {
  Crowd crowd(20, {}, true);
  crowd.week();
  const World& w = crowd.play.world;
  for (const ActiveId a : crowd.mine)
    for (std::size_t s = 0; s < w.ties.count[a]; ++s) {
      const ActiveId other = w.adults.active[w.ties.partner[a][s].adult()];
      const std::size_t back = w.ties.find(other, PersonRef::of(w.actives.adult[a]));
      EXPECT_EQ(crowd.play.scratch.encounters[a.slot].hours_hundredths[s], crowd.play.scratch.encounters[other.slot].hours_hundredths[back]);
    }
}

// Strangers of one kind in circles of about four for two hours: hazard x = hours a pair x rate x likeness, chance x / (1 + x).
TEST(Circles, acquaintance_begins_at_the_declared_rate) {
  Parameters p;
  p.meeting.mixing = 1, p.meeting.start_per_hour = 0.05;
  p.meeting.similar_children = 1.5, p.meeting.similar_education = 1.2, p.meeting.similar_community = 1.1;
  Crowd crowd(600, p);
  double expected = 0, begun = 0;
  for (int w = 0; w < 40; ++w) {
    crowd.week();
    for (const auto& [first, size] : crowd.circles()) {
      if (size < 2) continue;
      const double s = 0.5 + Share8(0.5).value();
      const double x = 2.0 / (size - 1) * 0.05 * 1.5 * 1.2 * 1.1 * s * s;
      expected += size * (size - 1) / 2.0 * x / (1 + x);
    }
    for (const Encounters& e : crowd.play.scratch.encounters) begun += e.begun_count / 2.0;  // both sides begin it
  }
  EXPECT_NEAR(begun, expected, 4.5 * std::sqrt(expected));
}

TEST(Circles, acquaintance_begins_on_both_sides) {
  Parameters p;
  p.meeting.start_per_hour = 0.5;
  Crowd crowd(100, p);
  crowd.week();
  const auto& encounters = crowd.play.scratch.encounters;
  std::size_t all = 0;
  for (const ActiveId a : crowd.mine)
    for (std::size_t i = 0; i < encounters[a.slot].begun_count; ++i) {
      ++all;
      const ActiveId other = crowd.play.world.adults.active[encounters[a.slot].begun[i].partner];
      bool mutual = encounters[other.slot].begun_count == Encounters::new_ties_per_week;  // no room for one more this week
      for (std::size_t j = 0; j < encounters[other.slot].begun_count; ++j)
        mutual = mutual || encounters[other.slot].begun[j].partner == crowd.play.world.actives.adult[a];
      EXPECT_TRUE(mutual);
    }
  EXPECT_GT(all, 20u);
}

TEST(Circles, friends_sit_together_unless_all_are_mixed) {
  const auto share_beside_a_friend = [](double mixing) {
    Parameters p;
    p.meeting.mixing = mixing, p.meeting.host_mixing = 0;
    Crowd crowd(300, p);
    World& w = crowd.play.world;
    for (std::size_t i = 0; i + 1 < 300; i += 2)  // pairs of friends
      for (const auto& [one, other] : {std::pair{i, i + 1}, {i + 1, i}})
        w.ties.add(ActiveId(one), {PersonRef::of(w.actives.adult[ActiveId(other)]), Share16(0.5), -400, 0, TieMark::of(TieKind::school)});
    double beside = 0;
    for (int week = 0; week < 20; ++week) {
      crowd.week();
      const Gatherings& g = crowd.play.scratch.gatherings;
      for (std::size_t i = 0; i + 1 < 300; i += 2) beside += g.circle_first[g.seat_of(ActiveId(i), 0)] == g.circle_first[g.seat_of(ActiveId(i + 1), 0)];
    }
    return beside / (20 * 150);
  };
  // With all mixed: about k of 300. Followers join their friend, and open a new circle one time in four.
  EXPECT_LT(share_beside_a_friend(1.0), 0.05);
  EXPECT_GT(share_beside_a_friend(0.0), 0.60);
}

}  // namespace
}  // namespace weefsel
