// Births, separations, moves, deaths and misfortunes, each process alone, against the yearly rates that are declared.
// Expected counts add up the hazard of everybody exposed, week by week; events are Poisson around them.
#include <gtest/gtest.h>

#include <cmath>

#include "population/moving_rates.hpp"
#include "support/partial_weeks.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

constexpr double sds = 4.5;
void expect_poisson(double observed, double expected) { EXPECT_NEAR(observed, expected, sds * std::sqrt(expected)); }

/// A town of 5000 households as the builder makes it.
Play large_town(const Parameters& p) { return Play(hofbuurt_of(5000), p, 2, Week{1}); }

double age_of(const World& w, AdultId a) { return age_in_years(w.adults.birth_week[a], w.week); }
bool is_couple(const World& w, HouseholdId h) { return !w.households.gone[h] && w.households.adults[h][1].exists(); }

TEST(Demography, couples_with_children_separate_at_the_yearly_rate) {
  Parameters p;
  p.demography.separations_per_year = 0.06, p.demography.separations_childless_per_year = 0, p.demography.partnering_per_year = 0;
  Play play = large_town(p);
  double expected = 0, observed = 0;
  for (int week = 0; week < 104; ++week) {
    for (std::size_t i = 0; i < play.world.households.size(); ++i) {
      const HouseholdId h(i);
      if (!is_couple(play.world, h)) continue;
      const bool children = play.world.households.first_child[h].exists();
      // Couples without children of 45 and older: 0.4% a year, fixed.
      expected += per_week(children ? 0.06 : age_of(play.world, play.world.households.adults[h][0]) < 45 ? 0 : 0.004);
    }
    play.only({"part_and_pair_up"});
    observed += static_cast<double>(in_town(play.world, Flow::separations));
  }
  expect_poisson(observed, expected);
  EXPECT_GT(expected, 100);
}

TEST(Demography, children_stay_with_the_mother_nine_times_in_ten) {
  Parameters p;
  p.demography.separations_per_year = 0.5;
  SmallWorld made(Week{1});
  made.households(1500, {34, 36}, {5});
  for (auto& clock : made.world.households.partnership) clock.left = 1;  // all due
  Play play(made.world, p);
  play.only({"part_and_pair_up"});
  EXPECT_EQ(in_town(play.world, Flow::separations), 1500);
  double with_mother = 0;
  for (std::size_t i = 0; i < 1500; ++i) {
    ASSERT_TRUE(play.world.households.first_child[HouseholdId(i)].exists());
    with_mother += play.world.adults.female[play.world.households.adults[HouseholdId(i)][0]];
  }
  EXPECT_NEAR(with_mother / 1500, 0.89, sds * std::sqrt(0.89 * 0.11 / 1500));
  EXPECT_EQ(broken_but_for_births(play.world), std::vector<std::string>{});
}

TEST(Demography, deaths_double_from_55_as_often_as_is_said) {
  Play play = large_town({});
  const double doubling = play.parameters.demography.death_doubling_years;
  double expected = 0, observed = 0;
  for (int week = 0; week < 104; ++week) {
    for (std::size_t i = 0; i < play.world.adults.size(); ++i) {
      const AdultId a(i);
      const double age = age_of(play.world, a);
      if (!play.world.adults.has(a, Adults::gone) && age >= 55) expected += per_week(0.004 * std::pow(2, (age - 55) / doubling));
    }
    play.only({"lose_people"});
    observed += static_cast<double>(in_town(play.world, Flow::deaths));
  }
  // Doubling by straight lines between the doublings lies up to 6% above the power, 4% on average.
  EXPECT_GT(observed, expected - sds * std::sqrt(expected));
  EXPECT_LT(observed, 1.06 * expected + sds * std::sqrt(expected));
  EXPECT_EQ(broken_but_for_births(play.world), std::vector<std::string>{});
}

TEST(Demography, households_move_at_the_rates_of_their_children_and_ages) {
  for (const double factor : {0.5, 1.0}) {
    Parameters p;
    p.demography.moves_factor = factor, p.demography.moves_within_share = 0.66;
    p.demography.vacancy_fill_per_year = 26;
    Play play = large_town(p);
    double expected = 0, within = 0, out = 0, in = 0;
    for (int week = 0; week < 52; ++week) {
      for (std::size_t i = 0; i < play.world.households.size(); ++i)
        if (!play.world.households.gone[HouseholdId(i)]) expected += per_week(factor * moves_per_year(play.world, HouseholdId(i), play.world.week));
      play.only({"move_house"});
      within += static_cast<double>(in_town(play.world, Flow::moved_within)), out += static_cast<double>(in_town(play.world, Flow::moved_out));
      in += static_cast<double>(in_town(play.world, Flow::moved_in));
    }
    expect_poisson(within + out, expected);
    EXPECT_NEAR(within / (within + out), 0.66, sds * std::sqrt(0.66 * 0.34 / expected)) << "there are empty dwellings all along";
    // Dwellings of the year's last weeks stand empty still (two weeks each on average), and some go to those who move within.
    EXPECT_GT(in, 0.6 * out);
    EXPECT_EQ(broken_but_for_births(play.world), std::vector<std::string>{});
  }
}

TEST(Demography, families_move_less_as_children_grow) {
  EXPECT_GT(moves_per_year_of_family(1), moves_per_year_of_family(5));
  EXPECT_GT(moves_per_year_of_family(5), moves_per_year_of_family(14));
  EXPECT_GT(moves_per_year_without_children(22), moves_per_year_without_children(70));
}

TEST(Demography, empty_dwellings_are_filled_at_the_declared_rate) {
  Parameters p;
  p.demography.moves_factor = 0, p.demography.vacancy_fill_per_year = 6;
  Play play = large_town(p);
  std::size_t empty = 0;
  for (std::size_t i = 0; i < play.world.dwellings.size(); ++i) {
    const DwellingId d(i);
    if (!play.world.dwellings.household[d].exists()) ++empty;
  }
  double in = 0;
  for (int week = 0; week < 6; ++week) {
    play.only({"move_house"});
    in += static_cast<double>(in_town(play.world, Flow::moved_in));
  }
  const double share = 1 - std::exp(-6 * per_week(6));
  EXPECT_NEAR(in / static_cast<double>(empty), share, sds * std::sqrt(share * (1 - share) / static_cast<double>(empty)));
}

TEST(Demography, misfortune_strikes_at_the_declared_rate) {
  Parameters p;
  p.demography.misfortunes_per_year = 0.2;
  SmallWorld made(Week{1});
  for (const HouseholdId h : made.households(2000, {34}, {5})) {
    made.world.households.tight_income[h] = h.slot % 2 == 0;
    made.world.households.misfortune[h] = HazardClock::wound(Luck(1, 0), Purpose::misfortune, Week{0}, made.world.households.key[h]);
  }
  Play play(made.world, p);
  double struck[2] = {0, 0};
  for (int week = 0; week < 104; ++week) {
    for (auto& strain : play.world.actives.event_strain) strain = Fixed(0);
    play.only({"strike_misfortune"});
    for (std::size_t i = 0; i < 2000; ++i) struck[i % 2] += play.world.actives.event_strain[ActiveId(i)].raw > 0;
  }
  expect_poisson(struck[1], 1000 * 104 * per_week(0.2));
  expect_poisson(struck[0], 1000 * 104 * per_week(0.3));  // tight incomes half as often again
}

TEST(Demography, half_have_left_home_at_the_declared_age) {
  for (const double median : {21.0, 22.5}) {
    Parameters p;
    p.demography.leaving_home_age = median, p.demography.leavers_who_stay_share = 0;
    SmallWorld made(Week{1});
    for (const HouseholdId h : made.households(1500, {48}, {16.9})) {
      const ChildId c = made.world.households.first_child[h];
      made.world.children.leaving_home[c] = HazardClock::wound(Luck(1, 0), Purpose::leaving_home, Week{0}, made.world.children.key[c]);
    }
    Play play(made.world, p);
    const auto at_home = [&] {
      double home = 0;
      for (const auto gone : play.world.children.gone) home += gone == 0;
      return home / 1500;
    };
    while (age_in_years(play.world.children.birth_week[ChildId(std::size_t{0})], play.world.week) < median) play.only({"grow_up"});
    EXPECT_NEAR(at_home(), 0.5, sds * 0.5 / std::sqrt(1500.0)) << median;
    while (age_in_years(play.world.children.birth_week[ChildId(std::size_t{0})], play.world.week) < 23.1) play.only({"grow_up"});
    EXPECT_EQ(at_home(), 0) << "at 23 the last have left";
  }
}

/// Children a woman has who lives with one partner from 18 on, and nothing else ever happens to her.
double children_of_a_lasting_couple(double children_per_woman) {
  Parameters p;
  p.demography.children_per_woman = children_per_woman;
  SmallWorld made(Week{-700});
  constexpr std::size_t couples = 1000;
  for (const HouseholdId h : made.households(couples, {18, 20}))
    made.world.households.birth[h] = HazardClock::wound(Luck(1, 0), Purpose::births, Week{-700}, made.world.households.key[h]);
  Play play(made.world, p);
  double births = 0;
  for (int week = 0; week < 29 * 52; ++week) {
    play.only({"have_children"});
    births += static_cast<double>(in_town(play.world, Flow::births));
  }
  return births / couples;
}

TEST(Demography, births_rise_with_the_declared_number_of_children) {
  const double few = children_of_a_lasting_couple(1.5), more = children_of_a_lasting_couple(2.2), many = children_of_a_lasting_couple(3.0);
  EXPECT_LT(few, more);
  EXPECT_LT(more, many);
  RecordProperty("children at 1.5", std::to_string(few));
  RecordProperty("children at 2.2", std::to_string(more));
  RecordProperty("children at 3.0", std::to_string(many));
  EXPECT_EQ(children_of_a_lasting_couple(0), 0);
}

}  // namespace
}  // namespace weefsel
