// What: what a scenario must know of its town: the ids of its places and the codes of its neighbourhoods, with a spot
// for each. So a town of any origin will do, and tests need no town at all.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "population/town.hpp"
#include "text/problems.hpp"

namespace weefsel {

struct TownNames {
  struct Spot {
    std::string name;  ///< place id or neighbourhood code
    Point point;       ///< of a neighbourhood: the middle of its largest ring
    std::optional<PlaceKind> kind = {};           ///< of a place, where known
    std::vector<std::string> neighbourhoods = {};  ///< of a place: where it is, or nearly
  };
  std::vector<Spot> places, neighbourhoods;
  std::vector<OtherName> places_known_as = {}, neighbourhoods_known_as = {};  ///< names of another town, and whose they are here
  /// Codes of the neighbourhoods in which a point lies or that it nearly touches, and the nearest one. May be missing.
  std::function<std::vector<std::string>(Point)> where = {};
};

/// Nothing when the town has mistakes; they are added to the problems.
using TownReader = std::function<std::optional<TownNames>(const std::filesystem::path&, Problems&)>;

[[nodiscard]] TownNames names_of(const TownDescription& town);
/// Reads the town with read_town().
[[nodiscard]] std::optional<TownNames> read_town_names(const std::filesystem::path& file, Problems& problems);

}  // namespace weefsel
