// What: childcare and schools: which place of the day a child goes to. Under 4: childcare for about half of the
// children, more where parents work and are higher educated, less with a tight income; 4-12 primary school,
// 12-18 secondary school, then none.
// Draws: Purpose::new_school, keyed by child and place, so closing a place moves its own children only.
// Evidence: 54% of children of 0-3 in daycare (CBS 2016); choice by distance as in Huff (1964), judgement.
#pragma once

#include "world/world.hpp"

namespace weefsel {

/// The kind of place for a child of this age in years; PlaceKind::count from 18 on.
[[nodiscard]] constexpr PlaceKind day_place_kind(double age_years) {
  return age_years < 4    ? PlaceKind::childcare
         : age_years < 12 ? PlaceKind::primary_school
         : age_years < 18 ? PlaceKind::secondary_school
                          : PlaceKind::count;
}

/// Chance that a child under 4 of this household goes to childcare, 0-1: about 0.54 on average.
[[nodiscard]] double p_childcare(const World&, HouseholdId);

/// Chooses the day place of a child by its age at `now`, among the open places of the kind in town: by distance,
/// capacity and quality, and where an older brother or sister goes. None when there is none or no childcare is wanted.
void assign_day_place(World&, const Luck&, ChildId, Week now);

/// True when the child has outgrown its day place, or that place is closed. (A child under 4 without childcare
/// stays without; a child of school age without a school needs one if there is any in town.)
[[nodiscard]] bool needs_new_day_place(const World&, ChildId, Week now);

}  // namespace weefsel
