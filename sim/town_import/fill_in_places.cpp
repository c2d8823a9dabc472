#include "town_import/fill_in_places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "text/value.hpp"
#include "town_import/spread.hpp"
#include "town_import/typical_places.hpp"

namespace weefsel {
namespace {
constexpr double near_enough_metres = 300;  // centre of the neighbourhood to its people
constexpr double room = 1.05;
constexpr double in_childcare_share = 0.54;  // of children under 4 (CBS 2016)

/// CBS's distance to a kind of place.
std::optional<CbsFigure> distance_to_kind(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::library: return CbsFigure::to_library;
    case PlaceKind::childcare: return CbsFigure::to_childcare;
    case PlaceKind::consultation_office: return CbsFigure::to_consultation_office;
    case PlaceKind::cafe_or_market: return CbsFigure::to_cafe;
    case PlaceKind::sports_club: return CbsFigure::to_sports_ground;
    case PlaceKind::primary_school: return CbsFigure::to_primary_school;
    case PlaceKind::secondary_school: return CbsFigure::to_secondary_school;
    default: return std::nullopt;
  }
}

/// Few and far between: the distances say how many there are. Of kinds that stand close together they say only that
/// one is near.
bool is_sparse(PlaceKind kind) {
  return kind == PlaceKind::library || kind == PlaceKind::secondary_school || kind == PlaceKind::consultation_office;
}

/// A neighbourhood in which a place may be put.
struct Candidate {
  const ImportedNeighbourhood* neighbourhood = nullptr;
  Point middle;
  double metres = 0;  ///< CBS's distance to the kind
};

/// Neighbourhoods that have a distance, nearest first.
std::vector<Candidate> by_distance(const ImportedMunicipality& municipality, const MergedFigures& figures,
                                   CbsFigure distance) {
  std::vector<Candidate> result;
  for (const ImportedNeighbourhood& n : municipality.neighbourhoods) {
    const auto known = figures.neighbourhoods.find(n.description.code);
    if (known == figures.neighbourhoods.end() || !known->second[distance].value) continue;
    result.push_back({&n, spread_inside(n.description, 0), 1000 * *known->second[distance].value});
  }
  std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.metres < b.metres; });
  return result;
}

/// As few neighbourhoods as explain the distances of CBS, if a place stands in each.
std::vector<const ImportedNeighbourhood*> where_cbs_says(const std::vector<Candidate>& candidates) {
  std::vector<const ImportedNeighbourhood*> chosen;
  std::vector<Point> placed;
  for (const Candidate& one : candidates) {
    const bool has_one = std::any_of(placed.begin(), placed.end(), [&](Point other) {
      return std::hypot(other.x - one.middle.x, other.y - one.middle.y) <= one.metres + near_enough_metres;
    });
    if (has_one) continue;
    chosen.push_back(one.neighbourhood);
    placed.push_back(one.middle);
  }
  return chosen;
}

/// For the provenance: why so many, and why there.
std::string why_there(PlaceKind kind, const TypicalCount& typical, std::size_t by_cbs, std::size_t wanted) {
  const std::string nothing = "not in the data: ";
  if (wanted == 0 || kind == PlaceKind::online_group) return nothing + typical.why;
  if (by_cbs == wanted) return nothing + "as few as explain CBS's distances, where these are shortest";
  if (by_cbs == 0) return nothing + typical.why + ", in the most populous neighbourhoods";
  return nothing + typical.why + "; " + std::to_string(by_cbs) +
         " where CBS's distances are shortest, the others in the most populous neighbourhoods";
}

void size_places(const ImportedMunicipality& municipality, PlaceKind kind, double reach_metres, double least,
                 double (*children_of)(const ImportedNeighbourhood&), std::vector<PlaceDescription>& places,
                 Filled& filled) {
  std::vector<std::size_t> of_kind;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i].kind == kind) of_kind.push_back(i);
  std::vector<double> children(of_kind.size(), 0), pull(of_kind.size());
  for (const ImportedNeighbourhood& n : municipality.neighbourhoods) {
    const Point middle = spread_inside(n.description, 0);
    double sum = 0, nearest = 1e12;
    for (std::size_t i = 0; i < of_kind.size(); ++i) {
      pull[i] = std::hypot(places[of_kind[i]].x - middle.x, places[of_kind[i]].y - middle.y);
      nearest = std::min(nearest, pull[i]);
    }
    for (double& metres : pull) sum += metres = std::exp((nearest - metres) / reach_metres);
    for (std::size_t i = 0; i < of_kind.size(); ++i) children[i] += children_of(n) * pull[i] / sum;
  }
  std::size_t sized = 0;
  for (std::size_t i = 0; i < of_kind.size(); ++i) {
    PlaceDescription& place = places[of_kind[i]];
    if (place.capacity > 0) continue;  // a file said it
    place.capacity = std::max(least, std::ceil(room * children[i]));
    ++sized;
  }
  if (sized > 0) {
    filled.note("places: capacity of " + std::string(place_kind_names[static_cast<std::size_t>(kind)]),
                std::to_string(sized) + " places",
                "not in the data: the children of its ages near by, spread by distance, and 5% room");
  }
}

double of_ages_0_3(const ImportedNeighbourhood& n) { return in_childcare_share * n.children_under_15 * 4 / 15; }
double of_ages_4_11(const ImportedNeighbourhood& n) { return n.children_under_15 * 8 / 15; }
double of_ages_12_17(const ImportedNeighbourhood& n) { return n.children_under_15 * 6 / 15; }
}  // namespace

void fill_in_places(const ImportedMunicipality& municipality, const MergedFigures* figures,
                    std::vector<PlaceDescription>& places, Filled& filled) {
  double inhabitants = 0, children = 0;
  std::vector<const ImportedNeighbourhood*> populous;
  for (const auto& n : municipality.neighbourhoods) {
    inhabitants += n.inhabitants;
    children += n.children_under_15;
    populous.push_back(&n);
  }
  std::stable_sort(populous.begin(), populous.end(),
                   [](const auto* a, const auto* b) { return a->description.households > b->description.households; });
  std::set<PlaceKind> present;
  for (const PlaceDescription& place : places) present.insert(place.kind);
  for (std::size_t k = 0; k < place_kind_count; ++k) {
    const auto kind = static_cast<PlaceKind>(k);
    if (present.count(kind) > 0) continue;
    const TypicalCount typical = typical_count(kind, inhabitants, children);
    const std::optional<CbsFigure> distance = distance_to_kind(kind);
    std::vector<const ImportedNeighbourhood*> where;
    if (figures && distance) where = where_cbs_says(by_distance(municipality, *figures, *distance));
    const std::size_t by_cbs = where.size(), usual = static_cast<std::size_t>(typical.count);
    const std::size_t wanted = by_cbs > 0 && is_sparse(kind) ? by_cbs : std::max(by_cbs, usual);
    for (std::size_t i = 0; where.size() < wanted; ++i) where.push_back(populous[i % populous.size()]);
    for (std::size_t i = 0; i < wanted; ++i) {
      const NeighbourhoodDescription& n = where[i]->description;
      PlaceDescription place = typical_place(kind);
      place.id = std::string(place_kind_names[k]) + '_' + std::to_string(i + 1);
      place.name = dutch_name(kind) + ' ' + (kind == PlaceKind::online_group ? std::to_string(i + 1) : n.name);
      place.source = source_of_made_up_place;
      if (is_sized_by_children(kind)) place.capacity = 0;
      if (kind != PlaceKind::online_group) {
        const Point point = spread_inside(n, i < by_cbs ? 0 : k + (i - by_cbs) / populous.size());
        place.x = point.x;
        place.y = point.y;
      }
      places.push_back(std::move(place));
    }
    filled.note("places: " + std::string(place_kind_names[k]), std::to_string(wanted),
                why_there(kind, typical, by_cbs, wanted));
  }
  size_places(municipality, PlaceKind::childcare, 300, 12, of_ages_0_3, places, filled);
  size_places(municipality, PlaceKind::primary_school, 300, 40, of_ages_4_11, places, filled);
  size_places(municipality, PlaceKind::secondary_school, 2000, 100, of_ages_12_17, places, filled);
}

}  // namespace weefsel
