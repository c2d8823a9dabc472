// What: the places that a file offers, in whatever form it is written: an OpenStreetMap extract as GeoJSON or
// GeoPackage (tags as attributes, as from overpass-turbo), the raw JSON of the Overpass API, or a table that somebody
// made with columns name, kind, lat and lon. The form is seen from the file itself, not from its name.
//
// A table's `kind` is one of the model's kinds (place_kind_names); lat and lon are degrees, and may be empty for an
// online_group; columns capacity (people at once) and hours_per_week may be added. Rows with nothing in them are
// skipped. Units: metres in RD New. Errors: as in geo_file.hpp, table_file.hpp and openstreetmap.hpp; a row of a table
// with a kind, place or number that cannot be used is a UserMistake that names it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "population/town.hpp"

namespace weefsel {

struct PlaceCandidate {
  PlaceKind kind = PlaceKind::library;
  std::string id;              ///< "node_123"; may be empty
  std::string name;            ///< may be empty
  std::optional<Point> point;  ///< nothing: online, or not in the file
  std::optional<double> capacity, hours_per_week;
};

struct PlaceCandidates {
  std::string source;             ///< of each of them: "OpenStreetMap"
  std::string licence;            ///< with whom to name: "© OpenStreetMap contributors (file), ODbL 1.0"
  std::string coordinates;        ///< how they were understood: "degrees (WGS84)"
  bool by_tags = true;            ///< kinds are what tags mean; otherwise somebody wrote them down
  std::size_t features = 0;       ///< in the file; those that have a kind are the candidates
  std::size_t without_point = 0;  ///< candidates of which the file does not say where they are
  std::vector<PlaceCandidate> candidates;
};

[[nodiscard]] PlaceCandidates read_place_candidates(const std::filesystem::path& file);

}  // namespace weefsel
