// Ties against closed forms: growth with hours, fading without, and where the two balance.
#include <gtest/gtest.h>

#include <cmath>

#include "processes/tend_ties.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

Parameters fading_at(double half_life, double half_life_young) {
  Parameters p;
  p.ties.growth_per_hour = 0.0045, p.ties.half_life = half_life, p.ties.half_life_young = half_life_young, p.ties.kin_fading = 0.4;
  return p;
}

/// Two parents who know each other, and nothing but the process that tends ties.
struct Pair {
  Pair(const Parameters& p, double strength, int age_weeks, TieKind kind = TieKind::school) : play(make(strength, age_weeks, kind), p) {}
  static World make(double strength, int age_weeks, TieKind kind) {
    SmallWorld made(Week{1});
    const StreetId street = made.street(made.neighbourhood());
    const HouseholdId a = made.household(street, {34}, {3}), b = made.household(street, {34}, {3});
    made.tie(made.adult(a), made.adult(b), strength, 0, kind, age_weeks);
    return made.world;
  }
  void week(double hours) {
    play.begin_week();
    play.process("take_stock");
    play.scratch.gatherings.visit_count.assign(2, 0);
    play.scratch.encounters.assign(2, Encounters{});
    for (Encounters& e : play.scratch.encounters) e.hours_hundredths[0] = static_cast<std::uint16_t>(round_to_int(hours * 100));
    play.process("tend_ties");
    ++play.world.week;
  }
  double strength(std::size_t side = 0) { return strength_at(play.world.ties, play.tables().fading, ActiveId(side), 0, play.world.week); }
  Play play;
};

// Hall 2019: 50 hours make a casual friend, 90 a friend, 200 a good friend; s = 1 - e^(-g h).
TEST(Growth, fifty_ninety_and_two_hundred_hours) {
  for (const auto& [hours, expected] : {std::pair{50, 0.20}, {90, 0.33}, {200, 0.59}}) {
    Pair pair(fading_at(1e9, 1e9), 0, 0);
    pair.play.world.ties.strength[ActiveId(std::size_t{0})][0] = pair.play.world.ties.strength[ActiveId(std::size_t{1})][0] = Share16(0.0);
    for (int i = 0; i < hours; ++i) {
      if (pair.play.world.week.number % 4 == 0) ++pair.play.world.week;  // faded ties are dropped every fourth week
      pair.week(1);
    }
    EXPECT_NEAR(pair.strength(), expected, 0.006) << hours;
    EXPECT_NEAR(pair.strength(), 1 - std::pow(1 - 0.0045, hours), 0.001) << hours;
    EXPECT_EQ(pair.strength(0), pair.strength(1));
  }
}

// A stored strength is rounded to 1 / 65535, so a hundred weeks of contact may add a few of these.
TEST(Growth, settles_where_it_balances_fading) {
  for (const double hours : {0.5, 2.0, 6.0})
    for (const double half_life : {60.0, 130.0}) {
      Pair pair(fading_at(half_life, half_life), 0.3, 200);
      for (int i = 0; i < 1500; ++i) pair.week(hours);
      const double gh = 0.0045 * hours, d = 1 - std::pow(2, -1 / half_life);
      // Contact comes after a week of fading: s = s (1 - d) + g h (1 - s (1 - d)).
      const double just_after = gh / (gh + d - gh * d);
      const ActiveId one{std::size_t{0}};
      EXPECT_NEAR(pair.play.world.ties.strength[one][0].value(), just_after, 0.002) << hours << " " << half_life;
      EXPECT_NEAR(pair.strength(), gh / (gh + d), 0.012) << "the continuous form";
    }
}

TEST(Fading, an_old_tie_halves_in_its_half_life) {
  Pair pair(fading_at(130, 26), 0.8, 1500);
  for (int i = 0; i < 130; ++i) pair.week(0);
  EXPECT_NEAR(pair.strength(), 0.4, 0.002);
  for (int i = 0; i < 130; ++i) pair.week(0);
  EXPECT_NEAR(pair.strength(), 0.2, 0.002);
}

TEST(Fading, a_young_tie_fades_faster_and_kin_slower) {
  Pair young(fading_at(130, 26), 0.8, 0), old(fading_at(130, 26), 0.8, 1500), kin(fading_at(130, 26), 0.8, 1500, TieKind::kin);
  for (int i = 0; i < 52; ++i) young.week(0), old.week(0), kin.week(0);
  EXPECT_LT(young.strength(), 0.55 * old.strength());
  EXPECT_NEAR(old.strength(), 0.8 * std::pow(2, -52.0 / 130), 0.002);
  EXPECT_NEAR(kin.strength(), 0.8 * std::pow(1 - 0.4 * (1 - std::pow(2, -1.0 / 130)), 52), 0.002);
}

TEST(Fading, ends_a_tie_below_the_least_strength) {
  Pair pair(fading_at(10, 10), 0.2, 100);
  int weeks = 0;
  for (; pair.play.world.ties.count[ActiveId(std::size_t{0})] > 0 && weeks < 100; ++weeks) pair.week(0);
  // 0.2 falls to 0.05 in two half-lives; ties are dropped every fourth week.
  EXPECT_GE(weeks, 20);
  EXPECT_LE(weeks, 25);
}

TEST(Fading, does_not_store_what_it_takes) {
  Pair pair(fading_at(130, 26), 0.8, 100);
  const auto before = pair.play.world.ties.strength[ActiveId(std::size_t{0})][0];
  for (int i = 0; i < 30; ++i) pair.week(0);
  EXPECT_EQ(pair.play.world.ties.strength[ActiveId(std::size_t{0})][0], before);
}

// 1 - (1 - 0.5) (1 - 0.8 a) (1 - 0.6 a) ... over the partner and the five strongest.
TEST(CountedOn, is_one_minus_the_product) {
  SmallWorld made;
  const StreetId street = made.street(made.neighbourhood());
  const HouseholdId h = made.household(street, {34, 35}, {3}), single = made.household(street, {34}, {3});
  Parameters p;
  p.wellbeing.partner_support = 0.5, p.support.asking_trust = 1;
  for (const double s : {0.8, 0.6, 0.4, 0.3, 0.25, 0.2}) {
    made.hold(made.adult(h), PersonRef::outside(static_cast<Key>(s * 100)), s, 0, TieKind::friendship);
    made.hold(made.adult(single), PersonRef::outside(static_cast<Key>(s * 100)), s, 0, TieKind::friendship);
  }
  Play play(made.world, p);
  const auto counted = [&](HouseholdId who) { return counted_on_support(play.world, play.now(), made.active(who)); };
  const double with_partner = counted(h), alone = counted(single);
  EXPECT_NEAR(1 - with_partner, 0.5 * (1 - alone), 1e-9);
  play.world.ties.remove(made.active(single), 5);
  EXPECT_NEAR(counted(single), alone, 1e-12) << "the sixth does not count";
  play.world.actives.trust_in_asking[made.active(single)] = Share16(0.0);
  EXPECT_NEAR(counted(single), 0, 1e-12) << "nobody is counted on when one cannot ask";
}

}  // namespace
}  // namespace weefsel
