// What: gives an imported town the names by which the shipped scenarios know places and neighbourhoods of the default
// town, so that each of them can be played in it. They are parts to play, not likenesses (judgement): `flats` is where
// most families with a tight income live, `library_centre` the library nearest the middle. People edit them in the town
// (`also_known_as`).
#pragma once

#include "population/town.hpp"
#include "town_import/filled.hpp"

namespace weefsel {

/// Fills places_known_as and neighbourhoods_known_as. A part for which the town has nothing is left out.
void name_for_scenarios(TownDescription& town, Filled& filled);

}  // namespace weefsel
