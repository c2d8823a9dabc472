// A hand-made town for life lines: two families who always go out, to the only place there is, and nothing else happens.
//
//   street 0: family (two parents, child of 6)      library ("Leeszaal"), 100 m away
//   street 1: neighbours (one parent, child of 6)
#pragma once

#include "follow/follow.hpp"
#include "follow/tell.hpp"
#include "follow/witness.hpp"
#include "random/keys.hpp"
#include "support/play.hpp"
#include "support/small_world.hpp"

namespace weefsel::tests {

struct HandMade {
  SmallWorld small;
  HouseholdId family, neighbours;
  PlaceId library;
  TownDescription town;

  HandMade() {
    const NeighbourhoodId n = small.neighbourhood();
    const StreetId here = small.street(n, 5, 0, 0), there = small.street(n, 5, 0, 50);
    family = small.household(here, {35, 36}, {6.5});
    neighbours = small.household(there, {40}, {6});
    library = small.place(PlaceKind::library, 0, 100);
    small.world.names.place_id[library] = "leeszaal";
    small.world.places.key[library] = key_of_name("place/leeszaal");
    PlaceDescription place;
    place.id = "leeszaal", place.name = "Leeszaal", place.kind = PlaceKind::library, place.y = 100;
    town.name = "Proefdorp";
    town.places = {place};
    small.world.places.hours_per_week[library] = Fixed(4);  // one moment a week, so that whoever comes is there together
    find_reachable_places(small.world, 1.0);
  }
  [[nodiscard]] Key key() const { return small.world.households.key[family]; }
  World& world() { return small.world; }
};

/// Everyone always goes out, nobody has concerns or asks, and nothing happens in the households.
inline Scenario quiet_scenario(const std::string& id) {
  Scenario s = small_scenario(id);
  s.parameters = with_still_population();
  s.parameters.outings.stay_home_utility = -10;
  s.parameters.outings.slots_per_week = 3;
  s.parameters.concerns.everyday_per_year = s.parameters.concerns.strain_per_year = s.parameters.concerns.child_borne_per_year = 0;
  s.years = 0.5;
  return s;
}

}  // namespace weefsel::tests
