// The yearly renumbering keeps everybody who stays, and what they have; the departed become people elsewhere.
#include <gtest/gtest.h>

#include <set>

#include "support/play.hpp"
#include "support/records.hpp"
#include "support/small_world.hpp"

namespace weefsel {
namespace {
using namespace tests;

struct TwoFamilies : ::testing::Test {
  SmallWorld made;
  World& w = made.world;
  StreetId street = made.street(made.neighbourhood());
  HouseholdId a = made.household(street, {35, 36}, {3, 5}), b = made.household(street, {33}, {4}), c = made.household(street, {40, 41}, {9});
  FadingCurve fading = lasting();
};

TEST_F(TwoFamilies, departed_leave_the_arrays_and_strong_ties_to_them_become_ties_elsewhere) {
  made.tie(made.adult(a), made.adult(b), 0.7);
  made.tie(made.adult(a, 1), made.adult(b), 0.15);
  made.tie(made.adult(a), made.adult(c), 0.5);
  const Key departed = w.adults.key[made.adult(b)], me = w.adults.key[made.adult(a)];
  dissolve_household(w, b, w.week);
  EXPECT_EQ(w.adults.size(), 5u);
  compact(w, fading);
  EXPECT_EQ(w.adults.size(), 4u);
  EXPECT_EQ(w.households.size(), 2u);
  EXPECT_EQ(w.children.size(), 3u);
  EXPECT_EQ(w.actives.size(), 4u);
  EXPECT_EQ(w.ties.count.size(), 4u);
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
  const AdultId still(static_cast<std::size_t>(std::find(w.adults.key.begin(), w.adults.key.end(), me) - w.adults.key.begin()));
  const ActiveId active = w.adults.active[still];
  const std::size_t slot = w.ties.find(active, PersonRef::outside(departed));
  ASSERT_NE(slot, Ties::not_found);
  EXPECT_NEAR(w.ties.strength[active][slot].value(), 0.7, 1e-4);
  EXPECT_TRUE(w.ties.mark[active][slot].has(TieMark::one_sided));
  EXPECT_EQ(w.ties.count[active], 2) << "the tie to the family that stays is kept";
  const ActiveId partner = w.adults.active[w.adults.partner[still]];
  EXPECT_EQ(w.ties.count[partner], 0) << "a tie that was less than weak is dropped";
}

TEST_F(TwoFamilies, groups_and_who_waits_are_renumbered_and_the_departed_let_go) {
  const ProgrammeGroupId g(append_row(w.groups)), over(append_row(w.groups));
  w.groups.last[g] = 100, w.groups.last[over] = -1;
  w.groups.members[g][0] = made.adult(b), w.groups.members[g][1] = made.adult(c), w.groups.members[g][2] = made.adult(a);
  for (const HouseholdId h : {b, c}) {
    const ApplicationId row(append_row(w.applications));
    w.applications.asker[row] = made.adult(h), w.applications.child[row] = w.households.first_child[h];
  }
  const Key first = w.adults.key[made.adult(c)], second = w.adults.key[made.adult(a)];
  dissolve_household(w, b, w.week);
  compact(w, fading);
  ASSERT_EQ(w.groups.size(), 1u) << "a group that is over leaves";
  ASSERT_EQ(w.groups.member_count(g), 2u);
  EXPECT_EQ(w.adults.key[w.groups.members[g][0]], first);
  EXPECT_EQ(w.adults.key[w.groups.members[g][1]], second);
  ASSERT_EQ(w.applications.size(), 1u);
  EXPECT_EQ(w.adults.key[w.applications.asker[ApplicationId(std::size_t{0})]], first);
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
}

TEST_F(TwoFamilies, a_tie_that_has_faded_below_weak_is_dropped_too) {
  made.tie(made.adult(a), made.adult(b), 0.5, 100);
  dissolve_household(w, b, w.week);
  compact(w, FadingCurve(20, 20, 75, 1));
  EXPECT_EQ(w.ties.count[made.active(HouseholdId(std::size_t{0}))], 0);
}

TEST_F(TwoFamilies, whose_role_has_ended_becomes_light_and_ties_to_them_one_sided) {
  made.tie(made.adult(a), made.adult(c), 0.5);
  w.actives.active_until[made.active(c)] = short_week(w.week + -1);
  w.actives.active_until[made.active(c, 1)] = short_week(w.week);  // this is its last week
  for (ChildId child = w.households.first_child[c]; child.exists(); child = w.households.first_child[c]) remove_child(w, child);
  const Key light = w.adults.key[made.adult(c)], other = w.adults.key[made.adult(c, 1)];
  compact(w, fading);
  std::set<Key> active;
  for (const AdultId adult : w.actives.adult) active.insert(w.adults.key[adult]);
  EXPECT_EQ(active.count(light), 0u);
  EXPECT_EQ(active.count(other), 1u);
  EXPECT_EQ(w.adults.size(), 5u) << "light adults stay in town";
  for (std::size_t i = 0; i < w.actives.size(); ++i)
    for (std::size_t s = 0; s < w.ties.count[ActiveId(i)]; ++s) EXPECT_TRUE(w.ties.mark[ActiveId(i)][s].has(TieMark::one_sided));
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
}

TEST_F(TwoFamilies, links_to_the_departed_are_let_go) {
  w.adults.parent_in_town[made.adult(a)] = made.adult(b);
  w.adults.children_elsewhere[made.adult(c)] = b;
  w.children.parents[w.households.first_child[a]] = {made.adult(a), made.adult(b)};
  dissolve_household(w, b, w.week);
  compact(w, fading);
  for (std::size_t i = 0; i < w.adults.size(); ++i) {
    EXPECT_FALSE(w.adults.parent_in_town[AdultId(i)].exists());
    EXPECT_FALSE(w.adults.children_elsewhere[AdultId(i)].exists());
  }
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
}

TEST_F(TwoFamilies, one_partner_who_dies_leaves_the_other) {
  const Key left = w.adults.key[made.adult(a, 1)];
  remove_adult(w, made.adult(a, 0));
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
  compact(w, fading);
  EXPECT_EQ(w.adults.size(), 4u);
  const AdultId alone = w.households.adults[HouseholdId(std::size_t{0})][0];
  EXPECT_EQ(w.adults.key[alone], left);
  EXPECT_FALSE(w.adults.partner[alone].exists());
}

// A lived-in town: everybody who stays has the same record before and after, but for links to the departed.
TEST(Compact, keeps_records_of_a_lived_in_town) {
  Play play(hofbuurt(), {}, 4, Week{1});
  play.weeks(50);
  World w = play.world;
  const Records before = records_of(w);
  compact(w, play.tables().fading);
  EXPECT_EQ(broken_invariants(w), std::vector<std::string>{});
  const Records after = records_of(w);
  std::size_t same = 0, all = 0;
  for (const auto& [who, record] : after) {
    ASSERT_TRUE(before.count(who)) << who.first << " " << who.second << " appeared";
    ++all, same += before.at(who) == record;
  }
  EXPECT_GT(static_cast<double>(same), 0.8 * static_cast<double>(all));
  for (const auto& [who, record] : before)
    if (who.first != "active" && who.first != "match") {
      EXPECT_TRUE(after.count(who)) << who.first << " " << who.second << " vanished";
    }
  const std::string once = state_hash(w);
  compact(w, play.tables().fading);
  EXPECT_EQ(state_hash(w), once) << "a second time changes nothing";
}

TEST(Activate, makes_a_light_adult_active_and_leaves_an_active_one) {
  SmallWorld made;
  const StreetId street = made.street(made.neighbourhood());
  const HouseholdId h = made.household(street, {60});
  World& w = made.world;
  EXPECT_FALSE(made.active(h).exists());
  const ActiveId a = activate(w, made.adult(h), 0.5);
  EXPECT_EQ(w.actives.adult[a], made.adult(h));
  EXPECT_EQ(w.actives.wellbeing[a].value(), 0.5);
  EXPECT_EQ(w.ties.count[a], 0);
  w.actives.wellbeing[a] = Fixed(-1);
  EXPECT_EQ(activate(w, made.adult(h), 0.5), a);
  EXPECT_EQ(w.actives.wellbeing[a].value(), -1);
  EXPECT_EQ(w.actives.size(), 1u);
}

}  // namespace
}  // namespace weefsel
