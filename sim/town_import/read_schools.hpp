// What: reads the schools of one municipality from DUO's lists of locations (primary: "alle vestigingen bo"; secondary:
// "alle vestigingen vo", known by its column ONDERWIJSSTRUCTUUR), old (semicolons, Windows-1252, BRIN NUMMER and
// VESTIGINGSNUMMER) and new (commas, UTF-8, INSTELLINGSCODE and VESTIGINGSCODE), or from its counts of pupils by
// location ("leerlingen bo"), which have the same columns and more.
//
// Where a file counts pupils (column LEERLINGEN, AANTAL LEERLINGEN, TOTAAL, …), their number is the school's capacity;
// a school with more than one row has the pupils of all of them, and one without pupils is left out. Counts that DUO
// hides for privacy ("<5") are not counted. Elsewhere the capacity is that of a typical place.
// DUO gives addresses, no coordinates: points as in place_by_address.hpp.
// Errors: as in table_file.hpp; a column that lacks, a count that is no number and a file without a school of the
// municipality are a UserMistake that says what was found.
#pragma once

#include <filesystem>
#include <vector>

#include "town_import/filled.hpp"
#include "town_import/municipality.hpp"
#include "town_import/place_by_address.hpp"

namespace weefsel {

/// By id ("school_04qc00"). The capacity is the number of pupils, 0 where the file does not say it.
[[nodiscard]] std::vector<PlaceDescription> read_schools(const std::filesystem::path& file,
                                                         const ImportedMunicipality& municipality,
                                                         const Postcodes& postcodes, Filled& filled);

}  // namespace weefsel
