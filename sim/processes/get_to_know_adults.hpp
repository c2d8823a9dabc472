// What:     Hours with adults of a child's own add up: the coach of its club, the youth worker of a youth centre, the
//           host of a place, one of the adults who come to the same place (the same one as a rule), and the parent at
//           home where it plays: classmates of 4 to 12, friends of youngsters. Hours at places add up likewise.
//           Twenty hours make an adult or a place know it (world/own_people.hpp).
// Reads:    leisure of the week, seats of adults, places, professionals, day places; childhood.*, youngsters.*.
// Writes:   each child's own people and places.
// Draws:    familiar_adult per (child, adult), lasting; play_date per pair of playmates and week (as play_together).
// Evidence: model definition 7.7; the hours are judgement (C).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void get_to_know_adults(World& world, const WeekContext& now, WeekScratch& scratch);
}
