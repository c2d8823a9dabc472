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

/// Utility of a place for an adult without taste, regulars and chance; for tests and explanations.
[[nodiscard]] double plain_utility(const World& world, const Parameters& parameters, AdultId a, PlaceId place, double distance_km);
}
