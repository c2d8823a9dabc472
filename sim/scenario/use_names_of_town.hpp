// What: lets a scenario be played in another town than the one it was written for: names of places and neighbourhoods
// that the town says it is also known by (`also_known_as`) become its own. A name that the town has itself stays.
#pragma once

#include "scenario/town_names.hpp"
#include "text/value.hpp"

namespace weefsel {

/// In one lever as written. Only where ids of places and codes of neighbourhoods stand.
void use_names_of_town(Value& lever, const TownNames& town);

}  // namespace weefsel
