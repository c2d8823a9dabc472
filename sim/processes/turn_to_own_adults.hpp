// What:     A youngster of 12 or older with a concern talks about it with an adult of its own who knows it (youth worker,
//           coach, mentor, parent of a friend), and may turn to freely accessible help itself: more readily, or less,
//           when such an adult knows it (gateway).
// Reads:    concerns, own people; support.asks_per_week, support.resolving, help.*, youngsters.*.
// Writes:   confide: severity of own concerns. seek_help_themselves: help, demand by route `youngster`.
// Draws:    own_help per (youngster, week).
// Evidence: Zwaanswijk 2003 for the direction of the gateway; model definitions 7.6 and 7.7; rates are judgement.
//           That a talk keeps anyone from help is not proven: help.substitution scales it, and may be zero.
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void confide(World& world, const WeekContext& now, WeekScratch& scratch);
void seek_help_themselves(World& world, const WeekContext& now, WeekScratch& scratch);
}
