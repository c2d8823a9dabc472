// Keeping in touch and asking, alone, against their declared rates.
#include <gtest/gtest.h>

#include <cmath>

#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

World parents_with_one_friend(std::size_t count, double strength) {
  SmallWorld made(Week{1});
  for (const HouseholdId h : made.households(count, {34}, {5}))
    made.hold(made.adult(h), PersonRef::outside(h.slot), strength, 0, TieKind::friendship, 1000);
  return made.world;
}

/// Hours of everybody with their one friend in so many weeks of keeping in touch and nothing else.
double hours_in_touch(Play& play, int weeks) {
  double hours = 0;
  for (int w = 0; w < weeks; ++w) {
    play.scratch.encounters.assign(play.world.actives.size(), Encounters{});
    play.only({"take_stock", "keep_in_touch"});
    for (const Encounters& e : play.scratch.encounters) hours += e.hours_hundredths[0] / 100.0;
  }
  return hours;
}

Parameters lasting_ties(Parameters p = {}) {
  p.ties.half_life = p.ties.half_life_young = 1e8;
  return p;
}

// Hours wanted with a friend of strength s are hours_wanted x s ^ concentration, in contacts of a fixed length.
TEST(KeepInTouch, takes_the_hours_that_are_wanted) {
  Parameters p = lasting_ties();
  p.ties.hours_wanted = 4, p.ties.contact_concentration = 1.5, p.ties.hours_per_contact = 1.5, p.ties.contact_hours_per_week = 60;
  for (const double strength : {0.3, 0.6}) {
    Play play(parents_with_one_friend(1000, strength), p);
    constexpr int weeks = 40;
    const double hours = hours_in_touch(play, weeks);
    const double wanted = 4 * std::pow(strength, 1.5), contacts = 1000 * weeks * wanted / 1.5;
    // Strength is looked up in 256 steps: 1% of the hours at most.
    EXPECT_NEAR(hours, contacts * 1.5, 1.5 * 4.5 * std::sqrt(contacts) + 0.01 * contacts * 1.5) << strength;
  }
}

TEST(KeepInTouch, gives_way_alike_when_hours_do_not_fit) {
  Parameters p = lasting_ties();
  p.ties.hours_wanted = 50, p.ties.hours_per_contact = 10, p.ties.contact_hours_per_week = 2;
  Play play(parents_with_one_friend(2000, 0.8), p);
  const double hours = hours_in_touch(play, 20);
  const double budget = 20 * 2000 * 2 * 1.5 * (0.5 + Share8(0.5).value());  // nobody works: 1.5 times the hours
  EXPECT_NEAR(hours, budget, 10 * 4.5 * std::sqrt(budget / 10));
}

TEST(KeepInTouch, stops_in_a_full_lockdown) {
  Play play(parents_with_one_friend(200, 0.8), lasting_ties());
  play.world.home_contact_percent = 0;
  for (int w = 0; w < 10; ++w) {
    EXPECT_EQ(hours_in_touch(play, 1), 0);
    for (const Encounters& e : play.scratch.encounters) ASSERT_EQ(e.contacts, 0);
  }
}

// Asked with rate r = asks x (base + load) x 2 x openness, that is with chance r / (1 + r) a week.
TEST(Asking, happens_at_the_declared_rate) {
  Parameters p = lasting_ties();
  p.support.asks_per_week = 0.4, p.support.base_load = 0.2;
  Play play(parents_with_one_friend(2000, 0.6), p);
  for (auto& load : play.world.actives.load) load = Fixed(0.3);
  double asked = 0;
  for (int w = 0; w < 20; ++w) {
    play.only({"take_stock", "ask_for_support"});
    asked += static_cast<double>(play.scratch.requests.size());
  }
  const double rate = 0.4 * 0.5 * 2 * Share8(0.5).value(), chance = rate / (1 + rate), n = 2000 * 20;
  EXPECT_NEAR(asked, n * chance, 4.5 * std::sqrt(n * chance * (1 - chance)));
}

TEST(Asking, slows_with_debts_and_needs_someone_to_ask) {
  Parameters p = lasting_ties();
  p.support.asks_per_week = 1, p.support.base_load = 1;
  const auto asked = [&](double strength, double balance) {
    Play play(parents_with_one_friend(1000, strength), p);
    for (auto& b : play.world.actives.balance) b = Fixed(balance);
    play.only({"take_stock", "ask_for_support"});
    return play.scratch.requests.size();
  };
  // A debt of 20 hours divides the rate by three (1 + 2): from 500 in 1000 to 250, sd 21 on the difference.
  EXPECT_GT(asked(0.6, 0), asked(0.6, -20) + 50);
  EXPECT_EQ(asked(0.6, 0), asked(0.6, 20)) << "having given does not make one ask more";
  EXPECT_EQ(asked(0.19, 0), 0u) << "an acquaintance is not asked";
}

}  // namespace
}  // namespace weefsel
