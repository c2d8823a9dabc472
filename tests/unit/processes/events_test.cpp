// What events in a household leave behind: links on both sides whole, and roles that end.
#include <gtest/gtest.h>

#include "population/settle.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

struct Street : ::testing::Test {
  Street() : street(made.street(made.neighbourhood(), 60)) {}
  Play play(const Parameters& p = {}) { return Play(made.world, p); }
  SmallWorld made{Week{1}};
  StreetId street;
};

TEST_F(Street, a_separation_leaves_a_parent_elsewhere_who_keeps_the_children_as_family) {
  const HouseholdId h = made.household(street, {34, 36}, {5});
  Play town = play();
  int in_town_still = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    town.world = made.world, town.luck = Luck(seed, 0);
    town.world.households.partnership[h].left = 1;
    town.only({"part_and_pair_up"});
    const World& w = town.world;
    EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
    const AdultId stays = w.households.adults[h][0], left = made.world.adults.partner[stays];
    EXPECT_FALSE(w.adults.partner[stays].exists() || w.adults.partner[left].exists());
    EXPECT_GE(w.actives.event_strain[w.adults.active[stays]].value(), 1.0);
    if (w.adults.has(left, Adults::gone)) continue;
    ++in_town_still;
    EXPECT_NE(w.adults.household[left], h);
    EXPECT_EQ(w.adults.children_elsewhere[left], h);
    EXPECT_TRUE(is_parent(w, left));
    EXPECT_EQ(w.households.adults[w.adults.household[left]][0], left);
  }
  // 65% of 20 look for a dwelling in town: 13, sd 2.1.
  EXPECT_GT(in_town_still, 5);
  EXPECT_LT(in_town_still, 20);
}

TEST_F(Street, a_birth_ends_the_expecting_of_whoever_expected) {
  const HouseholdId h = made.household(street, {30, 32});
  Play town = play();
  expect_child(town.world, town.luck, town.parameters, h, Week{39}, Week{1});
  const auto [mother, father] = town.world.households.adults[h];
  EXPECT_TRUE(town.world.adults.has(mother, Adults::expecting) && town.world.adults.has(father, Adults::expecting));
  while (town.world.week.number <= 39) town.only({"have_children"});
  EXPECT_FALSE(town.world.adults.has(mother, Adults::expecting) || town.world.adults.has(father, Adults::expecting));
  EXPECT_TRUE(is_family(town.world, h));
  EXPECT_EQ(town.world.adults.births[mother], 1);
  EXPECT_EQ(broken_invariants(town.world), std::vector<std::string>{});
}

TEST_F(Street, who_leaves_before_the_birth_is_not_expecting_for_ever) {
  const HouseholdId h = made.household(street, {30, 32});
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Play town = play();
    town.luck = Luck(seed, 0);
    expect_child(town.world, town.luck, town.parameters, h, Week{39}, Week{1});
    const auto members = town.world.households.adults[h];
    town.world.households.partnership[h].left = 1;
    town.only({"part_and_pair_up"});
    while (town.world.week.number <= 60) town.only({"have_children", "keep_active"});
    for (const AdultId a : members) {
      if (!town.world.adults.has(a, Adults::gone)) {
        EXPECT_FALSE(town.world.adults.has(a, Adults::expecting)) << "seed " << seed;
      }
    }
  }
}

TEST_F(Street, the_last_adult_who_dies_leaves_an_empty_dwelling) {
  const HouseholdId h = made.household(street, {104});
  Play town = play();
  for (int i = 0; i < 400 && !town.world.households.gone[h]; ++i) town.only({"lose_people"});
  ASSERT_TRUE(town.world.households.gone[h]);
  EXPECT_FALSE(town.world.dwellings.household[town.world.households.dwelling[h]].exists());
  EXPECT_EQ(broken_invariants(town.world), std::vector<std::string>{});
}

TEST_F(Street, a_move_breaks_habits_and_no_friendship) {
  const HouseholdId h = made.household(street, {34}, {5}), g = made.household(street, {34}, {5});
  made.tie(made.adult(h), made.adult(g), 0.6);
  const PlaceId library = made.place(PlaceKind::library);
  made.world.actives.haunt[made.active(h)][0] = library;
  Parameters p;
  p.demography.moves_within_share = 1;
  Play town = play(p);
  town.world.households.move[h].left = 1;
  const DwellingId from = town.world.households.dwelling[h];
  town.only({"move_house"});
  EXPECT_NE(town.world.households.dwelling[h], from);
  EXPECT_EQ(in_town(town.world, Flow::moved_within), 1);
  EXPECT_FALSE(town.world.actives.haunt[made.active(h)][0].exists());
  EXPECT_NE(town.world.ties.find(made.active(h), PersonRef::of(made.adult(g))), Ties::not_found);
  EXPECT_EQ(broken_invariants(town.world), std::vector<std::string>{});
}

TEST_F(Street, who_moves_out_is_kept_as_someone_elsewhere) {
  const HouseholdId h = made.household(street, {34}, {5}), g = made.household(street, {34}, {5});
  made.tie(made.adult(h), made.adult(g), 0.6);
  Parameters p;
  p.demography.moves_within_share = 0;
  Play town = play(p);
  town.world.households.move[h].left = 1;
  const Key leaver = town.world.adults.key[made.adult(h)];
  town.only({"move_house"});
  EXPECT_EQ(in_town(town.world, Flow::moved_out), 1);
  EXPECT_EQ(broken_invariants(town.world), std::vector<std::string>{});
  compact(town.world, town.tables().fading);
  EXPECT_NE(town.world.ties.find(ActiveId(std::size_t{0}), PersonRef::outside(leaver)), Ties::not_found);
}

// Roles are looked at every fourth week; a year after the last one an adult is light again.
TEST_F(Street, who_has_no_role_any_more_becomes_light_after_a_year) {
  const HouseholdId h = made.household(street, {50}, {17.9});
  Play town = play();
  EXPECT_TRUE(made.active(h).exists());
  while (town.world.week.number < 110) {
    if (town.world.week.number % 52 == 0) compact(town.world, town.tables().fading);
    town.only({"keep_active"});
  }
  EXPECT_EQ(town.world.actives.size(), 0u);
  EXPECT_EQ(town.world.adults.size(), 1u);
}

}  // namespace
}  // namespace weefsel
