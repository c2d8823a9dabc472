// What: reads the childcare of one municipality from the register of childcare (Landelijk Register Kinderopvang, LRK;
// semicolons, Windows-1252; any other separator and encoding will do).
//
// Childcare in the model is for children under 4 (day_places.hpp), so of the register only day care is taken
// (type_oko KDV), with the number of child places as capacity. Left out, with a count in the provenance: out-of-school
// care (BSO), for children of school age; care in private homes (VGO), which has a few places each and is no place to
// meet; its agencies (GO), where no child comes; and what is no longer registered or has no child places.
// The register gives addresses, no coordinates: points as in place_by_address.hpp.
// Errors: as in table_file.hpp; a column that lacks, a number of places that is none and a file without day care in the
// municipality are a UserMistake that says what was found.
#pragma once

#include <filesystem>
#include <vector>

#include "town_import/filled.hpp"
#include "town_import/municipality.hpp"
#include "town_import/place_by_address.hpp"

namespace weefsel {

/// By id ("childcare_123456789": its number in the register).
[[nodiscard]] std::vector<PlaceDescription> read_childcare(const std::filesystem::path& file,
                                                           const ImportedMunicipality& municipality,
                                                           const Postcodes& postcodes, Filled& filled);

}  // namespace weefsel
