// Levers start, ramp, combine and end, and leave places as they were before.
#include <gtest/gtest.h>

#include "base/errors.hpp"
#include "processes/apply_levers.hpp"
#include "support/play.hpp"
#include "support/records.hpp"

namespace weefsel {
namespace {
using namespace tests;

Lever lever_of(LeverKind kind, const char* id, int from, int until = never.number) {
  Lever lever;
  lever.id = id, lever.kind = kind, lever.start = Week{from}, lever.end = Week{until};
  return lever;
}

/// A town in which nothing happens but levers, week by week.
struct Town : ::testing::Test {
  Town() : play(hofbuurt()) {}
  void week() { play.only({"apply_levers"}); }
  void until(int number) { while (play.world.week.number < number) week(); }
  /// The gathering of a place wanders in weeks 2 to 4.
  Lever wandering(const char* id) {
    Lever lever = lever_of(LeverKind::change_places, "wander", 2, 5);
    lever.places.ids = {id};
    lever.change.gathering = Gathering::wandering;
    return lever;
  }
  Places& places() { return play.world.places; }
  PlaceId place(const char* id) { return place_called(play.world, id); }
  double hours(const char* id) { return places().hours_per_week[place(id)].value(); }
  bool within_reach(PlaceId p) {
    for (const Reach::Option& option : play.world.reach.options)
      if (option.place == p) return true;
    return false;
  }
  Play play;
};

TEST(Levers, are_in_effect_from_their_start_up_to_their_end) {
  const Lever lever = lever_of(LeverKind::close_places, "x", 5, 9);
  EXPECT_FALSE(in_effect(lever, Week{4}));
  EXPECT_TRUE(in_effect(lever, Week{5}));
  EXPECT_TRUE(in_effect(lever, Week{8}));
  EXPECT_FALSE(in_effect(lever, Week{9}));
  EXPECT_EQ(intensity(lever, Week{4}), 0);
  EXPECT_EQ(intensity(lever, Week{5}), 1);
}

TEST(Levers, ramp_evenly) {
  Lever lever = lever_of(LeverKind::change_places, "x", 10, 50);
  lever.ramp_weeks = 4;
  EXPECT_EQ(intensity(lever, Week{9}), 0);
  EXPECT_EQ(intensity(lever, Week{10}), 0.25);
  EXPECT_EQ(intensity(lever, Week{12}), 0.75);
  EXPECT_EQ(intensity(lever, Week{13}), 1);
  EXPECT_EQ(intensity(lever, Week{49}), 1);
  EXPECT_EQ(intensity(lever, Week{50}), 0);
}

TEST_F(Town, closing_takes_a_place_out_of_reach_and_opens_it_again) {
  play.levers = {lever_of(LeverKind::close_places, "close", 2, 5)};
  play.levers[0].places.ids = {"library_hof"};
  const PlaceId library = place("library_hof");
  const Record before = offers_of(play.world);
  until(2);
  EXPECT_TRUE(places().open[library] && within_reach(library));
  week();
  EXPECT_FALSE(places().open[library] || within_reach(library));
  until(6);
  EXPECT_TRUE(places().open[library] && within_reach(library));
  EXPECT_EQ(offers_of(play.world), before);
}

TEST_F(Town, a_place_stays_closed_until_the_last_lever_has_ended) {
  play.levers = {lever_of(LeverKind::close_places, "one", 0, 6), lever_of(LeverKind::close_places, "other", 3, 10)};
  play.levers[0].places.ids = play.levers[1].places.ids = {"library_hof"};
  until(8);
  EXPECT_FALSE(places().open[place("library_hof")]);
  until(11);
  EXPECT_TRUE(places().open[place("library_hof")]);
}

TEST_F(Town, changes_ramp_combine_and_end_without_trace) {
  const double hours_before = hours("library_hof"), quality_before = places().quality[place("library_hof")].value();
  const Record before = offers_of(play.world);
  Lever half = lever_of(LeverKind::change_places, "half", 0, 20), again = lever_of(LeverKind::change_places, "again", 8, 16);
  half.places.ids = again.places.ids = {"library_hof"};
  half.change.hours_factor = 0.5, half.change.host = 0.8, half.ramp_weeks = 5;
  again.change.hours_factor = 0.5, again.change.quality_factor = 2.0;
  play.levers = {half, again};
  week();
  EXPECT_NEAR(hours("library_hof"), hours_before * 0.9, 1e-4) << "a fifth of the way";
  EXPECT_NEAR(places().host[place("library_hof")].value(), 0.16, 0.003);
  until(6);
  EXPECT_NEAR(hours("library_hof"), hours_before * 0.5, 1e-4);
  EXPECT_NEAR(places().host[place("library_hof")].value(), 0.8, 0.003);
  until(10);
  EXPECT_NEAR(hours("library_hof"), hours_before * 0.25, 1e-4) << "factors multiply";
  EXPECT_NEAR(places().quality[place("library_hof")].value(), 2 * quality_before, 1e-4);
  until(17);
  EXPECT_NEAR(hours("library_hof"), hours_before * 0.5, 1e-4);
  EXPECT_NEAR(places().quality[place("library_hof")].value(), quality_before, 1e-4);
  until(22);
  EXPECT_EQ(offers_of(play.world), before);
}

TEST_F(Town, selections_are_by_id_by_kind_and_by_neighbourhood) {
  Lever lever = lever_of(LeverKind::close_places, "close", 0);
  lever.places.kinds = {PlaceKind::playground, PlaceKind::library};
  play.levers = {lever};
  week();
  EXPECT_FALSE(places().open[place("playground_hof")] || places().open[place("playground_south")] || places().open[place("library_hof")]);
  EXPECT_TRUE(places().open[place("cafe_hof")] && places().open[place("school_hof")]);
}

TEST_F(Town, an_opened_place_is_there_only_while_it_lasts) {
  Lever lever = lever_of(LeverKind::open_place, "open", 3, 6);
  lever.place.id = "library_new", lever.place.kind = PlaceKind::library, lever.place.x = 140300, lever.place.y = 511300, lever.place.hours_per_week = 30;
  play.levers = {lever};
  const std::size_t before = places().size();
  week();
  EXPECT_EQ(places().size(), before + 1) << "its slot waits";
  const PlaceId fresh = place("library_new");
  EXPECT_FALSE(places().open[fresh] || within_reach(fresh));
  until(4);
  EXPECT_TRUE(places().open[fresh] && within_reach(fresh));
  EXPECT_EQ(places().hours_per_week[fresh].value(), 30);
  until(7);
  EXPECT_FALSE(places().open[fresh] || within_reach(fresh));
}

TEST_F(Town, moving_changes_where_a_place_is_and_no_tie_no_haunt) {
  const PlaceId library = place("library_hof");
  for (std::size_t i = 0; i < 20; ++i) play.world.actives.haunt[ActiveId(i)][0] = library, play.world.actives.haunt_regulars[ActiveId(i)][0] = Share8(0.7);
  Lever lever = lever_of(LeverKind::move_place, "move", 2);
  lever.places.ids = {"library_hof"};
  lever.place.id = "community_centre_hof";
  lever.move_quality_factor = 1.5;
  lever.change.stigma = 0.3;
  play.levers = {lever};
  const double quality = places().quality[library].value();
  until(2);
  Records before = records_of(play.world);
  week();
  Records after = records_of(play.world);
  EXPECT_EQ(places().x[library], places().x[place("community_centre_hof")]);
  EXPECT_EQ(places().y[library], places().y[place("community_centre_hof")]);
  EXPECT_NEAR(places().quality[library].value(), 1.5 * quality, 1e-4);
  EXPECT_NEAR(places().stigma[library].value(), 0.3, 0.003);
  EXPECT_TRUE(places().open[library]);
  before.erase({"place", places().key[library]}), after.erase({"place", places().key[library]});
  EXPECT_EQ(difference(before, after), "");
  EXPECT_EQ(place("library_hof"), library) << "it is still the library";
}

TEST_F(Town, closing_touches_no_tie) {
  play.levers = {lever_of(LeverKind::close_places, "close", 0)};
  Records before = records_of(play.world);
  week();
  Records after = records_of(play.world);
  for (const Key key : places().key) before.erase({"place", key}), after.erase({"place", key});
  EXPECT_EQ(difference(before, after), "");
}

TEST_F(Town, lockdown_closes_places_and_limits_contact_at_home) {
  Lever lever = lever_of(LeverKind::lockdown, "lockdown", 2, 5);
  lever.lockdown_contact_factor = 0.25;
  play.levers = {lever};
  const Record before = offers_of(play.world);
  until(2);
  EXPECT_EQ(play.world.home_contact_percent, 100);
  week();
  EXPECT_EQ(play.world.home_contact_percent, 25);
  for (const auto open : places().open) EXPECT_FALSE(open);
  EXPECT_TRUE(play.world.reach.options.empty());
  until(6);
  EXPECT_EQ(play.world.home_contact_percent, 100);
  EXPECT_EQ(offers_of(play.world), before);
}

TEST_F(Town, a_gathering_that_a_lever_changes_comes_back) {
  play.levers = {wandering("community_centre_hof")};
  const Record before = offers_of(play.world);
  until(3);
  EXPECT_EQ(places().gathering_of(place("community_centre_hof")), Gathering::wandering);
  until(6);
  EXPECT_EQ(places().gathering_of(place("community_centre_hof")), Gathering::fixed);
  EXPECT_EQ(offers_of(play.world), before);
}

// A gathering that visitors began before the lever is theirs again after it, and may end as it might have before.
TEST_F(Town, an_initiative_that_a_lever_changes_comes_back) {
  const PlaceId library = place("library_hof");
  places().gathering[library] = static_cast<std::uint8_t>(Gathering::fixed), places().initiative[library] = 1;
  play.levers = {wandering("library_hof")};
  const Record before = offers_of(play.world);
  until(6);
  EXPECT_EQ(offers_of(play.world), before);
}

TEST_F(Town, unknown_names_are_the_users_mistake) {
  Lever lever = lever_of(LeverKind::close_places, "close", 0);
  lever.places.ids = {"library_hoff"};
  play.levers = {lever};
  EXPECT_THROW(week(), UserMistake);
  play.levers[0].places.ids.clear();
  play.levers[0].places.neighbourhoods = {"nowhere"};
  EXPECT_THROW(week(), UserMistake);
  play.levers = {lever_of(LeverKind::open_place, "open", 0)};
  play.levers[0].place.id = "library_hof";
  EXPECT_THROW(week(), UserMistake);
}

TEST_F(Town, without_levers_nothing_is_looked_at) {
  week();
  EXPECT_EQ(places().size(), hofbuurt().places.size());
  EXPECT_EQ(play.world.places_at_start.size(), 0u);
}

}  // namespace
}  // namespace weefsel
