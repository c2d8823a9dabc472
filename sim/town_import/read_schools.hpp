// What: reads the schools of one municipality from DUO's list of locations (primary: "alle vestigingen bo"; secondary:
// "alle vestigingen vo"), old (semicolons, Windows-1252) and new (commas, UTF-8).
//
// DUO gives addresses, no coordinates. A school is placed at the centroid of its 4-digit postcode, if a file of
// those is given; else in the neighbourhood whose commonest postcode it is; else in the most populous ones in turn.
// Schools that share a postcode are scattered round it, within the municipality.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "town_import/filled.hpp"
#include "town_import/read_neighbourhoods.hpp"

namespace weefsel {

/// Centroids by 4-digit postcode, in RD New. A CSV with columns postcode, latitude, longitude.
using Postcodes = std::map<std::string, Point>;
[[nodiscard]] Postcodes read_postcodes(const std::filesystem::path& file);

/// By id ("school_04qc00").
[[nodiscard]] std::vector<PlaceDescription> read_schools(const std::filesystem::path& file,
                                                         const ImportedMunicipality& municipality,
                                                         const Postcodes& postcodes, Filled& filled);

}  // namespace weefsel
