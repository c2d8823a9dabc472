// Youngsters' leisure against the closed form of the nested logit, membership against its shares, and the weeks until an
// adult knows a child against hours counted by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "processes/choose_own_leisure.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Choices without lasting taste, habit, friends and hosts, so that all that is left is in plain_leisure_utility; at most
/// one moment a week.
Parameters plain(double nest) {
  Parameters p;
  p.outings.nest = nest, p.outings.taste = 0, p.outings.host_attraction = 0;
  p.youngsters.habit_weight = p.youngsters.friends_weight = 0, p.youngsters.moments_per_week = 0.6, p.youngsters.stay_home_utility = 1.5;
  return p;
}

// Each youngster has a moment in a week with chance 0.6 (0.5 + u), u of its own: 0.6 on average over many. Given the
// number of youngster-weeks N, visits to a place have mean 0.6 N p; the lasting u's add to the variance of the moments,
// which is taken out by dividing by all visits: conditional on a visit, the place is an independent draw.
TEST(OwnLeisure, visits_are_divided_by_the_nested_logit) {
  for (const double nest : {1.0, 0.6}) {
    SCOPED_TRACE(nest);
    Play play(hofbuurt(), plain(nest), 5);
    const World& w = play.world;
    std::vector<double> visits(w.places.size(), 0), expected(w.places.size(), 0);
    double went = 0, could = 0, p_out_sum = 0;
    for (int week = 0; week < 40; ++week) {
      play.begin_week();
      play.process("choose_own_leisure");
      for (std::size_t i = 0; i < w.children.size(); ++i) {
        const ChildId c(i);
        if (age_in_years(w.children.birth_week[c], w.week) < youngster_age) continue;
        const StreetId street = w.street_of(w.children.household[c]);
        std::vector<std::pair<PlaceId, double>> weights;
        double sum = 0;
        for (std::uint32_t k = w.reach.first[street.slot]; k < w.reach.first[street.slot + 1]; ++k) {
          const auto [place, km] = w.reach.options[k];
          weights.emplace_back(place, std::exp(plain_leisure_utility(w, play.parameters, c, place, static_cast<double>(km)) / nest));
          sum += weights.back().second;
        }
        const double out = std::pow(sum, nest);
        ++could, p_out_sum += out / (out + std::exp(1.5));
        const Leisure& leisure = play.scratch.leisure;
        for (std::size_t v = 0; v < leisure.visit_count[i]; ++v) {
          ++went, ++visits[leisure.visits[i][v].place.slot];
          for (const auto& [place, weight] : weights) expected[place.slot] += weight / sum;
        }
      }
      ++play.world.week;
    }
    ASSERT_GT(went, 1000);
    for (std::size_t k = 0; k < visits.size(); ++k)
      EXPECT_NEAR(visits[k], expected[k], 5 * std::sqrt(expected[k] + 1)) << w.names.place_id[PlaceId(k)];
    // The u's of some 200 youngsters have a mean within 5 x 0.29 / sqrt(200) = 0.1 of one half.
    EXPECT_NEAR(went / p_out_sum, 0.6, 0.06 + 5 * 0.5 / std::sqrt(could));
  }
}

TEST(Clubs, members_by_income_are_the_shares_of_those_with_a_club_in_reach) {
  Parameters p = with_still_population();
  p.childhood.club_share = 0.8, p.childhood.club_share_tight = 0.5;
  Play play(hofbuurt_of(2500), p, 3, Week{1});
  for (int week = 0; week < 52; ++week) play.only({"join_clubs"});
  double members[2] = {0, 0}, all[2] = {0, 0};
  const World& w = play.world;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    const double age = age_in_years(w.children.birth_week[c], w.week);
    if (age < 5.1 || age >= 12) continue;  // whoever turned four within the year may not have had its week yet
    const auto tight = static_cast<std::size_t>(w.households.tight_income[w.children.household[c]]);
    ++all[tight], members[tight] += w.children.club[c].exists();
  }
  ASSERT_GT(all[1], 40);
  for (const std::size_t tight : {0u, 1u}) {
    const double share = tight ? 0.5 : 0.8;
    EXPECT_NEAR(members[tight] / all[tight], share, 4 * std::sqrt(share * (1 - share) / all[tight])) << tight;
  }
}

// Two hours a week at the club, half of the coach's attention: one hour a week, so twenty weeks. The place itself knows
// the member after ten.
TEST(Knowing, a_coach_knows_a_member_after_twenty_weeks) {
  SmallWorld made(Week{0});
  const StreetId street = made.street(made.neighbourhood());
  const HouseholdId home = made.household(street, {40}, {8});
  const PlaceId club = made.place(PlaceKind::sports_club);
  Parameters p;
  p.childhood.club_share = 1, p.childhood.attention = 0.5;
  find_reachable_places(made.world, p.outings.reach);
  Play play(made.world, p);
  const ChildId child = play.world.households.first_child[home];
  play.world.children.club[child] = club;
  int known_by_place = 0, known_by_coach = 0;
  for (int week = 1; week <= 25; ++week) {
    play.begin_week();
    for (const char* name : {"take_stock", "choose_outings", "choose_own_leisure", "take_seats", "get_to_know_adults"}) play.process(name);
    ++play.world.week;
    if (known_by_place == 0 && place_knows(play.world.children, child, 0, play.world.week)) known_by_place = week;
    if (known_by_coach == 0 && person_knows(play.world.children, child, 0, play.world.week)) known_by_coach = week;
  }
  EXPECT_EQ(known_by_place, 10);
  EXPECT_EQ(known_by_coach, 20);
  EXPECT_EQ(play.world.children.own_people[child].as[0].role(), OwnRole::coach);
}

// Two pupils of one year alone at their school: 5 hours a week together, and what they add at each other's homes is off.
// s <- s (1 - d) + g h (1 - s) settles where growth and fading balance: s = g h / (g h + d (1 - g h)), d the weekly loss.
TEST(Friends, two_schoolmates_settle_where_growth_and_fading_balance) {
  SmallWorld made(Week{0});
  const StreetId street = made.street(made.neighbourhood());
  const HouseholdId a = made.household(street, {40}, {13}), b = made.household(street, {40}, {13});
  const PlaceId school = made.place(PlaceKind::secondary_school);
  World& w = made.world;
  const ChildId one = w.households.first_child[a], other = w.households.first_child[b];
  w.children.day_place[one] = w.children.day_place[other] = school;
  Parameters p;
  p.youngsters.school_circle = 1e9, p.youngsters.start_per_hour = 1, p.youngsters.visits_per_week = 0, p.youngsters.moments_per_week = 0;
  p.ties.half_life = p.ties.half_life_young = 20;
  find_reachable_places(w, p.outings.reach);
  Play play(w, p);
  for (int week = 0; week < 150; ++week) {  // three school years
    play.begin_week();
    for (const char* name : {"choose_own_leisure", "meet_peers"}) play.process(name);
    ++play.world.week;
  }
  const double gh = p.ties.growth_per_hour * 5, d = 1 - std::exp2(-1 / 20.0);
  // Measured a week after the last contact, so one week has faded.
  const double settled = gh / (gh + d * (1 - gh));
  for (const ChildId c : {one, other}) {
    ASSERT_TRUE(play.world.children.friends[c].who[0].exists());
    EXPECT_NEAR(play.world.children.friends[c].strength[0].value(), settled, 0.01);
  }
  EXPECT_EQ(play.world.children.friends[one].strength[0], play.world.children.friends[other].strength[0]) << "both sides live the same hours";
}

}  // namespace
}  // namespace weefsel
