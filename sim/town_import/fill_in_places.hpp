// What: places that no file had, and the size of schools, which no file has.
//
// Kinds that are missing: as many as typical_places.hpp says for a town of this size. Where CBS gives distances to the
// kind (library, childcare, child health office, café, sports ground, schools), places first stand in the
// neighbourhoods with the shortest, one after the other, each time skipping those for which a place already stands as
// near as CBS says; of libraries, secondary schools and child health offices that is all there are, since they are so
// few that the distances tell each of them. The rest, and other kinds, stand in the most populous neighbourhoods in
// turn. Size of schools and childcare without one (capacity 0): the children of its ages near by, each neighbourhood's
// children spread over the schools by distance (Huff 1964, the reach of day_places.cpp), and 5% room.
#pragma once

#include <vector>

#include "town_import/filled.hpp"
#include "town_import/merge_figures.hpp"
#include "town_import/municipality.hpp"

namespace weefsel {

/// `figures` may be null. Adds to `places` and sets capacities in it.
void fill_in_places(const ImportedMunicipality& municipality, const MergedFigures* figures,
                    std::vector<PlaceDescription>& places, Filled& filled);

}  // namespace weefsel
