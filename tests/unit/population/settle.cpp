// People who come to live in a town: newcomers, partners, newborns, the newly active.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "built_towns.hpp"
#include "population/day_places.hpp"
#include "population/settle.hpp"
#include "support/partial_weeks.hpp"

namespace weefsel {
namespace {
using namespace testing_towns;
using ::testing::IsEmpty;

class Settling : public ::testing::Test {
 protected:
  DwellingId empty_dwelling() const {
    for (std::size_t i = 0; i < world.dwellings.size(); ++i)
      if (!world.dwellings.household[DwellingId(i)].exists()) return DwellingId(i);
    return {};
  }
  /// Two parents of 35 and 37 with children of 1, 6 and 19 years.
  static NewcomerTemplate family() {
    NewcomerTemplate like;
    like.adult_age_weeks = {static_cast<ShortWeek>(weeks_from_years(37)), static_cast<ShortWeek>(weeks_from_years(35))};
    like.female = {0, 1};
    like.education = {1, 2};
    like.reading_ease = {Share8(0.4), Share8(0.9)};
    like.community = 1, like.tight_income = 1, like.child_count = 3;
    like.child_age_weeks = {
        52, static_cast<ShortWeek>(weeks_from_years(19)), static_cast<ShortWeek>(weeks_from_years(6)), 0, 0, 0};
    return like;
  }
  AdultId some_single(double least_age, double most_age) const {
    for (std::size_t i = 0; i < world.adults.size(); ++i) {
      const AdultId a(i);
      const double age = age_in_years(world.adults.birth_week[a], world.week);
      const HouseholdId h = world.adults.household[a];
      if (!world.adults.partner[a].exists() && !world.households.first_child[h].exists() &&
          !world.adults.active[a].exists() && age > least_age && age < most_age)
        return a;
    }
    return {};
  }

  World world = built(hamlet());
  Luck luck{1, 0};
  Parameters parameters;
};

TEST_F(Settling, a_family_moves_in_whole_and_brings_its_people) {
  const DwellingId home = empty_dwelling();
  const HouseholdId h = settle_household(world, DayPlaces(world), luck, parameters, family(), home,
                                         key_of_newcomers(world.dwellings.key[home], world.week), world.week);
  EXPECT_THAT(broken_invariants(world), IsEmpty());
  EXPECT_EQ(world.households.since[h], world.week.number);
  EXPECT_EQ(world.households.due_week[h], long_ago);
  EXPECT_EQ(world.households.tight_income[h], 1);
  const AdultId father = world.households.adults[h][0], mother = world.households.adults[h][1];
  EXPECT_EQ(world.adults.key[mother], key_of_member(world.households.key[h], 1));
  EXPECT_EQ(world.adults.births[mother], 3);
  EXPECT_EQ(world.adults.births[father], 0);
  unsigned order = 3;  // the youngest stands first
  world.for_each_child(h, [&](ChildId c) {
    EXPECT_EQ(world.children.key[c], key_of_child(world.adults.key[mother], order--));
    EXPECT_EQ(world.children.parents[c][0], father);
    EXPECT_FALSE(needs_new_day_place(world, DayPlaces(world), c, world.week));
  });
  for (const AdultId a : {father, mother}) {
    const ActiveId active = world.adults.active[a];
    ASSERT_TRUE(active.exists());
    EXPECT_EQ(world.actives.last_contact[active], world.week.number);
    for (std::size_t s = 0; s < world.ties.count[active]; ++s) EXPECT_TRUE(world.ties.partner[active][s].is_outside());
  }
}

TEST_F(Settling, a_household_settles_as_its_template_says) {
  const NewcomerTemplate like = family();
  const DwellingId home = empty_dwelling();
  const HouseholdId h = settle_household(world, DayPlaces(world), luck, parameters, like, home, 77, world.week);
  const NewcomerTemplate again = template_of(world, h);
  EXPECT_EQ(again.adult_age_weeks, like.adult_age_weeks);
  EXPECT_EQ(again.female, like.female);
  EXPECT_EQ(again.education, like.education);
  EXPECT_EQ(again.reading_ease, like.reading_ease);
  EXPECT_EQ(again.community, like.community);
  EXPECT_EQ(again.tight_income, like.tight_income);
  EXPECT_THAT(std::vector<ShortWeek>(again.child_age_weeks.begin(), again.child_age_weeks.begin() + again.child_count),
              ::testing::UnorderedElementsAreArray(like.child_age_weeks.begin(), like.child_age_weeks.begin() + 3));
}

TEST_F(Settling, a_household_without_children_stays_light) {
  NewcomerTemplate like = family();
  like.child_count = 0, like.adult_age_weeks[1] = 0;
  const std::size_t active_before = world.actives.size();
  const HouseholdId h = settle_household(world, DayPlaces(world), luck, parameters, like, empty_dwelling(), 78, world.week);
  EXPECT_FALSE(world.households.adults[h][1].exists());
  EXPECT_EQ(world.actives.size(), active_before);
}

TEST_F(Settling, a_taken_dwelling_is_refused) {
  EXPECT_THROW(open_household(world, luck, world.households.dwelling[HouseholdId(std::size_t{0})], 5, world.week),
               Fault);
  NewcomerTemplate nobody;
  EXPECT_THROW(settle_household(world, DayPlaces(world), luck, parameters, nobody, empty_dwelling(), 5, world.week), Fault);
}

TEST_F(Settling, a_new_partner_moves_in) {
  const AdultId single = some_single(28, 45);
  const AdultId partner = settle_partner(world, luck, parameters, single, world.week);
  EXPECT_THAT(broken_invariants(world), IsEmpty());
  EXPECT_EQ(world.adults.partner[single], partner);
  EXPECT_EQ(world.adults.key[partner], key_of_new_partner(world.adults.key[single], world.week));
  EXPECT_NEAR(world.adults.birth_week[partner], world.adults.birth_week[single], weeks_from_years(17));
  EXPECT_THROW(settle_partner(world, luck, parameters, single, world.week), Fault);
}

TEST_F(Settling, new_partners_are_of_the_other_sex_nearly_always_and_men_are_older) {
  double same = 0, older = 0;
  const AdultId single = some_single(28, 45);
  const bool man = world.adults.female[single] == 0;
  for (int week = 0; week < 400; ++week) {  // four hundred worlds that differ in nothing but the week
    World w = world;
    const AdultId partner = settle_partner(w, luck, parameters, single, w.week + week);
    same += (w.adults.female[partner] == 0) == man;
    older += age_in_years(w.adults.birth_week[partner], w.week + week) -
             age_in_years(w.adults.birth_week[single], w.week + week);
  }
  EXPECT_NEAR(same / 400, 0.03, 0.035);  // 4 sd of a share of 400
  EXPECT_NEAR(older / 400, man ? -2.5 : 2.5, 0.7);
}

TEST_F(Settling, a_child_is_expected_and_born) {
  const AdultId single = some_single(24, 38);
  const AdultId partner = settle_partner(world, luck, parameters, single, world.week);
  const HouseholdId h = world.adults.household[single];
  expect_child(world, luck, parameters, h, world.week + 38, world.week);
  EXPECT_TRUE(world.adults.has(single, Adults::expecting));
  EXPECT_TRUE(world.adults.active[partner].exists());
  world.week = world.week + 38;
  const AdultId mother = world.adults.female[single] ? single : partner;
  const ChildId c = add_newborn(world, DayPlaces(world), luck, parameters, h, mother, world.week);
  EXPECT_FALSE(world.adults.has(single, Adults::expecting));
  EXPECT_EQ(world.households.due_week[h], long_ago);
  EXPECT_EQ(world.children.key[c], key_of_child(world.adults.key[mother], 1));
  EXPECT_EQ(world.children.birth_week[c], world.week.number);
  EXPECT_EQ(world.children.protected_until[c], long_ago);
  EXPECT_THAT(tests::broken_but_for_births(world), IsEmpty());
}

TEST_F(Settling, someone_newly_active_and_an_active_parent_hold_the_same_tie) {
  // A light adult whose own parent, active, held a tie to it alone.
  for (std::size_t i = 0; i < world.adults.size(); ++i) {
    const AdultId a(i), parent = world.adults.parent_in_town[a];
    if (world.adults.active[a].exists() || !parent.exists() || !world.adults.active[parent].exists()) continue;
    const ActiveId own = make_active(world, luck, parameters, a, world.week), theirs = world.adults.active[parent];
    const std::size_t mine = world.ties.find(own, PersonRef::of(parent)),
                      back = world.ties.find(theirs, PersonRef::of(a));
    ASSERT_NE(mine, Ties::not_found);
    ASSERT_NE(back, Ties::not_found);
    EXPECT_EQ(world.ties.mark[own][mine], TieMark::of(TieKind::kin));
    EXPECT_EQ(world.ties.mark[theirs][back], TieMark::of(TieKind::kin));
    EXPECT_THAT(broken_invariants(world), IsEmpty());
    return;
  }
  FAIL() << "the town has no light adult with an active parent";
}

TEST_F(Settling, traits_belong_to_the_person_not_to_the_moment) {
  World later = world;
  const NewcomerTemplate like = family();
  const HouseholdId now = settle_household(world, DayPlaces(world), luck, parameters, like, empty_dwelling(), 99, world.week);
  later.week = later.week + 30;
  const HouseholdId then = settle_household(later, DayPlaces(later), luck, parameters, like, empty_dwelling(), 99, later.week);
  for (std::size_t i = 0; i < 2; ++i) {
    const AdultId a = world.households.adults[now][i], b = later.households.adults[then][i];
    EXPECT_EQ(world.adults.openness[a], later.adults.openness[b]);
    EXPECT_EQ(world.actives.level[world.adults.active[a]], later.actives.level[later.adults.active[b]]);
  }
}

}  // namespace
}  // namespace weefsel
