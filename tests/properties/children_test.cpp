// Children's own people: without hours nobody gets to know them, a place less never adds visits, longer hours never take
// encounters away, and slots do not matter.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/cases.hpp"
#include "support/records.hpp"
#include "world/own_people.hpp"

namespace weefsel {
namespace {
using namespace tests;

std::int64_t youth_visits(const World& w) {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < place_kind_count; ++k) sum += in_town(w, youth_visit_to(static_cast<PlaceKind>(k)));
  return sum;
}

/// Hofbuurt after a quarter of a year with lively leisure.
Play lived_in(std::uint64_t seed, Parameters p = {}) {
  p.youngsters.moments_per_week = 3.5;
  Play play(hofbuurt_of(400), p, seed, Week{-20});
  for (auto& capacity : play.world.places.capacity) capacity = 60000;
  play.weeks(14);
  return play;
}

template <class Place>
void close_where(Play& play, Place closes) {
  for (std::size_t i = 0; i < play.world.places.size(); ++i)
    if (closes(PlaceId(i))) play.world.places.open[PlaceId(i)] = 0;
  find_reachable_places(play.world, play.parameters.outings.reach);
}

void live_leisure(Play& play) {
  play.begin_week();
  for (const char* name : {"take_stock", "choose_outings", "choose_own_leisure", "take_seats", "go_along_with_parents", "meet_peers", "get_to_know_adults"})
    play.process(name);
}

RC_GTEST_PROP(Children, are_known_by_nobody_of_their_own_without_hours, ()) {
  Parameters p = *plausible_parameters();
  p.childhood.club_share = p.childhood.club_share_tight = p.childhood.goes_along = p.meeting.play_dates_per_week = 0;
  p.youngsters.moments_per_week = 0, p.youngsters.start_per_hour = 0;
  Play play(hofbuurt_of(150), p, static_cast<std::uint64_t>(*rc::gen::inRange(1, 100)), Week{-10});
  play.weeks(60, [&](const World& w) {
    RC_ASSERT(youth_visits(w) == 0);
    RC_ASSERT(in_town(w, Flow::youth_confided) == 0);
  });
  const Children& children = play.world.children;
  for (std::size_t i = 0; i < children.size(); ++i) {
    RC_ASSERT(!children.own_people[ChildId(i)].who[0].exists());
    RC_ASSERT(!children.haunt[ChildId(i)][0].exists());
    RC_ASSERT(!children.friends[ChildId(i)].who[0].exists());
    RC_ASSERT(!children.club[ChildId(i)].exists());
  }
}

// In one and the same week: every moment that does not fall on what closes stays where it was.
RC_GTEST_PROP(Children, closing_places_never_adds_visits_of_youngsters, ()) {
  Play play = lived_in(static_cast<std::uint64_t>(*rc::gen::inRange(1, 100)));
  const auto kind = *rc::gen::element(PlaceKind::youth_centre, PlaceKind::sports_club, PlaceKind::cafe_or_market, PlaceKind::library);
  Play closed = play;
  close_where(closed, [&](PlaceId p) { return play.world.places.kind_of(p) == kind; });
  live_leisure(play), live_leisure(closed);
  RC_ASSERT(in_town(closed.world, youth_visit_to(kind)) == 0);
  RC_ASSERT(youth_visits(closed.world) <= youth_visits(play.world));
  for (std::size_t k = 0; k < place_kind_count; ++k)
    if (static_cast<PlaceKind>(k) != kind)
      RC_ASSERT(in_town(closed.world, youth_visit_to(static_cast<PlaceKind>(k))) >= in_town(play.world, youth_visit_to(static_cast<PlaceKind>(k))));
}

// Longer hours raise the utility of the youth centre and of no other place, so no visit to it is lost.
RC_GTEST_PROP(Children, longer_hours_never_take_visits_from_the_place_itself, ()) {
  Play play = lived_in(static_cast<std::uint64_t>(*rc::gen::inRange(1, 100)));
  Play longer = play;
  const PlaceId centre = place_called(play.world, "youth_centre_hof");
  longer.world.places.hours_per_week[centre] = Fixed(play.world.places.hours_per_week[centre].value() * *between(1, 4));
  live_leisure(play), live_leisure(longer);
  RC_ASSERT(in_town(longer.world, youth_visit_to(PlaceKind::youth_centre)) >= in_town(play.world, youth_visit_to(PlaceKind::youth_centre)));
  RC_ASSERT(youth_visits(longer.world) >= youth_visits(play.world));
}

// On average over futures: with three times the hours more youngsters are known by the youth worker, and no fewer
// friendships begin. (Not in each future: who comes more often here comes less often elsewhere.)
TEST(Children, longer_hours_of_the_youth_centre_mean_more_encounters_on_average) {
  double worker[2] = {0, 0}, friends[2] = {0, 0};
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Play plays[2] = {lived_in(seed), lived_in(seed)};
    const PlaceId centre = place_called(plays[1].world, "youth_centre_hof");
    plays[1].world.places.hours_per_week[centre] = Fixed(3 * plays[1].world.places.hours_per_week[centre].value());
    for (const int which : {0, 1}) {
      plays[which].weeks(60);
      const Children& children = plays[which].world.children;
      for (std::size_t i = 0; i < children.size(); ++i)
        for (std::size_t s = 0; s < own_people_per_child; ++s) {
          if (children.own_people[ChildId(i)].as[s].role() == OwnRole::youth_worker) worker[which] += children.own_people[ChildId(i)].hundredths[s] / 100.0;
          if (s < friends_per_child) friends[which] += children.friends[ChildId(i)].who[s].exists();
        }
    }
  }
  EXPECT_GT(worker[1], 1.3 * worker[0]);
  EXPECT_GT(friends[1], 0.97 * friends[0]);
}

TEST(Children, visits_by_place_count_those_who_found_room) {
  Play play = lived_in(5);
  for (auto& capacity : play.world.places.capacity) capacity = 2;
  live_leisure(play);
  std::int64_t chosen = 0;
  const World& w = play.world;
  for (std::size_t i = 0; i < w.children.size(); ++i)
    if (!w.children.gone[ChildId(i)] && age_in_years(w.children.birth_week[ChildId(i)], w.week) >= youngster_age) chosen += play.scratch.leisure.visit_count[i];
  EXPECT_GT(in_town(w, Flow::youth_turned_away), 0);
  EXPECT_EQ(youth_visits(w) + in_town(w, Flow::youth_turned_away), chosen);
}

}  // namespace
}  // namespace weefsel
