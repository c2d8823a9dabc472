// How parents feel, alone: a return to one's own level, with noise, against the closed forms of such a process.
#include <gtest/gtest.h>

#include <cmath>

#include "processes/feel.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

World parents(std::size_t count, const std::vector<double>& adults = {34}) {
  SmallWorld made(Week{1});
  const NeighbourhoodId n = made.neighbourhood();
  StreetId street;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 50 == 0) street = made.street(n);
    made.household(street, adults, {5});
  }
  return made.world;
}

/// Nothing pulls at wellbeing but the personal level.
Parameters without_risks_and_resources(double half_life, double noise) {
  Parameters p;
  auto& w = p.wellbeing;
  w.half_life = half_life, w.noise = noise;
  w.support_weight = w.belonging_weight = w.heard_weight = w.meaning_weight = w.load_weight = 0;
  return p;
}

TEST(Wellbeing, deviations_halve_in_the_half_life) {
  for (const double half_life : {8.0, 13.0, 26.0}) {
    Play play(parents(3), without_risks_and_resources(half_life, 0));
    const ActiveId one{std::size_t{0}}, other{std::size_t{1}};
    play.world.actives.level[one] = Fixed(0.5), play.world.actives.wellbeing[one] = Fixed(1.5);
    play.world.actives.level[other] = Fixed(0), play.world.actives.wellbeing[other] = Fixed(-1);
    for (int week = 0; week < static_cast<int>(half_life); ++week) play.only({"take_stock", "feel"});
    EXPECT_NEAR(play.world.actives.wellbeing[one].value(), 1.0, 0.002);
    EXPECT_NEAR(play.world.actives.wellbeing[other].value(), -0.5, 0.002);
  }
}

// b <- b + k (m - b) + noise is autoregressive: stationary mean m, variance noise^2 / (1 - (1 - k)^2), and correlation
// (1 - k) from week to week. 1000 people x 300 weeks after settling; the sum of squares has an effective sample of
// people x weeks x k, so sd about 1.2% of the variance.
TEST(Wellbeing, has_the_stationary_mean_and_variance_of_its_process) {
  for (const double half_life : {10.0, 20.0}) {
    Play play(parents(1000), without_risks_and_resources(half_life, 0.15));
    for (auto& level : play.world.actives.level) level = Fixed(0.3);
    for (int week = 0; week < 150; ++week) play.only({"take_stock", "feel"});
    double sum = 0, squares = 0, products = 0, count = 0;
    for (int week = 0; week < 300; ++week) {
      std::vector<double> before;
      for (const Fixed b : play.world.actives.wellbeing) before.push_back(b.value() - 0.3);
      play.only({"take_stock", "feel"});
      for (std::size_t i = 0; i < before.size(); ++i) {
        const double now = play.world.actives.wellbeing[ActiveId(i)].value() - 0.3;
        sum += now, squares += now * now, products += now * before[i], ++count;
      }
    }
    const double k = 1 - std::pow(2, -1 / half_life), variance = 0.15 * 0.15 / (1 - (1 - k) * (1 - k));
    EXPECT_NEAR(squares / count, variance, 0.05 * variance) << half_life;
    EXPECT_NEAR(products / squares, 1 - k, 0.01) << half_life;
    EXPECT_NEAR(sum / count, 0, 4.5 * std::sqrt(variance / (count * k / 2))) << half_life;
  }
}

TEST(Wellbeing, moves_by_the_weights_of_risks_and_resources) {
  Parameters p = without_risks_and_resources(13, 0);
  p.wellbeing.support_weight = 0.6, p.wellbeing.support_centre = 0.5;
  p.wellbeing.load_weight = 1.1, p.wellbeing.load_centre = 0.2, p.wellbeing.alone_load = 0.1;
  Play play(parents(1), p);
  const ActiveId one{std::size_t{0}};
  play.world.actives.counted_on[one] = Share16(0.9);
  for (int week = 0; week < 400; ++week) play.only({"take_stock", "feel"});
  // Load is that of raising a child alone. Steady state: 0.6 (0.9 - 0.5) - 1.1 (0.1 - 0.2) = 0.35.
  EXPECT_NEAR(play.world.actives.load[one].value(), 0.1, 1e-4);
  EXPECT_NEAR(play.world.actives.wellbeing[one].value(), 0.35, 0.002);
}

TEST(Wellbeing, strain_relief_debts_and_trust_fade_at_their_half_lives) {
  Parameters p = without_risks_and_resources(13, 0);
  p.wellbeing.event_half_life = 20, p.support.relief_half_life = 4, p.support.balance_half_life = 40, p.support.trust_half_life = 30;
  Play play(parents(1), p);
  const ActiveId one{std::size_t{0}};
  ActiveAdults& a = play.world.actives;
  a.event_strain[one] = Fixed(1), a.relief[one] = Fixed(0.4), a.balance[one] = Fixed(-8), a.trust_in_asking[one] = Share16(0.2);
  for (int week = 1; week <= 40; ++week) {
    play.only({"take_stock", "feel"});
    if (week == 4) {
      EXPECT_NEAR(a.relief[one].value(), 0.2, 0.001);
    }
    if (week == 20) {
      EXPECT_NEAR(a.event_strain[one].value(), 0.5, 0.001);
    }
    if (week == 30) {
      EXPECT_NEAR(a.trust_in_asking[one].value(), 0.6, 0.001);
    }
    if (week == 40) {
      EXPECT_NEAR(a.balance[one].value(), -4, 0.01);
    }
  }
}

TEST(Load, adds_up_what_a_parent_carries) {
  Parameters p;
  auto& w = p.wellbeing;
  w.income_load = 0.25, w.alone_load = 0.1, w.event_load = 0.8, w.waiting_load = 0.15;
  SmallWorld made;
  const StreetId street = made.street(made.neighbourhood());
  const HouseholdId alone = made.household(street, {34}, {5}), couple = made.household(street, {34, 35}, {5}), other = made.household(street, {36});
  World& world = made.world;
  EXPECT_DOUBLE_EQ(load_carried(world, p, made.active(alone)), 0.1);
  EXPECT_DOUBLE_EQ(load_carried(world, p, made.active(couple)), 0.0);
  world.households.tight_income[couple] = 1;
  const ChildId c = world.households.first_child[couple];
  world.children.perceived[c][0] = Share8(0.4), world.children.help[c][1] = HelpState::waiting;
  world.actives.event_strain[made.active(couple)] = Fixed(0.5), world.actives.giving_load[made.active(couple)] = Fixed(0.0625);
  EXPECT_NEAR(load_carried(world, p, made.active(couple)), 0.25 + 0.4 + 0.15 + 0.4 + 0.0625, 1e-9);
  EXPECT_NEAR(load_carried(world, p, made.active(couple, 1)), 0.25 + 0.4 + 0.15, 1e-9) << "the partner carries no giving and no event";
  const ActiveId parent = activate(world, made.adult(other), 0);
  world.adults.children_elsewhere[made.adult(other)] = couple;
  EXPECT_NEAR(load_carried(world, p, parent), 0.2, 1e-9) << "half of the concerns when the children live elsewhere";
}

}  // namespace
}  // namespace weefsel
