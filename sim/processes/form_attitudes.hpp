// What:     Attitudes move and return. Everyone has a disposition of their own; what normative help, talks with
//           professionals and campaigns add to it fades, so nobody runs away from themselves (definition 7.5).
// Reads:    the requests of this week, levers, attitudes of givers; attitudes.*.
// Writes:   what is added to the normalising attitude and to openness to ask.
// Draws:    campaign (who is reached, anew each year).
// Evidence: Friedkin & Johnsen 1990 (anchored influence); sizes are judgement.
#pragma once

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void form_attitudes(World& world, const WeekContext& now, const std::vector<Lever>& levers, const WeekScratch& scratch);

/// A talk with a professional of that skill moves a parent towards a fully normalising attitude.
void learn_from_talk(World& world, const WeekContext& now, ActiveId a, double skill);

/// Does a campaign reach this adult in the current year of its own?
[[nodiscard]] bool is_reached(const World& world, const WeekContext& now, const Lever& campaign, AdultId a);
}
