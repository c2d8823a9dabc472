// Friendships that drift apart, and friends who come from elsewhere: the rates of the closed form, both sides alike.
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "processes/drift_apart.hpp"
#include "processes/week_context.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"
#include "world/invariants.hpp"

namespace weefsel::tests {
namespace {

/// Four hundred couples with a child in pairs of neighbours: the first adults of a pair know each other as neighbours,
/// the second are kin.
struct Drifting : ::testing::Test {
  Drifting() : homes(small.households(400, {35, 36}, {6})) {
    for (std::size_t i = 0; i + 1 < homes.size(); i += 2) {
      small.tie(small.adult(homes[i]), small.adult(homes[i + 1]), 0.5);
      small.tie(small.adult(homes[i], 1), small.adult(homes[i + 1], 1), 0.5, 0, TieKind::kin);
    }
    parameters.ties.turnover_per_year = 2;
    parameters.ties.outside_friends = 0;
  }
  void drift() {
    tables.emplace(parameters);
    drift_apart(small.world, {small.world.week, luck, parameters, *tables});
  }
  /// Strength of what home i's adult holds of the neighbour's.
  [[nodiscard]] double held(std::size_t i, std::size_t who) const {
    const ActiveId a = small.active(homes[i], who);
    const std::size_t slot = small.world.ties.find(a, PersonRef::of(small.adult(homes[i ^ 1U], who)));
    return slot == Ties::not_found ? -1 : strength_at(small.world.ties, tables->fading, a, slot, small.world.week);
  }
  [[nodiscard]] std::size_t ties_elsewhere() const {
    std::size_t found = 0;
    for (const HouseholdId h : homes)
      for (std::size_t who = 0; who < 2; ++who) found += small.world.ties.count[small.active(h, who)] - 1U;
    return found;
  }
  [[nodiscard]] double chance() const { return 1 - std::exp(-parameters.ties.turnover_per_year * 4 / 52.18); }

  SmallWorld small{Week{4}};
  std::vector<HouseholdId> homes;
  Parameters parameters;
  std::optional<ModelTables> tables;
  Luck luck{1, 0};
};

TEST_F(Drifting, friendships_drift_at_their_rate_and_alike_on_both_sides) {
  drift();
  int drifted = 0;
  for (std::size_t i = 0; i < homes.size(); i += 2) {
    EXPECT_EQ(held(i, 0), held(i + 1, 0));
    EXPECT_GT(held(i, 0), dropped_below) << "those who meet again pick it up";
    drifted += held(i, 0) < 0.1;
  }
  const double n = static_cast<double>(homes.size()) / 2, expected = n * chance();
  EXPECT_NEAR(drifted, expected, 4 * std::sqrt(expected * (1 - chance())));
  EXPECT_EQ(broken_invariants(small.world), std::vector<std::string>{});
}

TEST_F(Drifting, kin_do_not_drift) {
  drift();
  for (std::size_t i = 0; i < homes.size(); ++i) EXPECT_NEAR(held(i, 1), 0.5, 1e-4);
}

TEST_F(Drifting, new_friends_come_from_elsewhere_at_their_rate) {
  parameters.ties.outside_friends = 3;
  drift();
  const double adults = static_cast<double>(homes.size()) * 2, share = 3 * chance();  // sociability one half: factor one
  EXPECT_NEAR(static_cast<double>(ties_elsewhere()), adults * share, 4 * std::sqrt(adults * share * (1 - share)));
  EXPECT_EQ(in_town(small.world, Flow::ties_started), static_cast<std::int64_t>(ties_elsewhere()));
  EXPECT_EQ(broken_invariants(small.world), std::vector<std::string>{});
}

TEST_F(Drifting, a_full_table_takes_nobody_from_elsewhere) {
  parameters.ties.outside_friends = 12, parameters.ties.turnover_per_year = 5;
  for (int month = 0; month < 60; ++month) {
    drift();
    small.world.week.number += 4;
  }
  for (const HouseholdId h : homes) EXPECT_LE(small.world.ties.count[small.active(h)], tie_slots - 4);
}

TEST_F(Drifting, nothing_happens_without_turnover_or_between_the_months) {
  parameters.ties.outside_friends = 3;
  const auto ties = small.world.ties;
  for (const double turnover : {0.0, 2.0}) {
    parameters.ties.turnover_per_year = turnover;
    small.world.week = Week{turnover > 0 ? 5 : 4};
    drift();
    for (std::size_t i = 0; i < homes.size(); ++i)
      for (std::size_t who = 0; who < 2; ++who) {
        const ActiveId a = small.active(homes[i], who);
        EXPECT_EQ(small.world.ties.count[a], 1);
        EXPECT_EQ(small.world.ties.strength[a][0], ties.strength[a][0]);
        EXPECT_EQ(small.world.ties.touched[a][0], ties.touched[a][0]);
      }
  }
}

}  // namespace
}  // namespace weefsel::tests
