// What: OpenStreetMap's tags, what kind of place they mean here, and its raw answers: the JSON of the Overpass API,
// asked with `out center` so that ways and relations (areas) have a point too.
// A file of elements is read one element at a time, and of each only what is needed, so a large one takes little
// memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "world/kinds.hpp"

namespace weefsel {

/// The tags that matter, as written; empty when absent. A tag may have several values: "community_centre;library".
struct Tags {
  std::string leisure, amenity, club, tourism, zoo, community_centre_for;
};
/// The kind of place that the tags mean, or nothing. Of several values the first that means anything here counts.
[[nodiscard]] std::optional<PlaceKind> kind_of(const Tags& tags);

struct OverpassElement {
  std::string id;  ///< "node/123"
  std::string name;
  Tags tags;
  std::optional<double> longitude, latitude;  ///< degrees: its own, its `center` or the middle of its `bounds`
};

/// Calls `visit` for each element that has tags, in the order of the file. JSON that is damaged, cut short or no answer
/// of Overpass, and an answer that Overpass itself did not finish, are a UserMistake; `what` is the file for.
void for_each_overpass_element(const std::filesystem::path& file, const std::string& what,
                               const std::function<void(const OverpassElement&)>& visit);

}  // namespace weefsel
