// What: a neighbourhood of hand-made families, for tests of what is asked of or told about many of them.
#pragma once

#include "support/small_world.hpp"

namespace weefsel::tests {

/// `count` couples in one neighbourhood, each with one child of `age`, without ties, load or places.
struct FamiliesByHand : SmallWorld {
  NeighbourhoodId here = neighbourhood();
  StreetId lane;
  std::vector<HouseholdId> families;

  explicit FamiliesByHand(int count, double age = 5)
      : SmallWorld(Week{100}), lane(street(here, static_cast<std::size_t>(count))) {
    for (int i = 0; i < count; ++i) families.push_back(household(lane, {34, 36}, {age}));
  }
  template <class F>
  void each_active(F&& f) {
    for (std::size_t i = 0; i < world.actives.size(); ++i) f(ActiveId(i));
  }
};

}  // namespace weefsel::tests
