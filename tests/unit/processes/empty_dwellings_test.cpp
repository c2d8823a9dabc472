// Who gets which empty dwelling: as if every seeker looked at all dwellings of the town anew.
#include <gtest/gtest.h>

#include "processes/household_events.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

DwellingId by_brute_force(const World& w, const WeekContext& now, Purpose purpose, Key who) {
  const Salt own = now.luck.salt(purpose, now.week).own(who);
  DwellingId best;
  std::uint64_t highest = 0;
  for (std::size_t i = 0; i < w.dwellings.size(); ++i) {
    const DwellingId d(i);
    if (w.dwellings.household[d].exists()) continue;
    const std::uint64_t hash = own.of(w.dwellings.key[d]);
    if (!best.exists() || hash > highest) best = d, highest = hash;
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
  EmptyDwellings empty(w);
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

}  // namespace
}  // namespace weefsel
