// What:     Those present at the same place and moment sit in small circles: many beside someone they know, the
//           others mixed; a host mixes more. A place that is full turns people away by keyed lot.
//           People are ordered by a keyed hash of (meeting, week, adult), a friend behind the friend it joined,
//           and everyone opens a new circle with chance 1 / circle size, so one visitor more or less changes the
//           circles it touches and no others.
// Reads:    visits, ties, places; meeting.circle_size, mixing, host_mixing.
// Writes:   gatherings (seats and circles); of the world the tally of visits and how many visitors places have.
// Draws:    seat_order, new_circle, follow_friend per (adult, meeting, week).
// Evidence: Dunbar, Duncan & Nettle 1995 (about four in a conversation); source 002 (host).
#pragma once

#include "processes/week_context.hpp"

namespace weefsel {
void take_seats(World& world, const WeekContext& now, WeekScratch& scratch);
}
