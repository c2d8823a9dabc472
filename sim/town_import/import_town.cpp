#include "town_import/import_town.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/errors.hpp"
#include "text/value.hpp"
#include "town_import/filled.hpp"
#include "town_import/read_neighbourhoods.hpp"
#include "town_import/read_places.hpp"
#include "town_import/read_schools.hpp"
#include "town_import/spread.hpp"
#include "town_import/typical_places.hpp"

namespace weefsel {
namespace {
/// Places of each kind that no file had, in the most populous neighbourhoods in turn; each kind has spots of its own
/// there.
void fill_in_places(const ImportedMunicipality& municipality, std::vector<PlaceDescription>& places, Filled& filled) {
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
    for (int i = 0; i < typical.count; ++i) {
      const auto index = static_cast<std::size_t>(i);
      const NeighbourhoodDescription& n = populous[index % populous.size()]->description;
      PlaceDescription place = typical_place(kind);
      place.id = std::string(place_kind_names[k]) + '_' + std::to_string(i + 1);
      place.name = dutch_name(kind) + ' ' + (kind == PlaceKind::online_group ? std::to_string(i + 1) : n.name);
      if (kind != PlaceKind::online_group) {
        const Point point = spread_inside(n, k + index / populous.size());
        place.x = point.x;
        place.y = point.y;
      }
      place.source = "default: not in the data";
      places.push_back(std::move(place));
    }
    filled.note(
        "places: " + std::string(place_kind_names[k]), std::to_string(typical.count),
        "default: " + typical.why +
            (typical.count > 0 && kind != PlaceKind::online_group ? ", in the most populous neighbourhoods" : ""));
  }
}

void add_places(std::vector<PlaceDescription> more, std::vector<PlaceDescription>& places) {
  for (PlaceDescription& place : more) {
    const bool known =
        std::any_of(places.begin(), places.end(), [&](const auto& other) { return other.id == place.id; });
    if (!known) places.push_back(std::move(place));
  }
}
}  // namespace

ImportedTown import_town(const ImportRequest& request) {
  Filled filled;
  ImportedMunicipality municipality = read_neighbourhoods(request.neighbourhoods, request.municipality, filled);
  const Postcodes postcodes = request.postcodes.empty() ? Postcodes{} : read_postcodes(request.postcodes);
  ImportedTown result;
  TownDescription& town = result.town;
  for (const auto& file : request.schools) add_places(read_schools(file, municipality, postcodes, filled), town.places);
  for (const auto& file : request.places) add_places(read_places(file, municipality, filled), town.places);
  fill_in_places(municipality, town.places, filled);

  town.name = municipality.name;
  town.municipality_code = municipality.code;
  town.fictional = false;
  town.description = municipality.name + " (" + municipality.code +
                     "), imported from open data: " + municipality.source +
                     ". What these data lack was filled in; see provenance.";
  for (auto& n : municipality.neighbourhoods) town.neighbourhoods.push_back(std::move(n.description));
  filled.note("professionals", "defaults of the model", "default: not in the data");
  filled.note("tier1_places_per_1000_children", number_as_text(town.tier1_places_per_1000_children),
              "default: judgement, so that use is near the national level");
  filled.note("tier2_places_per_1000_children", number_as_text(town.tier2_places_per_1000_children),
              "default: judgement, so that use is near the national level");
  town.provenance = filled.all(town.neighbourhoods.size());
  result.filled_in = filled.filled_in(town.neighbourhoods.size());
  return result;
}

}  // namespace weefsel
