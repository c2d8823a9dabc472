// What: pedagogical richness (model definition 7.7): how many adults and places know a child, and over how many spheres
// they are spread, by phase of childhood. Three counts beside each other; no score and no index of wellbeing.
//   adults   who know the child: its own people (world/own_people.hpp), one for the team of its school or childcare, and
//            kin and support ties of its parents who have spent twenty hours with it. Those hours follow from the tie: a
//            tie of strength s takes d(age) s / (g (1 - s)) hours a week to stay as it is (7.1), of which the child is
//            there in the share childhood.kin_presence or friend_presence, since the tie began or the child was born.
//            Contact within a year. Parents, and adults of the own household, are not counted.
//   places   its school or childcare, and places where it has spent twenty hours, with a visit within a year.
//   spheres  of these places (sphere_of), and the supporting network when kin, a friend of the parents or an own adult
//            outside clubs and youth centres knows it; 0 to 5.
// Reads the world only. Cells with fewer than 30 children of a phase are NaN.
#pragma once

#include "measures/cells.hpp"
#include "params/parameters.hpp"

namespace weefsel {

/// How many adults know a child, in steps of five.
inline constexpr std::size_t adults_known_steps = 5;
inline constexpr std::array<std::string_view, adults_known_steps> adults_known_names = {"0-4", "5-9", "10-14", "15-19", "20+"};

/// What a child has.
struct Richness {
  std::int64_t adults = 0, places = 0, spheres = 0;
};
[[nodiscard]] Richness richness_of(const World& world, const FadingCurve& fading, const Parameters& parameters, ChildId c);

struct ChildSums {
  std::array<std::int64_t, phase_count> children{}, adults{}, places{}, spheres{};
  std::array<std::int64_t, adults_known_steps> by_adults_known{};
  std::int64_t youngsters = 0, with_own_adult = 0, friends = 0;  ///< of 12 to 23; friendships of weak strength or more

  void add(const ChildSums& other);
  /// Mean over children of a phase.
  [[nodiscard]] double mean(const std::array<std::int64_t, phase_count>& sum, std::size_t phase) const;
  /// Share of all children in a step of adults_known.
  [[nodiscard]] double share_in_step(std::size_t step) const;
  [[nodiscard]] double per_youngster(std::int64_t count) const;
};

using ChildMeasures = Cells<ChildSums>;

[[nodiscard]] ChildMeasures measure_children(const World& world, const FadingCurve& fading, const Parameters& parameters);

}  // namespace weefsel
