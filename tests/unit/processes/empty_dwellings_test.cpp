// Who gets which empty dwelling: as if every seeker looked at all dwellings of the town anew, and went round the ring.
#include <gtest/gtest.h>

#include "processes/household_events.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

DwellingId by_brute_force(const World& w, const WeekContext& now, Purpose purpose, Key who) {
  const std::uint64_t from = now.luck.salt(purpose, now.week).of(who);
  const Salt ring = now.luck.salt(Purpose::moving_within, now.week);
  DwellingId best;
  std::uint64_t nearest = 0;
  for (std::size_t i = 0; i < w.dwellings.size(); ++i) {
    const DwellingId d(i);
    if (w.dwellings.household[d].exists()) continue;
    const std::uint64_t further = ring.of(w.dwellings.key[d]) - from;  // round the ring
    if (!best.exists() || further < nearest) best = d, nearest = further;
  }
  return best;
}

TEST(EmptyDwellings, are_given_as_when_everyone_looks_at_all_of_them) {
  SmallWorld made;
  const StreetId street = made.street(made.neighbourhood(), 60);
  const HouseholdId h = made.household(street, {40});
  World& w = made.world;
  for (std::uint32_t i = 0; i < 30; ++i) w.dwellings.household[DwellingId(2 * i)] = h;
  const DwellingId twin(std::size_t{1}), other(std::size_t{3});
  w.dwellings.key[twin] = w.dwellings.key[other];  // equal lots: the first goes first
  const Parameters parameters;
  const ModelTables tables(parameters);
  const Luck luck(1, 0);
  const WeekContext now{w.week, luck, parameters, tables};
  EmptyDwellings empty(w, now);
  int given = 0;
  for (Key who = 1; who < 60; ++who) {
    const DwellingId expected = by_brute_force(w, now, Purpose::moving_within, who);
    const DwellingId to = empty.give(now, Purpose::moving_within, who);
    ASSERT_EQ(to, expected);
    if (!to.exists()) break;
    ++given;
    w.dwellings.household[to] = h;
    if (who % 3 != 0) continue;
    const DwellingId from(static_cast<std::size_t>(2 * (who / 3)));  // somebody leaves
    w.dwellings.household[from] = HouseholdId{};
    empty.add(w, from);
  }
  EXPECT_EQ(given, 30 + 14);
  EXPECT_FALSE(empty.give(now, Purpose::moving_within, 99).exists());
}

TEST(EmptyDwellings, one_more_leaves_nearly_all_others_their_own) {
  SmallWorld made;
  const StreetId street = made.street(made.neighbourhood(), 400);
  World& w = made.world;
  const HouseholdId h = made.household(street, {40});
  const Parameters parameters;
  const ModelTables tables(parameters);
  const Luck luck(1, 0);
  const WeekContext now{w.week, luck, parameters, tables};
  const auto given = [&] {
    EmptyDwellings empty(w, now);
    std::vector<DwellingId> to;
    for (Key who = 1; who <= 100; ++who) to.push_back(empty.give(now, Purpose::moving_within, mix64(who)));
    return to;
  };
  const std::vector<DwellingId> before = given();
  double moved = 0;
  int trials = 0;
  for (std::size_t taken = 1; taken < 400; taken += 7, ++trials) {
    const DwellingId d(taken);
    const HouseholdId whose = w.dwellings.household[d];
    w.dwellings.household[d] = h;
    const std::vector<DwellingId> after = given();
    for (std::size_t i = 0; i < before.size(); ++i) moved += after[i] != before[i] ? 1 : 0;
    w.dwellings.household[d] = whose;
  }
  // A quarter of the dwellings goes to somebody, so a quarter of the trials moves one and whom that one passes on.
  EXPECT_GT(moved / trials, 0.1);
  EXPECT_LT(moved / trials, 0.6);
}

}  // namespace
}  // namespace weefsel
