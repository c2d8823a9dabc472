// What: reads the places of one municipality from a file in one of the forms of place_candidates.hpp. Features that say
// nothing about meeting are skipped; so is what lies more than 100 m outside the municipality (1,500 m where its map is
// made up). Schools are not read from OpenStreetMap: DUO has them. An area and a node for the same thing (same kind
// within 50 m) count once, with the first name that either has; a place without a name is named after its kind and
// neighbourhood. Errors: as in place_candidates.hpp; a file without a place in the municipality is a UserMistake that
// says what was found in it.
#pragma once

#include <filesystem>
#include <vector>

#include "town_import/filled.hpp"
#include "town_import/municipality.hpp"
#include "town_import/openstreetmap.hpp"

namespace weefsel {

/// In the order of the file. The id is the kind with what the file has for one: its number ("playground_node_1"), the
/// name in a table ("library_De_Waaier"), or else where it is ("playground_142651_510618").
[[nodiscard]] std::vector<PlaceDescription> read_places(const std::filesystem::path& file,
                                                        const ImportedMunicipality& municipality, Filled& filled);

}  // namespace weefsel
