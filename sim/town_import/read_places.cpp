#include "town_import/read_places.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "base/errors.hpp"
#include "text/value.hpp"
#include "town_import/neighbourhood_map.hpp"
#include "town_import/place_candidates.hpp"
#include "town_import/typical_places.hpp"
#include "world/nearby.hpp"

namespace weefsel {
namespace {
constexpr double usual_edge = 100;     // metres outside the boundary that still count as in the municipality
constexpr double made_up_edge = 1500;  // the same where the map is made up
constexpr double same_spot = 50;       // metres within which two of a kind are one

struct Found {
  PlaceCandidate place;
  const NeighbourhoodDescription* neighbourhood = nullptr;  // none: online
};

std::string name_of(PlaceKind kind) { return std::string(place_kind_names[static_cast<std::size_t>(kind)]); }

std::vector<Found> in_municipality(std::vector<PlaceCandidate> candidates, const ImportedMunicipality& municipality) {
  const NeighbourhoodMap map(municipality);
  std::vector<Found> found;
  for (PlaceCandidate& candidate : candidates) {
    const NeighbourhoodDescription* neighbourhood =
        candidate.point ? map.at(*candidate.point, municipality.map_is_made_up ? made_up_edge : usual_edge) : nullptr;
    if (!neighbourhood && candidate.kind != PlaceKind::online_group) continue;
    found.push_back({std::move(candidate), neighbourhood});
  }
  return found;
}

/// Of each kind the first on a spot.
std::vector<Found> without_doubles(std::vector<Found> found) {
  std::vector<Nearby::Point> points;
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    if (const auto& point = found[i].place.point) points.push_back({point->x, point->y, i});
  }
  const Nearby nearby(points);
  std::vector<bool> is_kept(found.size(), true);
  std::vector<std::uint32_t> near;
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    const PlaceCandidate& place = found[i].place;
    if (!place.point) continue;
    near.clear();
    nearby.find(place.point->x, place.point->y, same_spot, near);
    std::sort(near.begin(), near.end());
    for (const std::uint32_t other : near) {
      if (other >= i) break;
      PlaceCandidate& before = found[other].place;
      const double metres = std::hypot(before.point->x - place.point->x, before.point->y - place.point->y);
      if (!is_kept[other] || before.kind != place.kind || metres >= same_spot) continue;
      is_kept[i] = false;
      if (before.name.empty()) before.name = place.name;
      break;
    }
  }
  std::vector<Found> kept;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (is_kept[i]) kept.push_back(std::move(found[i]));
  }
  return kept;
}

PlaceDescription place_of(const Found& found, const std::string& source) {
  const PlaceCandidate& candidate = found.place;
  PlaceDescription place = typical_place(candidate.kind);
  place.id = name_of(candidate.kind) + '_' + candidate.id;
  if (candidate.point && candidate.id.empty()) {
    place.id += number_as_text(candidate.point->x) + '_' + number_as_text(candidate.point->y);
  }
  place.name = candidate.name;
  if (place.name.empty()) {
    place.name = dutch_name(candidate.kind) + (found.neighbourhood ? ' ' + found.neighbourhood->name : "");
  }
  if (candidate.point) place.x = candidate.point->x, place.y = candidate.point->y;
  place.capacity = candidate.capacity.value_or(is_sized_by_children(candidate.kind) ? 0 : place.capacity);
  place.hours_per_week = candidate.hours_per_week.value_or(place.hours_per_week);
  place.source = source;
  return place;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const ImportedMunicipality& municipality,
                         const PlaceCandidates& read, std::size_t with_kind) {
  const std::string found =
      read.by_tags ? std::to_string(read.features) + " features, " + std::to_string(with_kind) +
                         " have a tag that says what is met there (leisure=playground, amenity=library, …) and none of "
                         "these lies"
                   : std::to_string(read.features) + " rows, none lies";
  throw UserMistake(file.string() + ": has no place for " + municipality.code + " " + municipality.name + ": of " +
                    found + " in the municipality (coordinates read as " + read.coordinates + ")");
}
}  // namespace

std::vector<PlaceDescription> read_places(const std::filesystem::path& file, const ImportedMunicipality& municipality,
                                          Filled& filled) {
  PlaceCandidates read = read_place_candidates(file);
  const std::size_t with_kind = read.candidates.size();
  std::vector<Found> inside = in_municipality(std::move(read.candidates), municipality);
  const std::size_t outside = with_kind - inside.size();
  const std::vector<Found> kept = without_doubles(std::move(inside));
  std::vector<PlaceDescription> places;
  std::set<std::string> ids;
  std::map<PlaceKind, std::size_t> counts;
  for (const Found& found : kept) {
    PlaceDescription place = place_of(found, read.source);
    if (!ids.insert(place.id).second) continue;
    ++counts[place.kind];
    places.push_back(std::move(place));
  }
  if (places.empty()) refuse(file, municipality, read, with_kind);
  for (const auto& [kind, count] : counts) {
    filled.note("places: " + name_of(kind), std::to_string(count), read.licence + "; " + read.coordinates, true);
  }
  const std::size_t doubles = with_kind - outside - places.size();
  if (outside + doubles > 0) {
    filled.note("places: of " + file.filename().string(), std::to_string(outside + doubles) + " left out",
                std::to_string(outside) + " outside the municipality, " + std::to_string(doubles) +
                    " within 50 m of another of their kind");
  }
  if (read.without_point > 0) {
    filled.note("places: without a point", std::to_string(read.without_point) + " left out",
                "no coordinates in " + file.filename().string() + ": ask Overpass for `out center`");
  }
  return places;
}

}  // namespace weefsel
