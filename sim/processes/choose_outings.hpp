// What:     Each active adult fills its spare moments: going to one of the reachable open places, or staying in;
//           the parent at the gate and chance meetings in the street come on top.
//           One choice a moment, nested logit (McFadden 1978; distance as in Huff 1964):
//             U(place) = attraction(kind, ages of children) + ln quality - distance / reach - thresholds
//                        + lasting taste + known regulars + nest shock,      U(home) = base + withdrawal
//           A household that is kept home (the placebo of 7.12) goes nowhere that week.
// Reads:    places, reach, households, children, wellbeing, haunts, kept_home; outings.*, attraction.*.
// Writes:   the visits of the week (gatherings), nothing of the world.
// Draws:    outing per (adult, week, moment, place), by Gumbel-max: closing a place changes only the moments
//           that would have gone there; outing_shared_taste (lasting taste, nest shock); gate; street.
// Evidence: model definition 7.3; weights are judgement (C), set on visits by age and income (CBS).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void choose_outings(const World& world, const WeekContext& now, WeekScratch& scratch);

/// Opening hours a week of an ordinary place of a kind: with these, hours neither add nor take away.
[[nodiscard]] double typical_hours(PlaceKind kind);

/// Utility of a place for an adult without taste, regulars and chance; for tests and explanations.
[[nodiscard]] double plain_utility(const World& world, const Parameters& parameters, AdultId a, PlaceId place, double distance_km);

/// Does the household have a child of an age that the place is for? Places for everyone: yes.
[[nodiscard]] bool serves(const World& world, HouseholdId h, PlaceKind kind);

/// What takes away from the attraction of a place for one adult, each in utility, 0 or more (definition 7.3).
struct KeptAway {
  double distance = 0, money = 0, reading = 0, language = 0, stigma = 0, hours = 0;
};
[[nodiscard]] KeptAway what_keeps_away(const World& world, const Parameters& parameters, AdultId a, PlaceId place, double distance_km);
}
