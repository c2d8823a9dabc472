// Levers as reports read them, in a town of four places.
#include "study/lever_rows.hpp"

#include <gtest/gtest.h>

#include "scenario/lever_table.hpp"

namespace weefsel {
namespace {

using Kinds = std::vector<std::string>;

TownDescription town() {
  TownDescription t;
  for (const auto& [id, kind] : {std::pair{"library_north", PlaceKind::library},
                                 {"library_south", PlaceKind::library},
                                 {"centre", PlaceKind::community_centre},
                                 {"club", PlaceKind::sports_club}}) {
    PlaceDescription place;
    place.id = id, place.kind = kind;
    t.places.push_back(place);
  }
  return t;
}

Lever lever_of(LeverKind kind, PlaceSelection places = {}) {
  Lever lever;
  lever.id = "it", lever.kind = kind, lever.places = std::move(places);
  return lever;
}

std::vector<LeverRow> rows_of(const std::vector<Lever>& levers, const std::vector<Lever>& first = {}) {
  Scenario s, f;
  s.levers = levers, f.levers = first;
  return lever_rows(s, f, town());
}

Kinds kinds_of(const Lever& lever) { return rows_of({lever}).front().place_kinds; }

TEST(LeverRows, say_when_and_what_it_costs) {
  Lever lever = lever_of(LeverKind::close_places);
  lever.id = "close", lever.start = Week{52}, lever.cost_per_year = -1200;
  LeverRow row = rows_of({lever}).front();
  EXPECT_EQ(row.id, "close");
  EXPECT_EQ(row.kind, "close_places");
  EXPECT_EQ(row.from_week, 52);
  EXPECT_EQ(row.until_week, -1) << "it stays";
  EXPECT_EQ(row.cost_per_year, -1200);
  lever.end = Week{60};
  row = rows_of({lever}).front();
  EXPECT_EQ(row.until_week, 60);
}

TEST(LeverRows, stand_in_the_order_of_the_scenario) {
  Lever a = lever_of(LeverKind::steering), b = lever_of(LeverKind::mentors);
  a.id = "z", b.id = "a";
  const auto rows = rows_of({a, b});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].id, "z");
  EXPECT_EQ(rows[1].id, "a");
  EXPECT_TRUE(rows_of({}).empty());
}

TEST(LeverRows, close_and_change_the_kinds_of_the_places_that_are_named) {
  for (const LeverKind kind : {LeverKind::close_places, LeverKind::change_places}) {
    EXPECT_EQ(kinds_of(lever_of(kind, {{"library_south"}, {}, {}})), Kinds{"library"});
    EXPECT_EQ(kinds_of(lever_of(kind, {{"library_north", "library_south", "club"}, {}, {}})),
              (Kinds{"library", "sports_club"}));
  }
}

TEST(LeverRows, close_and_change_the_kinds_that_are_named_as_far_as_the_town_has_them) {
  for (const LeverKind kind : {LeverKind::close_places, LeverKind::change_places}) {
    EXPECT_EQ(kinds_of(lever_of(kind, {{}, {PlaceKind::library, PlaceKind::youth_centre}, {}})), Kinds{"library"});
    EXPECT_EQ(kinds_of(lever_of(kind)), (Kinds{"library", "community_centre", "sports_club"})) << "all places";
  }
}

TEST(LeverRows, know_a_place_that_another_lever_opens) {
  Lever open = lever_of(LeverKind::open_place);
  open.place.id = "cafe", open.place.kind = PlaceKind::parent_child_cafe;
  EXPECT_EQ(kinds_of(open), Kinds{"parent_child_cafe"});
  const auto rows = rows_of({open, lever_of(LeverKind::change_places, {{"cafe"}, {}, {}})});
  EXPECT_EQ(rows[1].place_kinds, Kinds{"parent_child_cafe"});
}

TEST(LeverRows, move_the_place_that_moves_not_the_roof_that_it_comes_under) {
  Lever move = lever_of(LeverKind::move_place, {{"library_north"}, {}, {}});
  move.place.id = "centre";
  EXPECT_EQ(kinds_of(move), Kinds{"library"});
  move.place.id.clear();  // to a spot
  EXPECT_EQ(kinds_of(move), Kinds{"library"});
}

TEST(LeverRows, shut_and_cut_places_too) {
  EXPECT_EQ(kinds_of(lever_of(LeverKind::lockdown)), (Kinds{"library", "community_centre", "sports_club"}));
  EXPECT_EQ(kinds_of(lever_of(LeverKind::lockdown, {{}, {PlaceKind::library}, {}})), Kinds{"library"});
  Lever cut = lever_of(LeverKind::budget_cut);
  cut.budget_cut.place_kinds = {PlaceKind::sports_club, PlaceKind::youth_centre};
  EXPECT_EQ(kinds_of(cut), Kinds{"sports_club"});
}

TEST(LeverRows, of_programmes_and_the_rest_touch_no_places_wherever_they_work) {
  for (const LeverKind kind :
       {LeverKind::buurtgezinnen, LeverKind::home_visits, LeverKind::mentors, LeverKind::group_programme,
        LeverKind::bridge_officers, LeverKind::out_of_school_care, LeverKind::professionals, LeverKind::campaign,
        LeverKind::norm_drift, LeverKind::poverty_relief, LeverKind::public_space, LeverKind::new_housing,
        LeverKind::newcomers, LeverKind::steering}) {
    EXPECT_TRUE(kinds_of(lever_of(kind)).empty()) << name_of(kind);
    EXPECT_TRUE(kinds_of(lever_of(kind, {{"library_north"}, {}, {}})).empty()) << name_of(kind);
  }
}

TEST(LeverRows, know_what_the_first_scenario_has_too) {
  const Lever lever = lever_of(LeverKind::steering);
  EXPECT_TRUE(rows_of({lever}, {lever}).front().in_first);
  EXPECT_TRUE(rows_of({lever}, {lever_of(LeverKind::mentors), lever}).front().in_first);
  EXPECT_FALSE(rows_of({lever}, {}).front().in_first);
  // The same id is not enough: the very same lever.
  for (const auto change : {+[](Lever& l) { l.start = Week{9}; }, +[](Lever& l) { l.end = Week{90}; },
                            +[](Lever& l) { l.cost_per_year = 1; }, +[](Lever& l) { l.steering.pressure = 0.9; },
                            +[](Lever& l) { l.id = "other"; }}) {
    Lever other = lever;
    change(other);
    EXPECT_FALSE(rows_of({lever}, {other}).front().in_first);
  }
}

TEST(LeverRows, carry_the_built_in_pairs_of_the_lever_table) {
  std::size_t pairs = 0;
  for (std::size_t k = 0; k < lever_kind_count; ++k) {
    const auto kind = static_cast<LeverKind>(k);
    const LeverRow row = rows_of({lever_of(kind)}).front();
    ASSERT_EQ(row.built_in.size(), info_of(kind).built_in.size()) << name_of(kind);
    for (const auto& [measure, why] : row.built_in) {
      const BuiltIn* pair = built_in(kind, measure);
      ASSERT_NE(pair, nullptr) << name_of(kind) << ": " << measure;
      EXPECT_EQ(why, pair->why);
      ++pairs;
    }
  }
  EXPECT_GT(pairs, 10u);
  EXPECT_EQ(rows_of({lever_of(LeverKind::close_places)}).front().built_in.front().first, "place_visits");
}

}  // namespace
}  // namespace weefsel
