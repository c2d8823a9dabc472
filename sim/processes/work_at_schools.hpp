// What:     Two programmes at schools. *Bridge officers* are there for parents: welcome them at the gate as a host
//           does, are consulted like a teacher, point to places, programmes and freely accessible help; their hours
//           are bounded. *Shared norms* (OKO): some parents of youngsters of 10 to 17 come to an evening at school
//           once a quarter; the attitudes of those present move towards their mean, anchored in what each thinks;
//           clubs and youth centres are open longer.
// Reads:    the levers, children and their schools; programmes.attendance.
// Writes:   professionals (teams of bridge officers), hosts of schools, hours of clubs; visits of the week; norm_shift.
// Draws:    shared_norms (who takes part, for good; who comes).
// Evidence: source 004 (bridge officers); Friedkin & Johnsen 1990 (anchored attitudes). Of OKO in the Netherlands only
//           the implementation was evaluated (trimbos.nl AF1889): no effect is put in.
// Order:    place_bridge_officers (open), attend_school_evenings (before take_seats), share_norms (before Worry).
#pragma once

#include <vector>

#include "processes/week_context.hpp"
#include "world/levers.hpp"

namespace weefsel {
void place_bridge_officers(World& world, const WeekContext& now, const std::vector<Lever>& levers);
void attend_school_evenings(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch);
void share_norms(World& world, const WeekContext& now, const std::vector<Lever>& levers, WeekScratch& scratch);

/// What these two levers change at places, at this intensity (0 to 1); on top of what places offer without them.
void change_places_by_programme(World& world, const Lever& lever, double intensity);

/// Moves the normalising attitude of an adult the given share of the way to `norm`; `form_attitudes`
/// lets it return to the own disposition.
void move_towards_norm(World& world, ActiveId a, double norm, double share);
}
