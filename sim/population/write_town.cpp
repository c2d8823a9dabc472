#include "population/write_town.hpp"

#include <algorithm>
#include <span>
#include <system_error>

#include "base/durable_file.hpp"
#include "base/errors.hpp"
#include "population/place_value.hpp"
#include "population/read_town.hpp"
#include "population/town_figures.hpp"
#include "population/town_tables.hpp"
#include "text/value.hpp"
#include "text/write_yaml.hpp"

namespace weefsel {
namespace {
void put_figures(Value& map, const NeighbourhoodDescription& from) {
  for (const auto& figure : neighbourhood_figures())
    if (!from.gives_ages() || !follows_from_ages(figure))
      put(map, std::string(figure.key), make_number(from.*figure.member));
}

Value make_numbers(std::span<const double> numbers) {
  Value list = make_list();
  for (const double number : numbers) list.items.push_back(make_number(number));
  return list;
}

void put_text(Value& map, const char* key, const std::string& text) {
  if (!text.empty()) put(map, key, make_text(text));
}

Value make_point(double x, double y) { return make_list({make_number(x), make_number(y)}); }

Value value_of(const NeighbourhoodDescription& neighbourhood) {
  Value map = make_map();
  put(map, "code", make_text(neighbourhood.code));
  put(map, "name", make_text(neighbourhood.name));
  put_text(map, "character", neighbourhood.character);
  Value boundary = make_list();
  for (const auto& ring : neighbourhood.boundary) {
    Value points = make_list();
    for (const Point& point : ring) points.items.push_back(make_point(point.x, point.y));
    boundary.items.push_back(std::move(points));
  }
  put(map, "boundary", std::move(boundary));
  put(map, "households", make_number(neighbourhood.households));
  put_figures(map, neighbourhood);
  if (neighbourhood.gives_ages()) put(map, "inhabitants_by_age", make_numbers(neighbourhood.inhabitants_by_age));
  put(map, "communities", make_numbers(neighbourhood.communities));
  return map;
}

Value value_of(const PlaceDescription& place) { return value_of(place, false); }

Value value_of(const ProfessionalDescription& professional) {
  Value map = make_map();
  put(map, "kind", make_text(std::string(professional_kind_names[static_cast<std::size_t>(professional.kind)])));
  put(map, "hours_per_week_per_1000_children", make_number(professional.hours_per_week_per_1000_children));
  put(map, "normalising_skill", make_number(professional.normalising_skill));
  put_text(map, "source", professional.source);
  return map;
}

Value value_of(const FilledFigure& figure) {
  Value map = make_map();
  put(map, "what", make_text(figure.what));
  put(map, "value", make_text(figure.value));
  put(map, "source", make_text(figure.source));
  return map;
}

template <class Item>
void put_list(Value& map, const char* key, const std::vector<Item>& items) {
  if (items.empty()) return;
  Value list = make_list();
  for (const Item& item : items) list.items.push_back(value_of(item));
  put(map, key, std::move(list));
}

void put_other_names(Value& map, const char* of_what, const std::vector<OtherName>& others) {
  if (others.empty()) return;
  Value names = make_map();
  for (const OtherName& other : others) put(names, other.name, make_text(other.of));
  put(map, of_what, std::move(names));
}

Value value_of(const TownDescription& town) {
  Value map = make_map();
  put(map, "name", make_text(town.name));
  put_text(map, "description", town.description);
  put(map, "fictional", make_boolean(town.fictional));
  put_text(map, "municipality_code", town.municipality_code);
  put_list(map, "neighbourhoods", town.neighbourhoods);
  put_list(map, "places", town.places);
  put_list(map, "professionals", town.professionals);
  put(map, "tier1_places_per_1000_children", make_number(town.tier1_places_per_1000_children));
  put(map, "tier2_places_per_1000_children", make_number(town.tier2_places_per_1000_children));
  if (!town.places_known_as.empty() || !town.neighbourhoods_known_as.empty()) {
    Value others = make_map();
    put_other_names(others, "places", town.places_known_as);
    put_other_names(others, "neighbourhoods", town.neighbourhoods_known_as);
    put(map, "also_known_as", std::move(others));
  }
  put_list(map, "provenance", town.provenance);
  return map;
}
/// The folder of a town's tables.
void make_folder_beside(const std::filesystem::path& town_file) {
  const std::filesystem::path folder = town_file.parent_path() / town_file.stem();
  std::error_code error;
  std::filesystem::create_directory(folder, error);
  if (error) throw SystemTrouble(folder.string() + ": cannot be made: " + error.message());
}
}  // namespace

std::string town_text(const TownDescription& town) { return write_yaml(value_of(town)); }

void check_town(const TownDescription& town, const std::string& name) {
  const std::string text = town_text(town);
  Problems problems;
  const TownDescription read_back = read_town_text(text, name, problems);
  problems.throw_if_any();
  if (town_text(read_back) != text) throw Fault(name + ": the town as written differs from the town in memory");
}

void write_town(const TownDescription& town, const std::filesystem::path& file, TableStyle style) {
  const std::filesystem::path folder = file.parent_path(), beside = file.stem();
  if (std::filesystem::is_directory(file)) throw SystemTrouble(file.string() + ": cannot be written: it is a folder");
  make_folder_beside(file);
  Value map = value_of(town), names = make_map();
  for (std::size_t t = 0; t < town_table_names.size(); ++t) {
    const std::string key = town_table_names[t];
    const auto found =
        std::find_if(map.entries.begin(), map.entries.end(), [&](const Entry& e) { return e.key == key; });
    if (found == map.entries.end()) continue;
    const std::filesystem::path name = beside / (key + ".csv");
    write_durably((folder / name).string(), table_text(static_cast<TownTable>(t), found->value, style));
    put(names, key, make_text(name.string()));
    map.entries.erase(found);
  }
  put(map, "tables", std::move(names));
  write_durably(file.string(), write_yaml(map));
}

void write_beside_town(const std::string& text, const std::filesystem::path& town_file, const std::string& name) {
  make_folder_beside(town_file);
  write_durably((town_file.parent_path() / town_file.stem() / (name + ".csv")).string(), text);
}

}  // namespace weefsel
