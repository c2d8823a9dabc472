// Concerns alone: how often they arise, how severe they are and how soon half of them have passed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "processes/raise_concerns.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

constexpr std::size_t children = 2000;

World with_children(double age) {
  SmallWorld made(Week{1});
  const NeighbourhoodId n = made.neighbourhood();
  StreetId street;
  for (std::size_t i = 0; i < children; ++i) {
    if (i % 50 == 0) street = made.street(n);
    made.household(street, {34}, {age});
  }
  return made.world;
}

Parameters rates(double everyday, double strain, double child_borne) {
  Parameters p;
  p.concerns.everyday_per_year = everyday, p.concerns.strain_per_year = strain, p.concerns.child_borne_per_year = child_borne;
  p.concerns.mean_severity = 0.22;
  return p;
}

// A concern of severity 1/2 passes at the declared rate: half of 2000 are left after the half-life, give or take
// sqrt(2000) / 2 = 22.
TEST(Concerns, half_have_passed_after_the_half_life) {
  Parameters p = rates(0, 0, 0);
  p.concerns.everyday_half_life = 7, p.concerns.strain_half_life = 26, p.concerns.child_borne_half_life = 60;
  const int half_life[] = {7, 26, 60};
  for (std::size_t kind = 0; kind < concern_kind_count; ++kind) {
    Play play(with_children(6), p);
    for (std::size_t i = 0; i < children; ++i) {
      play.world.children.severity[ChildId(i)][kind] = play.world.children.perceived[ChildId(i)][kind] = Share8(0.5);
      play.world.children.concern_since[ChildId(i)][kind] = 0;
    }
    std::int64_t passed = 0;
    for (int week = 0; week < half_life[kind]; ++week) {
      play.only({"raise_concerns"});
      passed += in_town(play.world, Flow::concerns_passed);
    }
    int left = 0;
    for (const auto& severity : play.world.children.severity) left += severity[kind].raw != 0;
    EXPECT_NEAR(left, children / 2.0, 4.5 * 22.4) << concern_kind_names[kind];
    EXPECT_EQ(passed + left, static_cast<std::int64_t>(children));
  }
}

TEST(Concerns, severe_ones_pass_slower_and_helped_ones_faster) {
  const auto left_after_ten_weeks = [](double severity, bool helped) {
    Parameters p = rates(0, 0, 0);
    p.concerns.strain_half_life = 20, p.help.help_effect = 3;
    Play play(with_children(6), p);
    for (std::size_t i = 0; i < children; ++i) {
      const ChildId c(i);
      play.world.children.severity[c][1] = play.world.children.perceived[c][1] = Share8(severity);
      play.world.children.concern_since[c][1] = 0;
      if (helped) play.world.children.help[c][0] = HelpState::helped, play.world.children.help_until[c][0] = 500;
    }
    for (int week = 0; week < 10; ++week) play.only({"raise_concerns"});
    int left = 0;
    for (const auto& s : play.world.children.severity) left += s[1].raw != 0;
    return left / static_cast<double>(children);
  };
  const double chance = 1 - std::pow(2, -1.0 / 20);
  const auto expected = [&](double factor) { return std::pow(1 - chance * factor, 10); };
  const double sd = 0.5 / std::sqrt(static_cast<double>(children));
  EXPECT_NEAR(left_after_ten_weeks(0.2, false), expected(1.3), 4.5 * sd);
  EXPECT_NEAR(left_after_ten_weeks(0.9, false), expected(0.6), 4.5 * sd);
  EXPECT_NEAR(left_after_ten_weeks(0.5, true), expected(3.0), 4.5 * sd);
}

/// Concerns of one kind that arise in a year among children who have none at the start of each week.
double raised_per_child(const Parameters& p, double age, std::size_t kind, std::vector<double>* severities = nullptr) {
  Play play(with_children(age), p);
  double raised = 0;
  for (int week = 0; week < 52; ++week) {
    play.only({"raise_concerns"});
    for (std::size_t i = 0; i < children; ++i) {
      Share8& open = play.world.children.severity[ChildId(i)][kind];
      if (open.raw == 0) continue;
      ++raised;
      if (severities != nullptr) severities->push_back(open.value());
      open = Share8{}, play.world.children.perceived[ChildId(i)][kind] = Share8{};
    }
  }
  return raised / children;
}

// Temperament is average (0.5 gives 1), the phase 4-12 has 0.95 of the mean of everyday concerns, and there is no
// strain. 2000 child-years: Poisson error.
TEST(Concerns, arise_at_their_yearly_rates) {
  const double year = 52 / weeks_per_year;
  EXPECT_NEAR(raised_per_child(rates(1.0, 0, 0), 6, 0), 0.95 * year, 4.5 * std::sqrt(0.95 / children));
  EXPECT_NEAR(raised_per_child(rates(0, 0.5, 0), 6, 1), 0.5 * year, 4.5 * std::sqrt(0.5 / children));
  EXPECT_NEAR(raised_per_child(rates(0, 0, 0.3), 6, 2), 0.3 * year, 4.5 * std::sqrt(0.3 / children));
}

// Severity is exponential with the declared mean, not below what is a concern and not above 1: its median is mean x ln 2.
TEST(Concerns, severities_are_skewed_with_the_declared_mean) {
  std::vector<double> severities;
  (void)raised_per_child(rates(2.0, 0, 0), 6, 0, &severities);
  ASSERT_GT(severities.size(), 3000u);
  std::sort(severities.begin(), severities.end());
  const auto n = static_cast<double>(severities.size());
  const auto quantile = [&](double q) { return severities[static_cast<std::size_t>(q * n)]; };
  // The sd of an exponential's sample quantile q is mean x sqrt(q / (1 - q) / n); shares have steps of 1/255.
  for (const double q : {0.5, 0.75, 0.9}) EXPECT_NEAR(quantile(q), -0.22 * std::log(1 - q), 4.5 * 0.22 * std::sqrt(q / (1 - q) / n) + 0.002) << q;
  EXPECT_GE(severities.front(), settled_below);
  EXPECT_LE(severities.back(), 1.0);
}

TEST(Concerns, are_seen_as_more_severe_under_pressure_and_less_with_a_normalising_attitude) {
  Parameters p;
  p.concerns.pressure = 0.25, p.concerns.normalising_effect = 0.5;
  EXPECT_NEAR(perceived_severity(p, 0.4, 0), 0.4 + 0.25 * 0.4 * 0.6 * 2, 1e-12);
  EXPECT_NEAR(perceived_severity(p, 0.4, 1), 0.4 + 0.125 * 0.4 * 0.6 * 2, 1e-12);
  p.concerns.pressure = 0;
  for (double s = 0; s <= 1; s += 0.1) EXPECT_EQ(perceived_severity(p, s, 0.3), s);
  p.concerns.pressure = 1;
  for (double s = 0; s <= 1; s += 0.1) EXPECT_LE(perceived_severity(p, s, 0), 1.13) << "the share it is kept as saturates";
}

}  // namespace
}  // namespace weefsel
