// Programmes against closed forms: how long matches last, and how many are made.
#include <gtest/gtest.h>

#include <cmath>

#include "processes/programmes.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Many pairs of a family, too young to be givers, and a giver who live next door to each other, and nothing else.
struct Pairs {
  SmallWorld made;
  explicit Pairs(int count) {
    const NeighbourhoodId n = made.neighbourhood();
    const StreetId s = made.street(n, static_cast<std::size_t>(2 * count));
    for (int i = 0; i < count; ++i) {
      const HouseholdId family = made.household(s, {24}, {2}), others = made.household(s, {50});
      made.world.adults.births[made.adult(others)] = 1;
      made.world.adults.openness[made.adult(family)] = Share8(1);
      activate(made.world, made.adult(others), 0);
    }
    find_reachable_places(made.world, 1);
  }
};

Parameters eager() {
  Parameters p = with_still_population();
  auto& m = p.programmes;
  m.asks_per_week = 1, m.heard_of_share = 1, m.offers_share = 1, m.agrees = 1, m.asks_from_load = 0, m.leave_waiting_per_week = 0;
  m.giver_load_weight = 0;
  p.wellbeing.support_centre = 1;
  return p;
}

// A match lasts the trial, and with chance P the mean length L on top: E = 8 + P L. Reviews come each half year and
// either stops with a chance that makes the number of half years geometric with mean L / 26, so the variance is
// P ((L / 26)^2 (2 - 26 / L)) 26^2 - (P L)^2. With 600 matches the mean is known within 4.5 sd / sqrt(600).
TEST(Programmes, matches_last_as_long_as_the_reviews_say) {
  Parameters p = eager();
  p.programmes.trial_passed = 0.8;
  Lever lever;
  lever.id = "families", lever.kind = LeverKind::buurtgezinnen;
  auto& b = lever.buurtgezinnen;
  b.coordinators_fte = 1, b.matches_per_fte_per_year = 1e5, b.open_matches_per_fte = 600, b.length_in_weeks = 104;
  Play play(Pairs(600).made.world, p);
  play.levers = {lever};
  play.process("apply_levers");
  std::vector<double> lengths;
  bool begun = false;
  while (play.world.week.number < 3000 && (!begun || lengths.size() < play.world.matches.size())) {
    play.process("take_stock");
    play.process("live_matches");
    if (play.world.week.number < 6) play.process("ask_programmes"), play.process("match_families");
    begun = begun || play.world.week.number >= 6;
    // The children of the test do not grow up: they are made younger as time passes.
    for (auto& birth : play.world.children.birth_week) ++birth;
    lengths.clear();
    for (std::size_t i = 0; i < play.world.matches.size(); ++i) {
      const MatchId m(i);
      if (!play.world.matches.is_open(m, play.world.week)) lengths.push_back(play.world.matches.until[m] - play.world.matches.start[m]);
    }
    ++play.world.week;
  }
  ASSERT_GT(lengths.size(), 500u);
  double mean = 0;
  for (const double l : lengths) mean += l / static_cast<double>(lengths.size());
  const double pass = 0.8, length = 104, halves = length / 26;
  const double variance = pass * 26 * 26 * halves * halves * (2 - 1 / halves) - pass * length * pass * length;
  EXPECT_NEAR(mean, 8 + pass * length, 4.5 * std::sqrt(variance / static_cast<double>(lengths.size())));
}

// Where enough ask and offer, a coordinator makes exactly the yearly number: the floor of rate x time.
TEST(Programmes, make_as_many_matches_a_year_as_there_is_time_for) {
  Parameters p = eager();
  Lever lever;
  lever.id = "visits", lever.kind = LeverKind::home_visits;
  auto& v = lever.home_visits;
  v.coordinators_fte = 2, v.families_per_fte_per_year = 20, v.open_families_per_fte = 200, v.length_in_weeks = 13;
  Play play(Pairs(300).made.world, p);
  play.levers = {lever};
  play.process("apply_levers");
  std::int64_t made = 0;
  for (int week = 0; week < 157; ++week) {
    play.begin_week();
    for (const char* name : {"take_stock", "live_matches", "ask_programmes", "match_families"}) play.process(name);
    made += in_town(play.world, joined(ProgrammeKind::volunteer_visits));
    ++play.world.week;
  }
  EXPECT_NEAR(static_cast<double>(made), 40 * 157 / weeks_per_year, 3) << "the first weeks, before anybody has asked, are made up for";
}

// Chances that nobody took lapse after a quarter of a year: a rush of families does not find years of saved-up time.
TEST(Programmes, time_that_was_not_used_is_not_saved_up) {
  Parameters p = eager();
  p.programmes.asks_per_week = 0;
  Lever lever;
  lever.id = "visits", lever.kind = LeverKind::home_visits;
  lever.home_visits.families_per_fte_per_year = 24, lever.home_visits.open_families_per_fte = 200;
  Play play(Pairs(100).made.world, p);
  play.levers = {lever};
  play.process("apply_levers");
  const auto week = [&] {
    for (const char* name : {"take_stock", "live_matches", "ask_programmes", "match_families"}) play.process(name);
    ++play.world.week;
  };
  for (int i = 0; i < 104; ++i) week();
  EXPECT_EQ(play.world.matches.size(), 0u);
  play.parameters.programmes.asks_per_week = 1;
  for (int i = 0; i < 3; ++i) week();
  EXPECT_LE(play.world.matches.size(), 24u / 4 + 3);
  EXPECT_GE(play.world.matches.size(), 5u);
}

// Offers come and go: spells of four years begin all year round, so a year later a quarter have ended (52 weeks of
// 209); at a share of one half, half of those offer again. Expected 1 - 0.249 / 2, known within 4.5 sd.
TEST(Programmes, a_quarter_of_the_offers_end_in_a_year) {
  Parameters p;
  p.programmes.offers_share = 0.5;
  Pairs pairs(2000);
  Play play(pairs.made.world, p);
  std::vector<AdultId> now_offer;
  for (std::size_t i = 0; i < play.world.adults.size(); ++i)
    if (offers(play.world, play.now(), AdultId(i), ProgrammeKind::mentor)) now_offer.push_back(AdultId(i));
  const auto n = static_cast<double>(now_offer.size());
  EXPECT_NEAR(n, 0.5 * static_cast<double>(play.world.adults.size()), 4.5 * std::sqrt(0.25 * static_cast<double>(play.world.adults.size())));
  play.world.week = Week{52};
  double still = 0;
  for (const AdultId a : now_offer) still += offers(play.world, play.now(), a, ProgrammeKind::mentor);
  const double expected = 1 - 52 / std::round(p.programmes.offer_years * weeks_per_year) / 2;
  EXPECT_NEAR(still / n, expected, 4.5 * std::sqrt(expected * (1 - expected) / n));
}

}  // namespace
}  // namespace weefsel
