// What: draws a town as a map: its neighbourhoods coloured by one of their figures, and its places by what they are
// for. By Cairo, as PNG, SVG or PDF after the name's extension.
//
// Neighbourhoods fall into five classes of equally many neighbourhoods (quintiles); fewer when values are equal. A map
// whose boundaries are made up says so. Sources that ask to be named (OpenStreetMap, CBS) stand below.
#pragma once

#include <filesystem>
#include <string>

#include "base/language.hpp"
#include "population/town.hpp"

namespace weefsel {

/// `figure` is a key of neighbourhood_figures(), or "households". UserMistake on another key or extension,
/// SystemTrouble when the file cannot be written.
void draw_town_map(const TownDescription& town, const std::string& figure, Language language,
                   const std::filesystem::path& file);

}  // namespace weefsel
