// What: reads places from an OpenStreetMap extract in GeoJSON or GeoPackage, with the tags as attributes (as from
// overpass-turbo). Tags that say nothing about meeting are skipped; so is what lies more than 100 m outside the
// municipality. Schools are not read from here: DUO has them. An area and a node for the same thing (same kind within
// 50 m) count once.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "town_import/filled.hpp"
#include "town_import/read_neighbourhoods.hpp"

namespace weefsel {

/// The tags that matter, as written; empty when absent.
struct Tags {
  std::string leisure, amenity, club, tourism, zoo, community_centre_for;
};
/// The kind of place that OpenStreetMap's tags mean, or nothing.
[[nodiscard]] std::optional<PlaceKind> kind_of(const Tags& tags);

[[nodiscard]] std::vector<PlaceDescription> read_places(const std::filesystem::path& file,
                                                        const ImportedMunicipality& municipality, Filled& filled);

}  // namespace weefsel
