#include "town_import/import_town.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/errors.hpp"
#include "text/value.hpp"
#include "text/words.hpp"
#include "town_import/fill_in_places.hpp"
#include "town_import/filled.hpp"
#include "town_import/make_neighbourhoods.hpp"
#include "town_import/name_for_scenarios.hpp"
#include "town_import/read_childcare.hpp"
#include "town_import/read_places.hpp"
#include "town_import/read_schools.hpp"

namespace weefsel {
namespace {

/// "GM0344" of GM0344, 0344 or 344; "" of a name.
std::string code_of(const std::string& municipality) {
  const bool prefixed = municipality.rfind("GM", 0) == 0 || municipality.rfind("gm", 0) == 0;
  const std::string digits = prefixed ? municipality.substr(2) : municipality;
  if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string::npos) return {};
  return "GM" + std::string(4 - digits.size(), '0') + digits;
}

/// Figures and boundaries; what one file says of the municipality helps to read the next.
NeighbourhoodData read_neighbourhoods(const ImportRequest& request) {
  NeighbourhoodData data;
  data.origin_for_mixing = request.origin_for_mixing;
  if (!request.postcodes.empty()) data.postcodes = read_postcodes(request.postcodes);
  std::vector<FiguresFile> files;
  const std::string wanted = trimmed(request.municipality);
  std::string known = code_of(wanted);
  const auto read = [&](const std::filesystem::path& file, const char* what) {
    files.push_back(read_figures(file, known.empty() ? wanted : known, what));
    known = files.back().municipality_code;
  };
  for (const auto& file : request.figures) read(file, "CBS key figures of neighbourhoods");
  for (const auto& file : request.distances) read(file, "CBS distances of neighbourhoods to facilities");
  if (!request.neighbourhoods.empty()) {
    data.boundaries = read_boundaries(request.neighbourhoods, known.empty() ? wanted : known, known);
    if (data.boundaries->figures) files.push_back(*data.boundaries->figures);
  }
  if (!files.empty()) data.figures = merge_figures(std::move(files));
  return data;
}

/// Of two with one id the first stays, except that a place whose size a file says goes before one without.
void add_places(std::vector<PlaceDescription> more, std::vector<PlaceDescription>& places) {
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < places.size(); ++i) known.emplace(places[i].id, i);
  for (PlaceDescription& place : more) {
    const auto [found, is_new] = known.emplace(place.id, places.size());
    if (is_new)
      places.push_back(std::move(place));
    else if (place.capacity > 0 && places[found->second].capacity <= 0)
      places[found->second] = std::move(place);
  }
}

/// The register has all childcare: what volunteers mapped of it would count double.
void leave_out_childcare(std::vector<PlaceDescription>& places, Filled& filled) {
  const auto first = std::remove_if(places.begin(), places.end(),
                                    [](const PlaceDescription& place) { return place.kind == PlaceKind::childcare; });
  if (first == places.end()) return;
  filled.note("places: childcare of OpenStreetMap", "left out (" + std::to_string(places.end() - first) + ")",
              "the register has it", true);
  places.erase(first, places.end());
}
}  // namespace

ImportedTown import_town(const ImportRequest& request) {
  if (request.figures.empty() && request.neighbourhoods.empty())
    throw UserMistake(
        "give --figures (CBS key figures), --neighbourhoods (boundaries), or both: without them nobody knows "
        "which neighbourhoods there are");
  Filled filled;
  const NeighbourhoodData data = read_neighbourhoods(request);
  const ImportedMunicipality municipality = make_neighbourhoods(data, filled);
  ImportedTown result;
  TownDescription& town = result.town;
  for (const auto& file : request.schools)
    add_places(read_schools(file, municipality, data.postcodes, filled), town.places);
  if (!request.childcare.empty())
    add_places(read_childcare(request.childcare, municipality, data.postcodes, filled), town.places);
  for (const auto& file : request.places) {
    std::vector<PlaceDescription> read = read_places(file, municipality, filled);
    if (!request.childcare.empty()) leave_out_childcare(read, filled);
    add_places(std::move(read), town.places);
  }
  fill_in_places(municipality, data.figures ? &*data.figures : nullptr, town.places, filled);

  town.name = municipality.name;
  town.municipality_code = municipality.code;
  town.fictional = false;
  town.description = municipality.name + " (" + municipality.code +
                     "), imported from open data: " + municipality.source +
                     ". What these data lack was filled in; see provenance.";
  for (const auto& n : municipality.neighbourhoods) {
    town.neighbourhoods.push_back(n.description);
    result.published[n.description.code] = n.published;
  }
  name_for_scenarios(town, filled);
  filled.note("professionals", "defaults of the model", "not in the data");
  filled.note("tier1_places_per_1000_children", number_as_text(town.tier1_places_per_1000_children),
              "not in the data: judgement, so that use is near the national level");
  filled.note("tier2_places_per_1000_children", number_as_text(town.tier2_places_per_1000_children),
              "not in the data: judgement, so that use is near the national level");
  town.provenance = filled.all(town.neighbourhoods.size());
  result.filled_in = filled.filled_in(town.neighbourhoods.size());
  return result;
}

}  // namespace weefsel
