// Childcare and schools: who goes where, and who moves when one closes.
#include <gtest/gtest.h>

#include "built_towns.hpp"
#include "population/day_places.hpp"

namespace weefsel {
namespace {
using namespace testing_towns;

PlaceId place_named(const World& w, const std::string& id) {
  for (std::size_t i = 0; i < w.places.size(); ++i)
    if (w.names.place_id[PlaceId(i)] == id) return PlaceId(i);
  return {};
}
double age_of(const World& w, ChildId c) { return age_in_years(w.children.birth_week[c], w.week); }

TEST(DayPlaces, follow_age) {
  EXPECT_EQ(day_place_kind(0), PlaceKind::childcare);
  EXPECT_EQ(day_place_kind(3.99), PlaceKind::childcare);
  EXPECT_EQ(day_place_kind(4), PlaceKind::primary_school);
  EXPECT_EQ(day_place_kind(12), PlaceKind::secondary_school);
  EXPECT_EQ(day_place_kind(18), PlaceKind::count);
}

TEST(DayPlaces, give_every_school_child_a_school_and_half_of_the_small_ones_childcare) {
  const World w = built(three_quarters());
  double small = 0, in_childcare = 0;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    const PlaceId p = w.children.day_place[c];
    EXPECT_FALSE(needs_new_day_place(w, c, w.week));
    const double age = age_of(w, c);
    if (age < 4) ++small, in_childcare += p.exists();
    EXPECT_TRUE(age < 4 || p.exists() == (age < 18));
    EXPECT_TRUE(!p.exists() || w.places.kind_of(p) == day_place_kind(age));
  }
  EXPECT_NEAR(in_childcare / small, 0.54, 0.08);  // 4 sd of a share of some 650
}

TEST(DayPlaces, are_near_by) {
  const World w = built(three_quarters());
  double pupils = 0, own = 0;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    const PlaceId p = w.children.day_place[c];
    if (!p.exists() || w.places.kind_of(p) != PlaceKind::primary_school) continue;
    ++pupils, own += w.places.neighbourhood[p] == w.neighbourhood_of(w.children.household[c]);
  }
  EXPECT_GT(own / pupils, 0.6);
}

TEST(DayPlaces, brothers_and_sisters_often_share) {
  const World w = built(hamlet());
  double pairs = 0, together = 0;
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    std::vector<PlaceId> schools;
    w.for_each_child(HouseholdId(i), [&](ChildId c) {
      const PlaceId p = w.children.day_place[c];
      if (p.exists() && w.places.kind_of(p) == PlaceKind::primary_school) schools.push_back(p);
    });
    if (schools.size() == 2) ++pairs, together += schools[0] == schools[1];
  }
  ASSERT_GT(pairs, 20);
  EXPECT_GT(together / pairs, 0.8);
}

TEST(DayPlaces, closing_a_school_moves_its_own_children_only) {
  World w = built(hamlet());
  const Luck luck(1, 0);
  const PlaceId closed = place_named(w, "school_a");
  const auto before = w.children.day_place;
  w.places.open[closed] = 0;
  int moved = 0;
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    EXPECT_EQ(needs_new_day_place(w, c, w.week), before[c] == closed);
    assign_day_place(w, luck, c, w.week);  // even when asked anew, the others stay
    moved += before[c] == closed;
    EXPECT_EQ(w.children.day_place[c], before[c] == closed ? place_named(w, "school_b") : before[c]);
  }
  EXPECT_GT(moved, 10);
}

TEST(DayPlaces, are_outgrown) {
  World w = built(hamlet());
  const Luck luck(1, 0);
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    const ChildId c(i);
    const double age = age_of(w, c);
    if (age < 10 || age >= 12) continue;
    const Week later = w.week + weeks_from_years(2.5);
    EXPECT_TRUE(needs_new_day_place(w, c, later));
    assign_day_place(w, luck, c, later);
    EXPECT_EQ(w.children.day_place[c], place_named(w, "secondary"));
    const Week grown = w.week + weeks_from_years(8.5);
    EXPECT_TRUE(needs_new_day_place(w, c, grown));
    assign_day_place(w, luck, c, grown);
    EXPECT_FALSE(w.children.day_place[c].exists());
    EXPECT_FALSE(needs_new_day_place(w, c, grown));
  }
}

TEST(DayPlaces, nobody_waits_for_a_school_that_is_not_there) {
  TownDescription town = hamlet();
  town.places.clear();
  const World w = built(town);
  for (std::size_t i = 0; i < w.children.size(); ++i) {
    EXPECT_FALSE(w.children.day_place[ChildId(i)].exists());
    EXPECT_FALSE(needs_new_day_place(w, ChildId(i), w.week));
  }
}

TEST(Childcare, is_used_less_with_a_tight_income_and_without_work) {
  World w = built(hamlet());
  for (std::size_t i = 0; i < w.households.size(); ++i) {
    const HouseholdId h(i);
    const auto members = w.households.adults[h];
    w.households.tight_income[h] = 0;
    for (const AdultId a : members)
      if (a.exists()) w.adults.working_hours[a] = 30;
    const double both_work = p_childcare(w, h);
    w.households.tight_income[h] = 1;
    EXPECT_LT(p_childcare(w, h), both_work);
    w.households.tight_income[h] = 0;
    w.adults.working_hours[members[0]] = 0;
    EXPECT_LT(p_childcare(w, h), both_work);
  }
}

}  // namespace
}  // namespace weefsel
