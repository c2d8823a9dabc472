// What:     Children under 12 come along to places that suit their age when a parent at home goes there: playground,
//           library, children's farm, parent-and-child cafe, community centre, place of worship, market.
// Reads:    visits of parents that found a seat, ages; childhood.goes_along.
// Writes:   the leisure of the week, nothing of the world.
// Draws:    going_along per (child, week, place).
// Evidence: source 001, figure 1 (places of a phase); the share is judgement. Model definition 7.7.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void go_along_with_parents(const World& world, const WeekContext& now, WeekScratch& scratch);

/// Does a child of this age come along to a place of this kind?
[[nodiscard]] bool comes_along(PlaceKind kind, double age);
}
