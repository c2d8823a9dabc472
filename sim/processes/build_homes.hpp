// What:     An estate is built, street by street, and newcomers arrive in blocks of homes that stand ready for them.
//           Households are drawn from those that could move in at the start; they bring ties elsewhere and few here.
//           What is built stays when the lever ends.
// Reads:    the levers, households that could move in, the week.
// Writes:   streets, dwellings and whom they suit, households, adults, children, reach.
// Draws:    new_homes (which household), new_home_traits (reading, income, expecting); all that newcomers draw.
// Evidence: model definition 7.10 for what newcomers bring; who comes is an input.
#pragma once

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void build_homes(World& world, const WeekContext& now, const std::vector<Lever>& levers);

/// Homes in one street of an estate; in one block for newcomers.
inline constexpr std::int32_t homes_per_street = 50, homes_per_block = 25;
}
