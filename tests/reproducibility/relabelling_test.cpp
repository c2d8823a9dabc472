// Slots are only places in arrays: dealing them anew, for everybody and everything, changes nothing by key.
#include <gtest/gtest.h>

#include "support/play.hpp"
#include "support/records.hpp"
#include "support/relabel.hpp"

namespace weefsel {
namespace {
using namespace tests;

/// Two neighbourhoods, so that their order can change too.
TownDescription two_neighbourhoods() {
  TownDescription town = hofbuurt_of(420);
  NeighbourhoodDescription other = town.neighbourhoods[0];
  other.code = "weide", other.name = "De Weide";
  other.households = 260;
  for (auto& ring : other.boundary)
    for (Point& p : ring) p.x += 800;
  town.neighbourhoods.push_back(other);
  PlaceDescription wandering = town.places[1];
  wandering.id = "wandering", wandering.kind = PlaceKind::parent_child_cafe, wandering.gathering = Gathering::wandering;
  town.places.push_back(wandering);
  return town;
}

std::vector<Lever> some_levers() {
  Lever close, families, lockdown;
  close.id = "close", close.kind = LeverKind::close_places, close.start = Week{20}, close.places.ids = {"library_hof"};
  families.id = "families", families.kind = LeverKind::buurtgezinnen, families.start = Week{5};
  families.buurtgezinnen.coordinators_fte = 3;
  lockdown.id = "lockdown", lockdown.kind = LeverKind::lockdown, lockdown.start = Week{60}, lockdown.end = Week{70};
  std::vector<Lever> levers = {close, families, lockdown};
  for (const LeverKind kind : {LeverKind::professionals, LeverKind::campaign, LeverKind::poverty_relief, LeverKind::new_housing, LeverKind::newcomers,
                               LeverKind::budget_cut, LeverKind::steering}) {
    Lever lever;
    lever.id = std::string(lever_kind_names[static_cast<std::size_t>(kind)]), lever.kind = kind, lever.start = Week{8};
    lever.professionals.hours_factor = 1.3, lever.professionals.cooperation_hours = 2, lever.poverty_relief.households = 9;
    lever.new_housing.neighbourhood = "hof", lever.new_housing.like = "weide", lever.newcomers.neighbourhood = "weide";
    lever.new_housing.dwellings = 60, lever.new_housing.x = 141800, lever.new_housing.y = 511300, lever.newcomers.households = 30;
    levers.push_back(lever);
  }
  return levers;
}

TEST(Relabelling, is_a_permutation_that_keeps_the_world_whole) {
  const Play play(two_neighbourhoods());
  const World other = relabelled(play.world, 7, play.parameters.outings.reach);
  EXPECT_EQ(broken_invariants(other), std::vector<std::string>{});
  EXPECT_EQ(difference(records_of(play.world), records_of(other)), "");
  EXPECT_NE(other.adults.key, play.world.adults.key);
  EXPECT_NE(other.places.key, play.world.places.key);
}

TEST(Relabelling, state_hash_does_not_see_slots) {
  Play play(two_neighbourhoods());
  play.weeks(20);
  for (const std::uint64_t seed : {1u, 2u, 3u})
    EXPECT_EQ(state_hash(relabelled(play.world, seed, play.parameters.outings.reach)), state_hash(play.world));
}

TEST(Relabelling, changes_nothing_by_key_in_two_years) {
  for (const std::uint64_t seed : {11u, 12u}) {
    Play play(two_neighbourhoods(), {}, 1, Week{-40});
    play.levers = some_levers();
    Play other = play;
    other.world = relabelled(play.world, seed, play.parameters.outings.reach);
    for (int week = 0; week < 144; ++week) {
      play.weeks(1), other.weeks(1);
      ASSERT_EQ(difference(tallies_of(play.world), tallies_of(other.world)), "") << "in week " << week;
      if (week % 12 == 11) {
        ASSERT_EQ(state_hash(play.world), state_hash(other.world))
            << "after week " << week << "\n" << difference(records_of(play.world), records_of(other.world));
      }
    }
  }
}

TEST(Relabelling, order_of_neighbourhoods_in_the_town_does_not_matter) {
  TownDescription town = two_neighbourhoods();
  Play play(town);
  std::swap(town.neighbourhoods[0], town.neighbourhoods[1]);
  std::reverse(town.places.begin(), town.places.end());
  Play other(town);
  EXPECT_EQ(difference(records_of(play.world), records_of(other.world)), "");
  play.weeks(60), other.weeks(60);
  EXPECT_EQ(difference(records_of(play.world), records_of(other.world)), "");
  EXPECT_EQ(difference(tallies_of(play.world), tallies_of(other.world)), "");
}

}  // namespace
}  // namespace weefsel
