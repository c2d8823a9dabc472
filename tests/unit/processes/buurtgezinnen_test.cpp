// Buurtgezinnen: who is matched, how many, and what a match does and does not do.
#include <gtest/gtest.h>

#include "support/play.hpp"
#include "support/records.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// A town in which many families carry much and can count on little, and many offer help, so that coordinators are the bound.
Parameters much_need() {
  Parameters p;
  p.wellbeing.income_load = 1, p.wellbeing.alone_load = 1, p.wellbeing.support_centre = 1, p.wellbeing.load_weight = 0;
  p.programmes.asks_per_week = 0.02, p.programmes.offers_share = 0.04;
  return p;
}

Lever families(double fte, double matches_a_year = 12, double open = 30) {
  Lever lever;
  lever.id = "families", lever.kind = LeverKind::buurtgezinnen;
  lever.buurtgezinnen.coordinators_fte = fte, lever.buurtgezinnen.matches_per_fte_per_year = matches_a_year;
  lever.buurtgezinnen.open_matches_per_fte = open;
  return lever;
}

std::size_t open_matches(const World& w) {
  std::size_t open = 0;
  for (std::size_t i = 0; i < w.matches.size(); ++i) open += w.matches.until[MatchId(i)] >= w.week.number;
  return open;
}

TEST(Buurtgezinnen, matches_no_more_than_coordinators_can_make) {
  Play play(hofbuurt_of(1500), much_need());
  play.levers = {families(1, 10)};
  double made = 0, most_over = -1;
  play.weeks(104, [&](const World& w) {
    made += static_cast<double>(in_town(w, Flow::matches_made));
    most_over = std::max(most_over, made - 10 * w.week.number / weeks_per_year);
  });
  EXPECT_LE(most_over, 1e-9);
  EXPECT_GE(made, 17) << "families and offers are not the bound here";
}

TEST(Buurtgezinnen, accompanies_no_more_than_the_open_caseload) {
  Play play(hofbuurt_of(1500), much_need());
  Lever lever = families(1, 60, 6);
  lever.buurtgezinnen.length_in_weeks = 20;
  play.levers = {lever};
  std::size_t most = 0;
  play.weeks(156, [&](const World& w) {
    most = std::max(most, open_matches(w));
  });
  EXPECT_EQ(most, 6u);
}

TEST(Buurtgezinnen, two_programmes_have_caseloads_of_their_own) {
  Play play(hofbuurt_of(1500), much_need());
  Lever one = families(1, 60, 5), other = families(1, 60, 5);
  one.buurtgezinnen.length_in_weeks = other.buurtgezinnen.length_in_weeks = 400;
  other.id = "more_families";
  play.levers = {one, other};
  play.weeks(52);
  EXPECT_EQ(open_matches(play.world), 10u);
}

TEST(Buurtgezinnen, no_household_is_in_two_matches_nor_matched_with_itself) {
  Play play(hofbuurt_of(1500), much_need());
  play.levers = {families(4, 30)};
  int most = 0;
  play.weeks(78, [&](const World& w) {
    std::vector<int> matches(w.households.size(), 0);
    for (std::size_t i = 0; i < w.matches.size(); ++i) {
      const MatchId m(i);
      if (w.matches.until[m] < w.week.number) continue;
      most = std::max({most, ++matches[w.adults.household[w.matches.asker[m]].slot], ++matches[w.adults.household[w.matches.giver[m]].slot]});
    }
  });
  EXPECT_EQ(most, 1);
}

TEST(Buurtgezinnen, a_tie_grows_and_the_giver_carries) {
  Play play(hofbuurt_of(1500), much_need());
  play.levers = {families(4, 40)};
  play.weeks(20);
  World& w = play.world;
  ASSERT_GT(w.matches.size(), 3u);
  std::size_t tied = 0;
  for (std::size_t i = 0; i < w.matches.size(); ++i) {
    const ActiveId asker = w.adults.active[w.matches.asker[MatchId(i)]];
    const std::size_t slot = w.ties.find(asker, PersonRef::of(w.matches.giver[MatchId(i)]));
    if (slot == Ties::not_found) continue;
    ++tied;
  }
  EXPECT_GE(tied + 2, w.matches.size());
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
}

TEST(Buurtgezinnen, a_giver_who_had_lost_a_role_stays_active) {
  // An adult whose year after a role is over is matched just before the yearly renumbering.
  Play play(hofbuurt_of(400), {}, 1, Week{49});
  World& w = play.world;
  const ActiveId a{std::size_t{3}};
  const Key key = w.adults.key[w.actives.adult[a]];
  w.actives.active_until[a] = 50;
  activate(w, w.actives.adult[a], 0);
  w.week = Week{52};
  compact(w, play.tables().fading);
  bool active = false;
  for (const AdultId adult : w.actives.adult) active = active || w.adults.key[adult] == key;
  EXPECT_TRUE(active) << "to activate someone who is about to lapse gives a new lease";
}

}  // namespace
}  // namespace weefsel
