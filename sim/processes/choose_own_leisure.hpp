// What:     From 12 on, youngsters choose their own leisure: each spare moment is home or one of the open places within
//           reach, by the same nested logit as adults go out by (choose_outings), with attractions of their own, longer
//           distances, a pull of habit and of where their friends come. Members of 4 to 12 go to their club.
//             U(place) = attraction(kind, age) + ln quality + hours - distance / reach - money, stigma
//                        + lasting taste + habit + friends + host + nest shock,      U(home) = base
// Reads:    ages, haunts and friends of children, incomes, places, reach; youngsters.*, outings.*, childhood.*.
// Writes:   the leisure of the week, nothing of the world.
// Draws:    own_leisure per (youngster, week, moment, place), by Gumbel-max: closing a place changes only the moments
//           that would have gone there; own_leisure_taste (lasting taste and moment).
// Evidence: definition 7.7; Mulier Institute 2021 for sport; source 001, figure 1 for the places of a phase; weights C.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void choose_own_leisure(const World& world, const WeekContext& now, WeekScratch& scratch);

/// Utility of a place for a youngster without taste, habit, friends and chance; for tests and explanations. Very low
/// where a kind of place is nothing for its age.
[[nodiscard]] double plain_leisure_utility(const World& world, const Parameters& parameters, ChildId c, PlaceId place, double distance_km);
}
