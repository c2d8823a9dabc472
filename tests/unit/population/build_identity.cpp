// Who lives somewhere does not depend on who lives elsewhere: one neighbourhood or one household more leaves the
// others.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "built_towns.hpp"

namespace weefsel {
namespace {
using namespace testing_towns;

const NeighbourhoodId first_one{std::size_t{0}};

TEST(BuildIdentity, one_neighbourhood_more_leaves_the_households_of_the_others) {
  TownDescription town = three_quarters();
  const World before = built(town);
  // In front of the others, so that every slot moves.
  town.neighbourhoods.insert(town.neighbourhoods.begin(), square("new", 146500, 510500, 700, 400));
  const World after = built(town);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_EQ(households_by_key(before, NeighbourhoodId(i)), households_by_key(after, NeighbourhoodId(i + 1)));
}

/// Kin and ties of all adults, by key, in key order.
std::map<Key, std::vector<std::vector<std::uint64_t>>> links_by_key(const World& w) {
  std::map<Key, std::vector<std::vector<std::uint64_t>>> result;
  for (std::size_t i = 0; i < w.adults.size(); ++i) {
    const AdultId a(i), parent = w.adults.parent_in_town[a];
    const HouseholdId elsewhere = w.adults.children_elsewhere[a];
    auto& all = result[w.adults.key[a]];
    all.push_back({parent.exists() ? w.adults.key[parent] : 0, elsewhere.exists() ? w.households.key[elsewhere] : 0});
    const ActiveId active = w.adults.active[a];
    if (!active.exists()) continue;
    for (std::size_t s = 0; s < w.ties.count[active]; ++s) {
      const Tie tie = w.ties.get(active, s);
      all.push_back({w.key_of(tie.partner), tie.strength.raw, static_cast<std::uint64_t>(tie.started + 40000),
                     static_cast<std::uint64_t>(tie.touched + 40000), tie.mark.raw});
    }
    std::sort(all.begin() + 1, all.end());
  }
  return result;
}

TEST(BuildIdentity, the_order_of_neighbourhoods_does_not_matter) {
  TownDescription town = three_quarters();
  const World before = built(town);
  std::swap(town.neighbourhoods[0], town.neighbourhoods[2]);
  const World after = built(town);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_EQ(households_by_key(before, NeighbourhoodId(i)), households_by_key(after, NeighbourhoodId(2 - i)));
  EXPECT_EQ(links_by_key(before), links_by_key(after));
}

TEST(BuildIdentity, one_household_more_leaves_nearly_all_ties) {
  TownDescription town = three_quarters();
  const auto before = links_by_key(built(town));
  town.neighbourhoods[0].households += 1;
  const auto after = links_by_key(built(town));
  int changed = 0;
  for (const auto& [key, links] : before)
    if (const auto found = after.find(key); found == after.end() || found->second != links) ++changed;
  EXPECT_LE(changed, 0.03 * static_cast<double>(before.size()));
}

TEST(BuildIdentity, one_household_more_leaves_nearly_all_others) {
  TownDescription town = hamlet();
  for (const double households : {600.0, 607.0, 625.0}) {
    town.neighbourhoods[0].households = households;
    const auto before = households_by_key(built(town), first_one);
    town.neighbourhoods[0].households = households + 1;
    const auto after = households_by_key(built(town), first_one);
    int gone = 0, changed = 0;
    for (const auto& [key, attributes] : before)
      if (const auto found = after.find(key); found == after.end())
        ++gone;
      else
        changed += found->second != attributes;
    EXPECT_LE(gone, 1) << households;
    // Each of about twenty figures moves a boundary by at most one or two households.
    EXPECT_LE(changed, 40) << households;
  }
}

TEST(BuildIdentity, keys_are_unique) {
  const World w = built(three_quarters());
  std::set<Key> keys;
  std::size_t count = 0;
  const auto take = [&](const auto& column) { keys.insert(column.begin(), column.end()), count += column.size(); };
  take(w.adults.key), take(w.children.key), take(w.households.key), take(w.dwellings.key), take(w.streets.key);
  take(w.places.key), take(w.professionals.key), take(w.neighbourhoods.key);
  EXPECT_EQ(keys.size(), count);
}

}  // namespace
}  // namespace weefsel
