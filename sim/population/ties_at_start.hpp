// What: the ties with which a town begins, near their stationary number, age and strength: kin in town, kin and friends
// elsewhere, neighbours, parents of the same class or group, acquaintances across town.
// Each side of a tie between active adults holds the same strength, start and last contact.
// Draws: Purpose::first_ties, by pair. Local ties come from keyed rings: members of a street, a school (by year of
// birth of the child) or the town stand in a keyed order, and those who stand near each other may know each other: this
// gives clustering, the same answer for both sides, and leaves others alone when one person more joins the ring.
// Evidence: support networks hold 8-12 people of whom 3-5 kin, right-skewed (grade C); the rest judgement.
#pragma once

#include "params/parameters.hpp"
#include "random/luck.hpp"
#include "world/world.hpp"

namespace weefsel {

/// Fills the empty tie tables of all active adults.
void tie_people_at_start(World& world, const Luck& luck, const Parameters& parameters, Week now);

}  // namespace weefsel
